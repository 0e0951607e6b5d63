"""The time left that a transcript says, beside what it then took: at a tenth, half and nine tenths of its time.

A worker in a process of its own writes out the ten minutes in `../shared/samples/audio` and tells its two voices apart;
RODE_DRAAD_SECONDS takes less of them. It is asked twice a second, as the page does.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import numpy as np

from benchmarks.rows import Row
from benchmarks.transcript_words import SHARED, TALK, read
from jobs import queue
from jobs.worker import Worker
from tests import recordings
from tests.builder import build
from transcribe import audio, handlers, job, models

SECONDS = float(os.environ.get("RODE_DRAAD_SECONDS", "600"))
EVERY_S, AT = 0.5, (0.1, 0.5, 0.9)


def off(said: list[tuple[float, float | None]], end: float, share: float) -> tuple[float, float | None]:
    """What was left at a share of the time, and what was said of it then (None for nothing), seconds."""
    begin = said[0][0]
    at = begin + share * (end - begin)
    return end - at, min(said, key=lambda one: abs(one[0] - at))[1]


def told(left: float, said: float | None) -> str:
    """Both in seconds."""
    return f"{left:.0f} s, {'nothing yet' if said is None else f'{said:.0f} s'}"


def run() -> list[Row]:
    """What was left and what was said at each; how far the worst is off, of the whole time."""
    os.environ["RODE_DRAAD_MODELS"] = str(SHARED / "models/speakers")
    with tempfile.TemporaryDirectory() as name:
        small = build(Path(name) / "home")
        sound: np.ndarray = read(TALK)[: int(SECONDS * audio.RATE)]
        recording = recordings.store(small, recordings.write_wav(Path(name) / "talk.wav", sound))
        viewer = small.viewers["evaluator"]
        with closing(small.open()) as db:
            guid = job.request_transcription(
                db, viewer, recording, models.named(small.home, models.DEFAULT), "nl", speakers=2)
            worker = threading.Thread(target=Worker(small.home, handlers.HANDLERS, idle_s=0).run)
            worker.start()
            said: list[tuple[float, float | None]] = []
            while (one := queue.job(db, viewer, guid)).alive:
                said.append((time.monotonic(), one.seconds_left))
                time.sleep(EVERY_S)
            end = time.monotonic()
            worker.join()
    whole = end - said[0][0]
    found = [off(said, end, share) for share in AT]
    worst = max((abs(left - guess) for left, guess in found if guess is not None), default=0.0)
    asked = [Row(f"left at {share:.0%} of the time, and said", told(*one))
             for share, one in zip(AT, found, strict=True)]
    return [Row(f"{len(sound) / audio.RATE:.0f} s of conversation, written out and told apart", f"{whole:.0f} s"),
            *asked,
            Row("how far off the worst is, of the whole time", f"{100 * worst / whole:.0f} %")]
