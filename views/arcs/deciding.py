"""What can be done with a story: take a sentence out, make it ready, open it again, put it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.release.arcs import writing
from themes.release.arcs.stored import DRAFTED, PUT_AWAY, READY
from views.parts.attempt import attempt

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.arcs.seeing import Written


def show(visit: Visit, found: Written) -> None:
    """The ways that are open now."""
    guid, is_draft = found.one.guid, found.one.state == DRAFTED
    if is_draft and found.lines:
        with st.expander(_("Take a sentence out")):
            lines = {line.guid: line.text for line, _words in found.lines}
            gone = st.selectbox(_("Sentence"), lines, format_func=lambda one: lines[one])
            if st.button(_("Take it out")):
                attempt(lambda: writing.take_away(visit.db, visit.viewer, gone), _("Taken out."))
    with st.container(horizontal=True):
        if is_draft and st.button(_("Ready for the next release"), type="primary"):
            attempt(lambda: writing.set_state(visit.db, visit.viewer, guid, READY),
                    _("It is in the next release that is drafted for this audience."))
        if not is_draft and st.button(_("Open it again")):
            attempt(lambda: writing.set_state(visit.db, visit.viewer, guid, DRAFTED), _("It can be changed again."))
        if st.button(_("Put away")):
            attempt(lambda: writing.set_state(visit.db, visit.viewer, guid, PUT_AWAY),
                    _("It is put away: no release shows it any more."))
