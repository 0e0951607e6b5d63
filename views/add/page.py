"""Add: bring in conversations and recordings; the browser sends them and shows them before they are stored."""

from __future__ import annotations

import streamlit as st

from pilot.access import Right
from pilot.words import _
from views.parts import place
from views.parts.here import here
from views.parts.module import module

_add = module("rode_draad_add", "add/add.js")


def page() -> None:
    """Show the page for adding material."""
    with here() as visit:
        visit.viewer.require(Right.ADD_MATERIAL)
        place.head("add", visit.viewer, _("Add conversations and recordings"))
    st.caption(_("Nothing is stored before you have seen what is in it. The names of files are not kept."))
    _add(key="add", data={})
