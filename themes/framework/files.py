"""The framework matrix as a file: a row per family, a column per code, as the page has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Coded, Export, list_of, tabular
from pilot.words import N_, _, ngettext
from themes.framework.period import called
from themes.framework.reading import framework

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from themes.framework.reading import Summary


@use_case(Right.SEE_THEMES, event="exported summaries", reads="summaries")
def framework_table(db: Database, viewer: Viewer, period: str = "", group: str = "") -> Table:
    """The matrix: only families and codes of which something is written. Raises: NotFound when there is nothing."""
    made = framework(db, viewer, period, group)
    if made is None or not made.cells:
        raise NotFound(NOTHING)
    codes = [one for one in made.codes if any(key == one.key for _family, key in made.cells)]
    rows = [one for one in made.families if any(family == one[0] for family, _key in made.cells)]
    labels = sorted({cell.newest.by for cell in made.cells.values()})
    return list_of(
        db, viewer, "summaries", _("Summaries by family and theme"), {
            _("Family"): [name for _guid, name in rows],
            **{one.name: [_said(made.cells.get((guid, one.key))) for guid, _name in rows] for one in codes}},
        (_("Period"), called(period)), (_("Group"), made.material.names.groups.get(group, "")),
        coded=Coded(made.material.version.told, ", ".join(sorted(
            made.material.names.coders.values())) or _("none")),
        facts=((_("Written by"), ", ".join(labels)), (_("What counts"), made.sentence)))


def _said(cell: Summary | None) -> str:
    """What is written, what it rests on, and why it is stale."""
    if cell is None or not cell.newest.text:
        return ""
    return "\n".join([cell.newest.text, f"({rests_on(cell)})", *(
        [_("Stale: {why}").format(why=" ".join(cell.stale))] if cell.stale else [])])


def rests_on(cell: Summary) -> str:
    """On how many quotes a cell rests, in words."""
    n = cell.newest.rests
    if not n:
        return _("rests on nothing yet")
    return ngettext("rests on {n} quote", "rests on {n} quotes", n).format(n=n)


SUMMARIES = Export("summaries", N_("Summaries by family and theme"), ("period", "group"), tabular(
    lambda asked: framework_table(asked.db, asked.viewer, asked.query.get("period", ""), asked.query.get("group", ""))))
EXPORTS = (SUMMARIES,)
