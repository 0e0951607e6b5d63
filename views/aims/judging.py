"""Of a goal of the pilot: saying how far it is reached, and wording it otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.aims import naming, writing
from views.parts.attempt import attempt, sure_of

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.aims.reading import Aim


def show(visit: Visit, found: Aim) -> None:
    """Two forms, behind a click each."""
    with st.expander(_("Say how far it is reached")):
        _judge(visit, found)
    with st.expander(_("Change the words of the goal")):
        _change(visit, found)


def _judge(visit: Visit, found: Aim) -> None:
    state = st.radio(_("How far"), list(naming.STATES), list(naming.STATES).index(found.state),
                     format_func=lambda one: _(naming.STATES[one]), key=f"state {found.guid}")
    if found.counted["against"] or found.counted["both"]:
        st.caption(_("Name what speaks against it, too."))
    why = st.text_area(_("On what does that rest?"), found.judged, max_chars=naming.LONGEST_JUDGED,
                       key=f"why {found.guid}")
    sure = sure_of(form := f"judge {found.guid}")
    if st.button(_("Keep this judgement"), type="primary"):
        attempt(lambda: writing.judge(visit.pilot, visit.db, visit.viewer, found.guid, state, why, sure=sure),
                _("Saved"), form)


def _change(visit: Visit, found: Aim) -> None:
    words = st.text_input(_("What does the pilot want to reach?"), found.words, max_chars=naming.LONGEST,
                          key=f"words {found.guid}")
    shown = st.text_area(_("What would show that it is reached? (may be left empty)"), found.shown_by, height=90,
                         max_chars=naming.LONGEST_SHOWN, key=f"shown {found.guid}")
    sure = sure_of(form := f"change {found.guid}")
    if st.button(_("Save")):
        attempt(lambda: writing.keep(visit.pilot, visit.db, visit.viewer, words, shown, found.guid, sure=sure),
                _("Saved"), form)
