"""Tables of codes as files: a row per code with a column each, and new codes per document in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Coded, Export, about, leaves, list_of, tabular
from pilot.files.pictures.picture import Picture, drawable
from pilot.words import N_, _
from themes.crossed import crossed
from themes.crossing import OPTIONS as CROSSING
from themes.crossing import Crossing
from themes.figures.crossed_tables import saturation_words, unit
from themes.saturation import KINDS, saturation
from themes.scope import OPTIONS, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.files.table import Table
    from themes.frames import Material


@use_case(Right.SEE_THEMES, event="exported table", reads="numbers by family")
def crossed_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """A row per code, a column per what it is laid beside; '' where nobody coded for the code, and where a code would
    stand beside itself. Raises: NotFound without a codebook; BadInput; NotAllowed.
    """
    crossing = Crossing.from_query(query)
    found = crossed(db, viewer, Scope.from_query(query), crossing)
    if found is None or not found.columns:
        raise NotFound(NOTHING)
    codes = found.material.codes
    columns: dict[str, list[object]] = {
        _("Group"): [found.material.groups[code.key] for code in codes], _("Code"): [code.name for code in codes]}
    for at, column in enumerate(found.columns):
        name = column.name
        while name in columns:  # two documents with one title
            name += " "
        columns[name] = [
            "" if (crossing.across == "code" and code.key == column.key)
            or (found.coded is not None and not found.coded[row, at] and not found.n[row, at])
            else int(found.n[row, at]) for row, code in enumerate(codes)]
    return list_of(db, viewer, "table", _("Table of codes"), columns, (_("What counts"), found.sentence),
                   (_("Unit"), unit(crossing)), coded=_coded(db, found.material))


@use_case(Right.SEE_THEMES, event="exported table", reads="numbers by family")
def new_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """A row per coded document in the order of telling. Raises: as `crossed_table`; NotFound where there is none."""
    kind = query.get("kind", "interview")
    found = saturation(db, viewer, Scope.from_query(query), kind)
    if found is None:
        raise NotFound(NOTHING)
    steps = found.steps
    return list_of(db, viewer, "table", _("New codes in order"), {
        _("Told on"): [one.on_date for one in steps], _("Document"): [one.title for one in steps],
        _("Family"): [one.family for one in steps], _("Codes in it"): [one.said for one in steps],
        _("New"): [len(one.new) for one in steps], _("So far"): [one.so_far for one in steps],
        _("Which are new"): [", ".join(one.new) for one in steps]},
        (_("What counts"), found.sentence), (_("Documents"), _(KINDS[kind])),
        coded=Coded(found.codebook, ", ".join(found.coders) or _("none")))


@use_case(Right.SEE_THEMES, event="exported table", reads="numbers by family")
def new_picture(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Picture:
    """The figure of `new_table`."""
    # What begins the program does not wait for plotly.
    from themes.figures.bars_picture import bars_picture
    from themes.figures.steps import new_figure

    kind = query.get("kind", "interview")
    found = saturation(db, viewer, Scope.from_query(query), kind)
    if found is None or not found.steps:
        raise NotFound(NOTHING)
    leaves(db, viewer, "table")
    return Picture(_("New codes in order"), saturation_words(found), bars_picture(new_figure(found, dark=False)), about(
        db, viewer, (_("What counts"), found.sentence), (_("Documents"), _(KINDS[kind])),
        coded=Coded(found.codebook, ", ".join(found.coders) or _("none"))))


def _coded(db: Database, material: Material) -> Coded:
    labels = dict(db.conn.execute("SELECT user_id, label FROM user").fetchall())
    return Coded(material.version.told,
                 ", ".join(sorted(labels[int(one)] for one in material.finished.coders)) or _("none"))


TABLE = Export("tables", N_("Table of codes"), (*OPTIONS, *CROSSING),
               tabular(lambda asked: crossed_table(asked.db, asked.viewer, asked.query)))
NEW = Export("new-codes", N_("New codes in order"), (*OPTIONS, "kind"),
             {**tabular(lambda asked: new_table(asked.db, asked.viewer, asked.query)),
              **drawable(lambda asked: new_picture(asked.db, asked.viewer, asked.query))})
EXPORTS = (TABLE, NEW)
