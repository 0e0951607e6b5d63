"""How alike the groups were at the start."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.words import _
from themes.figures import trial_words as words
from themes.figures.decimals import two
from themes.outcomes import arms
from themes.outcomes.comparing import UNEVEN
from views.parts.blocks import table
from views.parts.plain import plain

if TYPE_CHECKING:
    from themes.outcomes.arms import Line, Trial


def show(found: Trial) -> None:
    """A sentence, and a table for each kind of line; no test: see `arms.balance`."""
    rows = arms.balance(found)
    st.subheader(_("At the start: how alike were the groups?"), anchor="start")
    if not rows:
        st.caption(_("Nothing is known of the start yet."))
        return
    st.markdown(plain(words.uneven(arms.uneven(rows), len(rows))))
    heads = {"site": _("Municipality or site"), "referrer": _("Brought by"), "domain": _("Life domain"),
             "service": _("Use of a service")}
    columns = st.columns(2, gap="large")
    for kind, lines in groupby(rows, key=lambda one: one.kind):
        with columns[0 if kind in ("site", "referrer", "domain") else 1]:
            table((heads[kind], found.plan.support, found.plan.control, _("apart")),
                  (_row(found, one) for one in lines), "rd-stack rd-numbers")
    st.caption(_("Apart: the difference in standard deviations; from {n} on it is pointed at. There is no test here:"
                 " where families were divided by lot, chance made every difference.").format(n=two(UNEVEN)))


def _row(found: Trial, one: Line) -> tuple[str, Markup, Markup, Markup]:
    return (words.first_large(words.named(one)), headed(found.plan.support, words.number(one.support)),
            headed(found.plan.control, words.number(one.control)), headed(_("apart"), words.apart(one)))


def headed(head: str, text: str) -> Markup:
    """A cell that says on a phone, where there is no row of heads, what it is."""
    return Markup('<span class="rd-headed" data-head="{}">{}</span>').format(head, text)
