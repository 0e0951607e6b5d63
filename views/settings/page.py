"""Settings of the pilot: where it is, what is heard and proposed, what letters tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from jobs import worker
from pilot import clock, setup, sound
from pilot.access import Right
from pilot.store.files import write
from pilot.words import _
from transcribe import playing
from views.files import came_from
from views.parts import place
from views.parts.blocks import link
from views.parts.here import here
from views.settings import coarseness, letters, signing_in, suggesting

if TYPE_CHECKING:
    from pilot.visit import Visit


def page() -> None:
    """Show the pilot's settings."""
    with here() as visit:
        visit.viewer.require(Right.MANAGE_SETTINGS)
        place.head("settings", visit.viewer)
        _zone(visit)
        coarseness.show(visit)
        signing_in.show(visit)
        _sound(visit)
        suggesting.show(visit)
        letters.show(visit)
        _measuring()
        came_from.show(visit)


def _sound(visit: Visit) -> None:
    st.subheader(_("What evaluators hear"))
    st.write(_("Who prepares texts hears recordings as they are. For the other evaluators a copy can be made in which"
               " all is silent that was taken out of the text, and every pause that may hold a word nobody wrote out. A"
               " voice can be recognised all the same: choose it only if the families know."))
    said = {sound.NONE: _("Nothing"), sound.SILENCED: _("The recording, silent where names were taken out")}
    now = sound.choice(visit.db)
    chosen = st.radio(_("What evaluators hear"), list(said), list(said).index(now), format_func=said.__getitem__,
                      label_visibility="collapsed")
    if chosen != now:
        sound.choose(visit.db, visit.viewer, chosen)
        with write(visit.db):
            playing.ask(visit.pilot, visit.db, visit.viewer)
        worker.ensure_running(visit.home)
        st.toast(_("Saved"))


def _measuring() -> None:
    st.subheader(_("Measuring"))
    st.write(_("What a score of a life domain means, and when families are measured."))
    st.html(Markup('<p class="rd-back">{} · {}</p>').format(
        link("/rubric", _("Rubrics")), link("/waves", _("Rounds of measuring"))))


def _zone(visit: Visit) -> None:
    st.subheader(_("Time zone"))
    st.write(_("It says which day it is: what was told today, and from when and until when a consent holds."))
    now = clock.zone(visit.db)
    chosen = st.selectbox(_("Time zone"), clock.zones(), clock.zones().index(now), label_visibility="collapsed")
    if chosen != now:
        setup.set_zone(visit.db, visit.viewer, chosen)
        st.toast(_("Saved"))
