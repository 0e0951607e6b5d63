"""Of Today, for coaches: handover notes to read, and one that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.paging import of_rows
from pilot.vocabulary import days
from pilot.words import _
from stories.handover import waiting
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.handover.waiting import Waits


def to_read(visit: Visit) -> Section[Waits]:
    """Notes for this coach that the family agreed to and that she has not read since."""
    return Section(
        "handovers", lambda _n: _("Handed over to you"),
        lambda wanted: of_rows(waiting.to_read(visit.db, visit.viewer), lambda one: one.family, wanted, {}),
        lambda one: (f"/handover?family={one.family_guid}", one.family, _("from {who}").format(who=one.coach)),
        _("Family"))


def missing(visit: Visit) -> Section[Waits]:
    """Families this coach leaves without a note."""
    return Section(
        "no_note", lambda _n: _("Families you leave without a handover note"),
        lambda wanted: of_rows(waiting.missing(visit.db, visit.viewer), lambda one: one.family, wanted, {}),
        lambda one: (f"/handover?family={one.family_guid}", one.family,
                     _("until {date}").format(date=days.short(one.on))), _("Family"))
