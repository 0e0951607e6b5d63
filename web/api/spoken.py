"""Routes of the recorder: beginning, pieces of sound, closing, and what was written out of a voice note."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from starlette.routing import Route

from jobs import worker
from pilot.access import Right
from pilot.errors import BadInput, RodeDraadError
from pilot.words import translate
from stories.spoken import beginning, closing, first_part, landing, taking
from stories.spoken import rest as late
from transcribe import said
from web.api.answering import api
from web.api.bodies import UNREADABLE, json_object, text, texts

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit
    from stories.spoken.taking import Spoken

_LARGE = taking.PIECE_LIMIT_BYTES + 1000


class ToldSpoken(TypedDict):
    """A recording as the recorder gets it: guid, 'note' or 'interview', pseudonym of the family, guid of the draft or
    '', the piece that is waited for (from 0), how long what arrived lasts (ms), and 'open', 'closed' or 'thrown away'.

    Attributes:
        writing: of a closed one: 'queued', 'running', 'done', 'failed', 'cancelled', or '' where nobody asked.
        why: the sentence that says why it is not written out, or ''. done: how far that is, 0 to 1.
        before: the sentence that says what became of what was closed before it from another device, or ''.
    """

    guid: str
    kind: str
    family: str
    draft: str
    next: int
    ms: int
    state: str
    writing: str
    why: str
    done: float
    before: str


class BegunSpoken(ToldSpoken):
    """The same with the key (hex) that locks what the device keeps of it; '' once all of it is here."""

    key: str


class TakenPiece(TypedDict):
    """What became of a piece; see `taking.Taken`."""

    next: int
    taken: bool


class ToldTexts(TypedDict):
    """What was written out for a draft: [{guid, answer, paragraphs}], and what is on its way."""

    texts: list[dict[str, object]]
    waiting: list[ToldSpoken]


class ToldNote(TypedDict):
    """Something that was spoken and waits; see `landing.Note`."""

    guid: str
    kind: str
    draft: str
    family_guid: str
    family: str
    told_on: str
    ms: int
    state: str
    story: bool
    writing: str
    why: str


def _told(visit: Visit, found: Spoken, why: str = "") -> ToldSpoken:
    task = said.task(visit.db, visit.viewer, found.recording) if found.recording else None
    return {
        "guid": found.guid, "kind": found.kind, "family": found.family, "draft": found.draft, "next": found.next,
        "ms": found.ms, "state": found.state, "writing": task.state if task else "",
        "why": why or (task.error if task else ""),
        "done": task.done / task.total if task and task.total else 0.0,
        "before": translate(first_part.became(visit.db, found.guid)) if found.state == "closed" else ""}


def _begun(visit: Visit, begun: taking.Begun) -> BegunSpoken:
    return {**_told(visit, begun.spoken), "key": begun.key}


@api()
def begin(visit: Visit, request: Request, body: bytes) -> BegunSpoken:
    """POST /api/spoken {guid, kind, family, device, draft?, answer?, persons?, language?}: begin a recording."""
    visit.viewer.require(Right.WRITE_STORY, Right.ADD_MATERIAL)
    asked = json_object(body)
    return _begun(visit, beginning.begin(visit.pilot, visit.db, visit.viewer, beginning.NewSpoken(
        text(asked, "guid"), text(asked, "kind"), text(asked, "family"), text(asked, "device"), text(asked, "draft"),
        text(asked, "answer"), texts(asked, "persons"), text(asked, "language"))))


@api()
def waiting(visit: Visit, request: Request, body: bytes) -> dict[str, list[ToldNote]]:
    """GET /api/spoken: what I spoke and have still to do something with."""
    found: list[ToldNote] = []
    for one in landing.waiting(visit.db, visit.viewer):
        task = said.task(visit.db, visit.viewer, one.guid) if one.state == "waits" else None
        found.append({
            "guid": one.guid, "kind": one.kind, "draft": one.draft, "family_guid": one.family_guid,
            "family": one.family, "told_on": one.told_on, "ms": one.ms, "state": one.state, "story": one.story,
            "writing": task.state if task else "", "why": task.error if task else ""})
    return {"spoken": found}


@api()
def here(visit: Visit, request: Request, body: bytes) -> BegunSpoken:
    """GET /api/spoken/<guid>?device=D: how far it is, with the key, for the device on which it was begun."""
    return _begun(visit, taking.here(visit.db, visit.viewer, _guid(request), request.query_params.get("device", "")))


@api(limit=_LARGE)
def piece(visit: Visit, request: Request, body: bytes) -> TakenPiece:
    """POST /api/spoken/<guid>/pieces?device=D&number=N&ms=M&gap=1: the next seconds, as the browser recorded them."""
    taking.one(visit.db, visit.viewer, _guid(request))
    query = request.query_params
    sent = taking.Piece(_number(query.get("number", "")), _number(query.get("ms", "")), body, query.get("gap") == "1")
    taken = taking.take(visit.pilot, visit.db, visit.viewer, _guid(request), query.get("device", ""), sent)
    return {"next": taken.next, "taken": taken.taken}


@api(heavy=True)
def close(visit: Visit, request: Request, body: bytes) -> ToldSpoken:
    """POST /api/spoken/<guid>/close {total?}: make a recording of it, and have it written out."""
    taking.one(visit.db, visit.viewer, _guid(request))
    total = json_object(body).get("total")
    if total is not None and (not isinstance(total, int) or isinstance(total, bool)):
        raise BadInput(UNREADABLE)
    closed = closing.close(visit.pilot, visit.db, visit.viewer, _guid(request), total)
    return _told(visit, closed, _asked(visit, closed))


@api()
def rest(visit: Visit, request: Request, body: bytes) -> BegunSpoken:
    """POST /api/spoken/<guid>/rest {whole, device}: it was closed from elsewhere, and this device has more of it."""
    taking.one(visit.db, visit.viewer, _guid(request))
    asked = json_object(body)
    return _begun(visit, late.begin(
        visit.pilot, visit.db, visit.viewer, _guid(request), text(asked, "whole"), text(asked, "device")))


@api()
def write_out(visit: Visit, request: Request, body: bytes) -> ToldSpoken:
    """POST /api/spoken/<guid>/text: have it written out, where that did not work before."""
    found = taking.one(visit.db, visit.viewer, _guid(request))
    if found.state != "closed":
        raise BadInput(closing.NOT_ALL)
    said.ask(visit.home, visit.pilot, visit.db, visit.viewer, found.recording, found.language)
    worker.ensure_running(visit.home)
    return _told(visit, found)


def _asked(visit: Visit, closed: Spoken) -> str:
    """Why it is not written out, '' when it will be: the recording is there all the same."""
    if said.task(visit.db, visit.viewer, closed.recording):
        return ""
    try:
        said.ask(visit.home, visit.pilot, visit.db, visit.viewer, closed.recording, closed.language)
    except RodeDraadError as error:
        return error.sentence()
    worker.ensure_running(visit.home)
    return ""


@api()
def throw_away(visit: Visit, request: Request, body: bytes) -> None:
    """DELETE /api/spoken/<guid>: throw away what arrived of it."""
    closing.throw_away(visit.pilot, visit.db, visit.viewer, _guid(request))


@api(Right.WRITE_STORY)
def for_draft(visit: Visit, request: Request, body: bytes) -> ToldTexts:
    """GET /api/drafts/<guid>/spoken: what was written out for this draft, and what is on its way."""
    draft = str(request.path_params["guid"])
    on_its_way = [one for one in landing.waiting(visit.db, visit.viewer)
                  if one.draft == draft and one.state in ("waits", "open")]
    return {
        "texts": [{"guid": one.guid, "answer": one.answer, "paragraphs": list(one.paragraphs)}
                  for one in landing.texts_for(visit.db, visit.viewer, draft)],
        "waiting": [_told(visit, taking.one(visit.db, visit.viewer, one.guid)) for one in on_its_way]}


@api(Right.WRITE_STORY)
def to_new_draft(visit: Visit, request: Request, body: bytes) -> dict[str, str]:
    """POST /api/spoken/<guid>/draft: let it wait for a new draft; answers its guid."""
    return {"draft": landing.to_new_draft(visit.db, visit.viewer, _guid(request))}


@api(Right.WRITE_STORY)
def leave(visit: Visit, request: Request, body: bytes) -> None:
    """DELETE /api/spoken/<guid>/text: what was written out of it goes into no story."""
    landing.leave(visit.db, visit.viewer, _guid(request))


def _guid(request: Request) -> str:
    return str(request.path_params["guid"])


def _number(given: str) -> int:
    if not given.isascii() or not given.isdecimal() or len(given) > 9:
        raise BadInput(UNREADABLE)
    return int(given)


ROUTES = [
    Route("/api/spoken", begin, methods=["POST"]),
    Route("/api/spoken", waiting, methods=["GET"]),
    Route("/api/spoken/{guid}", here, methods=["GET"]),
    Route("/api/spoken/{guid}", throw_away, methods=["DELETE"]),
    Route("/api/spoken/{guid}/pieces", piece, methods=["POST"]),
    Route("/api/spoken/{guid}/close", close, methods=["POST"]),
    Route("/api/spoken/{guid}/rest", rest, methods=["POST"]),
    Route("/api/spoken/{guid}/text", write_out, methods=["POST"]),
    Route("/api/spoken/{guid}/text", leave, methods=["DELETE"]),
    Route("/api/spoken/{guid}/draft", to_new_draft, methods=["POST"]),
    Route("/api/drafts/{guid}/spoken", for_draft, methods=["GET"]),
]
