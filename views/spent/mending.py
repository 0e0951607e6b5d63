"""One expense: what was noted of it changed, or taken away and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary.money import euros
from pilot.words import _
from stories.outcomes.spending import kinds, listing, noting
from views.parts import titles
from views.parts.attempt import attempt, sure_of
from views.parts.blocks import back_to
from views.parts.plain import plain
from views.spent import form

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit, guid: str) -> None:
    """The fields as they were noted. Raises: NotFound for what is not this viewer's."""
    with titles.titled(_("Money spent")):
        was = listing.expense(visit.db, visit.viewer, guid)
    back_to(f"/spent?family={was.family_guid}", _("Money spent"))
    st.title(plain(f"{kinds.name(was.kind)} · {was.family} · {euros(was.cents)}"))
    if was.removed:
        st.info(_("This expense was taken away; it counts nowhere."))
        if st.button(_("Put it back")):
            attempt(lambda: noting.take_away(visit.db, visit.viewer, guid, back=True), _("It is back"))
        return
    with st.container(width=640):
        new = form.fields(visit, f"expense {guid}", was.family_guid, was.family, was)
        sure = sure_of(f"expense {guid}")
        if st.button(_("Save"), type="primary"):
            attempt(lambda: noting.mend(visit.pilot, visit.db, visit.viewer, guid, new(), sure=sure), _("Saved"),
                    f"expense {guid}")
    if st.button(_("Take this expense away")):
        attempt(lambda: noting.take_away(visit.db, visit.viewer, guid), _("Taken away; you can put it back here."))
