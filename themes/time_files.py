"""Time counted beside time told, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.book import codebook
from pilot.access import Right, Viewer
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Export, list_of, tabular
from pilot.vocabulary import days, voices
from pilot.words import N_, _
from themes.scope import Scope
from themes.time_spent import time_spent

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from themes.time_spent import TimeSpent


def years(found: TimeSpent) -> list[str]:
    """The years in which contacts were noted, the first one first."""
    return [str(year) for year in range(int(found.first[:4]), int(found.last[:4]) + 1)]


def in_year(year: str) -> Scope:
    """The scope of one year, such as 2021; of all for ''. Raises: BadInput for what is no year."""
    return Scope(from_on=check_date(f"{year}-01-01"), until_on=check_date(f"{year}-12-31")) if year else Scope()


@use_case(Right.SEE_THEMES, event="exported time", reads="numbers by family")
def time_table(db: Database, viewer: Viewer, year: str = "") -> Table:
    """A row for each family that counts. Raises: NotFound while no contact was noted, BadInput for what is no year."""
    found = time_spent(db, viewer, in_year(year))
    if found is None:
        raise NotFound(NOTHING)
    rows = found.rows
    said = {_("{who} on time ({sign})").format(who=voices.title(voice), sign=sign or _("not stated")):
            [one.said.get((voice, sign), 0) for one in rows]
            for voice in voices.VOICES for sign in ("+", "-", "±", "")
            if any((voice, sign) in one.said for one in rows)}
    return list_of(db, viewer, "time", _("Time counted, and time told"), {
        _("Family"): [one.family for one in rows], _("Days of support"): [one.days for one in rows],
        _("Contacts"): [one.contacts for one in rows], _("Minutes"): [one.minutes for one in rows],
        _("Hours a month"): [_rounded(one.hours_a_month) for one in rows],
        _("Contacts a week"): [_rounded(one.contacts_a_week) for one in rows],
        _("Questions answered"): [one.waits for one in rows],
        _("Median minutes until the answer"): [one.median_wait_min for one in rows],
        _("Answered within a day"): [one.within_day for one in rows],
        _("Contacts outside support, left out"): [one.outside for one in rows], **said},
        (_("From"), days.long(found.first)), (_("Until"), days.long(found.last)),
        coded=codebook.coded(db, [_("all coders")]),
        facts=((_("Codings"), found.sentence), (_("Families left out for want of consent"), str(found.kept_out))))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


TIME = Export("time", N_("Time counted, and time told"), ("year",), tabular(
    lambda asked: time_table(asked.db, asked.viewer, asked.query.get("year", ""))))
EXPORTS = (TIME,)
