"""Routes of the story entry form: drafts kept while typing, thrown away, or turned into a story."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

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
    from stories.entry.form import Body
    from web.api.shapes import Rows

UNREADABLE = N_("This draft could not be read. Reload the page; what you typed is still on this device.")


class ToldDraft(TypedDict):
    """A draft as the form gets it, and the day it is (ISO); split: what was sent went into another draft."""

    today: str
    guid: str
    revision: int
    versions: dict[str, int]
    changed_at: str
    finished: bool
    split: bool


class DraftWithText(ToldDraft):
    """A draft with what was typed."""

    body: Body


class Name(TypedDict):
    """A word that can show who somebody is, and what could stand there."""

    found: str
    replacement: str
    about: str


class Question(TypedDict):
    """A date that is asked about, and the field it is in."""

    field: str
    day: str
    sentence: str


class Kept(ToldDraft):
    """What became of a draft; document: guid, None while names or questions are left."""

    document: str | None
    names: list[Name]
    questions: list[Question]


class Drafts(TypedDict):
    """The viewer's open drafts, as `due.Draft`."""

    drafts: Rows


class Sent(NamedTuple):
    """What the form sends; `stories.entry.drafts` looks into versions and body."""

    given: dict[str, object]
    versions: dict[str, int]
    body: dict[str, object]


def read_draft(visit: Visit, body: bytes) -> Sent:
    """The request's JSON object. Raises: BadInput; NotAllowed when it was typed under another account or pilot."""
    given = json_object(body, UNREADABLE)
    typed = given.get("body")
    if not isinstance(typed, dict):
        raise BadInput(UNREADABLE)
    if given.get("owner") != drafts.owner(visit.viewer):
        raise NotAllowed(N_(
            "You are signed in as somebody else now, or in another pilot. What you typed is still on this device;"
            " sign in again as yourself to save it."))
    return Sent(given, cast("dict[str, int]", given.get("versions", {})), typed)


def told(db: Database, draft: Draft, *, split: bool = False) -> ToldDraft:
    """A draft as the form gets it, and the day it is."""
    return {
        "today": today(db),
        "guid": draft.guid, "revision": draft.revision, "versions": draft.versions, "changed_at": draft.changed_at,
        "finished": draft.finished, "split": split,
    }


@api(Right.WRITE_STORY)
def all_mine(visit: Visit, request: Request, body: bytes) -> Drafts:
    """GET /api/drafts: the viewer's open drafts."""
    return {"drafts": [one._asdict() for one in due.my_drafts(visit.db, visit.viewer)]}


@api(Right.WRITE_STORY)
def one(visit: Visit, request: Request, body: bytes) -> DraftWithText:
    """GET /api/drafts/GUID: one of the viewer's own drafts with its text."""
    draft = drafts.draft(visit.db, visit.viewer, request.path_params["guid"])
    handed = visit.sitting.handed_over
    if draft.body.get("teller") and (handed is None or handed.guid != draft.guid):
        raise NotAllowed(N_("This draft is in the words of a family. Hand your device over, so that it can go on."))
    return {**told(visit.db, draft), "body": draft.body}


@api(Right.WRITE_STORY)
def save(visit: Visit, request: Request, body: bytes) -> ToldDraft:
    """PUT /api/drafts/GUID {owner, versions, body}: keep what was typed so far."""
    sent = read_draft(visit, body)
    saved = drafts.save(visit.db, visit.viewer, request.path_params["guid"], sent.versions, sent.body)
    return told(visit.db, saved.draft, split=saved.split)


@api(Right.WRITE_STORY)
def throw_away(visit: Visit, request: Request, body: bytes) -> None:
    """DELETE /api/drafts/GUID: throw a draft away for good."""
    drafts.throw_away(visit.db, visit.viewer, request.path_params["guid"])


@api(Right.WRITE_STORY)
def keep(visit: Visit, request: Request, body: bytes) -> Response | Kept:
    """POST /api/drafts/GUID/keep {owner, versions, body, anyway, not_names, sure}: turn a draft into a story, once."""
    sent = read_draft(visit, body)
    given = sent.given
    try:
        kept = keeping.keep(
            visit.pilot, visit.db, visit.viewer, request.path_params["guid"], sent.versions, sent.body,
            anyway=given.get("anyway") is True, not_names=texts(given, "not_names"), sure=texts(given, "sure"))
    except keeping.NotYet as error:
        faults = {field: fault.sentence() for field, fault in error.faults.items()}
        return JSONResponse({"error": error.sentence(), "faults": faults}, 400)
    names: list[Name] = [{"found": hit.found, "replacement": hit.replacement, "about": hit.about} for hit in kept.names]
    questions: list[Question] = [
        {"field": field, "day": one.about, "sentence": one.sentence()} for field, one in kept.questions.items()]
    return {**told(visit.db, kept.draft, split=kept.split), "document": kept.document, "names": names,
            "questions": questions}


ROUTES = [
    Route("/api/drafts", all_mine, methods=["GET"]),
    Route("/api/drafts/{guid}", one, methods=["GET"]),
    Route("/api/drafts/{guid}", save, methods=["PUT"]),
    Route("/api/drafts/{guid}", throw_away, methods=["DELETE"]),
    Route("/api/drafts/{guid}/keep", keep, methods=["POST"]),
]
