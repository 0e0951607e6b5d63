"""Back to the family: what goes back to whom, preparing it, and going through it together."""

from __future__ import annotations

import streamlit as st

from views.back import asking, listing, preparing
from views.parts.here import here


def page() -> None:
    """Show what the address names: one of it to prepare (?return=GUID), to go through (&ask=N), or the list."""
    query = st.query_params
    with here() as visit:
        if not query.get("return"):
            listing.show(visit, query.get("family", ""))
        elif query.get("ask"):
            asking.show(visit, query["return"])
        else:
            preparing.show(visit, query["return"])
