"""What the machine proposes in a document, for a desk whose coder asked for it, and what she makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from starlette.routing import Route

from coding.suggest import at_desk
from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import N_
from web.api.answering import api
from web.api.bodies import json_object, text

if TYPE_CHECKING:
    from starlette.requests import Request

    from coding.suggest.at_desk import ToldProposal
    from pilot.visit import Visit

UNREAD = N_("This could not be read. Reload the page and try again.")


class Proposals(TypedDict):
    """See `at_desk.proposals`; offsets are code points into the version, 0-based, end-exclusive."""

    proposals: list[ToldProposal]


class Said(TypedDict):
    """The answer that counts now."""

    answer: str


@api(Right.CODE, heavy=True)
def proposals(visit: Visit, request: Request, body: bytes) -> Proposals:
    """GET /api/documents/{guid}/suggestions: what the machine proposes in the version this coder reads now."""
    return {"proposals": at_desk.proposals(visit.db, visit.viewer, str(request.path_params["guid"]))}


@api(Right.CODE)
def answer(visit: Visit, request: Request, body: bytes) -> Said:
    """POST /api/documents/{guid}/suggestions with {proposal, answer, coding: guid or null}: what becomes of one."""
    sent = json_object(body, UNREAD)
    said, coding = text(sent, "answer"), sent.get("coding")
    if coding is not None and not isinstance(coding, str):
        raise BadInput(UNREAD)
    at_desk.answer(visit.db, visit.viewer, str(request.path_params["guid"]), text(sent, "proposal"), said, coding)
    return {"answer": said}


ROUTES = [
    Route("/api/documents/{guid}/suggestions", proposals, methods=["GET"]),
    Route("/api/documents/{guid}/suggestions", answer, methods=["POST"]),
]
