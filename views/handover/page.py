"""Change of coach: the note a coach leaves behind, and what the one who follows may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.families import directory, people
from pilot.words import _
from stories.handover import note, writing
from views.handover import agreeing, parts, reading
from views.parts import place
from views.parts.attempt import attempt
from views.parts.blocks import back_to, invite
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.handover.note import Note


def page() -> None:
    """Show the handovers of one family, chosen by the address or on the page."""
    with here() as visit:
        names = {one.guid: one.pseudonym for one in people.families(visit.db, visit.viewer, Right.WRITE_STORY)}
        asked = st.query_params.get("family", "")
        if asked in names:
            back_to(f"/families?family={asked}", names[asked])
        else:
            place.above("handover", visit.viewer)
        st.title(_("Handover"))
        if not names:
            invite(_("No families yet"), _("Here you hand a family over to the coach who follows."))
            return
        if asked and asked not in names:
            directory.family(visit.db, visit.viewer, asked, Right.WRITE_STORY)
            invite(_("This family is not there, or it is not one of yours."), "", "/families", _("Choose a family"))
            return
        family = asked or str(st.selectbox(_("Family"), list(names), format_func=names.__getitem__))
        found = note.notes(visit.db, visit.viewer, family)
        for one in found:
            _written(visit, one) if one.mine else reading.show(visit, one)
        _begin(visit, family, {one.successor for one in found if one.mine})


def _written(visit: Visit, one: Note) -> None:
    """One's own note: written at the left, agreed to at the right."""
    st.subheader(_("For {who}").format(who=plain(one.successor)))
    st.text(parts.begins(one))
    left, right = st.columns([3, 2], gap="large")
    with left:
        parts.show(visit, one)
    with right:
        agreeing.show(visit, one)


def _begin(visit: Visit, family: str, there: set[str]) -> None:
    """For whom a note is begun."""
    free = {guid: name for guid, name in writing.successors(visit.db, visit.viewer, family) if name not in there}
    if not free:
        return
    with st.expander(_("Are you leaving this family yourself?")), st.form(f"begin {family}", border=False):
        st.caption(_("What you write is read by nobody else until the family agrees to it, part by part."))
        who = st.selectbox(_("Who follows you as the coach?"), list(free), format_func=lambda guid: free[guid])
        if st.form_submit_button(_("Begin a note")):
            attempt(lambda: writing.begin(visit.db, visit.viewer, family, str(who)), _("The note is there"))
