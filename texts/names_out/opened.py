"""What the page on which names are decided about shows beside the names: which texts wait, their words, their sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from texts import preparing

if TYPE_CHECKING:
    from sqlite_utils import Database

# A word's time belongs to a place when it stands no further before it than the longest word there is.
_LONGEST_WORD = 200
# The register is a file of its own, but what is done in it is recorded here.
_OUTDATED = ("EXISTS (SELECT 1 FROM event e WHERE e.at > s.searched_at AND (e.subject = 'lexicon'"
             " OR (e.subject IN ('family', 'person') AND e.verb = 'named')))")


@dataclass(frozen=True)
class Waits:
    """A text that waits; `number` of the version, from 1.

    Attributes:
        looked: whether a program looked for names in it; outdated: and real names or words were put in the register, or
            taken out, since. places: how many there are. undecided: of those.
        recording: guid, or None; `duration_ms` of it.
        told_on: ISO date.
    """

    guid: str
    title: str
    family: str
    told_on: str
    number: int
    looked: bool
    outdated: bool
    places: int
    undecided: int
    recording: str | None
    duration_ms: int


class Said(NamedTuple):
    """What somebody says; `start`: code points into the version; `start_ms`: into the recording, or None."""

    start: int
    speaker: str
    text: str
    start_ms: int | None


@dataclass(frozen=True)
class Text:
    """The words of a version that waits."""

    number: int
    title: str
    turns: list[Said]


@use_case(Right.PREPARE, reads="titles")
def waiting(db: Database, viewer: Viewer, document: str | None = None) -> list[Waits]:
    """The texts that wait, or one of them where it does, in the order in which they were told.

    Raises: NotFound, Withdrawn, OutOfReach for one that is not there, or not to be read.
    """
    if document:
        access.require_known(db, viewer, document)
    where, params = access.documents_where(db, viewer)
    rows = db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, d.told_on, v.number, coalesce(s.engine, 'by hand') <> 'by hand',"
        f" {_OUTDATED},"
        " (SELECT count(*) FROM name_place p WHERE p.version_id = v.version_id),"
        " (SELECT count(*) FROM name_place p WHERE p.version_id = v.version_id AND p.decision IS NULL),"
        " r.guid, coalesce(r.duration_ms, 0)"
        f" FROM document d JOIN family f USING (family_id) JOIN document_version v ON {preparing.WAITING}"
        " LEFT JOIN name_search s ON s.version_id = v.version_id LEFT JOIN recording r ON r.recording_id ="
        f" d.recording_id WHERE (? IS NULL OR d.guid = ?) AND {where} ORDER BY d.told_on, d.document_id",
        (document, document, *params))
    return [Waits(guid, title, family, told_on, number, bool(looked), bool(looked and outdated), *rest)
            for guid, title, family, told_on, number, looked, outdated, *rest in rows]


@use_case(Right.PREPARE, reads="numbers")
def spoken(db: Database, viewer: Viewer, document: str | None = None) -> dict[str, tuple[int, int]]:
    """When each place was said, by its guid: from and until, integer ms into the recording, where words have times."""
    where, params = access.documents_where(db, viewer)
    rows = db.conn.execute(
        "SELECT p.guid, min(t.start_ms), max(coalesce(t.end_ms, t.start_ms))"
        f" FROM document d JOIN document_version v ON {preparing.WAITING}"
        " JOIN name_place p ON p.version_id = v.version_id JOIN timing t ON t.version_id = v.version_id"
        f"  AND t.kind = 'word' AND t.start_char < p.end_char AND t.start_char > p.start_char - {_LONGEST_WORD}"
        "  AND t.end_char > p.start_char"
        f" WHERE (? IS NULL OR d.guid = ?) AND {where} GROUP BY p.place_id", (document, document, *params))
    return {guid: (start, end) for guid, start, end in rows}


@use_case(Right.PREPARE, event="opened document", reads="texts")
def text(db: Database, viewer: Viewer, document: str) -> Text:
    """The words of what waits of a document, names and all. Raises: Conflict when none waits, NotFound, NotAllowed."""
    number = preparing.number_of(db, viewer, document)
    version = access.require_document(db, viewer, document, number)
    events.read(db, viewer, "opened", "document", document)
    (title,) = db.conn.execute("SELECT title FROM document WHERE document_id = ?", (version.document_id,)).fetchone()
    rows = db.conn.execute(
        "SELECT t.start_char, t.speaker, substr(v.text, t.start_char + 1, t.end_char - t.start_char), t.start_ms"
        " FROM turn t JOIN document_version v USING (version_id) WHERE t.version_id = ? ORDER BY t.seq",
        (version.version_id,))
    return Text(number, str(title), [Said(*row) for row in rows])
