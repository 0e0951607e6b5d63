"""What is known of a family besides what is told: its milestones.

Each is added inside `write(db)`, so that many are all or nothing. A date (ISO) that is early or in the future is asked
about (AskFirst) until it is among those that are `sure`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.families import early
from pilot.store.files import new_guid
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, event="added milestone")
def add_milestone(
    db: Database, viewer: Viewer, family_guid: str, on_date: str, label: str, *, sure: Container[str] = ()
) -> str:
    """Something that happened in a family on a date; returns its guid.

    Raises: BadInput, AskFirst, NotFound, NotAllowed.
    """
    if not label.strip():
        raise BadInput(N_("Say in a few words what happened."))
    guid, (family_id, day) = new_guid(), _when(db, viewer, family_guid, on_date, sure)
    db.conn.execute("INSERT INTO milestone(guid, family_id, on_date, label) VALUES (?, ?, ?, ?)",
                    (guid, family_id, day, label.strip()))
    events.record(db, viewer, "added", "milestone", guid)
    return guid


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, event="took away milestone")
def take_away_milestone(db: Database, viewer: Viewer, guid: str) -> None:
    """Take a milestone off its family's line, inside `write(db)`. Raises: NotFound, NotAllowed."""
    where, params = access.families_where(viewer)
    gone = db.conn.execute(
        "DELETE FROM milestone WHERE guid = ? AND family_id IN (SELECT f.family_id FROM family f"
        f" WHERE {where})", (guid, *params)).rowcount
    if not gone:
        raise NotFound(N_("This milestone is not there, or it is of a family that is not one of yours."))
    events.record(db, viewer, "took away", "milestone", guid)


def _when(db: Database, viewer: Viewer, family_guid: str, on_date: str, sure: Container[str]) -> tuple[int, str]:
    """The family_id and the date (ISO) of what happened in a family, which is asked about where it is odd."""
    day, family_id = check_date(on_date), access.require_family(db, viewer, family_guid)
    early.ask(db, [day], sure, family_id)
    early.ask_far(db, [day], sure, ahead=0)
    return family_id, day
