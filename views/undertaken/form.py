"""The fields in which it is noted what was undertaken, for something new or as it was noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.contacts import kinds, undertaken
from stories.contacts.undertaken import Undertaken
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.families.people import Family
    from pilot.visit import Visit
    from stories.contacts.undertaken import Undertaking


def add(visit: Visit, families: Sequence[Family], chosen: Family | None) -> None:
    """Note something new."""
    with st.container(width=640):
        names = {one.guid: one.pseudonym for one in families}
        family = chosen.guid if chosen else st.selectbox(
            _("Family"), list(names), format_func=lambda guid: names[guid], key="undertaken family")
        new = fields(visit, "undertaken", family, None)
        sure = sure_of("undertaken")
        if st.button(_("Note it"), type="primary"):
            attempt(lambda: undertaken.keep(visit.pilot, visit.db, visit.viewer, new, sure=sure), _("Noted"),
                    "undertaken")


def fields(visit: Visit, key: str, family: str, was: Undertaking | None) -> Undertaken:
    """What is filled in, for something new or (`was`) as it was noted; key: of the form."""
    kind = _one_of(_("What was undertaken?"), kinds.UNDERTAKINGS, was.kind if was else "", f"kind {key}", key)
    who = _one_of(_("For whom?"), {one: kinds.WITH[one] for one in kinds.FOR_WHOM}, was.who if was else "",
                  f"who {key}", key)
    what = st.text_input(_("A few words, without names"), was.what if was else "", max_chars=undertaken.LONGEST,
                         autocomplete="off", key=fresh(f"what {key}", key))
    state = _one_of(_("How does it stand?"), {one: kinds.STATES[one] for one in kinds.states_of(kind)},
                    was.state if was else "", f"state {kind == kinds.RIGHT} {key}", key)
    is_right, goes_on = kind == kinds.RIGHT, state in kinds.GOING_ON
    start = day_field(visit, _("Asked for on") if is_right else _("Started on"), f"start {key}", key, past=True,
                      day=was.started_on if was else None)
    end = None if goes_on else day_field(
        visit, _("Answered on") if is_right else _("Ended on"), f"end {key}", key, past=True,
        day=was.ended_on if was else None)
    euros = st.number_input(_("Euros a month, where it is known"), 0.01, undertaken.MOST_CENTS / 100,
                            was.cents_a_month / 100 if was and was.cents_a_month else None,
                            key=fresh(f"euros {key}", key)) if is_right else None
    return Undertaken(family, kind, who, state, start, end, what, None if euros is None else round(euros * 100),
                      was.story if was else st.query_params.get("story", ""))


def _one_of(label: str, names: dict[str, str], was: str, key: str, form: str) -> str:
    options = list(names)
    return str(st.selectbox(plain(label), options, options.index(was) if was in names else 0, key=fresh(key, form),
                            format_func=lambda one: _(names[one])))
