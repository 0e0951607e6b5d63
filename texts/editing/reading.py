"""A conversation opened to mend its words: its turns with who says them and when, and what is left to save of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.errors import BadInput
from pilot.words import N_, translate
from texts import meant, word_times
from texts.documents import turns_of
from texts.editing.hunks import Said

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import ReadableVersion
    from texts.borders import Who
    from texts.documents import NewTurn

# What is no word, as it is written between brackets; in the language of the pilot, for it is part of its texts.
MARKS = {"pause": N_("[pause]"), "overlap": N_("[overlap]"), "unclear": N_("[inaudible]"), "laughs": N_("[laughs]")}


@dataclass(frozen=True)
class Opened:
    """A text to mend; times integer ms from the start of the recording, None where they are not known.

    Attributes:
        number: of the version, from 1.
        said: its turns, who says each as a key of `choices`.
        spans: from when to when each was said. times: when each of its words begins.
        marks: what is written for what is no word, by what it is.
        waits: whether evaluators read a version without names, which lacks what is mended here.
    """

    number: int
    title: str
    recording: str | None
    duration_ms: int
    said: list[Said]
    spans: list[tuple[int | None, int | None]]
    times: list[list[int | None]]
    choices: list[Who]
    marks: dict[str, str]
    waits: bool


@use_case(Right.PREPARE, reads="titles")
def title_to_edit(db: Database, viewer: Viewer, guid: str) -> str:
    """The title of a conversation of which the words may be mended.

    Raises: BadInput for a story; NotFound, NotAllowed.
    """
    version = version_to_edit(db, viewer, guid)
    row = db.conn.execute("SELECT title FROM document WHERE document_id = ?", (version.document_id,)).fetchone()
    return str(row[0])


@use_case(Right.PREPARE, event="opened document", reads="texts")
def open_to_edit(db: Database, viewer: Viewer, guid: str) -> Opened:
    """The newest words of a conversation, names and all, for who prepares texts.

    Raises: BadInput for a story, which nobody but its coach tells; NotFound, NotAllowed.
    """
    version = version_to_edit(db, viewer, guid)
    called, recording, duration, language = db.conn.execute(
        "SELECT d.title, r.guid, coalesce(r.duration_ms, 0), p.language FROM document d CROSS JOIN pilot p"
        " LEFT JOIN recording r USING (recording_id) WHERE d.document_id = ?", (version.document_id,)).fetchone()
    events.read(db, viewer, "opened", "document", guid)
    turns = turns_of(db, version.version_id)
    known = meant.known(db, version, turns)
    return Opened(
        version.number, called, recording, duration, keyed(turns, known),
        [(turn.start_ms, turn.end_ms) for turn in turns], word_times.begins(db, version.version_id),
        list(known.values()), {kind: translate(mark, language) for kind, mark in MARKS.items()},
        is_read(db, version.document_id))


def keyed(turns: list[NewTurn], known: dict[str, Who]) -> list[Said]:
    """Turns with the keys of who says them."""
    return [Said(meant.key(known, turn), turn.text) for turn in turns]


def is_read(db: Database, document_id: int) -> bool:
    """Whether evaluators read a version of a document without names."""
    return db.conn.execute("SELECT 1 FROM document_version WHERE document_id = ? AND kind = 'deidentified' LIMIT 1",
                           (document_id,)).fetchone() is not None


@inner("part of what mends a text, which asks the right")
def version_to_edit(db: Database, viewer: Viewer, guid: str) -> ReadableVersion:
    """The version of a conversation that is mended: the newest that may hold names, or else the newest.

    Raises: BadInput for a story; NotFound, NotAllowed.
    """
    known = access.require_known(db, viewer, guid)
    kind, number = db.conn.execute(
        "SELECT d.kind, (SELECT v.number FROM document_version v WHERE v.document_id = d.document_id"
        " ORDER BY v.kind = 'deidentified', v.number DESC LIMIT 1) FROM document d WHERE d.document_id = ?",
        (known.document_id,)).fetchone()
    if kind == "story":
        raise BadInput(N_("This is a story, which stays as the coach told it. Only conversations are changed here."))
    return access.require_document(db, viewer, guid, number)
