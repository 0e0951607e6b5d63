"""The stories and conversations of one family, to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.marks import listing
from pilot.paging import EVERYTHING, Wanted
from pilot.vocabulary import days

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit


def told(visit: Visit, family: Family) -> dict[str, str]:
    """By guid the title and day of all that this viewer may know of, last told first."""
    found = listing.listed(visit.db, visit.viewer, Wanted(order="told", size=EVERYTHING),
                           listing.Asked(families=[family.pseudonym]))
    return {one.guid: f"{one.title} · {days.short(one.told_on)}" for one in found if one.kind != "recording"}
