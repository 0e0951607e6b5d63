"""Scores of life domains given in the browser: each comes in once, by the uuid the browser gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from starlette.routing import Route

from pilot.access import Right
from pilot.errors import BadInput
from pilot.store.files import write
from pilot.words import N_
from stories.outcomes import grounds, scores, sheets
from web.api.acts import Results, each
from web.api.answering import api
from web.api.bodies import text, texts

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit

UNREAD = N_("This score could not be read. Reload the page and give it again.")
NOT_YOU = N_("Somebody else is signed in here now, or in another pilot. What you scored is still on this device; sign"
             " in again as yourself to store it.")


class ToldSentence(TypedDict):
    """Words of a text: code points, 0-based, end-exclusive, into the version."""

    start: int
    end: int
    words: str


class ToldTurn(TypedDict):
    """Who speaks, and what is said."""

    speaker: str
    sentences: list[ToldSentence]


class ToldText(TypedDict):
    """A text to choose words from: guid of the version, and its turns."""

    version: str
    turns: list[ToldTurn]


@api(Right.KEEP_FILE)
def send(visit: Visit, request: Request, body: bytes) -> Results:
    """POST /api/scores {owner, acts}: give scores, take them back, and say what they rest on, each act by itself."""
    return each(visit, body, _do, unread=UNREAD, not_you=NOT_YOU)


@api(Right.KEEP_FILE)
def read(visit: Visit, request: Request, body: bytes) -> ToldText:
    """GET /api/scores/text/{guid}: the sentences of a text, to choose words from that a score rests on."""
    found = grounds.whole(visit.db, visit.viewer, request.path_params["guid"])
    return {"version": found.version, "turns": [
        {"speaker": speaker, "sentences": [{"start": one.start, "end": one.end, "words": one.words} for one in said]}
        for speaker, said in found.turns]}


def _do(visit: Visit, act: dict[str, object]) -> None:
    what, guid = act.get("act"), text(act, "guid")
    if what == "unrest":
        grounds.take_away(visit.db, visit.viewer, guid)
        return
    place = grounds.Place(text(act, "family"), text(act, "wave"), text(act, "domain"), text(act, "voice"))
    if not guid or what not in ("give", "rest"):
        raise BadInput(UNREAD)
    if what == "rest":
        span = (_whole(act.get("start")), _whole(act.get("end")))
        grounds.choose(visit.db, visit.viewer, place, text(act, "document"), text(act, "version"), span, guid)
        return
    _wave_id, wave = sheets.wave_of(visit.db, visit.viewer, place.wave)
    value = act.get("value")
    state = text(act, "state")
    if state not in (scores.SCORED, scores.UNKNOWN, scores.TAKEN_BACK) or (value is None) == (state == scores.SCORED):
        raise BadInput(UNREAD)
    if value is not None and (not isinstance(value, (int, float)) or isinstance(value, bool)):
        raise BadInput(UNREAD)
    entry = scores.Entry(
        place.family, wave.label, place.domain, None if value is None else float(value), text(act, "on"), place.voice,
        text(act, "source"), rubric=_whole(act.get("rubric")))
    with write(visit.db):
        if state == scores.TAKEN_BACK:
            scores.take_back(visit.db, visit.viewer, entry, guid=guid)
        else:
            scores.enter(visit.db, visit.viewer, entry, guid=guid, sure=texts(act, "sure"))


def _whole(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 1 << 31:
        raise BadInput(UNREAD)
    return found


ROUTES = [Route("/api/scores", send, methods=["POST"]), Route("/api/scores/text/{guid}", read, methods=["GET"])]
