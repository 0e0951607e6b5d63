"""Something that was undertaken: what was noted of it changed, or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.contacts import kinds, undertaken
from views.parts import first, titles
from views.parts.attempt import attempt, sure_of
from views.parts.blocks import back_to
from views.parts.plain import plain
from views.undertaken import form

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, guid: str) -> None:
    """Change what was noted, or take it away. Raises: NotFound."""
    with titles.titled(_("What was undertaken")):
        was = undertaken.one(visit.db, visit.viewer, guid)
    back_to(f"/undertaken?family={was.family_guid}", _("What was undertaken"))
    st.title(plain(f"{_(kinds.UNDERTAKINGS[was.kind])} · {was.family}"))
    with st.container(width=640):
        new = form.fields(visit, f"item {guid}", was.family_guid, was)
        sure = sure_of(f"item {guid}")
        if st.button(_("Save"), type="primary"):
            attempt(lambda: undertaken.keep(visit.pilot, visit.db, visit.viewer, new, guid, sure=sure), _("Saved"),
                    f"item {guid}")
    if first.asks(_("Take it away"), _("It counts nowhere any more, and does not come back."), f"away {guid}"):
        attempt(lambda: _take_away(visit, guid), _("Taken away"))


def _take_away(visit: Visit, guid: str) -> None:
    undertaken.take_away(visit.db, visit.viewer, guid)
    st.query_params.pop("item", None)
