"""Questions to the team counted by month: for our own organisation or outside, and how many went on warm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import today
from pilot.vocabulary import days
from pilot.words import _
from stories.outcomes.reach import kinds, months
from stories.outcomes.reach.exports import QUESTIONS
from themes.shares import share
from views.parts import take_out
from views.parts.attempt import attempt, fresh
from views.parts.blocks import table

if TYPE_CHECKING:
    from pilot.visit import Visit

_FORM = "questions"
_YEARS = 5  # so far back a month can be chosen here


def show(visit: Visit) -> None:
    """The form for one month, and all that was counted."""
    left, right = st.columns([2, 3], gap="large")
    with left:
        _count(visit)
    with right:
        found = months.months(visit.db, visit.viewer)
        if not found:
            st.caption(_("No month was counted yet."))
            return
        table((_("Month"), _("For whom"), _("Questions"), _("Of these warm")), (
            (days.month(one.month), _(kinds.PLACES[one.place]), str(one.questions), share(one.warm, one.questions))
            for one in found), "rd-stack")
        take_out.menu((QUESTIONS,))


def _count(visit: Visit) -> None:
    st.text(_("Warm is a question that you handed over together with the person: papers, an appointment, going along."))
    names = _months(today(visit.db)[:7])
    month = str(st.selectbox(_("Month"), names, min(1, len(names) - 1), format_func=days.month, key="questions month"))
    place = str(st.radio(_("For whom were the questions?"), list(kinds.PLACES), 1, horizontal=True,
                         format_func=lambda one: _(kinds.PLACES[one]), key="questions place"))
    was = {(one.month, one.place): one for one in months.months(visit.db, visit.viewer)}.get((month, place))
    asked = st.number_input(_("How many questions"), 0, months.MOST, was.questions if was else 0,
                            key=fresh(f"how many {month} {place}", _FORM))
    warm = st.number_input(_("How many of these went on warm"), 0, months.MOST, was.warm if was else 0,
                           key=fresh(f"warm {month} {place}", _FORM))
    if st.button(_("Keep this count"), type="primary"):
        attempt(lambda: months.count(visit.db, visit.viewer, month, place, asked, warm), _("Saved"), _FORM)


def _months(last: str) -> list[str]:
    """Months (YYYY-MM), the newest first, up to the one of today."""
    year, month = int(last[:4]), int(last[5:])
    return [f"{(year * 12 + month - 1 - back) // 12}-{(year * 12 + month - 1 - back) % 12 + 1:02d}"
            for back in range(_YEARS * 12)]
