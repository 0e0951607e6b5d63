"""Agreement from round to round, and of coders with what they said months before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _, ngettext
from themes.agreeing.over_time import DAYS_APART
from themes.figures import agreement_tables
from views.themes.look import html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.agreeing.over_time import OfRound, WithOneself


def show(by_round: Sequence[OfRound], oneself: Sequence[WithOneself]) -> None:
    """Both tables, each where there is anything in it."""
    if by_round:
        st.subheader(_("From round to round"))
        st.caption(_("Rounds of blind coding that are shown, over all codes, as codings are today. When agreement rises"
                     " coders may have learnt from one another, or the codebook has become clearer."))
        html(agreement_tables.rounds(by_round))
    if oneself:
        st.subheader(_("The same coder, later"))
        st.caption(ngettext(
            "What a coder had marked when she first said done, beside what she has marked now, in documents she said"
            " done with again {n} day or more later. She could see what she had marked.",
            "What a coder had marked when she first said done, beside what she has marked now, in documents she said"
            " done with again {n} days or more later. She could see what she had marked.", DAYS_APART).format(
                n=DAYS_APART))
        html(agreement_tables.oneself(oneself))
