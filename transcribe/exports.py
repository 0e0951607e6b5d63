"""Lists of transcribing that can be taken out: what waits to be written out, and the tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs import queue, shown
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.vocabulary.timecode import lasts
from pilot.words import N_, _
from transcribe import job
from transcribe.handlers import KINDS

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from pilot.paging import Wanted


@use_case(Right.TRANSCRIBE, event="exported recordings", reads="recordings by family and date")
def recording_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each recording without a text. Raises: NotFound when there is none."""
    rows = job.untranscribed(db, viewer, wanted)
    return list_of(db, viewer, "recordings", _("Recordings without a text"), {
        _("Family"): [one.family for one in rows], _("Who is heard"): [one.who for one in rows],
        _("Recorded on"): [one.recorded_on for one in rows],
        _("Length"): [lasts(one.duration_ms) for one in rows], _("Added by"): [one.by for one in rows],
        _("What is missing"): [one.blocked for one in rows]}, (_("Searched"), wanted.search), coded=None)


@use_case(Right.TRANSCRIBE, event="exported tasks", reads="tasks")
def task_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each task of this pilot, those that run first. Raises: NotFound when there is none."""
    rows = queue.jobs(db, viewer, wanted.size, kinds=KINDS)
    about = [job.about(db, one) for one in rows]
    return list_of(db, viewer, "tasks", _("Tasks"), {
        _("What"): [one.what for one in about], _("Recorded on"): [one.recorded_on for one in about],
        _("Length"): [lasts(one.duration_ms) if one.recorded_on else "" for one in about],
        _("State"): [shown.state(one) for one in rows], _("Asked by"): [one.asked_by for one in rows],
        _("Asked at (UTC)"): [one.created_at for one in rows], _("Ended at (UTC)"): [one.finished_at for one in rows]},
        coded=None)


RECORDINGS = Export("recordings", N_("Recordings without a text"), ("search", "order"), tabular(
    lambda asked: recording_table(asked.db, asked.viewer, asked.wanted())))
TASKS = Export("tasks", N_("Tasks"), (), tabular(lambda asked: task_table(asked.db, asked.viewer, asked.wanted())))
EXPORTS = (RECORDINGS, TASKS)
