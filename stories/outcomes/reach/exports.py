"""Referrals, working hours and questions counted by month, as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.paging import EVERYTHING, Wanted
from pilot.vocabulary import partners
from pilot.words import N_, _
from stories.outcomes.reach import closing, hours, kinds, listing, months

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, event="exported referrals", reads="referrals")
def referral_table(
    db: Database, viewer: Viewer, wanted: Wanted, state: str = "", family_guid: str = ""
) -> Table:
    """A row for each referral that the list shows. Raises: NotFound when there is none."""
    found = listing.listed(db, viewer, wanted, state, family_guid)
    rows = [one.what for one in found]
    return list_of(db, viewer, "referrals", _("Referrals"), {
        _("Referred on"): [one.referred_on for one in rows], _("Referred by"): [one.referrer for one in rows],
        _("Site"): [one.site for one in rows], _("State"): [_(kinds.STATES[one.state]) for one in rows],
        _("Asked on"): [one.asked_on or "" for one in rows], _("Decided on"): [one.decided_on or "" for one in rows],
        _("Family"): [one.family for one in found],
        _("Known before"): [_(kinds.KNOWN[one.known]) if one.known else "" for one in rows],
        _("Earlier help"): [helped(one.helped) for one in rows]},
        (_("Family"), found[0].family if family_guid and found else ""),
        (_("State"), _(kinds.STATES[state]) if state in kinds.STATES else ""), (_("Searched"), wanted.search),
        coded=None)


def helped(kinds_of_help: tuple[str, ...] | None) -> str:
    """Kinds of earlier help in words; '' where nobody said."""
    if kinds_of_help is None:
        return ""
    return ", ".join(map(partners.name, kinds_of_help)) or _("none")


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, event="exported closings", reads="support periods")
def closing_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each period of support that ended. Raises: NotFound when there is none."""
    rows = closing.closed(db, viewer, wanted)
    warm = {None: "", True: _("yes"), False: _("no")}
    return list_of(db, viewer, "closings", _("Support that ended"), {
        _("Family"): [one.family for one in rows], _("From"): [one.starts_on for one in rows],
        _("Until"): [one.ends_on for one in rows], _("Why"): [_(kinds.WHY[one.why]) if one.why else "" for one in rows],
        _("Referred on to"): [partners.name(one.onward) if one.onward else "" for one in rows],
        _("Warm"): [warm[one.warm] for one in rows]}, (_("Searched"), wanted.search), coded=None)


@use_case(Right.MANAGE_FAMILIES, Right.SEE_THEMES, event="exported hours", reads="working hours by pseudonym")
def hours_table(db: Database, viewer: Viewer) -> Table:
    """A row for each time in which somebody works so many hours. Raises: NotFound when there is none."""
    rows = hours.listed(db, viewer, Wanted(size=EVERYTHING))
    return list_of(db, viewer, "hours", _("Working hours"), {
        _("Who"): [one.who for one in rows], _("From"): [one.from_on for one in rows],
        _("Until"): [one.until_on or "" for one in rows], _("Hours a week"): [one.hours for one in rows],
        _("Hours of a full week"): [one.full_week for one in rows],
        _("For families of"): [one.referrer for one in rows]}, coded=None)


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, event="exported questions", reads="numbers of questions")
def question_table(db: Database, viewer: Viewer) -> Table:
    """A row for each month and place. Raises: NotFound when nothing was counted."""
    rows = months.months(db, viewer)
    return list_of(db, viewer, "questions", _("Questions by month"), {
        _("Month"): [one.month for one in rows], _("For whom"): [_(kinds.PLACES[one.place]) for one in rows],
        _("Questions"): [one.questions for one in rows], _("Of these warm"): [one.warm for one in rows]}, coded=None)


REFERRALS = Export("referrals", N_("Referrals"), ("state", "family", "search", "order"), tabular(
    lambda asked: referral_table(asked.db, asked.viewer, asked.wanted(), asked.query.get("state", ""),
                                 asked.query.get("family", ""))))
CLOSINGS = Export("closings", N_("Support that ended"), ("search", "order"), tabular(
    lambda asked: closing_table(asked.db, asked.viewer, asked.wanted())))
HOURS = Export("hours", N_("Working hours"), (), tabular(lambda asked: hours_table(asked.db, asked.viewer)))
QUESTIONS = Export("questions", N_("Questions by month"), (), tabular(
    lambda asked: question_table(asked.db, asked.viewer)))
EXPORTS = (REFERRALS, CLOSINGS, HOURS, QUESTIONS)
