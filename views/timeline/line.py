"""A family's line as a drawing, with what its shapes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.config import ROOT
from stories.timeline import drawing
from stories.timeline.timeline import timeline

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.timeline.timeline import Timeline

STYLE = ROOT / "stories" / "timeline" / "timeline.css"


def draw(line: Timeline, period: str = "") -> None:
    """The drawing of the whole line, or of a year or half-year, and the legend under it."""
    st.html(STYLE)
    st.html(drawing.drawing(line, period) + drawing.legend(line))


def show(visit: Visit, family_guid: str) -> None:
    """The drawing of one family; the same in words stands on the page of its timeline."""
    draw(timeline(visit.db, visit.viewer, family_guid))
