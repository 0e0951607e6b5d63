"""What the money was spent on, who decided, and how long a family waited for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary.money import round_euros
from pilot.words import _, ngettext
from stories.outcomes.spending import kinds
from themes.figures.decimals import one_or_dash
from views.parts.blocks import link, table
from views.parts.cells import headed
from views.parts.plain import plain

if TYPE_CHECKING:
    from themes.outcomes.money import Money, Part, Waited


def show(found: Money) -> None:
    """Kinds of spending on the left, deciders and waiting on the right."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(_("What it was spent on"))
        most = max(one.cents for one in found.parts)
        table((_("What for"), _("Out of"), _("Families"), _("Expenses"), _("Spent")),
              (_kind(one, found.families, most) for one in found.parts), "rd-stack")
    with right:
        st.subheader(_("Who decided"))
        table((_("Who decided"), _("Out of"), _("Expenses"), _("Spent")), map(_decider, found.deciders), "rd-stack")
        st.subheader(_("From asking to paying"))
        for instrument, waited in found.waited.items():
            st.write(plain(_waited(instrument, waited)))


def _kind(one: Part, families: int, most: int) -> list[str]:
    name = kinds.name(one.key)
    bar = Markup('{}<span class="rd-filled rd-bare" style="--n:{:.1f}%" aria-hidden="true"></span>').format(
        round_euros(one.cents), 100 * one.cents / most)
    return [link(f"/spent?{urlencode({'search': name})}", name), _(kinds.INSTRUMENTS[one.instrument]),
            headed(_("Families"), _("{n} of {all}").format(n=one.families, all=families)),
            headed(_("Expenses"), str(one.expenses)), headed(_("Spent"), bar)]


def _decider(one: Part) -> list[str]:
    return [_(kinds.DECIDED_BY[one.key]), _(kinds.INSTRUMENTS[one.instrument]),
            headed(_("Expenses"), str(one.expenses)), headed(_("Spent"), round_euros(one.cents))]


def _waited(instrument: str, waited: Waited) -> str:
    name = _(kinds.INSTRUMENTS[instrument])
    if waited.middle is None:
        return _("{budget}: of no expense is known when the family asked.").format(budget=name)
    return ngettext(
        "{budget}: {days} days for the middle one; {n} of {known} within a week. Of {known} of {all} expense is known"
        " when the family asked.",
        "{budget}: {days} days for the middle one; {n} of {known} within a week. Of {known} of {all} expenses is known"
        " when the family asked.", waited.expenses).format(
            budget=name, days=one_or_dash(waited.middle), n=waited.within_week, known=waited.known, all=waited.expenses)
