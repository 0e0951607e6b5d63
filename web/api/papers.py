"""Forms about consent: signed on the screen, photographed, and the pictures of them for who may see real names."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, TypedDict

from starlette.responses import Response
from starlette.routing import Route

from pilot.access import Right
from pilot.errors import BadInput
from pilot.families.papers import answering, photo, pictures
from pilot.families.papers.answering import Asked, Signed
from web.api.answering import api
from web.api.bodies import LIMIT_BYTES, UNREADABLE, json_object, text, texts

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit


class Recorded(TypedDict):
    """The guid of the form that is recorded now."""

    guid: str


@api(Right.RECORD_CONSENT)
def signed(visit: Visit, request: Request, body: bytes) -> Recorded:
    """POST /api/consent/signed {guid, person, answers: {use: bool}, given_by?, ends_on?, letter, signed: {lines?,
    agreed?}, guardian?}: what somebody answered and signed on the screen; the same guid again changes nothing."""
    given = json_object(body)
    asked = _asked(given)
    answering.sign(visit.pilot, visit.db, visit.viewer, asked, _number(given) or 0, _signed(given, "signed"),
                   _signed(given, "guardian") if given.get("guardian") is not None else None)
    return {"guid": asked.guid}


# As base64 a photo takes a third more.
@api(Right.RECORD_CONSENT, limit=photo.MOST_BYTES * 4 // 3 + LIMIT_BYTES, heavy=True)
def photographed(visit: Visit, request: Request, body: bytes) -> Recorded:
    """POST /api/consent/photo {guid, person, answers, given_by?, ends_on?, letter?, on, photo: base64, sure?}: what
    somebody answered on paper."""
    given = json_object(body)
    asked = _asked(given)
    try:
        taken = base64.b64decode(text(given, "photo"), validate=True)
    except ValueError:
        raise BadInput(UNREADABLE) from None
    answering.keep_photo(visit.pilot, visit.db, visit.viewer, asked, taken, text(given, "on"), _number(given),
                         sure=texts(given, "sure"))
    return {"guid": asked.guid}


@api(Right.SEE_REGISTER)
def picture(visit: Visit, request: Request, body: bytes) -> Response:
    """GET /api/consent/pictures/{guid}: a signature or the photo of a form; that somebody looked is recorded."""
    found = pictures.see(visit.pilot, visit.db, visit.viewer, request.path_params["guid"])
    with found.file:
        return Response(found.file.read(), media_type=found.media_type, headers={"Cache-Control": "no-store"})


def _asked(given: dict[str, object]) -> Asked:
    answers = given.get("answers")
    if not isinstance(answers, dict) or not all(isinstance(answer, bool) for answer in answers.values()):
        raise BadInput(UNREADABLE)
    return Asked(text(given, "guid"), text(given, "person"), answers, text(given, "given_by") or None,
                 text(given, "ends_on") or None)


def _number(given: dict[str, object]) -> int | None:
    """The number of a letter, None where there is none."""
    found = given.get("letter")
    if found is not None and type(found) is not int:
        raise BadInput(UNREADABLE)
    return found


def _signed(given: dict[str, object], key: str) -> Signed:
    found = given.get(key)
    if not isinstance(found, dict):
        raise BadInput(UNREADABLE)
    return Signed(found.get("lines"), found.get("agreed") is True)


ROUTES = [
    Route("/api/consent/signed", signed, methods=["POST"]),
    Route("/api/consent/photo", photographed, methods=["POST"]),
    Route("/api/consent/pictures/{guid}", picture, methods=["GET"]),
]
