"""The chain of events: each carries a hash over itself and the hash before it, so that a change anywhere shows.

The hash of an event is, in lower-case hex,

    sha256(json([hash of the event before, event_id, at, actor_guid, verb, subject, subject_guid]))

in UTF-8, where `json` is one JSON array without spaces and with characters as they are
(`json.dumps(..., ensure_ascii=False, separators=(",", ":"))`), event_id is a number, actor_guid null where nobody is
known, and the hash before the first event is 64 zeros. The formula never changes: what was chained stays so.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

START = "0" * 64
COLUMNS = "event_id, at, actor_guid, verb, subject, subject_guid"
Event = tuple[int, str, str | None, str, str, str]


def link(before: str, event: Event) -> str:
    """The hash of an event (its columns in the order of `COLUMNS`) that follows the one with the hash `before`."""
    text = json.dumps([before, *event], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def carry_over(db: Database, rows: Iterable[tuple[str, str | None, str, str, str]]) -> None:
    """Chain rows (at, actor_guid, verb, subject, subject_guid; oldest first) of an earlier version's record."""
    before = START
    for number, row in enumerate(rows, 1):
        event = (number, *row)
        before = link(before, event)
        db.conn.execute(f"INSERT INTO event({COLUMNS}, hash) VALUES (?,?,?,?,?,?,?)", (*event, before))


def broken_at(db: Database) -> int | None:
    """The number of the first event that does not follow from the one before it; None when the chain is whole."""
    before = START
    rows = db.conn.execute(f"SELECT {COLUMNS}, hash FROM event ORDER BY event_id")
    for expected, (number, at, actor_guid, verb, subject, guid, found) in enumerate(rows, 1):
        before = link(before, (number, at, actor_guid, verb, subject, guid))
        if number != expected or found != before:
            return expected
    return None


def is_whole(db: Database) -> bool:
    """Whether the last event is the one that was written last: none was cut off at the end."""
    return tuple(db.conn.execute("SELECT event_id, hash FROM event_head").fetchone() or ()) == last(db)


def last(db: Database) -> tuple[int, str]:
    """How many events there are, and the hash of the last one."""
    row = db.conn.execute("SELECT event_id, hash FROM event ORDER BY event_id DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, START)


def holds(db: Database, number: int, found: str) -> bool:
    """Whether event `number` had this hash: nothing up to it has been changed or cut off since that was noted."""
    if not number:
        return found == START
    row = db.conn.execute("SELECT hash FROM event WHERE event_id = ?", (number,)).fetchone()
    return row is not None and row[0] == found
