"""One event: a column a voice on a wide screen, below each other on a phone; where they differ; and the forms."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import voices
from pilot.words import _
from stories.events import seeing, writing
from views.events import forms, linking, listing, shown
from views.parts import first, titles
from views.parts.attempt import attempt
from views.parts.blocks import back_to, link
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, guid: str) -> None:
    """The event with its voices."""
    back_to("/events", _("One event, several voices"))
    with titles.titled(_("One event, several voices")):
        one = seeing.one(visit.db, visit.viewer, guid)
    st.title(plain(one.row.name))
    st.html(Markup("<p>{} · {}</p>").format(
        link(f"/families?family={one.row.family_guid}", one.row.family), listing.when(one.row)))
    st.html(shown.beside(one))
    forms.differ(visit, one)
    left, right = st.columns(2, gap="large")
    with left:
        forms.tell(visit, guid)
    with right:
        linking.show(visit, guid)
    with st.container(horizontal=True):
        for voice, told in one.voices:
            for each in told:
                if each.words and not each.kind and st.button(
                        _("Take out: {words}").format(words=plain(f"{voices.name(voice)}, {each.words[:30]}…")),
                        key=f"unlink {each.guid}"):
                    attempt(partial(writing.unlink, visit.db, visit.viewer, guid, each.guid), _("Taken out."))
        if first.asks(_("Put this event away"), _(
                "It is shown no more. The texts stay, and so does what was coded in them."), f"away {guid}"):
            attempt(partial(writing.put_away, visit.db, visit.viewer, guid), _gone)


def _gone() -> str:
    st.query_params.clear()
    return _("Put away. It is kept, and shown no more.")
