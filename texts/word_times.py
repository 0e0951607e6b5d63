"""When words inside turns were said, as it is stored of a version: put, carried to the next one, read at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from texts import anchors, places
from texts.timings import Timing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database


def put(db: Database, version_id: int, timings: Iterable[Timing]) -> None:
    """Store the timings of a version, offsets into its text, inside `write(db)`."""
    db.conn.executemany(
        "INSERT INTO timing(version_id, start_char, end_char, start_ms, end_ms, kind) VALUES (?,?,?,?,?,?)",
        ((version_id, *one) for one in timings))


def of(db: Database, version_id: int) -> list[Timing]:
    """The timings of a version, in the order of its text."""
    return [Timing(*row) for row in db.conn.execute(
        "SELECT start_char, end_char, start_ms, end_ms, kind FROM timing WHERE version_id = ? ORDER BY start_char",
        (version_id,))]


def carry(db: Database, source_id: int, version_id: int) -> None:
    """Give a version those timings of another whose words stand in it unchanged; inside `write(db)`."""
    found = of(db, source_id)
    if not found:
        return
    old, new = places.turns(db, source_id), places.turns(db, version_id)
    if [turn.text for turn in old] != [turn.text for turn in new]:
        spans = anchors.same_words(old, new, [(one.start, one.end) for one in found])
        found = [one._replace(start=span[0], end=span[1]) for one, span in zip(found, spans, strict=True) if span]
    put(db, version_id, {one.start: one for one in found}.values())


@use_case(Right.READ_DOCUMENTS, reads="when words of a text were said")
def timings(db: Database, viewer: Viewer, guid: str, number: int | None = None) -> list[Timing]:
    """When words inside the turns of a document were said, offsets into the version this viewer reads.

    Args:
        number: of the version, from 1; the one this viewer reads when None.

    Raises: NotFound, NotAllowed.
    """
    return of(db, access.require_document(db, viewer, guid, number).version_id)
