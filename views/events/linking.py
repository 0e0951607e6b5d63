"""Linking a text to an event, whole or a passage of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days, voices
from pilot.words import _
from stories.events import choosing, writing
from views.parts.attempt import attempt, fresh
from views.parts.sentences import choose

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, event: str) -> None:
    """The choice of a text, its sentences, and the button."""
    with st.expander(_("Link a text")):
        texts = {one.guid: one for one in choosing.texts_of(visit.db, visit.viewer, event)}
        if not texts:
            st.text(_("There is no text of this family that you may read."))
            return
        guid = st.selectbox(_("Text"), list(texts), index=None, key="event text", format_func=lambda one: " · ".join(
            (texts[one].title, voices.name(texts[one].voice), days.short(texts[one].told_on))))
        if not guid:
            return
        form = f"link {guid}"
        spans = choose(fresh(f"event sentences {guid}", form), choosing.whole(visit.db, visit.viewer, event, guid))
        if st.button(_("Link these passages") if spans else _("Link the whole text"), key=f"link {guid}"):
            attempt(lambda: _linked(visit, event, guid, spans), _("Linked."), form)


def _linked(visit: Visit, event: str, guid: str, spans: list[tuple[int, int]]) -> None:
    for span in spans:
        writing.link(visit.db, visit.viewer, event, guid, span)
    if not spans:
        writing.link(visit.db, visit.viewer, event, guid)
