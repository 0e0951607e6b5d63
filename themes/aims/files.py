"""Goals of the pilot as files: all of them with their evidence as a table, and a report about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.access.three_states import A_TEXT
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files import as_docx
from pilot.files.export import NOTHING, Export, Format, about, leaves, list_of, tabular
from pilot.files.printable import printable
from pilot.vocabulary import days
from pilot.words import N_, _
from themes.aims import naming, reading
from themes.aims.reading import GROUPS

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.files.table import Table
    from themes.aims.reading import Aim, Evidence

GROUP_NAMES = {
    reading.FAMILIES: N_("What families say"), reading.COACHES: N_("What coaches say"),
    reading.PARTNERS: N_("What partners say, and what others counted"), reading.NUMBERS: N_("Figures"),
}


@use_case(Right.SEE_THEMES, event="exported aims", reads="quotes, and numbers by family")
def aim_table(pilot: Pilot, db: Database, viewer: Viewer, guid: str = "") -> Table:
    """A row for each piece of evidence, of one goal (guid) or all; a goal without any has a row, too.

    Raises: NotFound when there is no goal.
    """
    found = [reading.one(pilot, db, viewer, guid)] if guid else reading.aims(pilot, db, viewer)
    rows = [(one, each) for one in found for each in _all(pilot, db, viewer, one) or [None]]
    return list_of(db, viewer, "aims", _("Goals of the pilot"), {
        _("Goal"): [one.words for one, _each in rows],
        _("How far"): [_(naming.STATES[one.state]) for one, _each in rows],
        _("Evidence"): [_(GROUP_NAMES[each.group]) if each else "" for _one, each in rows],
        _("What it says"): [_(naming.SAYS[each.says]) if each else "" for _one, each in rows],
        _("Words"): [shown(each) if each else "" for _one, each in rows],
        _("Who"): [each.who if each else "" for _one, each in rows],
        _("On"): [each.on if each else "" for _one, each in rows]},
        (_("Goal"), found[0].words if guid else ""), coded=None)


def _all(pilot: Pilot, db: Database, viewer: Viewer, one: Aim) -> list[Evidence | None]:
    return [each for group in reading.evidence(pilot, db, viewer, one.guid).values() for each in group]


def shown(one: Evidence) -> str:
    """Its words, or why there are none."""
    if one.gone:
        return _(A_TEXT[one.gone])
    return one.words or _("the text was changed, and these words do not stand in it any more")


@use_case(Right.SEE_THEMES, event="exported aims", reads="quotes, and numbers by family")
def aim_report(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> bytes:
    """A goal with its judgement and all that speaks for and against it, as docx. Raises: NotFound."""
    if not guid:
        raise NotFound(NOTHING)
    one, found = reading.one(pilot, db, viewer, guid), reading.evidence(pilot, db, viewer, guid)
    made = as_docx.begun(one.words, about(db, viewer, (_("How far"), _(naming.STATES[one.state])), coded=None, facts=(
        (_("Evidence"), counted(one)), (_("Judged"), _judged(one)))))
    if one.shown_by:
        as_docx.labelled(made, _("What would show it"), one.shown_by)
    if one.judged:
        as_docx.labelled(made, _("What we make of it"), one.judged)
    for group in GROUPS:
        if found[group]:
            made.add_heading(printable(_(GROUP_NAMES[group])), level=2)
        for each in found[group]:
            as_docx.quoted(made, shown(each), naming.SIGNS[each.says], (
                each.who, days.long(each.on) if each.on else "", _(naming.SAYS[each.says])))
    leaves(db, viewer, "aims", guid)
    return as_docx.finished(made)


def counted(one: Aim) -> str:
    """How many pieces of evidence speak for it, against it, and both."""
    return ", ".join(f"{n} {_(naming.IN_SHORT[says])}" for says, n in one.counted.items() if n) or _("none yet")


def _judged(one: Aim) -> str:
    return _("by {who} on {day}").format(who=one.judged_by, day=days.long(one.judged_on)) if one.judged_on else ""


AIMS = Export("aims", N_("Goals of the pilot"), ("aim",), {
    **tabular(lambda asked: aim_table(asked.pilot, asked.db, asked.viewer, asked.query.get("aim", "")))})
AIM_REPORT = Export("aim-report", N_("Report about a goal"), ("aim",), {"docx": Format(
    as_docx.MIME, lambda asked: aim_report(asked.pilot, asked.db, asked.viewer, asked.query.get("aim", "")))})
EXPORTS = (AIMS, AIM_REPORT)
