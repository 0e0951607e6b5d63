"""What of the joint display can be chosen; it stands in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import BadInput
from pilot.vocabulary import domains, voices
from pilot.words import _
from stories.outcomes.scores import waves
from themes.outcomes.joint_choice import NOT_THERE, ORDERS, SCORED_BY, Asked
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilot.visit import Visit
    from themes.outcomes.joint import Joint
    from themes.scope import Names


def choose(visit: Visit, names: Names) -> Asked:
    """Show the choices, filled in from the address; returns what is chosen now, and keeps it in the address."""
    labels = {wave.label: wave.label for wave in waves(visit.db)}
    usual = (next(iter(labels), ""), next(reversed(labels), ""))
    asked = _from_address(names, labels)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = _select("group", _("Codes across"), names.groups, asked.group)
        domain = _select("domain", _("Life domains"), {"": _("all nine"), **{
            one: domains.name(one) for one in domains.DOMAINS}}, asked.domain)
        first = _select("first", _("From"), labels, asked.first or usual[0])
        last = _select("last", _("Until"), labels, asked.last or usual[1])
        voice = _select("voice", _("Change by the scores of"), {
            one: _("the professional") if one == voices.COACH else _("the family") for one in SCORED_BY}, asked.voice)
        order = _select("order", _("Order"), {key: _(name) for key, name in ORDERS.items()}, asked.order)
    given = {"group": "" if group == next(iter(names.groups), "") else group, "domain": domain, "voice": voice,
             "first": "" if first == usual[0] else first, "last": "" if last == usual[1] else last, "order": order}
    chosen = Asked.from_query(given)
    now = st.query_params.to_dict()
    kept = {name: value for name, value in now.items() if name not in given}
    if {**kept, **chosen.query()} != now:
        st.query_params.from_dict({**kept, **chosen.query()})
    return chosen


def _from_address(names: Names, labels: Mapping[str, str]) -> Asked:
    """What the address asks for; the usual display, with a sentence, when it asks for what is not there."""
    try:
        asked = Asked.from_query(st.query_params)
        asked.between(list(labels))
        if asked.group not in ("", *names.groups):
            raise BadInput(NOT_THERE)
    except BadInput as error:
        st.query_params.clear()
        st.error(plain(error.sentence()))
        return Asked()
    return asked


def _select(name: str, label: str, options: Mapping[str, str], asked: str) -> str:
    key = f"joint_{name}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = asked if asked in options else next(iter(options), None)
    return str(st.selectbox(label, list(options), format_func=lambda one: options.get(one, one), key=key,
                            width=230) or "")


def quoted(found: Joint) -> str:
    """Of which code words are shown; '' for any."""
    options = {"": _("any of these codes"), **{code.key: code.name for code in found.codes}}
    return _select("quoted", _("Words about"), options, "")
