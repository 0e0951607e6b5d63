"""Letting a code go up in another: whose codings go along is said first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import changing, codebook, edits
from coding.marks import merging
from pilot import words
from pilot.words import _
from views.code import seen
from views.parts.attempt import attempt, fresh
from views.parts.plain import plain

if TYPE_CHECKING:
    from coding.book.model import Code
    from pilot.visit import Visit


def form(visit: Visit, code: Code, known: int, whose: str) -> None:
    """Into which code, whether they mean the same, and why; `whose`: whose codings it is about."""
    newest = codebook.newest(visit.db)
    rows = codebook.codes(visit.db, newest.codebook_version_id, words.current()) if newest else []
    names = {row.key: row.name for row in rows if row.is_codable and row.key != code.key}
    name = edits.named(code)
    st.text(whose)
    st.caption(_("They all get the other code, whoever made them, and each is written down. You can undo it."))
    with st.form(fresh(key := f"merge-{code.key}"), border=False):
        into = st.selectbox(_("Into"), list(names), None, format_func=lambda one: names.get(one, one),
                            placeholder=_("Choose..."))
        is_same = st.checkbox(_("They mean the same: who was done with one of them was done with both."), value=True)
        reason = st.text_input(_("Why"), max_chars=changing.LONGEST_REASON)
        sent = st.form_submit_button(_("Merge"))
    if sent and into is None:
        st.error(_("Choose the code it goes up in."))
    elif sent and into is not None:
        attempt(lambda: seen.changed(visit, code.key, lambda: merging.merge(
            visit.db, visit.viewer, [code.key], into, seen=known, is_same=is_same, reason=reason)),
                plain(_("“{code}” went up in “{other}”").format(code=name, other=names[into])), key)
