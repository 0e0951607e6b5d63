"""Scores of life domains: how far every family is, or one family in one round of measuring."""

from __future__ import annotations

import streamlit as st

from views.families.of_family import opened
from views.parts.here import here
from views.scores import listing, sheet


def page() -> None:
    """Show the sheet of the family that ?family=GUID names in the round of ?wave=GUID, else the list."""
    with here() as visit:
        if not st.query_params.get("family"):
            listing.show(visit)
            return
        family = opened(visit, "scores")
        if family:
            sheet.show(visit, family, st.query_params.get("wave", ""))
