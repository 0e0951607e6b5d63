"""Of a goal of the pilot: which text its words are taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.paging import PER_PAGE, Wanted, of_rows
from pilot.words import _
from texts import documents
from views.parts.attempt import fresh

if TYPE_CHECKING:
    from pilot.visit import Visit


def offered(visit: Visit, form: str) -> dict[str, str]:
    """The texts to choose from by guid; of many those that have the words that are searched, the newest first."""
    there = {one.guid: f"{one.family} · {one.title}" for one in documents.documents(visit.db, visit.viewer)
             if one.readable}
    if len(there) <= PER_PAGE:
        return there
    sought = st.text_input(_("Search a text"), placeholder=_("Title or family"), key=fresh(f"search {form}", form))
    return dict(of_rows(there.items(), lambda one: one[1], Wanted(sought)))
