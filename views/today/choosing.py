"""Of Today: rounds in which somebody has not picked yet, and what she agreed to do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.clock import today
from pilot.paging import of_rows
from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.choose import rounds
from stories.choose.rounds import PICKING
from stories.learning import agreements
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.choose.rounds import Round
    from stories.learning.agreements import Agreed


def to_pick(visit: Visit) -> Section[Round]:
    """Rounds that wait for one's own pick; nothing when there is none."""
    return Section(
        "pick", lambda n: ngettext("{n} round to pick a story in", "{n} rounds to pick a story in", n).format(n=n),
        lambda wanted: of_rows(_waiting(visit), lambda one: one.name, wanted),
        lambda one: (f"/choose?round={one.guid}", one.name, one.question), _("Name"))


def _waiting(visit: Visit) -> list[Round]:
    return [one for one in rounds.rounds(visit.db, visit.viewer)
            if one.mine and one.state == PICKING and not rounds.picks(visit.db, visit.viewer, one)]


def agreed(visit: Visit) -> Section[Agreed]:
    """What a learning meeting agreed that she, or everybody of a role, does; nothing when there is none."""
    return Section(
        "agreed", lambda n: ngettext("{n} agreement of a learning meeting", "{n} agreements of learning meetings",
                                     n).format(n=n),
        lambda wanted: of_rows(agreements.mine(visit.db, visit.viewer), lambda one: f"{one.what} {one.who}", wanted),
        partial(_row, today(visit.db)), _("What or who"), more="/meeting")


def _row(now: str, one: Agreed) -> tuple[str, str, str]:
    day = days.short(one.by)
    due = _("was to be done by {day}").format(day=day) if one.by < now else _("by {day}").format(day=day)
    return f"/meeting?meeting={one.meeting}", one.what, f"{one.who} · {due}"
