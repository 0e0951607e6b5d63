"""What of themes can be taken out: the matrix cell by cell, and its row ends, each with what it is counted out of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Asked, Export, about, leaves, tabular
from pilot.files.table import Table
from pilot.words import N_, _
from themes import frames
from themes.figures.tables import MEANINGS
from themes.matrix import State, lines, matrix
from themes.scope import OPTIONS, Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.frames import Material


@use_case(Right.SEE_THEMES, event="exported matrix", reads="numbers by family")
def matrix_table(db: Database, viewer: Viewer, scope: Scope) -> Table:
    """The matrix of a scope: a row per code and family. Raises: NotFound without a codebook; BadInput; NotAllowed."""
    material = _material(db, viewer, scope)
    cells = matrix(material)
    pseudonyms = dict(zip(material.families["guid"], material.families["pseudonym"], strict=True))
    sites = dict(zip(material.families["guid"], material.families["site"], strict=True))
    names = {code.key: code.name for code in material.codes}
    frame = pd.DataFrame({
        _("Group"): [material.groups[key] for key in cells["code"]],
        _("Code"): [names[key] for key in cells["code"]],
        _("Family"): [pseudonyms[guid] for guid in cells["family"]],
        _("Site"): [sites[guid] for guid in cells["family"]],
        _("What is known"): [_(MEANINGS[State(state)]).partition(":")[0] for state in cells["state"]],
        _("Passages"): cells["passages"], _("Passages +"): cells["plus"], _("Passages -"): cells["minus"],
        _("Passages ±"): cells["both"], _("Documents in which it was said"): cells["said"],
        _("Documents coded for it"): cells["coded"], _("Documents told"): cells["told"]})
    return _told(db, viewer, _("Themes by family"), frame, material, "matrix")


@use_case(Right.SEE_THEMES, event="exported themes", reads="numbers by family")
def lines_table(db: Database, viewer: Viewer, scope: Scope) -> Table:
    """The row ends of the matrix: a row per code, over all families. Raises: as `matrix_table`."""
    material = _material(db, viewer, scope)
    ends = lines(matrix(material))
    names = {code.key: code.name for code in material.codes}
    frame = pd.DataFrame({
        _("Group"): [material.groups[key] for key in ends["code"]], _("Code"): [names[key] for key in ends["code"]],
        _("Families that said it"): ends["families_said"], _("Families coded for it"): ends["families_coded"],
        _("Families with something told"): ends["families_told"], _("Passages"): ends["passages"],
        _("Passages +"): ends["plus"], _("Passages -"): ends["minus"], _("Passages ±"): ends["both"],
        _("Documents in which it was said"): ends["said"], _("Documents coded for it"): ends["coded"],
        _("Documents told"): ends["told"]})
    return _told(db, viewer, _("Themes"), frame, material, "themes")


def _material(db: Database, viewer: Viewer, scope: Scope) -> Material:
    material = frames.load(db, viewer, scope)
    if material is None or material.families.empty:
        raise NotFound(NOTHING)
    return material


def _told(db: Database, viewer: Viewer, title: str, frame: pd.DataFrame, material: Material, what: str) -> Table:
    leaves(db, viewer, what)
    return Table(title, frame, about(
        db, viewer, (_("Codebook"), _("version {n}").format(n=material.version.number)),
        (_("What counts"), material.sentence()), (_("Coders"), _coders(db, material))))


def _coders(db: Database, material: Material) -> str:
    """Labels of who finished a document whose codings count."""
    labels = dict(db.conn.execute("SELECT user_id, label FROM user").fetchall())
    return ", ".join(sorted(labels[int(one)] for one in material.finished.coders)) or _("none")


def _scope(asked: Asked) -> Scope:
    return Scope.from_query(asked.query)


MATRIX = Export("matrix", N_("Themes by family"), OPTIONS,
                tabular(lambda asked: matrix_table(asked.db, asked.viewer, _scope(asked))))
THEMES = Export("themes", N_("Themes, a row per code"), OPTIONS,
                tabular(lambda asked: lines_table(asked.db, asked.viewer, _scope(asked))))
EXPORTS = (MATRIX, THEMES)
