"""Settings: whether evaluators may ask the machine for suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot import suggesting
from pilot.words import _

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit) -> None:
    """A switch, off until somebody turns it."""
    st.subheader(_("Suggestions of the machine"))
    st.write(_("A machine on this computer can learn from what was coded here and propose codes. It sends nothing"
               " elsewhere, keeps no word of a text, and forgets all when a text or a consent is withdrawn. Only"
               " evaluators who ask for suggestions see them, and no figure counts them."))
    now = suggesting.is_on(visit.db)
    wanted = st.toggle(_("Evaluators may ask for suggestions"), now)
    if wanted != now:
        suggesting.switch(visit.db, visit.viewer, wanted)
        st.toast(_("Saved"))
