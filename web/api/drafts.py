"""Routes of the story entry form: drafts kept while typing, thrown away, or turned into a story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pilot.access import Right
from pilot.clock import today
from pilot.errors import BadInput, NotAllowed
from pilot.words import N_
from stories import due
from stories.entry import drafts, keeping
from web.api.answering import api
from web.api.bodies import json_object, texts

if TYPE_CHECKING:
    from sqlite_utils import Database
    from starlette.requests import Request

    from pilot.visit import Visit
    from stories.entry.drafts import Draft

UNREADABLE = N_("This draft could not be read. Reload the page; what you typed is still on this device.")


def _read(visit: Visit, body: bytes) -> dict[str, Any]:
    """The request's JSON object. Raises: BadInput; NotAllowed when it was typed under another account or pilot."""
    given = json_object(body, UNREADABLE)
    if not isinstance(given.get("body"), dict):
        raise BadInput(UNREADABLE)
    if given.get("owner") != drafts.owner(visit.viewer):
        raise NotAllowed(N_(
            "You are signed in as somebody else now, or in another pilot. What you typed is still on this device;"
            " sign in again as yourself to save it."))
    return given


def told(db: Database, draft: Draft, *, split: bool = False) -> dict[str, Any]:
    """A draft as the form gets it, and the day it is."""
    return {
        "today": today(db),
        "guid": draft.guid, "revision": draft.revision, "versions": draft.versions, "changed_at": draft.changed_at,
        "finished": draft.finished, "split": split,
    }


@api(Right.WRITE_STORY)
def all_mine(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """GET /api/drafts: the viewer's open drafts."""
    return {"drafts": [one._asdict() for one in due.my_drafts(visit.db, visit.viewer)]}


@api(Right.WRITE_STORY)
def one(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """GET /api/drafts/GUID: one of the viewer's own drafts with its text."""
    draft = drafts.draft(visit.db, visit.viewer, request.path_params["guid"])
    return told(visit.db, draft) | {"body": draft.body}


@api(Right.WRITE_STORY)
def save(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """PUT /api/drafts/GUID {owner, versions, body}: keep what was typed so far."""
    given = _read(visit, body)
    saved = drafts.save(visit.db, visit.viewer, request.path_params["guid"], given.get("versions", {}), given["body"])
    return told(visit.db, saved.draft, split=saved.split)


@api(Right.WRITE_STORY)
def throw_away(visit: Visit, request: Request, body: bytes) -> None:
    """DELETE /api/drafts/GUID: throw a draft away for good."""
    drafts.throw_away(visit.db, visit.viewer, request.path_params["guid"])


@api(Right.WRITE_STORY)
def keep(visit: Visit, request: Request, body: bytes) -> Response | dict[str, Any]:
    """POST /api/drafts/GUID/keep {owner, versions, body, anyway, not_names, sure}: turn a draft into a story, once."""
    given = _read(visit, body)
    try:
        kept = keeping.keep(
            visit.pilot, visit.db, visit.viewer, request.path_params["guid"], given.get("versions", {}), given["body"],
            anyway=given.get("anyway") is True, not_names=texts(given, "not_names"), sure=texts(given, "sure"))
    except keeping.NotYet as error:
        faults = {field: fault.sentence() for field, fault in error.faults.items()}
        return JSONResponse({"error": error.sentence(), "faults": faults}, 400)
    names = [{"found": hit.found, "replacement": hit.replacement, "about": hit.about} for hit in kept.names]
    questions = [
        {"field": field, "day": one.about, "sentence": one.sentence()} for field, one in kept.questions.items()]
    return told(visit.db, kept.draft, split=kept.split) | {
        "document": kept.document, "names": names, "questions": questions}


ROUTES = [
    Route("/api/drafts", all_mine, methods=["GET"]),
    Route("/api/drafts/{guid}", one, methods=["GET"]),
    Route("/api/drafts/{guid}", save, methods=["PUT"]),
    Route("/api/drafts/{guid}", throw_away, methods=["DELETE"]),
    Route("/api/drafts/{guid}/keep", keep, methods=["POST"]),
]
