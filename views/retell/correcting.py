"""The fields in which a kept story is corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot import clock
from pilot.vocabulary import courses, days
from pilot.words import _
from stories import retelling
from stories.retelling import Told
from texts.documents import sha256_of
from views.parts.attempt import again, attempt, sure_of
from views.parts.day_field import day_field
from views.parts.found import still
from views.parts.plain import plain
from views.retell import unsent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.delta_generator import DeltaGenerator

    from pilot.visit import Visit


def show(visit: Visit, guid: str, was: Told, left: DeltaGenerator, right: DeltaGenerator) -> None:
    """The fields of a story as it is kept, or as they were left in this browser, and the button that keeps them.

    Args:
        left, right: the story stands left; what is said of it, and the button, right or on a phone below.
    """
    begin = unsent.begin(guid, was)
    key = f"{guid} {sha256_of(repr((was, begin)))[:8]}"  # what is stored, or put back, fills the fields anew: only that
    is_new = f"title {key}" not in st.session_state
    found = st.session_state.get(f"names {key}", ())
    with left.container(key="unsent-title"):
        title = st.text_input(_("Title"), begin.title, max_chars=unsent.LONGEST_TITLE, key=f"title {key}")
    with left.container(key="unsent-text"):
        text = st.text_area(_("Your story"), begin.text, height="content", key=f"text {key}",
                            help=_("Write no real names: mother, son, the neighbour."))
    with right:
        told_on = day_field(visit, _("Told on"), f"told {key}", past=True, day=begin.told_on)
        start = day_field(visit, _("What is told began on"), f"from {key}", empty=True, day=begin.event_from)
        end = day_field(visit, _("and ended on"), f"until {key}", empty=True, day=begin.event_until)
        course = st.radio(_("How did it go?"), courses.COURSES, courses.COURSES.index(begin.course),
                          captions=[courses.says(one) for one in courses.COURSES], format_func=courses.name,
                          key=f"course {key}")
        new = Told(title, text, course, was.number, told_on, start or None, end or None)
        unsent.watch(visit, guid, was, new, is_new)
        _keep(visit, guid, was, new, key, still(found, title, text))


def _keep(visit: Visit, guid: str, was: Told, new: Told, key: str, names: Sequence[str]) -> None:
    """Whether names stand in it, the button, and that what stands here was kept."""
    free = st.checkbox(_("There are no real names in this story"), key=f"free {key}")
    if names:
        st.warning(_("These words can show who somebody is: {words}. Nothing has been changed yet.").format(
            words=plain(", ".join(names))))
        anyway = st.checkbox(_("Keep them; it waits until somebody has taken them out"), key=f"anyway {key}")
    sure = sure_of(key)
    if st.button(_("Keep the corrected story"), type="primary"):
        attempt(lambda: _retold(visit, guid, new, key, sure, free=free, anyway=bool(names) and anyway), _("Corrected"),
                key)
    if new == was and (kept := retelling.kept(visit.db, visit.viewer, guid)):
        at = clock.local(visit.db, kept.at)
        said = _("Kept on {day}, {time}. The team reads it once somebody has taken the names out.") if kept.waits else (
            _("Kept on {day}, {time}. The team reads it as it stands here."))
        st.success(plain(said.format(day=days.full(at.date().isoformat()), time=f"{at:%H:%M}")))


def _retold(visit: Visit, guid: str, new: Told, key: str, sure: tuple[str, ...], *, free: bool, anyway: bool) -> None:
    found = retelling.retell(visit.pilot, visit.db, visit.viewer, guid, new, no_names=free, anyway=anyway, sure=sure)
    st.session_state[f"names {key}"] = found
    if not found:
        unsent.forget(guid)
    if found:
        again(_("Not kept yet: look at the names"))
