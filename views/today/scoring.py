"""Of Today: families to score: those that somebody was asked to score blind, and those whose measurement fell due."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.paging import of_rows
from pilot.vocabulary import days
from pilot.words import _, ngettext
from stories.outcomes import falling_due, rounds
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.falling_due import Due
    from stories.outcomes.rounds import Task


def to_score(visit: Visit) -> Section[Task]:
    """What is not done yet; nothing when there is none."""
    return Section(
        "score", lambda n: ngettext("{n} family to score blind", "{n} families to score blind", n).format(n=n),
        lambda wanted: of_rows([one for one in rounds.tasks(visit.db, visit.viewer) if not one.done_at],
                               lambda one: f"{one.family} {one.wave}", wanted),
        lambda one: (f"/scores?family={one.family_guid}&wave={one.wave_guid}", one.family, one.wave), _("Family"))


def to_measure(visit: Visit) -> Section[Due]:
    """Families whose measurement fell due in the last three months; nothing when there is none."""
    return Section(
        "measure", lambda n: ngettext("{n} family to measure", "{n} families to measure", n).format(n=n),
        partial(falling_due.due, visit.db, visit.viewer),
        lambda one: (f"/scores?family={one.family}&wave={one.wave}", one.pseudonym,
                     _("{round}, due since {date}").format(round=one.label, date=days.short(one.on))), _("Family"))
