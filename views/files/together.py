"""Of Files: what coders came to together, which leaves with the passages where it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.words import _
from themes import filters
from views.parts.blocks import list_of

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit) -> bool:
    """The way to the texts side by side, and whether the file with the consensus is asked for; nothing without any."""
    if not (visit.viewer.may(Right.SEE_OTHER_CODERS) and filters.has_consensus(visit.db, visit.viewer)):
        return False
    st.subheader(_("What coders came to together"))
    st.caption(_("The consensus, passage by passage. In the project above it is a coder of its own."))
    list_of([("/together", _("Texts side by side"), _("what each coder says, and what was decided"))])
    return st.button(_("Make the passages of the consensus"), key="make consensus")
