"""Coding short texts one after another: all stories as rows beside one desk; the browser does the rest itself."""

from __future__ import annotations

import streamlit as st

from pilot.access import Right
from pilot.words import _
from stories.listing import stories
from themes.short_files import SHORT
from views.parts import place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.module import module

CHOICE = ("document", "family", "coach", "domain", "course", "state")
_short = module("rode_draad_short", "desk/short.js")


def page() -> None:
    """Show the rows with their filters, and the desk for the one that is chosen."""
    with here() as visit:
        visit.viewer.require(Right.CODE)
        if not any(one.readable for one in stories(visit.db, visit.viewer)):
            place.head("short", visit.viewer)
            invite(_("No stories yet"), _("Here you code the stories that coaches tell, one after another."),
                   "/documents", _("Conversations"))
            return
    asked = {name: st.query_params.get(name, "") for name in CHOICE}
    _short(key="short", data={**asked, "take": take_out.told((SHORT,))})
