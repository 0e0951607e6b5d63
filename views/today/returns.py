"""Of Today, for coaches: what was promised to families for a day, what is late on top."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.clock import today
from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.back import listing
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.back.listing import Row


def promised(visit: Visit) -> Section[Row]:
    """What families were promised and did not get yet, the first day first; nothing when there is none."""
    day = today(visit.db)
    return Section(
        "returns", lambda n: ngettext("{n} promise to give words back", "{n} promises to give words back",
                                      n).format(n=n),
        partial(listing.promised, visit.db, visit.viewer), lambda one: _row(one, day), _("Family"), listing.ORDERS)


def _row(one: Row, day: str) -> tuple[str, str, str]:
    due = one.due_on or ""
    said = _("should have been on {date}") if due < day else _("promised for {date}")
    answered = ngettext("{done} of {n} passage answered", "{done} of {n} passages answered", one.passages).format(
        done=one.answered, n=one.passages)
    return f"/back?return={one.guid}", one.family, " · ".join((said.format(date=days.short(due)), answered))
