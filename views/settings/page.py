"""Settings of the pilot: where the pilot is, and where the backup is."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

import streamlit as st

from jobs import worker
from pilot import clock, coarse, setup, sound
from pilot.access import Right
from pilot.store.files import write
from pilot.words import _
from transcribe import playing
from views.files import came_from
from views.parts import place
from views.parts.here import here

if TYPE_CHECKING:
    from pilot.visit import Visit


def page() -> None:
    """Show the pilot's settings."""
    with here() as visit:
        visit.viewer.require(Right.MANAGE_SETTINGS)
        place.head("settings", visit.viewer)
        _zone(visit)
        _coarse(visit)
        _sound(visit)
        came_from.show(visit)
        st.subheader(_("Backup"))
        st.write(_("A backup holds everything, real names too. Make it on the machine itself and keep it locked away:"))
        st.code(f".venv/bin/python cli.py backup --home {quote(str(visit.home.folder))} backup.zip", language=None,
                wrap_lines=True)


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


def _coarse(visit: Visit) -> None:
    st.subheader(_("Ages and dates in texts without names"))
    st.write(_("What stands in their place when names are taken out of a text: the finer, the easier somebody is"
               " recognised. It counts for texts that are looked through from now on."))
    now = coarse.coarse(visit.db)
    ages = {"exact": _("as they were said"), "ten years": _("within ten years")}
    dates = {"exact": _("as they were said"), "month": _("month and year"), "season": _("season and year"),
             "year": _("year")}
    left, right = st.columns(2)
    chosen = coarse.Coarse(
        left.selectbox(_("Ages"), list(ages), list(ages).index(now.ages), format_func=ages.__getitem__),
        right.selectbox(_("Dates"), list(dates), list(dates).index(now.dates), format_func=dates.__getitem__))
    if chosen != now:
        coarse.set_coarse(visit.db, visit.viewer, chosen.ages, chosen.dates)
        st.toast(_("Saved"))


def _zone(visit: Visit) -> None:
    st.subheader(_("Time zone"))
    st.write(_("It says which day it is: what was told today, and from when and until when a consent holds."))
    now = clock.zone(visit.db)
    chosen = st.selectbox(_("Time zone"), clock.zones(), clock.zones().index(now), label_visibility="collapsed")
    if chosen != now:
        setup.set_zone(visit.db, visit.viewer, chosen)
        st.toast(_("Saved"))
