"""For the list of families: where consent is missing or was taken back, else which ends first or has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.clock import today
from pilot.families import consent
from pilot.paging import Wanted
from pilot.vocabulary import days
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.families.people import Family
    from pilot.visit import Visit

MOST = 5_000  # far more than the consents of fifty families


def of_each(visit: Visit, found: Sequence[Family]) -> list[str]:
    """What to say of each family within the time that Today looks ahead; '' where nothing is the matter."""
    ends: dict[str, list[str]] = {one.guid: [] for one in found}
    for one in consent.ending(visit.db, visit.viewer, wanted=Wanted(size=MOST), families=list(ends)):
        ends[one.family_guid].append(one.ends_on)
    day, shut = today(visit.db), consent.untellable(visit.db, visit.viewer)
    return [_("missing, refused or withdrawn") if guid in shut else _first(of_one, day)
            for guid, of_one in ends.items()]


def _first(ends: list[str], day: str) -> str:
    if not ends:
        return ""
    first, more = min(ends), len(ends) - 1
    said = (_("ended on {date}") if first < day else _("until {date}")).format(date=days.short(first))
    return f"{said} · {_('and {n} more').format(n=more)}" if more else said
