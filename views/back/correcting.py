"""What the family wants to stand otherwise at a passage, in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.back import asking
from views.parts.attempt import attempt, fresh
from views.parts.found import still
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.back.reading import Asked, One


def show(visit: Visit, one: One, asked: Asked) -> None:
    """The field, and the words of the register that were found in it."""
    form = f"correct {asked.guid}"
    found = st.session_state.get(f"names {form}", ())
    with st.expander(_("Should it stand otherwise?"), expanded=bool(found)):
        for words in asked.corrections:
            st.text(_("The family says: {words}").format(words=words))
        words = st.text_area(_("What the family says"), key=fresh("words", form), max_chars=asking.LONGEST,
                             help=_("Write no real names: mother, son, the neighbour."))
        anyway = False
        if names := still(found, words):
            st.warning(_("These words can show who somebody is: {words}. Nothing has been kept yet.").format(
                words=plain(", ".join(names))))
            anyway = st.checkbox(_("Keep them all the same"), key=fresh("anyway", form))
        if st.button(_("Keep what the family says"), key=fresh("keep", form)):
            attempt(lambda: _kept(visit, one, asked, words, form, anyway=anyway), lambda: _told(form))


def _kept(visit: Visit, one: One, asked: Asked, words: str, form: str, *, anyway: bool) -> None:
    st.session_state[f"names {form}"] = asking.correct(
        visit.pilot, visit.db, visit.viewer, one.kept.guid, asked.guid, words, anyway=anyway)


def _told(form: str) -> str:
    return _("Look at the names first.") if st.session_state[f"names {form}"] else _("Kept.")
