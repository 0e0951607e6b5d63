"""Joining two sites, referrers or groups into one, with all that stands under them, so that figures count them once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import Conflict
from pilot.families import joining, parting
from pilot.words import N_
from stories.outcomes.reach import joining as reach
from stories.outcomes.spending import joining as spending

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.families.joining import Joined


@use_case(Right.MANAGE_FAMILIES, event=(
    "joined site", "joined referrer", "joined arm", "joined to site", "joined to referrer", "joined to arm",
    "joined family", "set ceiling", "took away hours"))
def join(db: Database, viewer: Viewer, kind: str, guid: str, into: str) -> None:
    """Let all that stands under one (guid) stand under another (`into`) of a kind of `pilot.families.joining.KINDS`.

    The name that goes away is kept: who types it again means the other.

    Raises: BadInput, Conflict (ceilings or hours differ; families were given that group), NotFound, NotAllowed.
    """
    with joining.joining(db, viewer, kind, guid, into) as joined:
        if joined.kind == joining.ARM:
            _not_given(db, joined)
        else:
            reach.move(db, viewer, joined)
        if joined.kind == joining.REFERRER:
            spending.move(db, viewer, joined)


@use_case(Right.MANAGE_FAMILIES, event=(
    "parted site", "parted referrer", "parted arm", "parted from site", "parted from referrer", "parted from arm",
    "parted family", "took away ceiling", "put back hours"))
def part(db: Database, viewer: Viewer, guid: str) -> None:
    """Undo a joining (guid, see `pilot.families.parting.joined_before`): both are there again, each with what it had.

    What was noted since stays with the one that stayed, and what was given another one meanwhile keeps that.

    Raises: Conflict (joined to another since, or another is called so), NotFound, NotAllowed.
    """
    allotted = [row[0] for row in db.conn.execute("SELECT f.guid FROM allocation a JOIN family f USING (family_id)")]
    with parting.parting(db, viewer, guid, allotted) as parted:
        if parted.kind != joining.ARM:
            reach.move_back(db, viewer, parted)
        if parted.kind == joining.REFERRER:
            spending.move_back(db, viewer, parted)


def _not_given(db: Database, joined: Joined) -> None:
    """A group by which families were divided stays as it was sealed. Raises: Conflict."""
    if db.conn.execute("SELECT 1 FROM allocation_plan WHERE ? IN (support_arm, control_arm) UNION ALL"
                       " SELECT 1 FROM allocation WHERE arm_id = ?", (joined.old, joined.old)).fetchone():
        raise Conflict(N_("Families were divided by this group, and that is sealed. Join the other one to it instead;"
                          " two groups of one division cannot be joined."))
