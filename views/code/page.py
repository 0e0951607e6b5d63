"""One code: what it says, where it lies, merging, splitting, taking out of use, and what became of it; or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import changing, codebook, edits
from coding.marks import reached
from pilot.access import Right
from pilot.words import _
from views.code import elsewhere, gone, merging, past, retiring, splitting, telling
from views.parts import codes, place
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from coding.book.model import Code
    from pilot.visit import Visit


def page() -> None:
    """Show the code that ?key= names to be changed, or a form for a new one, under ?under= where that is given."""
    with here() as visit:
        visit.viewer.require(Right.LOAD_CODEBOOK)
        key = st.query_params.get("key", "")
        newest = codebook.newest(visit.db)
        if newest is None:
            place.head("code", visit.viewer)
            invite(_("No codebook yet"), _("Load one first; then you can change it here, code by code."), "/codebook",
                   _("Codebook"))
            return
        if not key:
            place.head("code", visit.viewer, _("Add a code"))
            telling.new(visit, st.query_params.get("under", ""))
            return
        book = changing.in_use(visit.db)
        if edits.has(book, key):
            _change(visit, edits.find(book, key)[0], newest.number)
        else:
            gone.show(visit, key)
            past.show(visit, key)


def _change(visit: Visit, code: Code, newest: int) -> None:
    """What it says; on a wide screen with the other ways to change it, and its history, beside that."""
    place.head("code", visit.viewer, plain(edits.named(code)))
    with st.container(key="code-page"):
        with st.container():
            seen = telling.form(visit, code, newest)
        with st.container():
            _ways(visit, code, seen)
            past.show(visit, code.key)


def _ways(visit: Visit, code: Code, seen: int) -> None:
    with st.expander(_("Put it elsewhere")):
        elsewhere.form(visit, code, seen)
    whose = codes.reach(reached.with_codes(visit.db, visit.viewer, [code.key]))
    if code.codable:
        with st.expander(_("Merge it into another code")):
            merging.form(visit, code, seen, whose)
        with st.expander(_("Split it into several codes")):
            splitting.form(visit, code, seen, whose)
    with st.expander(_("Take it out of use")):
        retiring.form(visit, code, seen, whose)
