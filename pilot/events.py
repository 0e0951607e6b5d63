"""The append-only record: who did what to which guid, when. Never content, never a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.clock import now

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer


def record(db: Database, viewer: Viewer, verb: str, subject: str, guid: str) -> None:
    """Append one event to the pilot file; call it inside the transaction of what it records.

    Args:
        verb: past tense, such as 'added', 'read', 'withdrawn'.
        subject: the table of what it was done to.
        guid: the guid of that row.
    """
    db.conn.execute(
        "INSERT INTO event(at, actor_id, verb, subject, subject_guid) VALUES (?, ?, ?, ?, ?)",
        (now(), viewer.user_id, verb, subject, guid),
    )
