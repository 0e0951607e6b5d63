"""A recording that was made in a browser joins the others, once all of it is here.

It is no file that somebody chose: what it is about was asked before the first word, and each piece was taken while
consent held. So it joins them whatever consent says by then; it is in reach as far as consent goes, as others are.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import events
from pilot.clock import now
from pilot.dates import check_date
from pilot.door import inner
from pilot.store import large_files
from pilot.words import _
from texts import playable
from texts.intake import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot
    from texts.intake.media_kind import Media


@dataclass(frozen=True)
class Recorded:
    """What is known of it: `recorded_on` ISO; `is_note`: it is spoken for a story, and becomes no text of its own."""

    guid: str
    family_id: int
    voice: str
    recorded_on: str
    person_ids: Sequence[int]
    is_note: bool


@dataclass(frozen=True)
class Looked:
    """What its file is: hex digest of its bytes, and what was found in it."""

    media: Media
    bytes: int
    sha256: str


def look(path: Path) -> Looked:
    """What was recorded. Raises: BadInput when nothing of it can be heard."""
    media = reading.media_of(path, _("This recording"))
    with large_files.opened(path) as file:
        return Looked(media, large_files.size(file), large_files.sha256(file))


@contextmanager
def placed(pilot: Pilot, guid: str, found: Looked, path: Path) -> Iterator[None]:
    """Its file among the recordings; the name it had stays until the caller is done, and only that one if it fails."""
    target = large_files.recording(pilot, guid, found.media.ext.removeprefix("."))
    large_files.name_again(path, target)
    try:
        yield
    except BaseException:
        target.unlink(missing_ok=True)
        raise


@inner("part of closing what was recorded, which asks the right")
def insert(db: Database, viewer: Viewer, new: Recorded, found: Looked) -> int:
    """Write it down as a recording, inside a transaction; returns recording_id."""
    cursor = db.conn.execute(
        "INSERT INTO recording(guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms, recorded_on,"
        " created_by, created_at, plays, is_note) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (new.guid, new.family_id, new.voice, found.media.ext.removeprefix("."), found.media.media_type, found.bytes,
         found.sha256, found.media.duration_ms, check_date(new.recorded_on), viewer.user_id, now(),
         playable.ITSELF if found.media.plays else playable.COPY, int(new.is_note)))
    recording_id = int(cursor.lastrowid or 0)
    db.conn.executemany("INSERT INTO recording_person VALUES (?, ?)",
                        [(recording_id, person) for person in new.person_ids])
    events.record(db, viewer, "added", "recording", new.guid)
    return recording_id
