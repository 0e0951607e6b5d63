"""Telling voices apart as a step of the job: how long it will take, and a text without it where it only crashes."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from jobs.lease import MAX_ATTEMPTS
from transcribe.handlers import TRANSCRIBE
from transcribe.keep import kept
from transcribe.pace import HOUR_MS, LOOKED_AT, MOST_CORES
from transcribe.speakers import installed, said_by
from transcribe.whisper import physical_cores

if TYPE_CHECKING:
    from typing import BinaryIO

    from sqlite_utils import Database

    from transcribe.keep import Keeper

# Processor time for an hour of conversation: 280 to 300 s on 26 and 27 November 2026.
APART_CPU_S = 300.0


def expected_s(db: Database, duration_ms: int) -> float:
    """Seconds that it takes for so much sound: as the last jobs took here, else as the cores let expect."""
    rows = [row[0] for row in db.conn.execute(
        "SELECT json_extract(output, '$.apart.seconds') / json_extract(output, '$.apart.ms') FROM job WHERE kind = ?"
        " AND state = 'done' AND json_extract(output, '$.apart.ms') > 0 ORDER BY job_id DESC LIMIT ?",
        (TRANSCRIBE, LOOKED_AT))]
    per_ms = median(rows) if rows else APART_CPU_S / min(physical_cores(), MOST_CORES) / HOUR_MS
    return per_ms * duration_ms


def announce(keeper: Keeper, speakers: int) -> None:
    """Say before the text is written out what comes after it, so that the time left is not too short by half."""
    if speakers == said_by.NOT_TOLD or installed.folder_of(keeper.work.home) is None or keeper.are_apart():
        keeper.then(None)
    else:
        keeper.then(expected_s(keeper.work.db, keeper.duration_ms))


def told(keeper: Keeper, file: BinaryIO, speakers: int) -> said_by.Told:
    """Who says what was written out; see `said_by.told`.

    It keeps nothing that a later attempt could go on from: that would be what voices sound like. Where attempts only
    crashed in it the last one leaves it out, for a text without speakers can be helped and a lost one cannot; all of it
    is to be listened to then.
    """
    written = kept(keeper.work.db, keeper.recording_id, keeper.work.guid)
    if keeper.work.attempts >= MAX_ATTEMPTS and not keeper.are_apart() and speakers != said_by.NOT_TOLD:
        return said_by.Told(written, [(0, keeper.duration_ms)])
    began, heard_ms = time.monotonic(), 0

    def tell(ms: int) -> None:
        nonlocal heard_ms
        heard_ms = ms
        keeper.then((time.monotonic() - began) / ms * max(0, keeper.duration_ms - ms))

    found = said_by.told(file, keeper.work.home, written, speakers, tell)
    if heard_ms:
        keeper.took_apart(time.monotonic() - began, heard_ms)
    return found
