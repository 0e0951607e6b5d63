"""Acts that a browser keeps until each is answered: done one by one, so that one that is refused stops no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict, cast

from pilot.errors import AskFirst, BadInput, NotAllowed, SignedOut
from web.api.bodies import json_object, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit

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


def each(visit: Visit, body: bytes, do: Callable[[Visit, dict[str, object]], None], *, unread: str, not_you: str
         ) -> Results:
    """What became of the acts in a body {owner, acts}.

    Args:
        do: does one, inside no write.
        unread: what is said of a body or an act that cannot be read; not_you: to whom did not give these acts (msgids).

    Raises: BadInput, SignedOut.
    """
    sent = json_object(body, unread)
    acts = sent.get("acts")
    if not isinstance(acts, list) or len(acts) > AT_ONCE or not all(isinstance(one, dict) for one in acts):
        raise BadInput(unread)
    if text(sent, "owner") != f"{visit.viewer.account_guid}|{visit.pilot.slug}":
        raise SignedOut(not_you)
    return {"results": [_done(visit, cast("dict[str, object]", one), do) for one in acts]}


def _done(visit: Visit, act: dict[str, object], do: Callable[[Visit, dict[str, object]], None]) -> Result:
    name = act.get("id")
    made: Result = {"id": name if isinstance(name, str) else "", "state": "stored"}
    try:
        do(visit, act)
    except (BadInput, NotAllowed) as error:
        asks = error.about if isinstance(error, AskFirst) else ""
        made |= {"state": "refused", "error": error.sentence(), "asks": asks}
    return made
