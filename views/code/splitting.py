"""Splitting a code: its codings wait for their coders to say which part each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import changing, edits
from coding.book.model import Code
from coding.marks import merging
from pilot.words import LANGUAGES, _
from views.code import seen
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from pilot.visit import Visit


def form(visit: Visit, code: Code, known: int, whose: str) -> None:
    """The names of the parts, and why; `whose`: whose codings it is about."""
    st.text(whose)
    st.caption(_("It becomes the group of its parts. Each coder then finds her codings in a list and says of each which"
                 " part it is; those of who left are for everybody."))
    key = f"tell-{code.key}"  # a split changes what the fields of the code itself say: they begin anew too
    with st.form(fresh(f"split-{code.key}", key), border=False):
        names = st.text_area(_("Names of the parts, one on a line"), height=110)
        reason = st.text_input(_("Why"), max_chars=changing.LONGEST_REASON)
        sent = st.form_submit_button(_("Split"))
    if sent:
        parts = [Code("", dict.fromkeys(LANGUAGES, name), {}, "", "") for name in names.split("\n") if name.strip()]
        attempt(lambda: seen.changed(visit, code.key, lambda: merging.split(
            visit.db, visit.viewer, code.key, parts, seen=known, reason=reason)),
                _("“{code}” is split").format(code=edits.named(code)), key)
