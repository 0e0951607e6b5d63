"""Drafts of stories in which nobody has written for longer than the pilot keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import use_case
from pilot.safety.retention import Due, past

if TYPE_CHECKING:
    from sqlite_utils import Database


@use_case(Right.ERASE, reads="whose drafts there are")
def drafts(db: Database, viewer: Viewer) -> list[Due]:
    """Drafts that were never kept, by whose they are; what stands in them is not told."""
    rows = db.conn.execute(
        "SELECT w.guid, maker(u.guid, u.label), w.changed_at FROM draft w JOIN user u USING (user_id)"
        " WHERE w.finished_at IS NULL")
    return past(db, viewer, "drafts", (Due(guid, label, "", local_day(db, at), "") for guid, label, at in rows))
