"""Of Today: families about which nothing was told lately, and those without a coach."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.clock import today
from pilot.dates import quarter_start
from pilot.families import support
from pilot.families.work_files import ALONE
from pilot.vocabulary import days
from pilot.words import _
from stories import due
from stories.contacts import listing as contacts
from stories.contacts.exports import SILENT
from stories.work_files import QUIET
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.families.support import Alone
    from pilot.visit import Visit
    from stories.contacts.listing import Silent
    from stories.due import Quiet


def without_story(visit: Visit) -> Section[Quiet]:
    """Families nobody wrote about this quarter: a coach goes on to write, others to what there is."""
    since = quarter_start(today(visit.db))
    way = "/story" if visit.viewer.may(Right.WRITE_STORY) else "/timeline"
    return Section(
        "quiet", lambda _n: _("Families without a story this quarter"),
        partial(due.families_without_story, visit.db, visit.viewer, since), lambda one: _silent(one, way),
        _("Family"), due.ORDERS, empty=_("Every family has a story since {date}.").format(date=days.short(since)),
        export=QUIET)


def _silent(family: Quiet, way: str) -> tuple[str, str, str]:
    """Where to go on, the family, and a remark; where nothing may be told, the way leads to the consent."""
    if not family.tellable:
        return (f"/consent?family={family.guid}", family.pseudonym, _("consent to analysing is missing"))
    met = _("last contact {date}").format(date=days.short(family.last_met)) if family.last_met else ""
    return f"{way}?family={family.guid}", family.pseudonym, " · ".join(filter(None, (
        _("last story {date}").format(date=days.short(family.last_told)) if family.last_told else _("no story yet"),
        met)))


def without_contact(visit: Visit) -> Section[Silent]:
    """Families with which no contact was noted for a month; those without a story stand among these, with their last
    contact. Nothing where each was seen, or nobody notes contacts."""
    return Section(
        "silent_month", lambda _n: _("No contact noted for a month"),
        partial(contacts.silent, visit.db, visit.viewer, told_since=quarter_start(today(visit.db))),
        lambda one: (f"/contacts?family={one.guid}", one.pseudonym,
                     _("last contact {date}").format(date=days.short(one.last_on)) if one.last_on
                     else _("no contact yet")),
        _("Family"), contacts.SILENT_ORDERS, export=SILENT)


def without_coach(visit: Visit) -> Section[Alone]:
    """Families that are supported while no coach is linked to them: nobody can write about those."""
    return Section(
        "alone", lambda _n: _("Families without a coach"), partial(support.without_coach, visit.db, visit.viewer),
        lambda one: (f"/families?family={one.guid}", one.pseudonym,
                     _("supported since {start}").format(start=days.short(one.starts_on))),
        _("Family"), support.ORDERS, export=ALONE)
