"""Writing down what a voice tells of an event, and where voices differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.vocabulary import voices
from pilot.words import _
from stories.events import writing
from views.events import names
from views.parts.attempt import attempt, fresh
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.events.seeing import Seen


def tell(visit: Visit, guid: str) -> None:
    """The form for a short statement."""
    form = f"tell {guid}"
    with st.expander(_("Write down what somebody says")), st.form(fresh(form), border=False):
        voice = st.radio(_("Whose voice"), voices.VOICES, format_func=voices.title, horizontal=True,
                         key=fresh("voice", form))
        words = st.text_area(_("What this voice tells"), max_chars=writing.LONGEST, key=fresh("tells", form),
                             help=_("Write no real names: mother, son, the neighbour."))
        who = st.text_input(_("Who it is, without a name"), max_chars=writing.LONGEST_NAME, key=fresh("who", form))
        day = day_field(visit, _("Told on"), "tells on", form, past=True)
        alone, anyway = _team_only(visit, form), names.ask(form)
        if st.form_submit_button(_("Keep"), type="primary"):
            tells = writing.Tells(voice, words, who, day, alone)
            attempt(lambda: names.keep(form, lambda: writing.tell(
                visit.pilot, visit.db, visit.viewer, guid, tells, anyway=anyway)), lambda: names.told(form), form)


def differ(visit: Visit, one: Seen) -> None:
    """The form for a difference, with a field for each voice that tells of it."""
    if len(one.voices) < 2:
        return
    form, guid = f"differ {one.row.guid}", one.row.guid
    with st.expander(_("Note that they see it differently")), st.form(fresh(form), border=False):
        about = st.text_input(_("About what"), max_chars=writing.LONGEST, key=fresh("about", form))
        says = {voice: st.text_area(_("What the {voice} says").format(voice=voices.name(voice)),
                                    max_chars=writing.LONGEST, key=fresh(f"says {voice}", form))
                for voice, _told in one.voices}
        alone, anyway = _team_only(visit, form), names.ask(form)
        st.caption(_("What was noted before stays. Nobody is put right here."))
        if st.form_submit_button(_("Keep"), type="primary"):
            attempt(lambda: names.keep(form, lambda: writing.differ(
                visit.pilot, visit.db, visit.viewer, guid, about, says, team_only=alone, anyway=anyway)),
                lambda: names.told(form), form)


def _team_only(visit: Visit, form: str) -> bool:
    """Whether the coach does not read it: an evaluator may have it of a conversation that the coach does not read."""
    if visit.viewer.only_own(Right.KEEP_FILE):
        return False
    return not st.checkbox(_("The coach of this family may read it"), key=fresh(f"for the coach {form}", form))
