"""Somebody reads, answers and signs on the coach's device; see `handing.py` for how that is all there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from starlette.routing import Route

from pilot.access import Right
from pilot.accounts.handing import SIGN, HandedOver
from pilot.errors import BadInput, Conflict
from pilot.families.papers import answering, signature
from pilot.families.papers.address import back_to
from pilot.families.papers.answering import Asked, Signed
from pilot.families.papers.letter import YOUNG
from pilot.families.papers.saying import said_on_screen
from pilot.words import N_
from stories.entry.drafts import owner
from web.api.answering import api
from web.api.bodies import UNREADABLE, json_object, text, texts
from web.api.papers import letter_of
from web.handing import Screen, routes

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit


class Recorded(TypedDict):
    """The guid of the form that is recorded now."""

    guid: str


def _begin(visit: Visit, body: bytes) -> HandedOver:
    """POST /sign {guid, person, uses, letter, given_by?, ends_on?, back}: a form that this person can sign."""
    given = json_object(body)
    thing = HandedOver(SIGN, text(given, "guid"), back_to(text(given, "back")) or "/families", {
        "person": text(given, "person"), "uses": list(texts(given, "uses")), "letter": letter_of(given) or 0,
        "given_by": text(given, "given_by"), "ends_on": text(given, "ends_on")})
    _to_sign(visit, thing)
    return thing


def _asked(thing: HandedOver, answers: dict[str, bool]) -> Asked:
    return Asked(thing.guid, str(thing.asked["person"]), answers, str(thing.asked["given_by"]) or None,
                 str(thing.asked["ends_on"]) or None)


def _uses(thing: HandedOver) -> tuple[str, ...]:
    return texts(thing.asked, "uses")


def _to_sign(visit: Visit, thing: HandedOver) -> answering.ToSign:
    asked = _asked(thing, dict.fromkeys(_uses(thing), False))
    return answering.to_sign(visit.pilot, visit.db, visit.viewer, asked, letter_of(thing.asked) or 0)


def _data(visit: Visit, thing: HandedOver) -> dict[str, object]:
    """What the page needs to know; see web/static/papers/handed.js. No name and no pseudonym is among it."""
    letter, done = _to_sign(visit, thing)
    questions = letter.about(_uses(thing))
    return {
        "guid": thing.guid, "owner": owner(visit.viewer), "person": thing.asked["person"], "done": done,
        "number": thing.asked["letter"], "language": letter.language, "title": letter.title,
        "blocks": [*letter.before, (letter.what, [one.about for one in questions]), *letter.after],
        "questions": [one._asdict() for one in questions], "choose": letter.choose,
        "signers": [*([("signed", letter.read)] if letter.audience != YOUNG else []),
                    *([("guardian", letter.guardian)] if thing.asked["given_by"] else [])],
        "words": {**letter.words, **said_on_screen(letter.language)},
        "pad": [signature.WIDTH, signature.HEIGHT, signature.SHORTEST]}


@api(Right.RECORD_CONSENT)
def keep(visit: Visit, request: Request, body: bytes) -> Recorded:
    """POST /sign/keep {answers: {use: bool}, signed: {lines?, agreed?}, guardian?}: what was answered and signed by the
    person for whom the device was handed over; the same form again changes nothing."""
    thing = visit.sitting.handed_over
    if thing is None or thing.page != SIGN:
        raise Conflict(N_("There is no form to sign here. Begin again at Ask for consent."))
    given = json_object(body)
    answers = given.get("answers")
    if not isinstance(answers, dict) or set(answers) != set(_uses(thing)):
        raise BadInput(N_("Say yes or no to each question."))
    answering.sign(visit.pilot, visit.db, visit.viewer, _asked(thing, answers), letter_of(thing.asked) or 0,
                   _signed(given, "signed"), _signed(given, "guardian") if thing.asked["given_by"] else None)
    return {"guid": thing.guid}


def _signed(given: dict[str, object], key: str) -> Signed:
    """How one of them signed; who does not sign is not sent."""
    found = given.get(key, {})
    if not isinstance(found, dict):
        raise BadInput(UNREADABLE)
    return Signed(found.get("lines"), found.get("agreed") is True)


_SCREEN = Screen(
    SIGN, Right.RECORD_CONSENT, N_("Sign"),
    N_("What is signed and saved stays. With your password you are back in Rode Draad."),
    ("/assets/papers/papers.css",), "/assets/papers/handed.js", _begin, _data)
ROUTES = [*routes(_SCREEN), Route(f"{SIGN}/keep", keep, methods=["POST"])]
