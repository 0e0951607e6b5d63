"""A page that fails: one sentence on it, the place in the code in the log."""

from __future__ import annotations

import streamlit as st

from pilot.errors import RodeDraadError
from pilot.visit import COOKIE, sitting_of
from pilot.words import DEFAULT, translate
from web.gate.faults import WENT_WRONG, log_fault


def on_script_error(error: Exception) -> bool:
    """Show a sentence in the reader's language; True keeps Streamlit's own box with the error away."""
    try:
        sitting = sitting_of(st.context.cookies.get(COOKIE), touch=False)
        language = sitting.language if sitting else DEFAULT
    except Exception as second:
        log_fault(second)
        language = DEFAULT
    if isinstance(error, RodeDraadError):
        st.error(error.sentence(language))
    else:
        log_fault(error)
        st.error(translate(WENT_WRONG, language))
    return True
