"""Backups: how old the last one is, making and trying one, when they are made, what became of each."""

from __future__ import annotations

import streamlit as st

from jobs import regular, shown, worker
from pilot import clock
from pilot.errors import RodeDraadError
from pilot.safety import standing
from pilot.vocabulary import days
from pilot.words import _
from views.backups import listing, places, planning
from views.parts import place
from views.parts.attempt import attempt
from views.parts.here import here
from views.parts.plain import plain

EVERY_S = 2
ALIVE = "backups alive"


def page() -> None:
    """Show how the home stands; its upper part looks again every two seconds while something is being made."""
    with here() as visit:
        place.head("backups", visit.viewer)
        alive = sum(one.alive for one in regular.alive(visit.db, visit.viewer))
    st.session_state[ALIVE] = alive
    st.fragment(_standing, run_every=EVERY_S if alive else None)()
    with here() as visit:
        now = standing.standing(visit.home, visit.db, visit.viewer)
        left, right = st.columns(2, gap="large")
        with left:
            planning.show(visit, now)
        with right:
            places.show(visit, now)
        listing.made(visit, now)
        listing.drills(visit, now)


def _standing() -> None:
    try:
        with here() as visit:
            now = standing.standing(visit.home, visit.db, visit.viewer)
            for warning in now.warnings:
                st.warning(plain(warning))
            if now.last_whole and not now.warnings:
                at = clock.local(visit.db, clock.iso(now.last_whole))
                st.success(plain(_("The last backup is of {day}, {time}. It was opened again and found whole.").format(
                    day=days.full(at.date().isoformat()), time=f"{at:%H:%M}")))
            with st.container(horizontal=True):
                if st.button(_("Make a backup now"), type="primary"):
                    attempt(lambda: regular.ask_backup(visit.db, visit.viewer), _("A backup is being made"))
                if st.button(_("Try whether it comes back"), disabled=now.last_whole is None):
                    attempt(lambda: regular.ask_drill(visit.home, visit.db, visit.viewer), _("It is being tried"))
            worker.ensure_running(visit.home)
            found = regular.alive(visit.db, visit.viewer)
            for one in found:
                if one.alive:
                    st.progress(shown.share(one), text=plain(f"{_(regular.NAMES[one.kind])}: {shown.state(one)}"))
    except RodeDraadError as error:
        st.error(plain(error.sentence()))
        return
    if sum(one.alive for one in found) < st.session_state.get(ALIVE, 0):
        st.rerun()
