"""What of handovers waits for a coach: a note to read, a note that is missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case

if TYPE_CHECKING:
    from sqlite_utils import Database

DAYS_AHEAD = 30


class Waits(NamedTuple):
    """A family (guid, pseudonym) of which a note waits or is missing.

    Attributes:
        coach: pseudonym of the coach who leaves; '' for one's own. on: ISO, when coaching begins or ends.
    """

    family_guid: str
    family: str
    coach: str
    on: str


@use_case(Right.WRITE_STORY, reads="families")
def to_read(db: Database, viewer: Viewer) -> list[Waits]:
    """Notes that this coach may read as the successor and has not opened since the family agreed to something."""
    day = today(db)
    rows = db.conn.execute(
        "SELECT f.guid, f.pseudonym, l.pseudonym, min(c.from_on) FROM handover h JOIN family f USING (family_id)"
        " JOIN person l ON l.person_id = h.leaving_id"
        " JOIN coaching c ON c.family_id = h.family_id AND c.coach_id = h.successor_id AND c.from_on <= ?"
        "  AND (c.until_on IS NULL OR c.until_on >= ?)"
        " WHERE h.successor_id = ? AND (SELECT max(a.recorded_at) FROM handover_open o JOIN handover_agreement a"
        "  ON a.item_id = o.item_id AND a.withdrawn_at IS NULL WHERE o.handover_id = h.handover_id)"
        "  > coalesce((SELECT max(e.at) FROM event e WHERE e.subject = 'handover' AND e.subject_guid = h.guid"
        "   AND e.verb = 'opened' AND e.actor_guid = ?), '')"
        " GROUP BY h.handover_id ORDER BY f.pseudonym", (day, day, viewer.coach_id, viewer.account_guid))
    return [Waits(*row) for row in rows]


@use_case(Right.WRITE_STORY, reads="families")
def missing(db: Database, viewer: Viewer) -> list[Waits]:
    """Families that this coach leaves within thirty days, or left so short ago, and for which she wrote no note, while
    the support goes on."""
    day = today(db)
    back, ahead = ((date.fromisoformat(day) + timedelta(days=n)).isoformat() for n in (-DAYS_AHEAD, DAYS_AHEAD))
    rows = db.conn.execute(
        "SELECT f.guid, f.pseudonym, '', max(c.until_on) FROM coaching c JOIN family f USING (family_id)"
        " WHERE c.coach_id = ?1 AND c.until_on BETWEEN ?2 AND ?3 AND NOT EXISTS (SELECT 1 FROM coaching o"
        "  WHERE o.family_id = c.family_id AND o.coach_id = ?1 AND (o.until_on IS NULL OR o.until_on > ?3))"
        " AND EXISTS (SELECT 1 FROM support_period s WHERE s.family_id = c.family_id"
        "  AND (s.ends_on IS NULL OR s.ends_on > c.until_on))"
        " AND NOT EXISTS (SELECT 1 FROM handover h JOIN handover_item i USING (handover_id)"
        "  WHERE h.family_id = c.family_id AND h.leaving_id = ?1 AND h.taken_back_at IS NULL AND i.kind <> 'story')"
        " GROUP BY f.family_id ORDER BY f.pseudonym", (viewer.coach_id, back, ahead))
    return [Waits(*row) for row in rows]
