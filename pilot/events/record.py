"""Appending to the record of events, in the pilot file and in server.db alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.clock import now
from pilot.door import inner
from pilot.store import chain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.access import Viewer

_INSERT = f"INSERT INTO event({chain.COLUMNS}, hash) VALUES (?,?,?,?,?,?,?)"
_OUTSIDE = "an event is appended inside the transaction of what it records"


@inner("use cases call it for what they did")
def record(db: Database, viewer: Viewer, verb: str, subject: str, guid: str) -> None:
    """Append what a viewer did; call it inside the transaction of what it records.

    Args:
        verb: past tense, such as 'added', 'withdrawn'.
        subject: the table of what it was done to.
        guid: the guid of that row.
    """
    append(db, viewer.account_guid, verb, subject, guid)


@inner("use cases call it for what they did")
def record_many(db: Database, viewer: Viewer, verb: str, subject: str, guids: Iterable[str]) -> None:
    """Append an event for each of many rows of one table, in one go; as `record` does for one."""
    if not db.conn.in_transaction:
        raise RuntimeError(_OUTSIDE)
    last, before = chain.last(db)
    at, rows = now(), []
    for number, guid in enumerate(guids, last + 1):
        event = (number, at, viewer.account_guid, verb, subject, guid)
        before = chain.link(before, event)
        rows.append((*event, before))
    db.conn.executemany(_INSERT, rows)


def append(
    db: Database, actor_guid: str | None, verb: str, subject: str, guid: str, at: str | None = None
) -> None:
    """Append one event to a store; inside a write, which keeps the chain in one line.

    Args:
        actor_guid: the account that did it; None where nobody is known.
        at: when (UTC, ISO) for what happened a little earlier; now when None.
    """
    if not db.conn.in_transaction:
        raise RuntimeError(_OUTSIDE)
    number, before = chain.last(db)
    event = (number + 1, at or now(), actor_guid, verb, subject, guid)
    db.conn.execute(_INSERT, (*event, chain.link(before, event)))
