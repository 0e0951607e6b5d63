"""How long an hour of talk takes a model on this machine, measured on the Dutch talk that comes with the program."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from jobs import queue
from pilot.access import Right, Viewer
from pilot.config import ROOT
from pilot.door import use_case
from pilot.store.files import write
from transcribe import models, whisper
from transcribe.handlers import MEASURE

if TYPE_CHECKING:
    from sqlite_utils import Database

    from jobs.work import Work
    from pilot.config import Home

SAMPLE = ROOT / "data/demo/opname.ogg"
HOUR_MS = 3_600_000


@use_case(Right.TRANSCRIBE, event="asked for job")
def request_measure(db: Database, viewer: Viewer, home: Home, name: str) -> str:
    """Ask how fast a model on this machine is; returns the job's guid. Raises: NotFound when it is not there."""
    models.named(home, name)
    with write(db):
        return queue.enqueue(db, viewer, MEASURE, {"model": name}, name)


def run(work: Work) -> None:
    """The worker's part."""
    work.viewer().require(Right.TRANSCRIBE)
    measure(work, models.ready(work.home, models.named(work.home, work.input["model"])))


def measure(work: Work, model: models.Model) -> None:
    """Note in a job's output how many seconds an hour of talk takes a model, once its weights are loaded."""
    engine = whisper.FasterWhisper(model, whisper.Settings(language="nl" if model.multilingual else "en"))
    engine.weights()
    began = time.monotonic()
    heard = whisper.transcribe_file(SAMPLE, engine)
    took_s = time.monotonic() - began
    with work.holding():
        work.note(seconds_per_hour=round(took_s * HOUR_MS / heard.segments[-1].end_ms, 1))
