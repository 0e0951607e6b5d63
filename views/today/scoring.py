"""Of Today: families that somebody was asked to score blind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.paging import of_rows
from pilot.words import _, ngettext
from stories.outcomes import rounds
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.outcomes.rounds import Task


def to_score(visit: Visit) -> Section[Task]:
    """What is not done yet; nothing when there is none."""
    return Section(
        "score", lambda n: ngettext("{n} family to score blind", "{n} families to score blind", n).format(n=n),
        lambda wanted: of_rows([one for one in rounds.tasks(visit.db, visit.viewer) if not one.done_at],
                               lambda one: f"{one.family} {one.wave}", wanted),
        lambda one: (f"/scores?family={one.family_guid}&wave={one.wave_guid}", one.family, one.wave), _("Family"))
