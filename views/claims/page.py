"""What works, for whom, and why: claims, with what speaks for and against each, and what else it could be."""

from __future__ import annotations

import streamlit as st

from views.claims import listing, one
from views.parts.here import here


def page() -> None:
    """Show the claim that ?claim=GUID names, else the list."""
    with here() as visit:
        if st.query_params.get("claim"):
            one.show(visit, st.query_params["claim"])
        else:
            listing.show(visit)
