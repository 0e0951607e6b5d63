"""Of a signal, for who leads them: word it, send it on, keep the answer, say how it stands, bundle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from stories.signals import levels, writing
from views.parts.attempt import attempt, sure_of
from views.parts.day_field import day_field
from views.signals import bundling

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.signals.listing import Signal


def show(visit: Visit, found: Signal) -> None:
    """What comes next is open; the rest is behind a click."""
    with st.expander(_("Send it on"), expanded=not found.sent_on):
        _send(visit, found)
    if found.sent_on:
        with st.expander(_("Keep the answer"), expanded=not found.answered_on):
            _answer(visit, found)
    with st.expander(_("Change its words, level or state")):
        _change(visit, found)
    with st.expander(_("Bundle it with another one")):
        bundling.show(visit, found)


def _send(visit: Visit, found: Signal) -> None:
    to = st.text_input(_("To whom: a function, no name"), found.sent_to, max_chars=levels.LONGEST_TO,
                       key=f"to {found.guid}")
    on = day_field(visit, _("Sent on"), f"sent {found.guid}", past=True, day=found.sent_on)
    sure = sure_of(form := f"send {found.guid}")
    if st.button(_("Keep to whom it went")):
        attempt(lambda: writing.send(visit.pilot, visit.db, visit.viewer, found.guid, to, on, sure=sure),
                _("Saved"), form)


def _answer(visit: Visit, found: Signal) -> None:
    words = st.text_area(_("The answer in short"), found.answer, max_chars=levels.LONGEST, key=f"answer {found.guid}")
    on = day_field(visit, _("Answered on"), f"answered {found.guid}", past=True, day=found.answered_on)
    state = st.radio(_("How does it stand now?"), ["answered", "solved", "open", "let_go"], horizontal=True,
                     format_func=lambda one: _(levels.STATES[one]), key=f"then {found.guid}")
    sure = sure_of(form := f"answer {found.guid}")
    if st.button(_("Keep the answer"), key=f"keep answer {found.guid}"):
        attempt(lambda: writing.answer(visit.pilot, visit.db, visit.viewer, found.guid, words, on, state, sure=sure),
                _("Saved"), form)


def _change(visit: Visit, found: Signal) -> None:
    words = st.text_area(_("What stood in the way?"), found.words, max_chars=levels.LONGEST, key=f"words {found.guid}")
    level = st.radio(_("Who could take it away?"), list(levels.LEVELS), list(levels.LEVELS).index(found.level),
                     format_func=lambda one: _(levels.LEVELS[one]), horizontal=True, key=f"level {found.guid}")
    sure = sure_of(form := f"change {found.guid}")
    if st.button(_("Save")):
        attempt(lambda: writing.change(visit.pilot, visit.db, visit.viewer, found.guid, words, level, sure=sure),
                _("Saved"), form)
    state = st.radio(_("State"), list(levels.STATES), list(levels.STATES).index(found.state), horizontal=True,
                     format_func=lambda one: _(levels.STATES[one]), key=f"state {found.guid}")
    if st.button(_("Keep how it stands"), disabled=state == found.state):
        attempt(lambda: writing.set_state(visit.db, visit.viewer, found.guid, state), _("Saved"))
