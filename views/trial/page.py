"""Two groups: how families were divided, how alike they were at the start, and what became of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.file.listed import ON_PAGE, shown
from themes.figures import trial_words as words
from themes.figures.flow_picture import flow_picture, steps
from themes.outcomes import arm_files, arms
from views.outcomes import doors
from views.parts import picture, place, take_out
from views.parts.here import here
from views.parts.plain import plain
from views.trial import courses, dividing, otherwise, sealing, start, used

if TYPE_CHECKING:
    from themes.outcomes.arms import Trial


def page() -> None:
    """The plan and the flow side by side, the figures below; without a plan the form in which it is sealed."""
    with here() as visit:
        place.head("trial", visit.viewer)
        doors.show(visit, "trial")
        found = arms.load(visit.pilot, visit.db, visit.viewer)
        if found is None:
            sealing.first(visit)
            return
        st.info(plain(words.claim(found.plan)))
        left, right = st.columns([3, 2], gap="large")
        with left:
            _flow(found)
        with right:
            dividing.show(visit, found)
            otherwise.show(visit, found)
        if found.allotted:
            start.show(found)
            used.show(found)
            courses.show(found)
            take_out.menu(arm_files.EXPORTS, {"wave": str(st.session_state.get(used.WAVE, ""))})


def _flow(found: Trial) -> None:
    st.subheader(_("The way of families"), anchor="flow")
    groups = arms.flow(found)
    drawn = shown(flow_picture(found, groups, ON_PAGE), _("Drawing of the way of families: {lines}").format(
        lines="; ".join(", ".join(box) for group in groups for box in steps(group))))
    picture.show(drawn.svg, _("The way of families"), "trial-flow")
    st.caption(plain(words.counted_as_given()))
