"""Of learning meetings: what was agreed, and saying whether it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _
from stories.choose import panel
from stories.learning import agreements
from stories.learning.agreements import DONE, OUTCOMES, Agreed
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.blocks import list_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.learning.meetings import Meeting

_FORM = "agree"


def row(one: Agreed) -> tuple[str, str, str]:
    """A row of a list: what, who, by when, and how it is."""
    told = (one.who, _("by {day}").format(day=days.short(one.by)),
            f"{_(OUTCOMES[one.outcome])}{f': {one.why}' if one.why else ''}" if one.outcome else _("not told yet"))
    return f"/meeting?meeting={one.meeting}", one.what, " · ".join(told)


def answers(visit: Visit, found: list[Agreed], meeting: str = "") -> None:
    """Each with what came of it, and a form that says so; in a meeting (guid), or outside of one."""
    for one in found:
        list_of([("", *row(one)[1:])])
        key = f"answer-{one.guid}"
        with st.expander(_("Say whether it was done")), st.form(fresh(key), border=False):
            outcome = st.radio(_("Was it done?"), list(OUTCOMES), list(OUTCOMES).index(one.outcome or DONE),
                               format_func=lambda name: _(OUTCOMES[name]), horizontal=True)
            why = st.text_input(_("Why, where it was not done whole"), one.why, max_chars=agreements.LONGEST_WHY,
                                autocomplete="off")
            sure = sure_of(key)
            if st.form_submit_button(_("Keep this")):
                attempt(lambda one=one, outcome=outcome, why=why, sure=sure: agreements.answer(  # type: ignore[misc]
                    visit.db, visit.viewer, one.guid, outcome or "", why, meeting=meeting, sure=sure), _("Saved"), key)


def add(visit: Visit, meeting: Meeting) -> None:
    """What we change, who does it, by when; a role or a team is typed, an account is chosen."""
    people = panel.people(visit.home, visit.db, visit.viewer)
    with st.form(fresh(_FORM), border=False):
        what = st.text_area(_("What we change"), max_chars=agreements.LONGEST_WHAT, height=80)
        who = st.selectbox(_("Who does it"), list(people), None, format_func=lambda one: people.get(one, one),
                           accept_new_options=True, placeholder=_("Choose somebody, or type a role or a team"))
        by = day_field(visit, _("To be done by"), "by", _FORM, empty=True)
        sure = sure_of(_FORM)
        if st.form_submit_button(_("Agree on this"), type="primary"):
            attempt(lambda: agreements.agree(visit.db, visit.viewer, meeting.guid, what, who or "", by, sure=sure),
                    _("Written down"), _FORM)


def listed(visit: Visit, found: list[Agreed], *, is_open: bool) -> None:
    """What this meeting agreed on, each to be taken away while it is open."""
    list_of([("", *row(one)[1:]) for one in found], _("Nothing was agreed yet."))
    if is_open and found:
        with st.expander(_("Take an agreement away")):
            whats = {one.guid: one.what for one in found}
            guid = st.selectbox(_("Agreement"), list(whats), format_func=lambda one: whats[one])
            if st.button(_("Take it away")):
                attempt(lambda: agreements.remove(visit.db, visit.viewer, guid), _("Taken away"))
