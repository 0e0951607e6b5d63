"""Of learning meetings: one of them, before, during and after."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import three_states
from pilot.clock import today
from pilot.vocabulary import days
from pilot.words import _
from stories.learning import agreements, meetings
from stories.learning.exports import MINUTES
from views.choose import told
from views.meeting import agreed, plan, writing
from views.parts import take_out
from views.parts.attempt import attempt
from views.parts.blocks import list_of
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.learning.meetings import Meeting


def show(visit: Visit, found: Meeting) -> None:
    """Last time's agreements first, then what is on the table; beside it what we learn and agree on."""
    st.caption(plain(f"{days.full(found.on)}{' · ' + _('closed') if found.closed_at else ''}"))
    if found.topic:
        st.text(found.topic)
    left, right = st.columns([2, 3], gap="large")
    is_open, has_come = not found.closed_at, found.on <= today(visit.db)
    with left:
        _before(visit, found, is_open=is_open and has_come)
        _table(visit, found)
        if is_open:
            with st.expander(_("Change the plan, or what is on the table")):
                plan.show(visit, found)
    with right:
        writing.show(visit, found)
        st.subheader(_("What we agree on"))
        agreed.listed(visit, agreements.of_meeting(visit.db, visit.viewer, found), is_open=is_open)
        if is_open:
            agreed.add(visit, found)
            if has_come:
                _close(visit, found)
    take_out.menu((MINUTES,), {"meeting": found.guid})


def _close(visit: Visit, found: Meeting) -> None:
    with st.expander(_("Close the meeting")):
        st.text(_("What was written and agreed stays as it is. At the next meeting you see whether it was done."))
        if st.button(_("Close the meeting")):
            attempt(partial(meetings.close, visit.db, visit.viewer, found.guid), _("The meeting is closed"))


def _before(visit: Visit, found: Meeting, *, is_open: bool) -> None:
    before = agreements.of_before(visit.db, visit.viewer, found)
    if not before:
        return
    st.subheader(_("What we agreed before"))
    if is_open:
        agreed.answers(visit, before, found.guid)
    else:
        list_of([agreed.row(one) for one in before])


def _table(visit: Visit, found: Meeting) -> None:
    st.subheader(_("On the table"))
    stories, gone = meetings.on_table(visit.db, visit.viewer, found)
    out = plan.releases(visit)
    rows = [told.row(one) for one in stories] + [
        (f"/learn?release={guid}", out[guid], _("release")) for guid in found.releases if guid in out]
    list_of(rows, "" if gone else _("Nothing yet."))
    for line in three_states.stories(gone):
        st.caption(plain(line))
