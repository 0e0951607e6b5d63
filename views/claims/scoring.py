"""Scores of a family on a life domain, chosen to lie beside a claim: at one moment, or what they became."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import domains
from pilot.words import _
from themes.claims import grounding, options
from themes.claims.ground import seer
from themes.figures.joint_table import number
from views.claims.keeping import keep

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.claims.grounding import Beside
    from themes.claims.reading import Claim


def show(visit: Visit, _found: Claim, beside: Beside) -> None:
    """Choose the domain, whose score, and from which moment until which."""
    there = options.scored(visit.db, visit.viewer, beside.family)
    if not there:
        st.caption(_("This family has no scores yet."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        domain, voice = st.selectbox(
            _("Life domain, and whose score"), list(there), width=320, key=f"lay domain {beside.family}",
            format_func=lambda one: f"{domains.name(one[0])}, {seer(one[1])}")
        values = there[domain, voice]
        seen = f"{beside.family} {domain} {voice}"

        def at(one: str) -> str:
            return f"{one}: {number(values[one])}" if one else "–"

        wave = str(st.selectbox(_("From"), list(values), width=200, key=f"lay wave {seen}",
                                format_func=at))
        later = ["", *(one for one in values if one != wave)]
        until = str(st.selectbox(_("Until"), later, len(later) - 1, width=200, key=f"lay until {seen} {wave}",
                                 format_func=at))
    keep(visit, beside, lambda given, anyway: grounding.lay_scores(
        visit.pilot, visit.db, visit.viewer, given, grounding.Scored(domain, voice, wave, until), anyway=anyway))
