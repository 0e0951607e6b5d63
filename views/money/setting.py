"""Where an evaluator says what one family may have, and what the programme cost in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.clock import today
from pilot.vocabulary import money
from pilot.words import _
from stories.outcomes.spending import ceilings, costs, kinds
from views.parts.attempt import attempt, fresh
from views.parts.blocks import table

if TYPE_CHECKING:
    from pilot.visit import Visit

_CEILING, _COST = "ceiling", "programme cost"


def ceilings_form(visit: Visit) -> None:
    """The ceilings that hold, and a field for another."""
    with st.expander(_("What one family may have")), st.container(width=640):
        held = ceilings.ceilings(visit.db, visit.viewer)
        if held:
            table((_("Out of"), _("Families"), _("One family may have")), (
                (_(kinds.INSTRUMENTS[one.instrument]), _families(one.called), money.euros(one.cents)) for one in held))
        instrument = st.segmented_control(_("Out of"), list(kinds.INSTRUMENTS), default=kinds.BUDGET, required=True,
                                          format_func=lambda one: _(kinds.INSTRUMENTS[one]),
                                          key="ceiling instrument", wrap=True)
        names = {"": _families(""), **dict(ceilings.referrers(visit.db, visit.viewer))}
        referrer = st.selectbox(_("For families referred by"), list(names), format_func=lambda one: names[one],
                                key="ceiling referrer")
        amount = st.text_input(_("One family may have, in euros; empty for no ceiling"), max_chars=20,
                               autocomplete="off", key=fresh("ceiling amount", _CEILING))
        if st.button(_("Set the ceiling")):
            attempt(lambda: ceilings.set_ceiling(visit.db, visit.viewer, instrument, referrer, _cents(amount)),
                    _("Set"), _CEILING)


def costs_form(visit: Visit) -> None:
    """A field for a kind of cost in a year."""
    with st.expander(_("What the programme cost in a year")), st.container(width=640):
        year = st.number_input(_("Year"), costs.FIRST_YEAR, costs.LAST_YEAR, int(today(visit.db)[:4]), key="cost year")
        kind = st.selectbox(_("Kind of cost"), list(kinds.COSTS), format_func=lambda one: _(kinds.COSTS[one]),
                            key="cost kind")
        amount = st.text_input(_("Amount in euros; empty where it is not known"), max_chars=20, autocomplete="off",
                               key=fresh("cost amount", _COST))
        if st.button(_("Keep the cost")):
            attempt(lambda: costs.set_cost(visit.db, visit.viewer, int(year), kind, _cents(amount)), _("Saved"), _COST)


def _families(called: str) -> str:
    return called or _("all others")


def _cents(amount: str) -> int | None:
    return money.cents_of(amount) if amount.strip() else None
