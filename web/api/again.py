"""Writing a stretch of a recording out again, for the desk and the editor of who prepares texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from starlette.routing import Route

from jobs import shown, worker
from pilot import words
from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import N_
from transcribe import again, job, languages, models
from web.api.answering import api
from web.api.bodies import json_object, text

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit
    from web.api.shapes import Rows

UNREAD = N_("This could not be read. Reload the page and try again.")


class Again(TypedDict):
    """See `listed`."""

    tasks: list[shown.Told]
    offers: Rows
    models: list[list[object]]
    model: str
    languages: list[tuple[str, str]]
    language: str


class Asked(TypedDict):
    """The guid of the task."""

    job: str


class Decided(TypedDict):
    """The number of the version that is now read."""

    number: int


@api(Right.PREPARE)
def listed(visit: Visit, request: Request, body: bytes) -> Again:
    """GET /api/documents/{guid}/again: what is being written out again, what is offered, and what can be chosen from.

    models: [name, languages it knows or null for all]. languages: [code, name]. offers: see `again.Offer`.
    """
    db, viewer, guid = visit.db, visit.viewer, str(request.path_params["guid"])
    here = models.available(visit.home)
    return {
        "tasks": [shown.as_dict(one) for one in again.asked(db, viewer, guid)],
        "offers": [one._asdict() for one in again.offers(db, viewer, guid)],
        "models": [[model.name, None if model.multilingual else ["en"]] for model in here],
        "model": job.preferred(db, here).name if here else "",
        "languages": list(languages.names(words.current()).items()),
        "language": again.language_of(db, guid)}


@api(Right.PREPARE)
def ask(visit: Visit, request: Request, body: bytes) -> Asked:
    """POST /api/documents/{guid}/again {start_ms, end_ms, model?, language?, doubt?}: ask for a stretch; its task."""
    sent = json_object(body)
    db, viewer, guid = visit.db, visit.viewer, str(request.path_params["guid"])
    stretch = sent.get("start_ms"), sent.get("end_ms")
    if not all(isinstance(ms, int) and not isinstance(ms, bool) for ms in stretch):
        raise BadInput(UNREAD)
    here = models.available(visit.home)
    name = text(sent, "model") or (job.preferred(db, here).name if here else models.DEFAULT)
    found = again.ask(db, viewer, guid, (int(str(stretch[0])), int(str(stretch[1]))), models.named(visit.home, name),
                      text(sent, "language") or again.language_of(db, guid), text(sent, "doubt"))
    worker.ensure_running(visit.home)
    return {"job": found}


@api(Right.PREPARE)
def decide(visit: Visit, request: Request, body: bytes) -> Decided:
    """POST /api/documents/{guid}/again/{offer} {number, taken}: take or leave what is offered; the version now read."""
    sent = json_object(body)
    number, taken = sent.get("number"), sent.get("taken")
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(taken, bool):
        raise BadInput(UNREAD)
    given = request.path_params
    return {"number": again.decide(visit.db, visit.viewer, str(given["guid"]), str(given["offer"]), number,
                                   taken=taken)}


ROUTES = [
    Route("/api/documents/{guid}/again", listed, methods=["GET"]),
    Route("/api/documents/{guid}/again", ask, methods=["POST"]),
    Route("/api/documents/{guid}/again/{offer}", decide, methods=["POST"]),
]
