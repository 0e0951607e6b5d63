"""Of a draft: what she writes of one theme, beside the program's sentence, and the quotes she chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.release.choice import MOST_WORDS, Chosen
from views.parts.plain import plain

if TYPE_CHECKING:
    from themes.release.drafting import Draft


def fields(draft: Draft, was: Chosen, key: str) -> Chosen:
    """The fields of a theme of a draft, as they stand now.

    Args:
        key: what keeps the fields of one revision apart from those of the next.
    """
    found = draft.content.theme(was.key)
    if found is None:
        return was
    with st.container(border=True):
        st.markdown(f"**{plain(found.name.here)}**")
        st.caption(plain(_("The program's own sentence: {drafted}").format(drafted=found.drafted.here)))
        left, right = st.columns(2)
        sentence = left.text_area(_("What you see, in one sentence"), was.sentence, max_chars=MOST_WORDS,
                                  key=f"sentence {was.key} {key}", height=100)
        done = right.text_area(_("What was done with it"), was.done, max_chars=MOST_WORDS, key=f"done {was.key} {key}",
                               height=100)
        quotes = {quote.guid: f"“{quote.text}” {quote.said_by}" for quote in draft.out.get(was.key, ())}
        if not quotes:
            st.caption(_("No quote about this was let out for these readers."))
            return Chosen(was.key, sentence, done)
        chosen = st.multiselect(_("Quotes"), list(quotes), [guid for guid in was.quotes if guid in quotes],
                                format_func=lambda guid: quotes[guid], key=f"quotes {was.key} {key}")
    return Chosen(was.key, sentence, done, tuple(chosen))
