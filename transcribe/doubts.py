"""Places in a transcript where a person should listen: kept beside the document, played one by one, and settled."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import NotFound
from pilot.store.files import new_guid, write
from pilot.words import N_, _
from texts import word_times
from transcribe.listen import REASON_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from texts.timings import Timing
    from transcribe.checks import Listen


class Doubt(NamedTuple):
    """A place to listen to.

    Attributes:
        start_ms, end_ms: integer ms in the recording. why: a few words in the current language.
        start, end: the words said then, code points (0-based, end-exclusive) into the version this viewer reads; both
            where words would stand when there are none.
        resolved_at: when somebody listened and settled it (UTC), or ''. resolved_by: her label, or ''.
    """

    guid: str
    start_ms: int
    end_ms: int
    why: str
    start: int
    end: int
    resolved_at: str
    resolved_by: str


def keep(db: Database, document_guid: str, places: Iterable[Listen]) -> None:
    """Store where to listen in a new document; inside its transaction."""
    db.conn.executemany(
        "INSERT INTO doubt(guid, document_id, start_ms, end_ms, reason)"
        " SELECT ?, document_id, ?, ?, ? FROM document WHERE guid = ?",
        [(new_guid(), one.start_ms, max(one.start_ms, one.end_ms), one.reason, document_guid) for one in places])


@use_case(Right.PREPARE, reads="where to listen in a recording")
def doubts(db: Database, viewer: Viewer, guid: str, number: int | None = None) -> list[Doubt]:
    """The places to listen to of a document, in order of time; also those that are settled.

    Args:
        number: of the version into which offsets count, from 1; the one this viewer reads when None.

    Raises: NotFound, NotAllowed.
    """
    version = access.require_document(db, viewer, guid, number)
    said, turns = word_times.of(db, version.version_id), turns_in_time(db, version.version_id)
    return [
        Doubt(doubt, start, end, _(REASON_NAMES[reason]), *spoken(said, turns, start, end), at or "", label or "")
        for doubt, start, end, reason, at, label in db.conn.execute(
            "SELECT b.guid, b.start_ms, b.end_ms, b.reason, b.resolved_at, u.label FROM doubt b"
            " LEFT JOIN user u ON u.user_id = b.resolved_by WHERE b.document_id = ?"
            " ORDER BY b.start_ms, b.end_ms, b.guid", (version.document_id,))]


class Turn(NamedTuple):
    """When a turn begins (integer ms), and where (code point)."""

    start_ms: int
    start: int


def turns_in_time(db: Database, version_id: int) -> list[Turn]:
    """The turns of a version that have a time, in its order."""
    return [Turn(*row) for row in db.conn.execute(
        "SELECT start_ms, start_char FROM turn WHERE version_id = ? AND start_ms IS NOT NULL ORDER BY start_ms, seq",
        (version_id,))]


def spoken(said: list[Timing], turns: list[Turn], start_ms: int, end_ms: int) -> tuple[int, int]:
    """Which words of a text were said in a stretch of its recording, as code points (0-based, end-exclusive). Pure.

    Args:
        said: in the order of the text. turns: in order of time.

    Returns: from the first word to the last; where nothing was said, twice the end of what was said before it.
    """
    inside = [one for one in said if one.start_ms < end_ms and (one.end_ms or one.start_ms + 1) > start_ms]
    if inside:
        return min(one.start for one in inside), max(one.end for one in inside)
    before = [one.end for one in said if one.start_ms <= start_ms]
    if before:
        return before[-1], before[-1]
    at = bisect_right(turns, start_ms, key=lambda turn: turn.start_ms) - 1
    start = turns[max(at, 0)].start if turns else 0
    return start, start


@use_case(Right.PREPARE, event="settled doubt")
def settle(db: Database, viewer: Viewer, guid: str, doubt: str, *, settled: bool = True) -> None:
    """Say that one listened to a place, or (`settled` False) that somebody must listen again.

    Raises: NotFound for a document or place that is not there; NotAllowed.
    """
    document = access.require_document(db, viewer, guid)
    with write(db):
        if not _settled(db, viewer, document.document_id, doubt, settled=settled):
            raise NotFound(N_("This place is not there any more. Reload the page."))


@inner("part of a use case in which somebody listened")
def settle_within(db: Database, viewer: Viewer, document_id: int, doubt: str) -> None:
    """`settle` inside a transaction that is open already; one that is settled stays as it is."""
    row = db.conn.execute("SELECT resolved_at FROM doubt WHERE guid = ?", (doubt,)).fetchone()
    if row and row[0] is None:
        _settled(db, viewer, document_id, doubt, settled=True)


def _settled(db: Database, viewer: Viewer, document_id: int, doubt: str, *, settled: bool) -> bool:
    at, by = (now(), viewer.user_id) if settled else (None, None)
    found = db.conn.execute("UPDATE doubt SET resolved_at = ?, resolved_by = ? WHERE guid = ? AND document_id = ?",
                            (at, by, doubt, document_id)).rowcount
    if found:
        events.record(db, viewer, "settled" if settled else "reopened", "doubt", doubt)
    return bool(found)
