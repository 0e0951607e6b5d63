"""Of Today: what has lain here longer than the pilot keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.clock import today
from pilot.paging import of_rows
from pilot.safety.retention import KIND_NAMES
from pilot.words import _, ngettext
from views.retention.gathered import past
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit


class Reminder(NamedTuple):
    """A kind of thing, how many of it are past their period, and how many will be within a month."""

    kind: str
    over: int
    soon: int


def reminders(visit: Visit) -> Section[Reminder]:
    """A row for each kind of which something is past its period, or soon will be; nothing when there is none."""
    day = today(visit.db)

    def rows() -> list[Reminder]:
        return [Reminder(kind, over := sum(one.due_on < day for one in held), len(held) - over)
                for kind, held in past(visit).items()]

    return Section(
        "retention", lambda _n: _("Kept longer than was agreed"),
        lambda wanted: of_rows(rows(), lambda one: _(KIND_NAMES[one.kind]), wanted),
        lambda one: (f"/retention#{one.kind}", _(KIND_NAMES[one.kind]), _said(one)), _("Kind"),
        more="/retention")


def _said(one: Reminder) -> str:
    over = ngettext("{n} past its period", "{n} past their period", one.over).format(n=one.over)
    soon = ngettext("{n} within a month", "{n} within a month", one.soon).format(n=one.soon)
    return " · ".join(said for n, said in ((one.over, over), (one.soon, soon)) if n)
