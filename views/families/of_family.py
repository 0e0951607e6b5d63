"""The head of a page about one family: the way back to its file, and the page's own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import directory
from pilot.words import _
from views import menu
from views.parts import place
from views.parts.blocks import back_to, invite

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def opened(visit: Visit, path: str) -> Family | None:
    """The family of ?family=GUID under a head; without one, or with one whose file is somebody else's, a way on."""
    asked = st.query_params.get("family", "")
    family = directory.family(visit.db, visit.viewer, asked, Right.KEEP_FILE) if asked else None
    if family is None:
        place.head(path, visit.viewer)
        invite(_("No family chosen"), _("This page is about one family. Choose it first."), "/families",
               _("Choose a family"))
        return None
    back_to(f"/families?family={family.guid}", family.pseudonym)
    st.title(_(menu.at(path).title))
    return family
