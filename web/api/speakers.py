"""Who speaks in a conversation, said by ear: its words with who says them, and what is said of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from starlette.routing import Route

from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import N_
from texts import who_speaks
from texts.borders import Turn
from transcribe import sureness
from web.api.answering import api
from web.api.bodies import json_object

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit

UNSAID = N_("Say of which version this is said, and who says how many words.")


class Spoken(TypedDict):
    """The words of a conversation; see `texts.who_speaks`. times: integer ms or None by word; turns: [words, who];
    choices: [key, name, voice]; sure: [start_ms, end_ms, percent] of each stretch in which a model told one voice."""

    number: int
    title: str
    recording: str | None
    duration: int | None
    words: list[str]
    times: list[int | None]
    turns: list[list[object]]
    sure: list[list[int]]
    choices: list[list[str]]


class Said(TypedDict):
    """The number of the version in which it stands."""

    number: int


@api(Right.PREPARE)
def read(visit: Visit, request: Request, body: bytes) -> Spoken:
    """GET /api/documents/GUID/speakers: its words with when each begins (ms or null), its turns, who can be meant."""
    found = who_speaks.who_speaks(visit.db, visit.viewer, request.path_params["guid"])
    return {
        "number": found.number, "title": found.title, "recording": found.recording, "duration": found.duration_ms,
        "words": found.words, "times": found.times, "turns": [list(turn) for turn in found.turns],
        "sure": [[one.start_ms, one.end_ms, round(100 * one.sure)] for one in sureness.sureness(
            visit.db, visit.viewer, request.path_params["guid"])],
        "choices": [[one.key, one.name, one.voice] for one in found.choices]}


@api(Right.PREPARE)
def say(visit: Visit, request: Request, body: bytes) -> Said:
    """PUT /api/documents/GUID/speakers {number, turns: [[words, who], ...]}: store who speaks; the version it is in."""
    given = json_object(body)
    number, turns = given.get("number"), given.get("turns")
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(turns, list):
        raise BadInput(UNSAID)
    said = who_speaks.say_who_speaks(
        visit.db, visit.viewer, request.path_params["guid"], number, [_turn(one) for one in turns])
    return {"number": said}


def _turn(given: object) -> Turn:
    match given:
        case [int(words), str(who)] if not isinstance(words, bool):
            return Turn(words, who)
    raise BadInput(UNSAID)


ROUTES = [
    Route("/api/documents/{guid}/speakers", read, methods=["GET"]),
    Route("/api/documents/{guid}/speakers", say, methods=["PUT"]),
]
