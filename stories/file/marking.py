"""Marking a pattern on somebody of a family's generations, by whom it was said and on which words it rests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import new_guid, write
from pilot.vocabulary import patterns, voices
from pilot.words import N_
from stories.file import reaching
from stories.file.kin import kin_row

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Source:
    """Where it is known from.

    Attributes:
        said_by: a voice. document: guid of a story or conversation of the family, '' for none.
        words: words of it, as they stand there; '' for the whole.
    """

    said_by: str
    document: str = ""
    words: str = ""


@use_case(Right.KEEP_FILE, event="marked pattern family")
def mark(db: Database, viewer: Viewer, family_guid: str, guid: str, pattern: str, source: Source) -> str:
    """Mark a pattern on somebody; returns the guid of the mark.

    Args:
        guid: of the person or of who stands for an earlier generation; pattern: a key of `patterns.NAMES`.

    Raises: BadInput (words that do not stand in the text), Conflict (it is marked already), NotFound, OutOfReach.
    """
    if pattern not in patterns.NAMES or source.said_by not in voices.VOICES:
        raise BadInput(N_("Choose the pattern and who said so."))
    made = new_guid()
    with write(db):
        family_id = reaching.require_writing(db, viewer, family_guid)
        kin_id = kin_row(db, viewer, family_id, guid)
        place = _place(db, viewer, family_id, source)
        if db.conn.execute(
                "SELECT 1 FROM kin_pattern WHERE kin_id = ? AND pattern = ?", (kin_id, pattern)).fetchone():
            raise Conflict(N_("This pattern is marked on this person already."))
        db.conn.execute(
            "INSERT INTO kin_pattern(guid, kin_id, pattern, said_by, document_id, version_id, start_char, end_char,"
            " made_by, made_at) VALUES (?,?,?,?,?,?,?,?,?,?)",
            (made, kin_id, pattern, source.said_by, *place, viewer.user_id, now()))
        events.record(db, viewer, "marked pattern", "family", family_guid)
    return made


def _place(
    db: Database, viewer: Viewer, family_id: int, source: Source
) -> tuple[int | None, int | None, int | None, int | None]:
    """document_id, version_id, start and end (code points, 0-based, end-exclusive) of the words; None for none."""
    if not source.document:
        if source.words.strip():
            raise BadInput(N_("Choose the story or conversation in which these words stand."))
        return None, None, None, None
    known = access.require_known(db, viewer, source.document)
    if known.family_id != family_id:
        raise BadInput(N_("Choose stories and conversations of this family."))
    words = source.words.strip()
    if not words:
        return known.document_id, None, None, None
    version = access.require_document(db, viewer, source.document)
    (text,) = db.conn.execute(
        "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()
    start = text.find(words)
    if start < 0:
        raise BadInput(N_("These words do not stand in that text. Copy them as they stand there."))
    return known.document_id, version.version_id, start, start + len(words)


@use_case(Right.KEEP_FILE, event="marked pattern family")
def unmark(db: Database, viewer: Viewer, family_guid: str, guid: str) -> None:
    """Take a mark away. Raises: NotFound."""
    with write(db):
        family_id = reaching.require_family(db, viewer, family_guid)
        gone = db.conn.execute(
            "DELETE FROM kin_pattern WHERE guid = ? AND kin_id IN (SELECT kin_id FROM kin WHERE family_id = ?)",
            (guid, family_id)).rowcount
        if not gone:
            raise NotFound(N_("This pattern is not marked any more."))
        events.record(db, viewer, "marked pattern", "family", family_guid)
