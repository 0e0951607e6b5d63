"""What of themes can be taken out: the matrix cell by cell, and its row ends, each with what it is counted out of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Asked, Coded, Export, about, leaves, tabular
from pilot.files.pictures.picture import Picture, drawable
from pilot.files.table import Table
from pilot.words import N_, _
from themes import frames
from themes.figures.matrix_picture import matrix_picture
from themes.figures.tables import MEANINGS
from themes.matrix import State, lines, matrix
from themes.over_time import CALENDAR, SUPPORT, exposure, over_time, panels, periods
from themes.scope import OPTIONS, Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from themes.frames import Material

# What the figures count, out of what, in which unit.
MATRIX_UNIT = N_("Passages by code and family; under a number in how many stories and conversations of that family it"
                 " was said, of those that were coded for the code")
TIME_UNIT = N_("Families that said it, of families with coded stories")


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


@use_case(Right.SEE_THEMES, event="exported matrix", reads="numbers by family")
def matrix_figure(db: Database, viewer: Viewer, scope: Scope) -> Picture:
    """The matrix of a scope as the page shows it, with all its families. Raises: as `matrix_table`."""
    material = _material(db, viewer, scope)
    leaves(db, viewer, "matrix")
    return Picture(_("Themes by family"), _(MATRIX_UNIT), matrix_picture(material, matrix(material)),
                   _about(db, viewer, material))


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


@use_case(Right.SEE_THEMES, event="exported over-time", reads="numbers by family")
def over_time_table(db: Database, viewer: Viewer, scope: Scope, by: str = CALENDAR, group: str = "") -> Table:
    """A row per code and period of the figure, with what was told in that period. Raises: as `matrix_table`.

    Args:
        by: CALENDAR or SUPPORT. group: key of the codes in the figure, as `over_time.panels` has it.
    """
    material, times, shown, codes = _over_time(db, viewer, scope, by, group)
    names = {code.key: code.name for code in codes}
    rows = times[times["code"].isin(names)].merge(shown, on=["period", "label"])
    frame = pd.DataFrame({
        _("Group"): [material.groups[key] for key in rows["code"]], _("Code"): [names[key] for key in rows["code"]],
        _("Period"): rows["label"], _("Families that said it"): rows["families_said"],
        _("Families coded for it"): rows["families_coded"], _("Documents in which it was said"): rows["said"],
        _("Documents coded for it"): rows["coded"], _("Passages"): rows["passages"],
        _("Stories told"): rows["stories"], _("Families with something told"): rows["families"]})
    return _told(db, viewer, _("Themes over time"), frame, material, "over-time")


@use_case(Right.SEE_THEMES, event="exported over-time", reads="numbers by family")
def over_time_picture(db: Database, viewer: Viewer, scope: Scope, by: str = CALENDAR, group: str = "") -> Picture:
    """The figure of `over_time_table`."""
    # What begins the program does not wait for plotly.
    from themes.figures.bars_picture import bars_picture
    from themes.figures.charts import time_figure

    material, times, shown, codes = _over_time(db, viewer, scope, by, group)
    leaves(db, viewer, "over-time")
    return Picture(_("Themes over time"), _(TIME_UNIT), bars_picture(time_figure(
        times[times["code"].isin([code.key for code in codes])], shown, codes, dark=False)),
        _about(db, viewer, material))


def _over_time(
    db: Database, viewer: Viewer, scope: Scope, by: str, group: str
) -> tuple[Material, pd.DataFrame, pd.DataFrame, list[CodeRow]]:
    material = _material(db, viewer, scope)
    when = periods(material, by if by in (CALENDAR, SUPPORT) else CALENDAR)
    shown = exposure(material, when)
    if shown.empty:
        raise NotFound(NOTHING)
    return material, over_time(material, when), shown, panels(material, group)


def _material(db: Database, viewer: Viewer, scope: Scope) -> Material:
    material = frames.load(db, viewer, scope)
    if material is None or material.families.empty:
        raise NotFound(NOTHING)
    return material


def _told(db: Database, viewer: Viewer, title: str, frame: pd.DataFrame, material: Material, what: str) -> Table:
    leaves(db, viewer, what)
    return Table(title, frame, _about(db, viewer, material))


def _about(db: Database, viewer: Viewer, material: Material) -> tuple[tuple[str, str], ...]:
    return about(db, viewer, (_("What counts"), material.sentence()),
                 coded=Coded(material.version.told, _coders(db, material)))


def _coders(db: Database, material: Material) -> str:
    """Labels of who finished a document whose codings count."""
    labels = dict(db.conn.execute("SELECT user_id, label FROM user").fetchall())
    return ", ".join(sorted(labels[int(one)] for one in material.finished.coders)) or _("none")


def _scope(asked: Asked) -> Scope:
    return Scope.from_query(asked.query)


def _figure(asked: Asked) -> tuple[Database, Viewer, Scope, str, str]:
    return (asked.db, asked.viewer, _scope(asked), asked.query.get("by", CALENDAR), asked.query.get("panels", ""))


MATRIX = Export("matrix", N_("Themes by family"), OPTIONS, {
    **tabular(lambda asked: matrix_table(asked.db, asked.viewer, _scope(asked))),
    **drawable(lambda asked: matrix_figure(asked.db, asked.viewer, _scope(asked)))})
THEMES = Export("themes", N_("Themes, a row per code"), OPTIONS,
                tabular(lambda asked: lines_table(asked.db, asked.viewer, _scope(asked))))
OVER_TIME = Export("over-time", N_("Themes over time"), (*OPTIONS, "by", "panels"), {
    **drawable(lambda asked: over_time_picture(*_figure(asked))),
    **tabular(lambda asked: over_time_table(*_figure(asked)))})
EXPORTS = (MATRIX, THEMES, OVER_TIME)
