"""The goals of a family on its line in time: the day each was set, and the day it was reached, let go or taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, reach
from pilot.config import Pilot
from pilot.door import inner
from pilot.vocabulary import goals as states
from stories.file import goals
from stories.timeline.item import Item

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

_KINDS = {states.OPEN: "goal", states.REACHED: "goal_reached", states.LET_GO: "goal_let_go"}


@inner("a source of the line; nothing for who keeps no file, or while it is out of reach")
def items(db: Database, viewer: Viewer, family_id: int) -> list[Item]:
    """A goal stands on the line when it was set, and again each time something became of it."""
    if not viewer.may(Right.KEEP_FILE) or not reach.family_in_reach(db, family_id):
        return []
    (guid,) = db.conn.execute("SELECT guid FROM family WHERE family_id = ?", (family_id,)).fetchone()
    way, found = f"/goals?family={guid}", []
    for one in goals.goals(Pilot.of(db), db, viewer, guid):
        found.append(Item(_KINDS[states.OPEN], one.set_on, title=one.words, way=way))
        found += [Item(_KINDS[step.state], step.on, title=one.words, way=way) for step in one.steps]
    return found
