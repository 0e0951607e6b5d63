"""Contacts noted in the browser, also without a connection: each comes in once, by the uuid the browser gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import N_
from stories.contacts import noting
from stories.contacts.noting import Noted
from web.api.acts import Results, each
from web.api.answering import api
from web.api.bodies import text, texts

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit

UNREAD = N_("This contact could not be read. Note it again.")
NOT_YOU = N_("Somebody else is signed in here now, or in another pilot. What you noted is still on this device; sign in"
             " again as yourself to store it.")


@api(Right.KEEP_FILE)
def send(visit: Visit, request: Request, body: bytes) -> Results:
    """POST /api/contacts {owner, acts}: note contacts and take them away, each act by itself."""
    return each(visit, body, _do, unread=UNREAD, not_you=NOT_YOU)


def _do(visit: Visit, act: dict[str, object]) -> None:
    if act.get("act") == "undo":
        noting.take_away(visit.db, visit.viewer, text(act, "guid"))
    else:
        noting.note(visit.pilot, visit.db, visit.viewer, _read(act), text(act, "guid"), sure=texts(act, "sure"))


def _read(act: dict[str, object]) -> Noted:
    waited = act.get("waited")
    return Noted(text(act, "family"), text(act, "on"), text(act, "kind"), _number(act.get("minutes")),
                 texts(act, "who"), None if waited is None else _number(waited), text(act, "note"), text(act, "story"))


def _number(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise BadInput(UNREAD)
    return max(-1, min(found, 10**9))


ROUTES = [Route("/api/contacts", send, methods=["POST"])]
