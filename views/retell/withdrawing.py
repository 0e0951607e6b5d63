"""The way to withdraw a story of one's own, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories import retelling
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, guid: str) -> None:
    """A field for the reason, and the button."""
    with st.expander(_("Withdraw this story")), st.form(fresh(form := "take back"), border=False):
        st.caption(_("Nobody can read, count or quote it any more. The codings are kept; an administrator can bring it"
                     " back."))
        reason = st.text_input(_("Why"), max_chars=500, help=_("The reason is kept. No names."))
        if st.form_submit_button(_("Withdraw this story")):
            attempt(lambda: retelling.take_back(visit.db, visit.viewer, guid, reason), _("Withdrawn"), form)
