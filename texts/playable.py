"""Copies of recordings that browsers cannot play as they are: which have one, which still need one.

A copy lies beside the recordings, is made again whenever it is missing, and goes where the recording goes: it is heard
by whoever may hear the recording, and is taken away when nobody may. A backup does without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.access import reach
from pilot.store import large_files
from pilot.store.files import write

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.access import HearableRecording
    from pilot.config import Pilot

# How a recording is played, as its row says.
ITSELF, COPY = "itself", "copy"
MEDIA_TYPE = "audio/mpeg"


class Due(NamedTuple):
    """A recording that needs a copy or, where `looked` is False, of which nobody knows yet whether it does."""

    recording_id: int
    guid: str
    ext: str
    duration_ms: int
    looked: bool


def copy_of(pilot: Pilot, recording: HearableRecording) -> Path | None:
    """Where the copy is that browsers play; None where they play the recording itself, or the copy is not there yet."""
    path = large_files.playable(pilot, recording.guid) if recording.by_copy else None
    return path if path and path.is_file() else None


def due(pilot: Pilot, db: Database) -> list[Due]:
    """What is to be made, or looked at, oldest first: recordings whose file is there and that are in reach today."""
    where, params = reach.recordings_where(db, "record")
    rows = db.conn.execute(
        "SELECT r.recording_id, r.guid, r.ext, r.duration_ms, r.plays IS NOT NULL FROM recording r"
        f" WHERE (r.plays IS NULL OR r.plays = ?) AND {where} ORDER BY r.recording_id", (COPY, *params))
    found = [Due(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows]
    return [one for one in found
            if not (one.looked and large_files.playable(pilot, one.guid).is_file())
            and large_files.recording(pilot, one.guid, one.ext).is_file()]


def say(db: Database, recording_id: int, plays: str) -> None:
    """Keep how a recording is played, ITSELF or COPY; inside a transaction."""
    db.conn.execute("UPDATE recording SET plays = ? WHERE recording_id = ?", (plays, recording_id))


def sweep(pilot: Pilot, db: Database) -> None:
    """Take away the copies of recordings that nobody may hear today, and what is left of those not finished."""
    if not pilot.playable.is_dir():
        return
    where, params = reach.recordings_where(db, "record")
    with write(db):
        heard = {row[0] for row in db.conn.execute(
            f"SELECT r.guid FROM recording r WHERE r.plays = ? AND {where}", (COPY, *params))}
        for path in pilot.playable.iterdir():
            if path.suffix != ".mp3" or path.stem not in heard:
                path.unlink(missing_ok=True)
