"""Forms about consent: photographed, and the pictures of them for who may see real names."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, TypedDict

from starlette.responses import Response
from starlette.routing import Route

from pilot.access import Right
from pilot.errors import BadInput
from pilot.families.papers import answering, photo, pictures
from pilot.families.papers.answering import Asked
from web.api.answering import api
from web.api.bodies import LIMIT_BYTES, UNREADABLE, json_object, text, texts

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit


class Recorded(TypedDict):
    """The guid of the form that is recorded now."""

    guid: str


# As base64 a photo takes a third more.
@api(Right.RECORD_CONSENT, limit=photo.MOST_BYTES * 4 // 3 + LIMIT_BYTES, heavy=True)
def photographed(visit: Visit, request: Request, body: bytes) -> Recorded:
    """POST /api/consent/photo {guid, person, answers, given_by?, ends_on?, letter?, on, photo: base64, sure?}: what
    somebody answered on paper."""
    given = json_object(body)
    asked = asked_of(given)
    try:
        taken = base64.b64decode(text(given, "photo"), validate=True)
    except ValueError:
        raise BadInput(UNREADABLE) from None
    answering.keep_photo(visit.pilot, visit.db, visit.viewer, asked, taken, text(given, "on"), letter_of(given),
                         sure=texts(given, "sure"))
    return {"guid": asked.guid}


@api(Right.SEE_REGISTER)
def picture(visit: Visit, request: Request, body: bytes) -> Response:
    """GET /api/consent/pictures/{guid}: a signature or the photo of a form; that somebody looked is recorded."""
    found = pictures.see(visit.pilot, visit.db, visit.viewer, request.path_params["guid"])
    with found.file:
        return Response(found.file.read(), media_type=found.media_type, headers={"Cache-Control": "no-store"})


def asked_of(given: dict[str, object]) -> Asked:
    """Who was asked what. Raises: BadInput."""
    answers = given.get("answers")
    if not isinstance(answers, dict) or not all(isinstance(answer, bool) for answer in answers.values()):
        raise BadInput(UNREADABLE)
    return Asked(text(given, "guid"), text(given, "person"), answers, text(given, "given_by") or None,
                 text(given, "ends_on") or None)


def letter_of(given: dict[str, object]) -> int | None:
    """The number of a letter, None where there is none."""
    found = given.get("letter")
    if found is not None and type(found) is not int:
        raise BadInput(UNREADABLE)
    return found


ROUTES = [
    Route("/api/consent/photo", photographed, methods=["POST"]),
    Route("/api/consent/pictures/{guid}", picture, methods=["GET"]),
]
