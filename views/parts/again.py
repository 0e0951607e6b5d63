"""Drawing a part of a page again."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitAPIException


def draw_part_again() -> None:
    """Run the fragment again that was clicked in; the whole page where that is being run.

    A click and a change elsewhere on the page at the same moment become one run of all of it.
    """
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()
