"""Having what one recorded oneself in the browser written out: a voice note, or a whole conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs import queue
from pilot.access import Right
from pilot.door import use_case
from pilot.store.files import write
from transcribe import adding, job, playing
from transcribe.handlers import TRANSCRIBE

if TYPE_CHECKING:
    from sqlite_utils import Database

    from jobs.queue import Job
    from pilot.access import Viewer
    from pilot.config import Home, Pilot


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL, event="asked for job")
def ask(home: Home, pilot: Pilot, db: Database, viewer: Viewer, recording: str, language: str) -> str:
    """Ask for the text of a recording that this viewer made; returns the job's guid, the same one while it is alive.

    Raises: as `job.request_transcription`; BadInput where no model knows the language.
    """
    model = adding.model_for(home, db, language)
    with write(db):
        playing.ask(pilot, db, viewer)
        return job.request_within(db, viewer, recording, model, language)


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL, reads="one's own tasks")
def task(db: Database, viewer: Viewer, recording: str) -> Job | None:
    """The last task of this viewer's in which a recording is written out; None where there is none."""
    return next((one for one in queue.jobs(db, viewer, 200, kinds=[TRANSCRIBE], own=True)
                 if one.input.get("recording") == recording), None)
