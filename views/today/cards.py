"""Of Today: cards with one next step, where there is no list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.words import _
from views.parts.blocks import invite

if TYPE_CHECKING:
    from pilot.visit import Visit


def no_families(visit: Visit) -> None:
    """The one next step in a pilot without families."""
    if visit.viewer.may(Right.MANAGE_FAMILIES):
        invite(_("No families yet"), _("Add the families first. Then coaches and evaluators can begin."), "/families",
               _("Add a family"))
    else:
        invite(_("No families yet"), _("An administrator adds families and their people. You see yours here."))
