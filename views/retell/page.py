"""A kept story in the hands of who told it: corrected, or withdrawn with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.errors import Withdrawn
from pilot.vocabulary import courses
from pilot.words import _
from stories import retelling
from stories.retelling import Told
from texts.documents import sha256_of
from views.parts import place
from views.parts.attempt import again, attempt, sure_of
from views.parts.blocks import back_to, invite
from views.parts.day_field import day_field
from views.parts.here import here
from views.parts.plain import plain
from views.retell import unsent, withdrawing

if TYPE_CHECKING:
    from pilot.visit import Visit

WIDTH_PX = 720  # a text column, as everywhere


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
            _correcting(visit, guid, was)
            withdrawing.show(visit, guid)


def _correcting(visit: Visit, guid: str, was: Told) -> None:
    key = f"{guid} {sha256_of(repr(was))[:8]}"  # what is stored fills the fields anew, and only that
    names = st.session_state.get(f"names {key}", ())
    title = st.text_input(_("Title"), was.title, max_chars=200, key=f"title {key}")
    text = unsent.field(visit, guid, f"text {key}", was.text)
    first, second, third = st.columns(3)
    with first:
        told_on = day_field(visit, _("Told on"), f"told {key}", past=True, day=was.told_on)
    with second:
        start = day_field(visit, _("What is told began on"), f"from {key}", empty=True, day=was.event_from)
    with third:
        end = day_field(visit, _("and ended on"), f"until {key}", empty=True, day=was.event_until)
    course = st.radio(_("How did it go?"), courses.COURSES, courses.COURSES.index(was.course), horizontal=True,
                      format_func=courses.name, key=f"course {key}")
    free = st.checkbox(_("There are no real names in this story"), key=f"free {key}")
    if names:
        st.warning(_("These words can show who somebody is: {words}. Nothing has been changed yet.").format(
            words=plain(", ".join(names))))
        anyway = st.checkbox(_("Keep them; it waits until somebody has taken them out"), key=f"anyway {key}")
    sure = sure_of(key)
    if st.button(_("Keep the corrected story"), type="primary"):
        new = Told(title, text, course, was.number, told_on, start or None, end or None)
        attempt(lambda: _retold(visit, guid, new, key, sure, free=free, anyway=bool(names) and anyway), _("Corrected"),
                key)


def _retold(visit: Visit, guid: str, new: Told, key: str, sure: tuple[str, ...], *, free: bool, anyway: bool) -> None:
    found = retelling.retell(visit.pilot, visit.db, visit.viewer, guid, new, no_names=free, anyway=anyway, sure=sure)
    st.session_state[f"names {key}"] = found
    if not found:
        unsent.forget(guid)
    if found:
        again(_("Not kept yet: look at the names"))
