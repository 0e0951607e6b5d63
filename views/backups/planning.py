"""Backups: when they are made by themselves, and how many are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.safety import plan
from pilot.safety.rotation import Rotation
from pilot.words import _
from views.parts.attempt import attempt

if TYPE_CHECKING:
    from pilot.safety.standing import Standing
    from pilot.visit import Visit

_TIMES = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)]


def show(visit: Visit, now: Standing) -> None:
    """A form with the plan that holds."""
    st.subheader(_("When, and how many are kept"))
    st.caption(_("People can go on working meanwhile. Of each day, week and month the last one is kept."))
    with st.form("backup plan", border=False):
        is_on = st.toggle(_("Make one every day"), now.plan.is_on)
        times = _TIMES if now.plan.at in _TIMES else sorted({*_TIMES, now.plan.at})
        at = st.selectbox(_("At what time"), times, times.index(now.plan.at))
        with st.container(horizontal=True):
            kept = [int(st.number_input(_(name), least, most, value, width=130)) for name, least, most, value in zip(
                (_("Days"), _("Weeks"), _("Months")), (1, 0, 0), plan.MOST, now.plan.rotation, strict=True)]
        if st.form_submit_button(_("Keep this plan")):
            attempt(lambda: plan.set_plan(visit.home, visit.db, visit.viewer, is_on=is_on, at=at,
                                          rotation=Rotation(*kept)), _("Saved"))
