"""Who speaks in a conversation, said by ear; the browser plays, draws and sends it all itself."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from pilot.errors import Withdrawn
from pilot.words import _
from texts import who_speaks
from views.parts import place
from views.parts.blocks import invite, link
from views.parts.here import here
from views.parts.module import module

_speakers = module("rode_draad_speakers", "editor/speakers.js")


def page() -> None:
    """Show the conversation ?document=GUID turn by turn."""
    with here() as visit:
        place.head("speakers", visit.viewer)
        guid = st.query_params.get("document", "")
        if not guid:
            invite(_("No conversation chosen"), _("Here you listen to a conversation and say who speaks."),
                   "/documents", _("Choose a conversation"))
            return
        try:
            title = who_speaks.title(visit.db, visit.viewer, guid)
        except Withdrawn as error:
            invite(_("Withdrawn"), error.sentence(), "/documents", _("Choose a conversation"))
            return
    st.html(Markup("<p><strong>{}</strong> · {}</p>").format(title, link(f"/desk?document={guid}", _("Read the text"))))
    _speakers(key=f"speakers-{guid}", data={
        "document": guid, "owner": f"{visit.viewer.account_guid}|{visit.pilot.slug}"})
