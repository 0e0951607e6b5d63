"""Copies of recordings: one that every browser plays, in the clock in which its text is written, and one for evaluators
in which what was taken out of the text is silent.

It is made of the very sound that is transcribed (`audio.blocks`): what cannot be read is silent in it, recordings in a
row follow one another, all tracks are heard. Its bit rate is constant, so that a player finds any place by reckoning.
"""

from __future__ import annotations

import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, BinaryIO

from jobs import queue
from pilot import access
from pilot.door import inner
from pilot.errors import BadInput, RodeDraadError
from pilot.store import large_files
from pilot.store.files import open_pilot, write
from texts import playable, silenced
from texts.intake import reading
from transcribe import audio
from transcribe.handlers import PLAY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from av import AudioFrame
    from sqlite_utils import Database

    from jobs.work import Work
    from pilot.access import Viewer
    from pilot.config import Home, Pilot
    from texts.playable import Due
    from texts.silence import Stretch

BIT_RATE = 64_000
TELL_EVERY_S = 1.0
# A recording that ended the process so often is played as it is.
MOST_CRASHES = 2


class _More(Exception):
    """While the last one was made another recording came in."""


@inner("part of what brings a recording in or lets it be heard, which asks the right")
def ask(pilot: Pilot, db: Database, viewer: Viewer) -> bool:
    """Ask for the copies that are missing, inside `write(db)`; returns whether any is. One job makes all of them."""
    if not _due(pilot, db):
        return False
    queue.enqueue(db, viewer, PLAY, {}, "")
    return True


def _due(pilot: Pilot, db: Database) -> list[Due | silenced.Due]:
    return [*playable.due(pilot, db), *silenced.due(pilot, db)]


def _sweep(pilot: Pilot, db: Database) -> None:
    playable.sweep(pilot, db)
    silenced.sweep(pilot, db)


def ask_all(home: Home) -> None:
    """`ask` in every pilot, at the start of the program: after an upgrade or a backup copies are missing."""
    for pilot in home.pilots():
        with suppress(RodeDraadError), closing(open_pilot(pilot.db_path)) as db:
            _sweep(pilot, db)
            if _due(pilot, db):
                with write(db):
                    ask(pilot, db, access.operator(db, pilot.slug))


def run(work: Work) -> None:
    """The worker's part: look at what nobody looked at, and make every copy that is missing."""
    making = _Making(work)
    while True:
        while found := _due(work.pilot, work.db):
            making.one(found)
        _sweep(work.pilot, work.db)
        with suppress(_More), work.finishing():
            if _due(work.pilot, work.db):
                raise _More
        if work.finished:
            return


class _Making:
    """One attempt at all that is due; counts integer ms of sound."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._done, self._told = work.done, 0.0
        # What was being made when the attempt before this one ended without a word, and how often that was so.
        self._crashed: list[int] = work.output.get("trying") or [0, 0]

    def one(self, found: list[Due | silenced.Due]) -> None:
        """Look at the first of those due, and make its copy where it needs one."""
        due = found[0]
        crashes = self._crashed[1] + 1 if self._crashed[0] == due.recording_id else 0
        if crashes >= MOST_CRASHES:
            self._play_itself(due)
            return
        with self._work.holding():
            self._work.trying([due.recording_id, crashes])
            if crashes:
                self._work.crash_counted()
        total = self._done + sum(one.duration_ms for one in found)
        try:
            if self._needs_one(due):
                self._make(due, total)
        except BadInput:
            # Nothing of it can be read; a player may know better.
            self._play_itself(due)
        self._done += due.duration_ms
        with self._work.holding():
            self._work.trying(None)
            self._work.report(self._done, total, "ms")

    def _play_itself(self, due: Due | silenced.Due) -> None:
        """Without a copy; of one with silence an empty file says that there will be none."""
        with self._work.holding():
            if isinstance(due, silenced.Due):
                with large_files.appearing(self._target(due)):
                    pass
            else:
                playable.say(self._work.db, due.recording_id, playable.ITSELF)

    def _needs_one(self, due: Due | silenced.Due) -> bool:
        if isinstance(due, silenced.Due) or due.looked:
            return True
        path = large_files.recording(self._work.pilot, due.guid, due.ext)
        plays = reading.media_of(path, path.name).plays
        with self._work.holding():
            playable.say(self._work.db, due.recording_id, playable.ITSELF if plays else playable.COPY)
        return not plays

    def _make(self, due: Due | silenced.Due, total: int) -> None:
        silent: list[Stretch] = []
        if isinstance(due, silenced.Due):
            found = silenced.stretches(self._work.db, due)
            if found is None:
                self._play_itself(due)
                return
            silent = found
        with (large_files.opened(large_files.recording(self._work.pilot, due.guid, due.ext)) as file,
              large_files.appearing(self._target(due)) as target):
            encode(file, target, lambda heard_ms: self._tell(min(heard_ms, due.duration_ms), total), silent)

    def _target(self, due: Due | silenced.Due) -> Path:
        pilot = self._work.pilot
        return (large_files.silenced(pilot, due.guid, due.version) if isinstance(due, silenced.Due)
                else large_files.playable(pilot, due.guid))

    def _tell(self, heard_ms: int, total: int) -> None:
        if time.monotonic() - self._told >= TELL_EVERY_S:
            self._told = time.monotonic()
            with self._work.holding():
                self._work.report(self._done + heard_ms, total, "ms")


def encode(
    file: BinaryIO, target: BinaryIO, heard: Callable[[int], None] = lambda _ms: None, silent: Sequence[Stretch] = (),
) -> None:
    """The sound of a recording as mp3 (16 kHz mono) into a file to write and seek in.

    Args:
        heard: is told how far it is, in integer ms of the recording.
        silent: stretches in integer ms, end-exclusive, in which nothing is heard.

    Raises: BadInput when the recording cannot be read or holds no sound.
    """
    import av

    with av.open(target, "w", format="mp3") as out:
        stream = out.add_stream("libmp3lame", rate=audio.RATE)
        stream.bit_rate, stream.layout = BIT_RATE, "mono"
        at = 0
        for block in audio.blocks(file):
            out.mux(stream.encode(_frame(_without(block, at, silent), at)))
            at += len(block)
            heard(audio.milliseconds(at))
        out.mux(stream.encode(None))


def _without(block: np.ndarray, at: int, silent: Sequence[Stretch]) -> np.ndarray:
    """A block that begins at sample `at`, silent in those stretches."""
    inside = [(max(0, audio.samples(start) - at), audio.samples(end) - at) for start, end in silent]
    inside = [(start, end) for start, end in inside if end > 0 and start < len(block)]
    if not inside:
        return block
    changed = block.copy()
    for start, end in inside:
        changed[start:end] = 0
    return changed


def _frame(block: np.ndarray, at: int) -> AudioFrame:
    import av
    import numpy as np

    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block[None], dtype=np.float32), "fltp", "mono")
    frame.sample_rate, frame.pts = audio.RATE, at
    return frame
