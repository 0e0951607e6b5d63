"""Coding short texts, of which stories are some, one after another: rows beside one desk, all by the browser itself."""

from __future__ import annotations

import streamlit as st

from pilot.access import Right
from pilot.words import _
from themes.short_files import SHORT, all_short
from views.parts import place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.module import module

CHOICE = ("document", "family", "coach", "domain", "course", "state", "kind")
_short = module("rode_draad_short", "desk/short.js")


def page() -> None:
    """Show the rows with their filters, and the desk for the one that is chosen."""
    with here() as visit:
        visit.viewer.require(Right.CODE)
        if not all_short(visit.db, visit.viewer):
            place.head("short", visit.viewer)
            invite(_("No short texts yet"), _("Here you code stories and other short texts, one after another."),
                   "/documents", _("Conversations"))
            return
    asked = {name: st.query_params.get(name, "") for name in CHOICE}
    _short(key="short", data={**asked, "take": take_out.told((SHORT,))})
