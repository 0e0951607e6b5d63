"""A made-up conversation: nobody told it, so it has no persons and asks nobody's consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.door import inner
from texts.documents import add_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from pilot.access import Viewer
    from texts.documents import NewTurn


@inner("puts a made-up text into a practice file")
def add(
    db: Database, viewer: Viewer, guid: str, family_id: int, title: str, told_on: str, turns: Sequence[NewTurn], *,
    engine: str,
) -> None:
    """Store one under a guid of its own, free of names, inside `write(db)`. The caller has checked rights.

    Args:
        told_on: ISO date.
        engine: what made it, as in `add_document`.
    """
    document_id = db.conn.execute(
        "INSERT INTO document(guid, family_id, kind, voice, title, told_on, created_at)"
        " VALUES (?, ?, 'interview', 'family', ?, ?, ?)", (guid, family_id, title, told_on, told_on)).lastrowid
    add_version(db, viewer, int(document_id or 0), turns, kind="deidentified", engine=engine)
