"""What becomes of the ceilings when two referrers are joined, and parted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import events
from pilot.clock import now
from pilot.door import inner
from pilot.errors import Conflict
from pilot.store.files import new_guid
from pilot.words import N_
from stories.outcomes.spending import ceilings, kinds

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.families.joining import Joined
    from pilot.families.parting import Parted


@inner("part of joining referrers, which asks the right")
def move(db: Database, viewer: Viewer, joined: Joined) -> None:
    """Let the ceiling of either hold for both, inside a write; which one is nobody's guess when they differ.

    Raises: Conflict.
    """
    held = ceilings.of_referrers(db)
    found = {one: {held[one].get(joined.old), held[one].get(joined.stays)} - {None} for one in kinds.INSTRUMENTS}
    if any(len(cents) > 1 for cents in found.values()):
        raise Conflict(N_("They have different ceilings. Set these to the same amount, or take one away, and join them"
                          " then."))
    joined.moved["ceiling"] = [row[0] for row in db.conn.execute(
        "UPDATE ceiling SET referrer_id = ? WHERE referrer_id = ? RETURNING guid",
        (joined.stays, joined.old)).fetchall()]
    after = ceilings.of_referrers(db)
    for instrument, cents in found.items():
        holds = next(iter(cents), None)
        if after[instrument].get(joined.stays) != holds:  # the last row of the two counted for the other
            guid = new_guid()
            db.conn.execute(
                "INSERT INTO ceiling(guid, instrument, referrer_id, cents, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?)",
                (guid, instrument, joined.stays, holds, viewer.user_id, now()))
            joined.moved.setdefault("set", []).append(guid)
            events.record(db, viewer, "set", "ceiling", guid)


@inner("part of parting referrers, which asks the right")
def move_back(db: Database, viewer: Viewer, parted: Parted) -> None:
    """Let each have its own ceiling again, inside a write; what was set since they were joined is that of the one that
    stayed, and what joining set goes.
    """
    for (guid,) in db.conn.execute(
            "DELETE FROM ceiling WHERE referrer_id = ? AND guid IN (SELECT value FROM json_each(?)) RETURNING guid",
            (parted.stays, parted.of("set"))).fetchall():
        events.record(db, viewer, "took away", "ceiling", guid)
    db.conn.execute(
        "UPDATE ceiling SET referrer_id = ? WHERE referrer_id = ? AND guid IN (SELECT value FROM json_each(?))",
        (parted.old, parted.stays, parted.of("ceiling")))
