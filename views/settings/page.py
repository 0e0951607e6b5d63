"""Settings of the pilot: where the pilot is, and where the backup is."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

import streamlit as st

from pilot import clock, setup
from pilot.access import Right
from pilot.words import _
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
        came_from.show(visit)
        st.subheader(_("Backup"))
        st.write(_("A backup holds everything, real names too. Make it on the machine itself and keep it locked away:"))
        st.code(f".venv/bin/python cli.py backup --home {quote(str(visit.home.folder))} backup.zip", language=None,
                wrap_lines=True)


def _zone(visit: Visit) -> None:
    st.subheader(_("Time zone"))
    st.write(_("It says which day it is: what was told today, and from when and until when a consent holds."))
    now = clock.zone(visit.db)
    chosen = st.selectbox(_("Time zone"), clock.zones(), clock.zones().index(now), label_visibility="collapsed")
    if chosen != now:
        setup.set_zone(visit.db, visit.viewer, chosen)
        st.toast(_("Saved"))
