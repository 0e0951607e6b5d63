"""Where to listen in a recording that was written out, for the desk of who prepares texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from starlette.routing import Route

from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import N_
from transcribe import doubts, low
from web.api.answering import api
from web.api.bodies import json_object, text
from web.api.desk import number_asked

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit
    from web.api.shapes import Rows


class Doubts(TypedDict):
    """Places to listen to, as `transcribe.doubts.Doubt`."""

    doubts: Rows


class Unsure(TypedDict):
    """(start, end) of words, code points, 0-based, end-exclusive."""

    words: list[tuple[int, int]]


@api(Right.PREPARE)
def listed(visit: Visit, request: Request, body: bytes) -> Doubts:
    """GET /api/documents/{guid}/doubts?version=N: the places to listen to, offsets into that version."""
    found = doubts.doubts(visit.db, visit.viewer, str(request.path_params["guid"]), number_asked(request))
    return {"doubts": [one._asdict() for one in found]}


@api(Right.PREPARE)
def settle(visit: Visit, request: Request, body: bytes) -> None:
    """POST /api/documents/{guid}/doubts {doubt, settled}: somebody listened to a place, or takes that back."""
    sent = json_object(body)
    settled = sent.get("settled", True)
    if not isinstance(settled, bool):
        raise BadInput(N_("This could not be read. Reload the page and try again."))
    doubts.settle(visit.db, visit.viewer, str(request.path_params["guid"]), text(sent, "doubt"), settled=settled)


@api(Right.PREPARE)
def unsure(visit: Visit, request: Request, body: bytes) -> Unsure:
    """GET /api/documents/{guid}/unsure?version=N: [start, end] of each word that the model was not sure of."""
    return {"words": low.low_words(visit.db, visit.viewer, str(request.path_params["guid"]), number_asked(request))}


ROUTES = [
    Route("/api/documents/{guid}/unsure", unsure, methods=["GET"]),
    Route("/api/documents/{guid}/doubts", listed, methods=["GET"]),
    Route("/api/documents/{guid}/doubts", settle, methods=["POST"]),
]
