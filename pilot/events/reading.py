"""Recording that somebody looked: reading must not wait for who is writing, and what was read is never forgotten.

When the file is busy, the event goes into a small file beside it, on disk before anything is shown; whoever writes the
next event of this kind, and everything that reads the record as a whole, brings it over. What is in that file has the
same few columns as an event: no content either.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.clock import now
from pilot.door import inner
from pilot.errors import Busy
from pilot.events.record import append
from pilot.store.files import BUSY_TIMEOUT_MS, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

WAIT_MS = 100
HOUR = len("2021-03-04T09")


@inner("a use case that reads something sensitive calls it")
def read(db: Database, viewer: Viewer, verb: str, subject: str, guid: str) -> None:
    """Record that a viewer looked at something sensitive, once per person, thing and clock hour (UTC).

    Args:
        verb: 'opened', 'heard' or 'read'.
    """
    keep(db, viewer.account_guid, verb, subject, guid, hourly=True)


@inner("a use case that takes something out calls it")
def exported(db: Database, viewer: Viewer, subject: str, guid: str) -> None:
    """Record that a viewer took something out of the program; every time."""
    keep(db, viewer.account_guid, "exported", subject, guid)


def keep(
    db: Database, actor_guid: str, verb: str, subject: str, guid: str, *, hourly: bool = False
) -> None:
    """Record an event of its own, with no change that it belongs to; never waits long for another writer.

    Args:
        hourly: nothing is recorded when this stands in the record for this clock hour already.
    """
    event = (now(), actor_guid, verb, subject, guid)
    if hourly and _is_there(db, *event):
        return
    if db.conn.in_transaction:
        append(db, actor_guid, verb, subject, guid, event[0])
        return
    try:
        with write(db, wait_ms=WAIT_MS):
            append(db, actor_guid, verb, subject, guid, event[0])
    except Busy:
        _set_aside(db, [*event, hourly])
    else:
        with contextlib.suppress(Busy):
            settle(db, wait_ms=WAIT_MS)


def _is_there(db: Database, at: str, actor_guid: str, verb: str, subject: str, guid: str) -> bool:
    return db.conn.execute(
        "SELECT 1 FROM event WHERE subject = ? AND subject_guid = ? AND verb = ? AND actor_guid = ? AND at >= ?"
        " AND at < ?", (subject, guid, verb, actor_guid, at[:HOUR], at[:HOUR] + "~")).fetchone() is not None


def aside(db: Database) -> Path:
    """The file in which events wait while the store is busy."""
    return Path(db.conn.execute("PRAGMA database_list").fetchone()[2]).with_suffix(".reading")


def _set_aside(db: Database, event: list[object]) -> None:
    with aside(db).open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(f"\n{json.dumps(event)}\n")
        file.flush()
        os.fsync(file.fileno())


def settle(db: Database, *, wait_ms: int = BUSY_TIMEOUT_MS) -> None:
    """Bring events that were set aside into the record. Raises: Busy when the store is busy for `wait_ms`."""
    path = aside(db)
    if not path.exists() or not path.stat().st_size:
        return
    with path.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # A crash between the two leaves the lines: then those that are in the record already are not taken again.
        with write(db, wait_ms=wait_ms):
            for line in filter(str.strip, file):
                _take(db, line)
        file.truncate(0)


def _take(db: Database, line: str) -> None:
    try:
        at, actor_guid, verb, subject, guid, hourly = json.loads(line)
    except ValueError:
        return  # half a line of a machine that went down while it wrote; nothing was shown for it
    there = (
        _is_there(db, at, actor_guid, verb, subject, guid) if hourly else
        db.conn.execute("SELECT 1 FROM event WHERE at = ? AND actor_guid = ? AND verb = ? AND subject_guid = ?",
                        (at, actor_guid, verb, guid)).fetchone())
    if not there:
        append(db, actor_guid, verb, subject, guid, at)
