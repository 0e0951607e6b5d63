"""Below the counts: how long support lasts, how many families somebody has, and questions by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.figures import reach_tables, svg
from views.parts import picture
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from themes.outcomes.reached import Reached


def support(found: Reached) -> None:
    """Length of support, waiting, and the caseload where hours are known."""
    st.subheader(_("How long support lasts, and how many families somebody has"))
    html(reach_tables.middles_table((
        (_("Length of support that ended"), found.lengths, _("months")),
        (_("From referral to the start of support"), found.waits, _("days"))), found.groups))
    if not any(one.caseload for one in found.over_time):
        st.caption(_("The caseload appears once it is noted who works how many hours."))
        return
    html(reach_tables.caseload_table(found.caseloads))
    title = _("Caseload on the first day of each quarter")
    picture.show(svg.picture(reach_tables.caseload_figure(found.over_time, is_dark()), title, reach_tables.QUARTER_PX),
                 title, "reach_caseload")


def questions(found: Reached) -> None:
    """Questions by month; nothing where none were counted."""
    if found.months.empty:
        return
    title = _("Questions by month")
    st.subheader(title)
    picture.show(svg.picture(reach_tables.months_figure(found.months, is_dark()), title, reach_tables.MONTH_PX), title,
                 "reach_months")
