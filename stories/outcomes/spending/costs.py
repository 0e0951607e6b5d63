"""What the programme costs a year, besides what is spent for families."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.outcomes.spending import kinds

if TYPE_CHECKING:
    from sqlite_utils import Database

FIRST_YEAR, LAST_YEAR = 1990, 2100


class Cost(NamedTuple):
    """What a kind of cost came to in a year, in cents."""

    year: int
    kind: str
    cents: int


@use_case(Right.SEE_THEMES, Right.MANAGE_FAMILIES, reads="settings")
def costs(db: Database, viewer: Viewer) -> list[Cost]:
    """What is known of each year, the first one first, in the order of the kinds."""
    return known(db)


def known(db: Database) -> list[Cost]:
    """The same, for use cases that asked the right."""
    rows = [Cost(*row) for row in db.conn.execute(
        "SELECT year, kind, cents FROM programme_cost WHERE cents IS NOT NULL AND programme_cost_id IN"
        " (SELECT max(programme_cost_id) FROM programme_cost GROUP BY year, kind)")]
    order = list(kinds.COSTS)
    return sorted(rows, key=lambda one: (one.year, order.index(one.kind)))


@use_case(Right.SEE_THEMES, Right.MANAGE_FAMILIES, event="set costs")
def set_cost(db: Database, viewer: Viewer, year: int, kind: str, cents: int | None) -> None:
    """Say what a kind of cost came to in a year; the same once more changes nothing.

    Args:
        cents: None where it is not known after all.

    Raises: BadInput, NotAllowed.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(N_("Give a year from {first} to {last}."), first=FIRST_YEAR, last=LAST_YEAR)
    if kind not in kinds.COSTS:
        raise BadInput(N_("Choose from the list what kind of cost it is."))
    if cents is not None and not 1 <= cents <= kinds.MOST_COST_CENTS:
        raise BadInput(N_("Give an amount from 0.01 to 1,000,000,000 euros, or none."))
    with write(db):
        was = db.conn.execute(
            "SELECT cents FROM programme_cost WHERE year = ? AND kind = ? ORDER BY programme_cost_id DESC LIMIT 1",
            (year, kind)).fetchone()
        if (was[0] if was else None) == cents:
            return
        guid = new_guid()
        db.conn.execute(
            "INSERT INTO programme_cost(guid, year, kind, cents, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?)",
            (guid, year, kind, cents, viewer.user_id, now()))
        events.record(db, viewer, "set", "costs", guid)
