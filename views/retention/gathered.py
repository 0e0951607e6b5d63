"""What each room says is past its period, for the page and for Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.accounts import past as of_accounts
from pilot.families import past as of_families
from pilot.safety.retention import KIND_NAMES
from stories.entry import past as of_stories
from texts import past as of_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.safety.retention import Due
    from pilot.visit import Visit

PAST: dict[str, Callable[[Visit], list[Due]]] = {
    "sound": lambda visit: of_texts.sound(visit.db, visit.viewer),
    "raw": lambda visit: of_texts.raw(visit.db, visit.viewer),
    "texts": lambda visit: of_texts.texts(visit.db, visit.viewer),
    "names": lambda visit: of_families.names(visit.pilot, visit.db, visit.viewer),
    "drafts": lambda visit: of_stories.drafts(visit.db, visit.viewer),
    "accounts": lambda visit: of_accounts.accounts(visit.home, visit.db, visit.viewer),
}


def past(visit: Visit) -> dict[str, list[Due]]:
    """By kind what is past its period or soon will be; kinds of which there is nothing are left out."""
    found = {kind: PAST[kind](visit) for kind in KIND_NAMES}
    return {kind: rows for kind, rows in found.items() if rows}
