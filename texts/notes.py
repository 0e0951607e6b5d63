"""Voice notes: recordings that are spoken for a story. What is written out of one waits here until it stands in one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.clock import now
from pilot.door import inner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from pilot.access import Viewer


class Written(NamedTuple):
    """What was written out of a voice note: its paragraphs, by which engine, and when (UTC, ISO)."""

    paragraphs: tuple[str, ...]
    engine: str
    written_at: str


def is_note(db: Database, recording_id: int) -> bool:
    """Whether a recording is a voice note."""
    row = db.conn.execute("SELECT is_note FROM recording WHERE recording_id = ?", (recording_id,)).fetchone()
    return bool(row and row[0])


def put(db: Database, recording_id: int, paragraphs: Sequence[str], engine: str) -> None:
    """Keep what was written out of a voice note; inside a transaction. A second text takes the place of the first."""
    db.conn.execute(
        "INSERT INTO note_text(recording_id, paragraphs, engine, written_at) VALUES (?,?,?,?)"
        " ON CONFLICT(recording_id) DO UPDATE SET paragraphs = excluded.paragraphs, engine = excluded.engine,"
        " written_at = excluded.written_at",
        (recording_id, json.dumps(list(paragraphs), ensure_ascii=False), engine, now()))


def is_written(db: Database, recording_id: int) -> bool:
    """Whether a voice note was written out and its text has not gone into a story yet."""
    return db.conn.execute("SELECT 1 FROM note_text WHERE recording_id = ?", (recording_id,)).fetchone() is not None


def has_text(db: Database, recording_id: int) -> bool:
    """Whether a recording was written out: as a document, or as the text of a voice note."""
    return is_written(db, recording_id) or db.conn.execute(
        "SELECT 1 FROM document WHERE recording_id = ?", (recording_id,)).fetchone() is not None


def text_of(db: Database, recording_id: int) -> Written | None:
    """What was written out of a voice note; None while nothing was, or while consent puts it out of reach."""
    where, params = access.reach.recordings_where(db, "transcribe")
    row = db.conn.execute(
        "SELECT n.paragraphs, n.engine, n.written_at FROM note_text n JOIN recording r USING (recording_id)"
        f" WHERE n.recording_id = ? AND {where}", (recording_id, *params)).fetchone()
    return Written(tuple(json.loads(row[0])), row[1], row[2]) if row else None


def forget(db: Database, recording_id: int) -> None:
    """Nothing is left of what was written out of a voice note, but what went into a story; inside a transaction."""
    db.conn.execute("DELETE FROM note_text WHERE recording_id = ?", (recording_id,))


@inner("part of keeping a story, which asks the right")
def hang(db: Database, viewer: Viewer, document_guid: str, recording_id: int) -> None:
    """Let the sound of a voice note belong to the document of its story, inside a transaction: as the sound of the
    document, or behind it where it has one.

    A recording that was withdrawn, or belongs to another document, is left alone.
    """
    db.conn.execute(
        "UPDATE document SET recording_id = ?1 WHERE guid = ?2 AND recording_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM document o WHERE o.recording_id = ?1)"
        " AND EXISTS (SELECT 1 FROM recording r WHERE r.recording_id = ?1 AND r.is_note AND r.withdrawn_at IS NULL)",
        (recording_id, document_guid))
    db.conn.execute(
        "INSERT INTO document_note SELECT r.recording_id, d.document_id FROM recording r, document d"
        " WHERE r.recording_id = ? AND r.is_note AND r.withdrawn_at IS NULL AND d.guid = ?"
        " AND NOT EXISTS (SELECT 1 FROM document o WHERE o.recording_id = r.recording_id)"
        " ON CONFLICT(recording_id) DO NOTHING", (recording_id, document_guid))


class Sound(NamedTuple):
    """A voice note that belongs to a story: guid of its recording, and how long it lasts (ms)."""

    guid: str
    ms: int


@inner("part of opening a document, which asks the right; whether each is heard is asked of it")
def behind(db: Database, viewer: Viewer, document_guid: str) -> list[Sound]:
    """The voice notes of a story besides the one that is the sound of its document, in the order they were spoken."""
    return [Sound(*row) for row in db.conn.execute(
        "SELECT r.guid, r.duration_ms FROM document_note JOIN recording r USING (recording_id)"
        " JOIN document d USING (document_id) WHERE d.guid = ? ORDER BY r.recording_id", (document_guid,))]
