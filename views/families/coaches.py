"""Of one family: assigning a coach, ending it, and adding a coach to the pilot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.accounts import members
from pilot.families import people, support
from pilot.vocabulary import days
from pilot.words import _
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def forms(visit: Visit, family: Family, coachings: list[dict[str, object]]) -> None:
    """The forms of an administrator; `coachings` as `support.coachings` gives them."""
    _assign(visit, family)
    for one in (c for c in coachings if c["until_on"] is None):
        _stop(visit, family, one)
    rows = members.members(visit.home, visit.db, visit.viewer)
    names = {row.guid: f"{row.name} ({row.label})" for row in rows}
    free = [guid for guid, _label in support.unlinked_coaches(visit.db, visit.viewer, rows)]
    _add(visit, family, free, names)
    _link(visit, family, free, names)


def _assign(visit: Visit, family: Family) -> None:
    coaches = [p for p in people.persons(visit.db, visit.viewer) if p.kind == "coach"]
    with st.form(fresh(key := f"coach-{family.guid}"), border=False):
        who = st.selectbox(_("Coach"), coaches, format_func=lambda p: p.pseudonym)
        start = day_field(visit, _("Supports the family from"), f"supports-{family.guid}")
        sure = sure_of(key)
        if st.form_submit_button(_("Assign coach")) and who:
            attempt(lambda: people.start_coaching(visit.db, visit.viewer, who.guid, family.guid, start, sure=sure),
                    _("Coach assigned"), key)


def _stop(visit: Visit, family: Family, coaching: dict[str, object]) -> None:
    coach = str(coaching["coach"])
    with st.form(fresh(f"stop-{family.guid}-{coaching['coach_guid']}"), border=False):
        st.caption(_("{coach} supports this family since {start}.").format(
            coach=coach, start=days.short(str(coaching["from_on"]))))
        day = day_field(visit, _("Last day of {coach}, if it ends").format(coach=coach),
                        f"last-{family.guid}-{coaching['coach_guid']}", empty=True)
        if not st.form_submit_button(_("End with this coach")):
            return
    if not day:
        st.error(_("Fill in the last day."))
    else:
        attempt(partial(support.end_coaching, visit.db, visit.viewer, str(coaching["coach_guid"]), family.guid, day),
                _("{coach} has stopped with this family").format(coach=coach))


def _add(visit: Visit, family: Family, free: list[str], names: dict[str, str]) -> None:
    with st.form(fresh(f"new-coach-{family.guid}"), border=False):
        st.caption(_("A coach who is not in the list yet; the account is made under People."))
        name = st.text_input(_("Pseudonym of the coach"))
        account = st.selectbox(_("Account"), [None, *free], format_func=lambda guid: names.get(guid, _("no account")))
        if st.form_submit_button(_("Add coach")):
            attempt(lambda: people.add_person(visit.db, visit.viewer, kind="coach", role="coach", pseudonym=name,
                                              account_guid=account, pilot=visit.pilot), _("Coach added"))


def _link(visit: Visit, family: Family, free: list[str], names: dict[str, str]) -> None:
    waiting = support.coaches_without_account(visit.db, visit.viewer)
    if not waiting or not free:
        return
    with st.form(fresh(f"link-{family.guid}"), border=False):
        st.caption(_("A coach who was added without an account, and has one now."))
        who = st.selectbox(_("Coach"), waiting, format_func=lambda p: p.pseudonym)
        account = st.selectbox(_("Account"), free, format_func=lambda guid: names[guid])
        if st.form_submit_button(_("Link account")):
            attempt(lambda: people.link_account(visit.db, visit.viewer, who.guid, account), _("Account linked"))
