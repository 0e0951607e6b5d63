"""What becomes of referrals and working hours when two sites or referrers are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.families.joining import Joined


def move(db: Database, joined: Joined) -> None:
    """Put them under the one that stays, inside a write; hours under both add up, as somebody worked them beside."""
    db.conn.execute(f"UPDATE referral SET {joined.kind}_id = ? WHERE {joined.kind}_id = ?", (joined.stays, joined.old))
    if joined.kind == "referrer":
        db.conn.execute("UPDATE working_time SET referrer_id = ? WHERE referrer_id = ?", (joined.stays, joined.old))
