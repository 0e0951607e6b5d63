"""Events of families as several voices tell them: the list, or one with its voices beside each other."""

from __future__ import annotations

import streamlit as st

from views.events import event, listing
from views.parts.here import here


def page() -> None:
    """Show the event that ?event=GUID names, else the list, of one family with ?family=GUID."""
    query = st.query_params
    with here() as visit:
        if query.get("event"):
            event.show(visit, query["event"])
        else:
            listing.show(visit, query.get("family", ""))
