"""What is looked for, how, of whom, and inside which code; all of it stands in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.find.passages import choosable_codes
from pilot.families import people
from pilot.vocabulary import voices
from pilot.words import _
from texts.index.matching import FORMS, WAY_NAMES, WAYS, Query
from texts.index.search import ORDERS
from views.find import followed
from views.parts import chosen, seeded

if TYPE_CHECKING:
    from pilot.visit import Visit

LIST = "search"


def choose(visit: Visit) -> tuple[Query, str]:
    """Show the form; what is looked for, and the code (key) inside whose passages, '' for everywhere."""
    text, way = st.columns([3, 2])
    words = text.text_input(_("Look for"), key=chosen.key(LIST, "search"), max_chars=200, on_change=chosen.to_first,
                            args=(LIST,))
    with way:
        how = _select("way", _("How"), {key: _(WAY_NAMES[key]) for key in WAYS})
    followed.show(visit, ["inside"], LIST)
    voice, family, code, order = st.columns(4)
    with voice:
        told = _select("voice", _("Who speaks"), {"": _("everybody"), **voices.titles()})
    with family:
        names = {one.guid: one.pseudonym for one in people.families(visit.db, visit.viewer)}
        whose = _select("family", _("Family"), {"": _("all families"), **names})
    with code:
        codes = {row.key: row.name for row in choosable_codes(visit.db)}
        inside = _select("inside", _("Only inside"), {"": _("all that is said"), **codes})
    if st.session_state[chosen.key(LIST, "order")] not in ORDERS:
        st.session_state[chosen.key(LIST, "order")] = next(iter(ORDERS))
    order.selectbox(_("Order"), list(ORDERS), key=chosen.key(LIST, "order"), on_change=chosen.to_first, args=(LIST,),
                    format_func=lambda key: _(ORDERS[key].name))
    query = Query(words or "", how, told, whose)
    for name, value in kept(query, inside).items():
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]
    return query, inside


def kept(query: Query, inside: str) -> dict[str, str]:
    """What stands in the address besides words, order and page; '' for what is as usual."""
    return {"way": "" if query.way == FORMS else query.way, "voice": query.voice, "family": query.family,
            "inside": inside}


def _select(name: str, label: str, options: dict[str, str]) -> str:
    return seeded.select(LIST, name, label, options)
