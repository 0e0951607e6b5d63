"""Of learning meetings: who is there and what we learn, kept while one writes; nobody overwrites another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import Conflict
from pilot.words import _
from stories.choose.leading import LONGEST_QUESTION
from stories.learning import meetings
from stories.learning.meetings import Written
from texts.documents import sha256_of
from views.meeting import unsent
from views.meeting.unsent import Seen
from views.parts.attempt import attempt, sure_of
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.learning.meetings import Meeting


def show(visit: Visit, found: Meeting) -> None:
    """The fields while it is open, else the words."""
    st.subheader(_("What we learn"))
    if found.closed_at:
        st.text(found.learnt)
        st.caption(plain(_("There were: {who}").format(who=found.present)))
        return
    begin = unsent.seen(found)
    # Fields begin anew with other words only: whoever was told of another's goes on typing in the same ones.
    key = sha256_of(repr((found.guid, begin.present, begin.learnt)))[:8]
    is_new = f"learnt-{key}" not in st.session_state
    if unsent.is_back(found.guid):
        st.info(_("What you typed here before and had not saved is back in the fields."))
    with st.container(key="unsent-present"):
        present = st.text_input(_("Who is there, by role"), begin.present, key=f"present-{key}", autocomplete="off",
                                placeholder=_("three coaches of two municipalities, an evaluator"),
                                max_chars=LONGEST_QUESTION)
    with st.container(key="unsent-learnt"):
        learnt = st.text_area(_("What we learn from what is on the table"), begin.learnt, key=f"learnt-{key}",
                              height=260, max_chars=meetings.LONGEST_LEARNT,
                              help=_("Write no names: mother, son, the neighbour."))
    form = f"minutes-{found.guid}"
    sure = sure_of(form)
    unsent.watch(visit, found, begin.revision, (present, learnt), is_new=is_new)
    if st.button(_("Save what we learn"), type="primary"):
        attempt(lambda: _save(visit, found, Written(present, learnt, begin.revision), sure), _("Saved"), form)
    theirs = unsent.seen(found).theirs
    if theirs:
        with st.expander(plain(_("What {who} wrote meanwhile").format(who=found.changed_by)), expanded=True):
            st.text(theirs)


def _save(visit: Visit, found: Meeting, new: Written, sure: tuple[str, ...]) -> None:
    try:
        meetings.save(visit.db, visit.viewer, found.guid, new, sure=sure)
    except Conflict:
        # The next time it is saved, what the other wrote was seen; one's own words stay in their fields.
        now, begin = meetings.one(visit.db, visit.viewer, found.guid), unsent.seen(found)
        theirs = "\n\n".join(filter(None, (now.present, now.learnt)))
        unsent.keep(found.guid, Seen(now.revision, begin.present, begin.learnt, theirs))
        raise
    unsent.forget(found.guid)
