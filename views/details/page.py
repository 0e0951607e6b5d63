"""Details: what is known of a conversation, changed after it came in; its text stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.errors import Withdrawn
from pilot.vocabulary import days
from pilot.words import _
from texts import correcting
from texts.documents import sha256_of
from views.details import fields, recording, withdrawing
from views.parts import place
from views.parts.attempt import attempt, sure_of
from views.parts.blocks import invite, link
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit

# At most: fields that belong together stay near each other on a large screen.
RECORDING_PX, WIDTH_PX = 860, 1500  # one column of fields; what it is, and beside it who speaks


def page() -> None:
    """Show the conversation ?document=GUID, or ?recording=GUID without a text, with fields to change it."""
    with here() as visit:
        place.head("details", visit.viewer)
        if sound := st.query_params.get("recording", ""):
            with st.container(width=RECORDING_PX):
                recording.show(visit, sound)
            return
        guid = st.query_params.get("document", "")
        if not guid:
            invite(_("No conversation chosen"), _("Here you change what is known of a conversation, and who speaks."),
                   "/documents", _("Choose a conversation"))
            return
        try:
            known = correcting.details(visit.db, visit.viewer, guid)
        except Withdrawn as error:
            invite(_("Withdrawn"), error.sentence(), "/documents", _("Choose a conversation"))
            return
        st.html(Markup("<p><strong>{}</strong> · {} · {}</p>").format(
            known.title, days.short(known.told_on), link(f"/desk?document={guid}", _("Read the text"))))
        with st.container(width=WIDTH_PX):
            _changing(visit, guid, known)
            withdrawing.show(visit, guid, known.title)


def _changing(visit: Visit, guid: str, known: correcting.Details) -> None:
    # The key changes with what is stored: a page that was open meanwhile must not set it back.
    key = f"{guid} {sha256_of(repr(known))[:8]}"
    new = fields.show(visit, guid, known, key)
    sure = sure_of(key)
    if st.button(_("Save the changes"), type="primary"):
        attempt(lambda: correcting.change(visit.pilot, visit.db, visit.viewer, guid, new, sure=sure), _("Changed"),
                key)
