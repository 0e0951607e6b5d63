"""The fields in which an expense is noted: an amount and what for; the rest can wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import money
from pilot.words import _
from stories.outcomes.spending import kinds, listing, noting
from stories.outcomes.spending.noting import Expense
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field
from views.parts.plain import plain
from views.spent import more

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.outcomes.spending.listing import Spent

AT_HAND = 7  # kinds that are one touch away


def add(visit: Visit, families: Sequence[Family], chosen: Family | None) -> None:
    """Note something that was paid."""
    names = {one.guid: one.pseudonym for one in families}
    family = chosen.guid if chosen else st.selectbox(
        _("Family"), list(names), format_func=lambda guid: names[guid], key="spent family")
    new = fields(visit, "spent", family, names[family], None)
    sure = sure_of("spent")
    if st.button(_("Note it"), type="primary"):
        attempt(lambda: noting.note(visit.pilot, visit.db, visit.viewer, new(), sure=sure), _("Noted"), "spent")


def fields(visit: Visit, key: str, family: str, called: str, was: Spent | None) -> Callable[[], Expense]:
    """What reads the fields of something new or (`was`) noted before; it raises what is no amount.

    Args:
        key: of the form. family, called: guid and pseudonym.
    """
    amount = st.text_input(_("How much, in euros?"), money.plain_euros(was.cents) if was else "", max_chars=20,
                           autocomplete="off", placeholder=_("12.50"), key=fresh(f"amount {key}", key))
    instrument = st.segmented_control(
        _("Out of"), list(kinds.INSTRUMENTS), default=was.instrument if was else kinds.BUDGET, required=True,
        format_func=lambda one: _(kinds.INSTRUMENTS[one]), key=fresh(f"instrument {key}", key), wrap=True)
    kind = _kind(visit, key, instrument, was)
    decided = st.pills(_("Who decided?"), [one for one in kinds.DECIDED_BY if one != kinds.UNKNOWN],
                       default=was.decided_by if was and was.decided_by != kinds.UNKNOWN else None,
                       format_func=lambda one: _(kinds.DECIDED_BY[one]), wrap=True, key=fresh(f"decided {key}", key))
    on = day_field(visit, _("Paid on"), f"on {key}", key, past=True, day=was.on if was else None)
    said = more.fields(visit, key, called, was)
    return lambda: Expense(family, on, money.cents_of(amount), instrument, kind, decided or kinds.UNKNOWN,
                           said.asked_on, said.note, said.story)


def _kind(visit: Visit, key: str, instrument: str, was: Spent | None) -> str:
    """The kinds noted most often are one touch away, the others in a list behind the last."""
    every = kinds.of_instrument(instrument)
    often = listing.often(visit.db, visit.viewer, instrument)
    near = sorted([*dict.fromkeys([*often, *every])][:AT_HAND], key=every.index)
    is_more = len(near) < len(every)
    begin = (was.kind if was.kind in near else kinds.MORE) if was and was.kind in every else None
    chosen = st.pills(plain(_("What for?")), [*near, *([kinds.MORE] if is_more else [])], default=begin,
                      wrap=True,
                      format_func=lambda one: plain(_("something else…") if one == kinds.MORE else kinds.name(one)),
                      key=fresh(f"kind {instrument} {key}", key))
    if chosen != kinds.MORE:
        return chosen or ""
    others = [one for one in every if one not in near]
    return str(st.selectbox(_("Which?"), others, others.index(was.kind) if was and was.kind in others else None,
                            format_func=kinds.name, placeholder=_("Choose..."),
                            key=fresh(f"other {instrument} {key}", key)) or "")
