"""The goals of a family: what it wants, in its own words, and what became of it."""

from __future__ import annotations

import streamlit as st

from pilot.words import _
from stories.file import goals
from stories.file.exports import GOALS
from views.families.of_family import opened
from views.goals import cards, forms
from views.parts import take_out
from views.parts.here import here


def page() -> None:
    """A card for each goal left, a new one right; on a phone one under the other."""
    with here() as visit:
        family = opened(visit, "goals")
        if family is None:
            return
        found = goals.goals(visit.pilot, visit.db, visit.viewer, family.guid)
        left, right = st.columns([3, 2], gap="large")
        with left:
            if not found:
                st.caption(_("No goal is written down yet. Ask the family what it wants, and write it in its words."))
            for one in found:
                cards.show(visit, family, one)
        with right:
            forms.new(visit, family)
        take_out.menu((GOALS,), {"family": family.guid})
