"""Documents and recordings that come whole from another pilot or program, with the guids they have there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.door import inner
from texts import playable, word_times
from texts.documents import SEPARATOR, NewTurn, add_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from pilot.access import Viewer
    from texts.intake.media_kind import Media
    from texts.timings import Timing

# The index of words looks a turn up in its text from the beginning: 15,000 lines of 600 kB took half a minute.
MOST_TURNS = 1_200


@dataclass(frozen=True)
class Arriving:
    """What is known of a document besides its text; dates ISO, `created_at` UTC ISO."""

    guid: str
    family_id: int
    voice: str
    title: str
    told_on: str
    event_from: str | None
    event_until: str | None
    created_by: int | None
    created_at: str
    recording_id: int | None = None


def lines_as_turns(text: str, voice: str) -> list[NewTurn]:
    """A text without speakers as turns, a line each, that together are the same text to the letter.

    Empty lines stay with the line before them, those at the beginning with the first. Of a table of many thousand lines
    several make a turn.
    """
    lines = text.split(SEPARATOR)
    at_once = -(-len(lines) // MOST_TURNS)
    turns: list[str] = []
    held = 0
    for line in lines:
        if turns and (held < at_once or not line.strip() or not turns[-1].strip()):
            turns[-1] += SEPARATOR + line
            held += 1
        else:
            turns.append(line)
            held = 1
    return [NewTurn(turn, voice=voice) for turn in turns]


@inner("part of importing a project, which the command line alone does")
def add_document(
    db: Database, viewer: Viewer, new: Arriving, turns: Sequence[NewTurn], timings: Iterable[Timing] = (), *,
    kind: str, engine: str,
) -> tuple[int, int]:
    """Store one inside `write(db)`; nobody is named as heard in it, so it is read, marked, and never released.

    Args:
        kind: of its one version: 'raw', 'corrected' or 'deidentified'.
        timings: offsets into the whole text.

    Returns: document_id and version_id. Raises: BadInput when there is no text in any turn.
    """
    document_id = int(db.conn.execute(
        "INSERT INTO document(guid, family_id, kind, voice, recording_id, title, told_on, event_from, event_until,"
        " created_by, created_at) VALUES (?,?,'interview',?,?,?,?,?,?,?,?)",
        (new.guid, new.family_id, new.voice, new.recording_id, new.title, new.told_on, new.event_from,
         new.event_until, new.created_by, new.created_at)).lastrowid or 0)
    version_id = add_version(db, viewer, document_id, turns, kind=kind, engine=engine)
    word_times.put(db, version_id, timings)
    return document_id, version_id


def add_recording(
    db: Database, guid: str, family_id: int, media: Media, *, voice: str, size: int, sha256: str, recorded_on: str,
    created_by: int | None, created_at: str,
) -> int:
    """Store a recording inside `write(db)`, whose file lies among the pilot's already; returns recording_id.

    Args:
        size: bytes; sha256: hex, of the file.
        recorded_on: ISO date; created_at: UTC ISO.
    """
    return int(db.conn.execute(
        "INSERT INTO recording(guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms, recorded_on,"
        " created_by, created_at, plays) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (guid, family_id, voice, media.ext.lstrip("."), media.media_type, size, sha256, media.duration_ms,
         recorded_on, created_by, created_at, playable.ITSELF if media.plays else playable.COPY)).lastrowid or 0)
