"""Money of a demo pilot: ceilings, what was spent, what the programme cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.door import inner
from pilot.families.early import EVERY_DAY
from pilot.store.files import write
from stories.outcomes.spending import ceilings, costs, kinds, noting
from stories.outcomes.spending.noting import Expense

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot


@inner("puts the demo in through use cases, which ask the right")
def put_in(
    pilot: Pilot, db: Database, viewer: Viewer, told: Mapping[str, Any], families: Mapping[str, str],
    stories: Mapping[str, str],
) -> None:
    """Note all of it.

    Args:
        told: as data/demo/money.yaml has it.
        families, stories: guids of families, and of the documents of stories, by the keys of the source.
    """
    by_name = {name: guid for guid, name in ceilings.referrers(db, viewer)}
    with write(db):
        for one in told["expenses"]:
            asked = one.get("asked")
            noting.note_within(pilot, db, viewer, Expense(
                families[one["family"]], str(one["on"]), one["cents"], one.get("instrument", kinds.BUDGET), one["kind"],
                one["decided"], str(asked) if asked else None, one.get("note", ""),
                stories.get(one.get("story", ""), "")), sure=EVERY_DAY)
    for one in told["ceilings"]:
        ceilings.set_ceiling(db, viewer, one["instrument"], by_name.get(one.get("referrer", ""), ""), one["cents"])
    for one in told["costs"]:
        costs.set_cost(db, viewer, one["year"], one["kind"], one["cents"])
