"""Of one family: assigning a coach, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import people, support
from pilot.vocabulary import days
from pilot.words import _
from views.families import new_coach
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.families.support import Coaching
    from pilot.visit import Visit


def forms(visit: Visit, family: Family, coachings: list[Coaching]) -> None:
    """The forms of an administrator; `coachings` as `support.coachings` gives them."""
    _assign(visit, family)
    for one in (c for c in coachings if c.until_on is None):
        _stop(visit, family, one)
    new_coach.forms(visit)


def _assign(visit: Visit, family: Family) -> None:
    coaches = [p for p in people.persons(visit.db, visit.viewer) if p.kind == "coach"]
    with st.form(fresh(key := f"coach-{family.guid}"), border=False):
        who = st.selectbox(_("Coach"), coaches, format_func=lambda p: p.pseudonym)
        start = day_field(visit, _("Supports the family from"), f"supports-{family.guid}", key)
        sure = sure_of(key)
        if st.form_submit_button(_("Assign coach")) and who:
            attempt(lambda: people.start_coaching(visit.db, visit.viewer, who.guid, family.guid, start, sure=sure),
                    _("Coach assigned"), key)


def _stop(visit: Visit, family: Family, coaching: Coaching) -> None:
    coach = coaching.coach
    with st.form(fresh(key := f"stop-{family.guid}-{coaching.coach_guid}"), border=False):
        st.caption(_("{coach} supports this family since {start}.").format(
            coach=plain(coach), start=days.short(coaching.from_on)))
        day = day_field(visit, _("Last day of {coach}, if it ends").format(coach=plain(coach)),
                        f"last-{family.guid}-{coaching.coach_guid}", key, empty=True)
        sure = sure_of(key)
        sent = st.form_submit_button(_("End with this coach"))
    if sent and not day:
        st.error(_("Fill in the last day."))
    elif sent:
        attempt(lambda: support.end_coaching(
            visit.db, visit.viewer, coaching.coach_guid, family.guid, day, sure=sure),
            _("{coach} has stopped with this family").format(coach=coach), key)
