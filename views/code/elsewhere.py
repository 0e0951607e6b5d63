"""Putting a code, with what it holds, under another one or before another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import changing, codebook, edits
from coding.book.model import Codebook
from pilot import words
from pilot.words import _
from views.code import seen
from views.parts import codes
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from coding.book.model import Code
    from pilot.visit import Visit


def form(visit: Visit, code: Code, known: int) -> None:
    """Under which code, and before which of those it holds."""
    form_key = f"move-{code.key}"
    newest = codebook.newest(visit.db)
    rows = codebook.codes(visit.db, newest.codebook_version_id, words.current()) if newest else []
    inside = {one.key for one, _parent, _depth in Codebook({}, (code,)).walk()}
    parents = {row.key: row.parent_key or "" for row in rows}
    names = {"": _("at the top"), **{row.key: codes.indented(row) for row in rows if row.key not in inside}}
    under = st.selectbox(_("Under"), list(names), list(names).index(parents.get(code.key, "")),
                         format_func=lambda key: names[key], key=fresh(f"under {code.key}", form_key))
    beside = {"": _("last"), **{row.key: row.name for row in rows
                                if parents[row.key] == under and row.key != code.key}}
    before = st.selectbox(_("Before"), list(beside), format_func=lambda key: beside[key],
                          key=fresh(f"before {code.key}", form_key))
    if st.button(_("Put it there")):
        attempt(lambda: seen.changed(visit, code.key, lambda: changing.move(
            visit.db, visit.viewer, code.key, under, before, seen=known)),
                _("“{code}” has another place").format(code=edits.named(code)), form_key)
