"""Of Today: cards with one next step, where there is no list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.words import _
from views.parts.blocks import card, invite

if TYPE_CHECKING:
    from pilot.visit import Visit


def to_come(_visit: Visit) -> None:
    """What this page will show a steering group, and what there is until then."""
    invite(_("Nothing has been released yet"), _(
        "As soon as evaluators release figures, quotes or a report, you read here what is new since you were here last."
        " Until then there is one line per theme."))


def numbers(_visit: Visit) -> None:
    """The way to the themes, for who sees no family."""
    card(_("What the stories say"), _("One line per theme: how many families spoke of it."), "/themes",
         _("Look at the themes"))


def meaning(_visit: Visit) -> None:
    """What the numbers there tell, and what not."""
    card(_("What these numbers tell, and what not"), _("They count what was told. They do not measure an effect."),
         "/guide", _("Read the guide"))


def no_families(visit: Visit) -> None:
    """The one next step in a pilot without families."""
    if visit.viewer.may(Right.MANAGE_FAMILIES):
        invite(_("No families yet"), _("Add the families first. Then coaches and evaluators can begin."), "/families",
               _("Add a family"))
    else:
        invite(_("No families yet"), _("An administrator adds families and their people. You see yours here."))
