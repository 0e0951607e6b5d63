"""Add: bring in conversations and recordings; the browser sends them and shows them before they are stored."""

from __future__ import annotations

import streamlit as st

from pilot.access import Right
from pilot.words import _
from views.parts import place
from views.parts.here import here

# Two lines, for a one-line string holding a slash would be taken for a path. An absolute address, because the stub
# runs as a blob: module, from which nothing relative can be imported.
_STUB = """const { mount } = await import(location.origin + "/assets/add/add.js");
export default mount;
"""
_add = st.components.v2.component("rode_draad_add", js=_STUB, isolate_styles=False)


def page() -> None:
    """Show the page for adding material."""
    with here() as visit:
        visit.viewer.require(Right.ADD_MATERIAL)
        place.head("add", visit.viewer, _("Add conversations and recordings"))
    st.caption(_("Nothing is stored before you have seen what is in it. The names of files are not kept."))
    _add(key="add", data={})
