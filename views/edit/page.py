"""Mending the words of a conversation, in sync with its sound; the browser plays, draws and sends it all itself."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from pilot.errors import Withdrawn
from pilot.words import _
from texts.editing import reading
from views.parts import place
from views.parts.blocks import invite, link
from views.parts.here import here
from views.parts.module import module

_edit = module("rode_draad_edit", "editor/edit.js")


def page() -> None:
    """Show the conversation ?document=GUID, to be mended."""
    with here() as visit:
        place.head("edit", visit.viewer)
        guid = st.query_params.get("document", "")
        if not guid:
            invite(_("No conversation chosen"), _("Here you listen to a conversation and mend its words."),
                   "/documents", _("Choose a conversation"))
            return
        try:
            title = reading.title(visit.db, visit.viewer, guid)
        except Withdrawn as error:
            invite(_("Withdrawn"), error.sentence(), "/documents", _("Choose a conversation"))
            return
    ways = (link(f"/desk?document={guid}", _("Read the text")), link(f"/speakers?document={guid}", _("Say who speaks")),
            link(f"/names?document={guid}", _("Take the names out")))
    st.html(Markup("<p><strong>{}</strong> · {}</p>").format(title, Markup(" · ").join(ways)))
    _edit(key=f"edit-{guid}", data={
        "document": guid, "owner": f"{visit.viewer.account_guid}|{visit.pilot.slug}"})
