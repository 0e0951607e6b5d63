"""Accounts that nobody has used for longer than the pilot keeps them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import use_case
from pilot.safety.retention import Due, past
from pilot.store.files import open_server

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Home


@use_case(Right.ERASE, reads="accounts")
def accounts(home: Home, db: Database, viewer: Viewer) -> list[Due]:
    """Accounts of this pilot but the viewer's own, last used longer ago than accounts are kept; by their label."""
    labels = dict(db.conn.execute("SELECT guid, label FROM user"))
    with closing(open_server(home.server_path)) as server:
        rows = server.conn.execute(
            "SELECT a.guid, coalesce(max(s.seen_at), a.created_at) FROM account a LEFT JOIN session s"
            " USING (account_id) WHERE a.account_id IN (SELECT account_id FROM membership WHERE pilot_slug = ?)"
            " AND a.guid <> ? GROUP BY a.account_id", (viewer.pilot_slug, viewer.account_guid)).fetchall()
    return past(db, viewer, "accounts", (
        Due(guid, labels.get(guid, ""), "", local_day(db, at), "", "/people") for guid, at in rows))
