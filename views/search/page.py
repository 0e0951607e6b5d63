"""Search: every place in all texts where words stand, each with what is around it; each opens at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import RodeDraadError
from pilot.families import people
from pilot.vocabulary import voices
from pilot.words import N_, _
from texts.index.search import FORMS, NEAR, ORDERS, PATTERN, WAYS, Query, search
from views.parts import chosen, pages, place
from views.parts.here import here
from views.parts.plain import plain
from views.search import lines

if TYPE_CHECKING:
    from pilot.visit import Visit

LIST = "search"
NAMES = {
    FORMS: N_("all words, in any form"), "as_is": N_("exactly these words"),
    NEAR: N_("all words, near one another"), PATTERN: N_("a pattern (regular expression)"),
}


def page() -> None:
    """Show the form, and what was found."""
    with here() as visit:
        place.head("search", visit.viewer)
        wanted = chosen.wanted(LIST, "")
        query = _form(visit)
        if not query.text.strip():
            st.text(_("Look for a word in all conversations and stories. A star stands for any ending: school*."))
            return
        try:
            found = search(visit.db, visit.viewer, query, wanted)
        except RodeDraadError as error:
            st.warning(plain(error.sentence()))
            return
        lines.told(found, query)
        if found.hits:
            lines.show(found.hits)
            pages.turn(LIST, found.hits)
        chosen.remember("", wanted, found.hits.page)


def _form(visit: Visit) -> Query:
    first = chosen.to_first
    text, way = st.columns([3, 2])
    words = text.text_input(_("Look for"), key=chosen.key(LIST, "search"), max_chars=200, on_change=first, args=(LIST,))
    how = way.selectbox(_("How"), WAYS, format_func=lambda key: _(NAMES[key]), key=_kept("way", FORMS),
                        on_change=first, args=(LIST,))
    voice, family, order = st.columns(3)
    told = voice.selectbox(
        _("Who speaks"), ["", *voices.VOICES], key=_kept("voice"), on_change=first, args=(LIST,),
        format_func=lambda key: voices.title(key) or _("everybody"))
    names = {one.guid: one.pseudonym for one in people.families(visit.db, visit.viewer)}
    whose = family.selectbox(_("Family"), ["", *names], key=_kept("family"), on_change=first, args=(LIST,),
                             format_func=lambda guid: names.get(guid, _("all families")))
    if st.session_state[chosen.key(LIST, "order")] not in ORDERS:
        st.session_state[chosen.key(LIST, "order")] = next(iter(ORDERS))
    order.selectbox(_("Order"), list(ORDERS), key=chosen.key(LIST, "order"), on_change=first, args=(LIST,),
                    format_func=lambda key: _(ORDERS[key].name))
    for name, value, usual in (("way", how, FORMS), ("voice", told, ""), ("family", whose, "")):
        if value != usual:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]
    return Query(words or "", how, told, whose)


def _kept(name: str, usual: str = "") -> str:
    """The key of a choice; before anything was chosen it has what the address says."""
    key = f"search {name}"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(name, usual)
    return key
