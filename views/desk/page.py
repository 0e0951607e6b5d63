"""The coding desk: one document, everything on it drawn and sent by the browser itself. A coach only reads here."""

from __future__ import annotations

import streamlit as st

from pilot.access import Right
from pilot.words import _
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.module import module

_desk = module("rode_draad_desk", "desk/desk.js")


def page() -> None:
    """Show the desk on ?document=GUID, scrolled to ?at=CODE POINT when given, in version ?version=NUMBER when given."""
    with here() as visit:
        visit.viewer.require(Right.READ_DOCUMENTS)
    document = st.query_params.get("document")
    if not document:
        st.title(_("Coding desk"))
        invite(_("No conversation chosen"), _("Here you read a conversation and code it."),
               "/documents", _("Choose a conversation"))
        return
    # The browser fetches text and codings itself; another document or version is another desk.
    at, version = _number("at"), _number("version")
    _desk(key=f"desk-{document}-{version}", data={"document": document, "at": at, "version": version})


def _number(name: str) -> int | None:
    value = st.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
