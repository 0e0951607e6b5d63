"""What waits in this browser because it never reached the server, on pages where one looks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from texts.editing import drafts
from views.parts.module import module

if TYPE_CHECKING:
    from pilot.visit import Visit

_waiting = module("rode_draad_waiting", "static/waiting.js")


def show(visit: Visit) -> None:
    """A notice with a way to each; nothing where all is stored."""
    _waiting(key="waiting", data={
        "account": visit.viewer.account_guid, "owner": f"{visit.viewer.account_guid}|{visit.pilot.slug}",
        "codes": visit.viewer.may(Right.CODE), "mended": _mended(visit)})


def _mended(visit: Visit) -> list[tuple[str, str]]:
    """Texts of which a draft is kept that is no version yet."""
    if not visit.viewer.may(Right.PREPARE):
        return []
    return [(one.guid, f"{one.title} · {one.family}") for one in drafts.unsaved(visit.db, visit.viewer)]
