"""A kept story in the hands of who told it: corrected, or withdrawn with a reason."""

from __future__ import annotations

import streamlit as st

from pilot.errors import Withdrawn
from pilot.words import _
from stories import retelling
from views.parts import came_of, place
from views.parts.blocks import back_to, invite
from views.parts.here import here
from views.retell import correcting, meant, withdrawing

WIDTH_PX = 1200  # a text column, and beside it what is said of the text


def page() -> None:
    """Show one's own story ?document=GUID with fields to correct it, and the way to withdraw it."""
    with here() as visit:
        place.head("retell", visit.viewer)
        guid = st.query_params.get("document", "")
        if not guid:
            invite(_("No story chosen"), _("Here you correct a story of your own."), "/stories", _("Choose a story"))
            return
        try:
            was = retelling.told(visit.db, visit.viewer, guid)
        except Withdrawn as error:
            invite(_("Withdrawn"), error.sentence(), "/stories", _("To the stories"))
            return
        back_to(f"/desk?document={guid}", _("Read it back"))
        with st.container(width=WIDTH_PX):
            left, right = st.columns([5, 3], gap="large")
            correcting.show(visit, guid, was, left, right)
            with right:
                came_of.show(visit, guid)
                meant.show(visit, guid)
                withdrawing.show(visit, guid)
