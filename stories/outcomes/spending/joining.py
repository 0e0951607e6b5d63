"""What becomes of the ceilings when two referrers are joined."""

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
    db.conn.execute("UPDATE ceiling SET referrer_id = ? WHERE referrer_id = ?", (joined.stays, joined.old))
    after = ceilings.of_referrers(db)
    for instrument, cents in found.items():
        holds = next(iter(cents), None)
        if after[instrument].get(joined.stays) != holds:  # the last row of the two counted for the other
            guid = new_guid()
            db.conn.execute(
                "INSERT INTO ceiling(guid, instrument, referrer_id, cents, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?)",
                (guid, instrument, joined.stays, holds, viewer.user_id, now()))
            events.record(db, viewer, "set", "ceiling", guid)
