"""Learning meetings: the next one, those that were held, and what is still to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.clock import today
from pilot.vocabulary import days
from pilot.words import _
from stories.learning import agreements, meetings
from views.meeting import agreed, one, plan
from views.parts import link_list, place, titles
from views.parts.blocks import back_to
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.learning.meetings import Meeting


def page() -> None:
    """Show the meetings, or the one that ?meeting= names."""
    with here() as visit:
        visit.viewer.require(Right.CHOOSE_STORIES)
        with titles.titled(_("Learning meetings")):
            found = meetings.one(visit.db, visit.viewer, guid) if (
                guid := st.query_params.get("meeting", "")) else None
        if found:
            back_to("/meeting", _("Learning meetings"))
            st.title(plain(found.title))
            one.show(visit, found)
        else:
            _all(visit)


def _all(visit: Visit) -> None:
    place.head("meeting", visit.viewer)
    st.caption(_("Coaches of several municipalities put chosen stories and releases on the table, say what they learn,"
                 " and agree on what they change. Next time you see whether it was done."))
    there, now = meetings.meetings(visit.db, visit.viewer), today(visit.db)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(_("Meetings"))
        if not link_list.show("meetings", [_row(each, now) for each in there], search=_("Title or day"), alone=False):
            st.caption(_("There was no meeting yet. Plan the first one: a day, and what is on the table."))
        with st.expander(_("Plan a meeting"), expanded=not there):
            plan.show(visit)
    with right:
        waiting = [each for each in agreements.agreements(visit.db, visit.viewer) if each.is_open]
        st.subheader(_("Still to be done"))
        if not link_list.show("agreed", [agreed.row(each) for each in waiting], search=_("What, or who does it"),
                           alone=False):
            st.caption(_("Nothing that was agreed waits to be done."))


def _row(found: Meeting, now: str) -> tuple[str, str, str]:
    how = _("closed") if found.closed_at else _("to come") if found.on > now else _("open")
    return f"/meeting?meeting={found.guid}", found.title, f"{days.long(found.on)} · {how}"
