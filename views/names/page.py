"""Names out: all places of one name at once, decided by a person; the browser draws, plays and sends it all itself."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from pilot.errors import Withdrawn
from pilot.words import _
from texts.names_out import opened
from views.parts import place
from views.parts.blocks import invite, link
from views.parts.here import here
from views.parts.module import module

_names = module("rode_draad_names", "review/names.js")


def page() -> None:
    """Show the names in the text ?document=GUID, or in all texts that wait."""
    with here() as visit:
        place.head("names", visit.viewer)
        guid = st.query_params.get("document", "")
        try:
            found = opened.waiting(visit.db, visit.viewer, guid or None)
        except Withdrawn as error:
            invite(_("Withdrawn"), error.sentence(), "/prepare", _("To Prepare"))
            return
    if not found:
        invite(_("This text does not wait") if guid else _("No text waits here"), _(
            "Here you decide which names are taken out of a text, before evaluators read it."),
            "/prepare", _("To Prepare"))
        return
    if guid:
        st.html(Markup("<p>{} · {} · {}</p>").format(
            link("/names", _("All texts that wait")), link(f"/edit?document={guid}", _("Mend the words")),
            link(f"/prepare?document={guid}", _("Prepare"))))
    _names(key=f"names-{guid}", data={
        "document": guid, "owner": f"{visit.viewer.account_guid}|{visit.pilot.slug}"})
