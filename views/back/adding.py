"""Putting texts and passages in: those that were proposed, or sentences chosen on the text itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _
from stories.back import choosing, preparing
from views.back import proposed
from views.parts.attempt import attempt, fresh
from views.parts.sentences import choose

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.back.reading import One


def show(visit: Visit, one: One) -> None:
    """What was proposed, for who knows of it; and the texts to choose from."""
    proposed.show(visit, one)
    with st.expander(_("Choose in a text")):
        texts = {found.guid: found for found in choosing.texts_of(visit.db, visit.viewer, one.kept.guid)}
        if not texts:
            st.text(_("There is no text of this family without names that you may read."))
            return
        guid = st.selectbox(_("Text"), list(texts), index=None, key="return text", format_func=lambda found: " · ".join(
            (texts[found].title, days.short(texts[found].told_on))))
        if guid:
            _choose(visit, one, guid)


def _choose(visit: Visit, one: One, guid: str) -> None:
    """The sentences of a text, and the button that takes those that are pressed."""
    whole = choosing.whole(visit.db, visit.viewer, one.kept.guid, guid)
    key = fresh(f"sentences {guid}", form := f"choose {guid}")
    st.caption(_("Press the sentences to ask about. What is marked is chosen already."))
    spans = choose(key, whole.turns, whole.chosen)
    if st.button(_("Ask about these passages") if spans else _("Only read this text"), key=f"take {guid}"):
        attempt(lambda: preparing.choose(visit.db, visit.viewer, one.kept.guid, guid, spans, whole.version),
                _("Chosen."), form)
