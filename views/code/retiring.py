"""Taking a code out of use, and into use again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.book import changing, edits
from pilot.words import _
from views.code import seen
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from coding.book.model import Code
    from pilot.visit import Visit


def form(visit: Visit, code: Code, known: int, whose: str) -> None:
    """What stays of it, and why it goes; `whose`: whose codings it is about."""
    st.text(whose)
    st.caption(_("They stay as they are, and each coder finds hers in a list of codings to decide about."))
    with st.form(fresh(key := f"retire-{code.key}"), border=False):
        reason = st.text_input(_("Why"), max_chars=changing.LONGEST_REASON)
        if st.form_submit_button(_("Take out of use")):
            attempt(lambda: seen.changed(visit, code.key, lambda: changing.retire(
                visit.db, visit.viewer, code.key, seen=known, reason=reason)),
                    _("“{code}” is out of use").format(code=edits.named(code)), key)
