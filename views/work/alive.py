"""A job that waits or runs: how far it is, and what somebody does with it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from jobs import queue, shown, worker
from pilot.access import Right
from pilot.errors import Conflict
from pilot.words import _
from views.parts.again import draw_part_again
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.queue import Job
    from pilot.visit import Visit


def show(visit: Visit, one: Job, turn: str, *, is_next: bool) -> None:
    """How far it is, and the buttons by which it waits, goes on, stops or goes first."""
    st.progress(shown.share(one), text=plain(", ".join(part for part in (shown.state(one), turn) if part)))
    if one.stopping:
        return
    with st.container(horizontal=True):
        if one.paused:
            _button(visit, _("Go on"), "resume", one, lambda: queue.resume(visit.db, visit.viewer, one.guid))
        else:
            _button(visit, _("Pause"), "pause", one, lambda: queue.pause(visit.db, visit.viewer, one.guid))
        _button(visit, _("Stop"), "stop", one, lambda: queue.cancel(visit.db, visit.viewer, one.guid))
        if not is_next and visit.viewer.may(Right.TRANSCRIBE):
            _button(visit, _("Do this first"), "first", one,
                    lambda: queue.move(visit.db, visit.viewer, one.guid, None))
            _button(visit, _("One earlier"), "earlier", one, lambda: queue.move(visit.db, visit.viewer, one.guid, -1))


def _button(visit: Visit, name: str, key: str, one: Job, act: Callable[[], None]) -> None:
    if st.button(plain(name), key=f"{key}-{one.guid}"):
        with suppress(Conflict):  # it has begun or ended meanwhile: the page shows how it stands
            act()
        worker.ensure_running(visit.home)
        draw_part_again()
