"""Transcribe: what runs and how long it will still take, what has ended, recordings without a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from jobs import queue, worker
from pilot.errors import RodeDraadError
from transcribe import schedule
from transcribe.exports import EXPORTS
from transcribe.handlers import KINDS
from transcribe.speakers import installed
from views.parts import place, take_out
from views.parts.here import here
from views.parts.plain import plain
from views.work import form, job_card, models_here

if TYPE_CHECKING:
    from jobs.queue import Job

EVERY_S = 2
SHOWN = 20
ALIVE = "jobs alive"


def page() -> None:
    """Show the page; its upper part looks again every two seconds while something runs."""
    with here() as visit:
        place.head("work", visit.viewer)
        alive = sum(one.alive for one in queue.jobs(visit.db, visit.viewer, SHOWN, kinds=KINDS))
    st.session_state[ALIVE] = alive
    st.fragment(_running, run_every=EVERY_S if alive else None)()
    with here() as visit:
        form.recordings(visit)
        models_here.fetching(visit)
        take_out.of_list(EXPORTS, "silent")


def _still_said(found: list[Job]) -> list[Job]:
    """The jobs without those that failed or were stopped and have been asked for again since."""
    asked: set[tuple[str, object]] = set()
    kept = []
    for one in found:  # those alive, then the newest
        what = one.kind, one.input.get("recording") or one.input.get("model")
        if one.alive or one.state == "done" or what not in asked:
            kept.append(one)
        asked.add(what)
    return kept


def _running() -> None:
    try:
        with here() as visit:
            worker.ensure_running(visit.home)
            found = _still_said(queue.jobs(visit.db, visit.viewer, SHOWN, kinds=KINDS))
            turns = schedule.told(visit.db, [one for one in found if one.alive],
                                  tells_apart=installed.folder_of(visit.home) is not None)
            later = [one.guid for one in found if one.state == "queued"][1:]
            for one in found:
                job_card.show(visit, one, turns.get(one.guid, ""), is_next=one.guid not in later)
    except RodeDraadError as error:
        st.error(plain(error.sentence()))
        return
    # Something ended: the recordings below, and the looking again every two seconds, must follow.
    if sum(one.alive for one in found) < st.session_state.get(ALIVE, 0):
        st.rerun()
