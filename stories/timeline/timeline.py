"""The timeline of one family: what was told and what happened, as one list in order of time.

A coach sees that a conversation took place and whose voice it was, never more of it unless she told it herself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pilot import access, dates
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case
from stories.timeline import sources
from stories.timeline.kinds import KINDS
from stories.timeline.states import relapses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from stories.timeline.item import Item, Lane


@dataclass(frozen=True)
class Timeline:
    """A family's line: `first` and `last` are the ISO dates between which it runs, `items` in order of time,
    `lanes` what is counted beside them.

    What is doubtful can lie outside: one slip in a year must not make a line of a century.
    """

    family_guid: str
    pseudonym: str
    site: str
    first: str
    last: str
    items: tuple[Item, ...]
    lanes: tuple[Lane, ...] = ()


@use_case(Right.SEE_TIMELINE, reads="what happened in a family, and titles")
def timeline(db: Database, viewer: Viewer, family_guid: str) -> Timeline:
    """The line of a family this viewer may know of. Raises: NotFound, NotAllowed."""
    family_id = access.require_family(db, viewer, family_guid, Right.SEE_TIMELINE)
    name, site = db.conn.execute(
        "SELECT f.pseudonym, coalesce(s.name, '') FROM family f LEFT JOIN site s USING (site_id) WHERE family_id = ?",
        (family_id,)).fetchone()
    (started_on,) = db.conn.execute("SELECT started_on FROM pilot").fetchone() or (None,)
    lanes = tuple(sources.lanes(db, viewer, family_id))
    counted = [day for one in lanes for day in one.days]
    items, first, last = drawn(in_order(sources.items(db, viewer, family_id)), started_on, today(db), counted)
    return Timeline(family_guid, name, site, first, last, in_order([*items, *relapses(items)]), lanes)


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """By date; on one day support and coaches begin first and end last."""
    return tuple(sorted(items, key=lambda one: (one.on, KINDS[one.kind].rank, one.told_on, one.title)))


def drawn(
    items: tuple[Item, ...], started_on: str | None, today: str, counted: Iterable[str] = ()
) -> tuple[tuple[Item, ...], str, str]:
    """The items, doubtful ones marked, and the first and last ISO date of the line.

    Args:
        started_on: when the pilot began, None where nobody said so.
        today: where the line ends when there is nothing on it.
        counted: dates of what is counted beside them.
    """
    starts = [one.on for one in items if one.kind == "support_start"]
    earliest, latest = dates.time_of_pilot(started_on, starts, today)
    days = [day for day in (*(day for one in items for day in one.dates), *counted) if earliest <= day <= latest]
    marked = tuple(
        replace(one, doubtful=not (earliest <= min(one.dates) and max(one.dates) <= latest)) for one in items)
    return marked, min(days, default=today), max(days, default=today)
