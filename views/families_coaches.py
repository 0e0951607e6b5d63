"""Of one family: assigning a coach, ending it, and adding a coach to the pilot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot import members, people, support
from pilot.words import _
from views.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.people import Family
    from pilot.visit import Visit


def forms(visit: Visit, family: Family, coachings: list[dict[str, object]]) -> None:
    """The forms of an administrator; `coachings` as `support.coachings` gives them."""
    for one in (c for c in coachings if c["until_on"] is None):
        with st.form(fresh(f"stop-{family.guid}-{one['coach_guid']}"), border=False):
            day = st.date_input(_("{coach} stopped on").format(coach=one["coach"]), value="today", format="DD-MM-YYYY")
            if st.form_submit_button(_("End with this coach")):
                attempt(partial(support.end_coaching, visit.db, visit.viewer, str(one["coach_guid"]), family.guid,
                                day.isoformat()), _("Saved"))
    coaches = [p for p in people.persons(visit.db, visit.viewer) if p.kind == "coach"]
    with st.form(fresh(f"coach-{family.guid}"), border=False):
        who = st.selectbox(_("Coach"), coaches, format_func=lambda p: p.pseudonym)
        start = st.date_input(_("Supports the family from"), value="today", format="DD-MM-YYYY")
        if st.form_submit_button(_("Assign coach")) and who:
            attempt(lambda: people.start_coaching(
                visit.db, visit.viewer, who.guid, family.guid, start.isoformat()), _("Coach assigned"))
    free = support.unlinked_coaches(visit.db, visit.viewer, members.members(visit.home, visit.db, visit.viewer))
    with st.form(fresh(f"new-coach-{family.guid}"), border=False):
        st.caption(_("A coach who is not in the list yet; the account is made under People."))
        name = st.text_input(_("Pseudonym of the coach"))
        account = st.selectbox(_("Account"), [None, *free], format_func=lambda a: a[1] if a else _("no account"))
        if st.form_submit_button(_("Add coach")):
            attempt(lambda: people.add_person(visit.db, visit.viewer, kind="coach", role="coach", pseudonym=name,
                                              account_guid=account[0] if account else None), _("Coach added"))
