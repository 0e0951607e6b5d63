"""Of Today: what is wrong with the backups and what lies there to be read, for who looks after the pilot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.safety import encrypting, standing
from pilot.words import _
from views.parts.blocks import card

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit


def warnings(visit: Visit) -> list[Callable[[Visit], None]]:
    """A card with what is wrong and the way to the page; none when all is well, or for who does not look after it."""
    if not visit.viewer.may(Right.MANAGE_SETTINGS):
        return []
    found = standing.warnings(visit.home, visit.db, visit.viewer)
    readable = encrypting.warnings(visit.home, visit.db, visit.viewer)
    return [*([partial(_readable, " ".join(readable))] if readable else []),
            *([partial(_card, " ".join(found))] if found else [])]


def _card(said: str, visit: Visit) -> None:
    card(_("Backups"), said, "/backups", _("Look at the backups"))


def _readable(said: str, visit: Visit) -> None:
    card(_("Not encrypted"), said, "/state", _("Look at what is wrong"))
