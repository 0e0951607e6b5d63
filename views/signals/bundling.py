"""Several signals as one: a signal goes up in another one, or is taken out of it again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pilot.paging import EVERYTHING, Wanted
from pilot.words import _
from stories.signals import listing, writing
from views.parts.attempt import attempt
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.signals.listing import Signal

_SHOWN = 80  # characters of the words of one


def show(visit: Visit, found: Signal) -> None:
    """In which it goes up, and what went up in it."""
    others = {one.guid: one.words for one in _all(visit) if one.guid != found.guid}
    into = st.selectbox(_("It goes up in"), list(others), None, format_func=lambda guid: others[guid][:_SHOWN],
                        placeholder=_("Choose..."), key=f"into {found.guid}")
    if st.button(_("Bundle"), disabled=not into):
        attempt(lambda: _bundled(visit, found.guid, str(into)), _("Bundled"))
    for one, words in found.bundled:
        if st.button(_("Take out again: {words}").format(words=plain(words[:_SHOWN])), key=f"out {one}"):
            attempt(partial(writing.bundle, visit.db, visit.viewer, one, ""), _("Saved"))


def _all(visit: Visit) -> list[Signal]:
    return list(listing.listed(visit.db, visit.viewer, Wanted(size=EVERYTHING)))


def _bundled(visit: Visit, guid: str, into: str) -> None:
    writing.bundle(visit.db, visit.viewer, guid, into)
    st.query_params["signal"] = into
