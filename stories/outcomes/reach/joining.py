"""What becomes of referrals and working hours when two sites or referrers are joined, and parted again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pilot import events
from pilot.clock import now
from pilot.door import inner
from pilot.errors import Conflict
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.families.joining import Joined
    from pilot.families.parting import Parted

# Hours of one person that were noted under both, in times that share a day.
_BOTH = """
    FROM working_time a JOIN working_time b ON b.person_id = a.person_id AND b.referrer_id = :stays
    WHERE a.referrer_id = :old AND a.removed_at IS NULL AND b.removed_at IS NULL
        AND a.from_on <= coalesce(b.until_on, '9999') AND b.from_on <= coalesce(a.until_on, '9999')"""
_SAME = " AND (a.from_on, a.until_on, a.hours, a.full_week) IS (b.from_on, b.until_on, b.hours, b.full_week)"


@inner("part of joining, which asks the right")
def move(db: Database, viewer: Viewer, joined: Joined) -> None:
    """Put them under the one that stays, inside a write. The same hours noted under both spellings count once.

    Raises: Conflict (hours of somebody under both lie over one another and differ: which hold is nobody's guess).
    """
    joined.moved["referral"] = [row[0] for row in db.conn.execute(
        f"UPDATE referral SET {joined.kind}_id = ? WHERE {joined.kind}_id = ? RETURNING guid",
        (joined.stays, joined.old)).fetchall()]
    if joined.kind == "referrer":
        _hours(db, viewer, joined)


def _hours(db: Database, viewer: Viewer, joined: Joined) -> None:
    both = {"old": joined.old, "stays": joined.stays}
    twice = db.conn.execute("SELECT DISTINCT a.working_time_id, a.guid" + _BOTH + _SAME, both).fetchall()
    joined.moved["twice"] = [guid for _row_id, guid in twice]
    for row_id, guid in twice:
        db.conn.execute("UPDATE working_time SET removed_at = ? WHERE working_time_id = ?", (now(), row_id))
        events.record(db, viewer, "took away", "hours", guid)
    found = db.conn.execute(
        "SELECT p.pseudonym, both.since FROM (SELECT a.person_id AS who, max(a.from_on, b.from_on) AS since" + _BOTH
        + ") both JOIN person p ON p.person_id = both.who ORDER BY both.since, p.pseudonym", both).fetchone()
    if found:
        raise Conflict(
            N_("Of {who} there are hours under both from {date}, which are not the same. Take one of them away (if both"
               " were worked, note them together first), and join them then."),
            who=found[0], date=date.fromisoformat(found[1]))
    joined.moved["hours"] = [row[0] for row in db.conn.execute(
        "UPDATE working_time SET referrer_id = :stays WHERE referrer_id = :old RETURNING guid", both).fetchall()]


@inner("part of parting, which asks the right")
def move_back(db: Database, viewer: Viewer, parted: Parted) -> None:
    """Put back what joining moved and nobody moved since, inside a write; hours noted under both count under both."""
    db.conn.execute(
        f"UPDATE referral SET {parted.kind}_id = ? WHERE {parted.kind}_id = ?"
        " AND guid IN (SELECT value FROM json_each(?))", (parted.old, parted.stays, parted.of("referral")))
    if parted.kind != "referrer":
        return
    db.conn.execute(
        "UPDATE working_time SET referrer_id = ? WHERE referrer_id = ? AND guid IN (SELECT value FROM json_each(?))",
        (parted.old, parted.stays, parted.of("hours")))
    for (guid,) in db.conn.execute(
            "UPDATE working_time SET removed_at = NULL WHERE referrer_id = ? AND guid IN (SELECT value FROM"
            " json_each(?)) RETURNING guid", (parted.old, parted.of("twice"))).fetchall():
        events.record(db, viewer, "put back", "hours", guid)
