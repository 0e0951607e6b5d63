"""Contacts noted in the browser, also without a connection: each comes in once, by the uuid the browser gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict, cast

from starlette.routing import Route

from pilot.access import Right
from pilot.errors import AskFirst, BadInput, NotAllowed, SignedOut
from pilot.words import N_
from stories.contacts import noting
from stories.contacts.noting import Noted
from web.api.answering import api
from web.api.bodies import json_object, text, texts

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit

UNREAD = N_("This contact could not be read. Note it again.")
NOT_YOU = N_("Somebody else is signed in here now, or in another pilot. What you noted is still on this device; sign in"
             " again as yourself to store it.")
AT_ONCE = 200  # acts in one request


class Result(TypedDict):
    """What became of an act: 'stored' or 'refused' and why; asks: what somebody can say is right."""

    id: str
    state: str
    error: NotRequired[str]
    asks: NotRequired[str]


class Results(TypedDict):
    """One for each act, in their order."""

    results: list[Result]


@api(Right.KEEP_FILE)
def send(visit: Visit, request: Request, body: bytes) -> Results:
    """POST /api/contacts {owner, acts}: note contacts and take them away, each act by itself."""
    sent = json_object(body, UNREAD)
    acts = sent.get("acts")
    if not isinstance(acts, list) or len(acts) > AT_ONCE or not all(isinstance(one, dict) for one in acts):
        raise BadInput(UNREAD)
    if text(sent, "owner") != f"{visit.viewer.account_guid}|{visit.pilot.slug}":
        raise SignedOut(NOT_YOU)
    return {"results": [_done(visit, cast("dict[str, object]", one)) for one in acts]}


def _done(visit: Visit, act: dict[str, object]) -> Result:
    name = act.get("id")
    made: Result = {"id": name if isinstance(name, str) else "", "state": "stored"}
    try:
        if act.get("act") == "undo":
            noting.take_away(visit.db, visit.viewer, text(act, "guid"))
        else:
            noting.note(visit.pilot, visit.db, visit.viewer, _read(act), text(act, "guid"), sure=texts(act, "sure"))
    except (BadInput, NotAllowed) as error:
        asks = error.about if isinstance(error, AskFirst) else ""
        made |= {"state": "refused", "error": error.sentence(), "asks": asks}
    return made


def _read(act: dict[str, object]) -> Noted:
    waited = act.get("waited")
    return Noted(text(act, "family"), text(act, "on"), text(act, "kind"), _number(act.get("minutes")),
                 texts(act, "who"), None if waited is None else _number(waited), text(act, "note"), text(act, "story"))


def _number(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise BadInput(UNREAD)
    return max(-1, min(found, 10**9))


ROUTES = [Route("/api/contacts", send, methods=["POST"])]
