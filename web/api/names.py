"""Names out of the texts that wait: their places, what is decided about each, adding one, and making the version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, NotRequired, TypedDict

from starlette.routing import Route

from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import N_
from texts.names_out import deciding, making, opened, reviewing, rewording, unmarking
from transcribe import names_out
from web.api.answering import api
from web.api.bodies import json_object, text

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit
    from texts.names_out.reviewing import Group, Place

UNREAD = N_("Say what is decided of which places.")
UNSAID = N_("Say which words of which version are meant.")
AT_ONCE = 500  # decisions in one request
_SIMPLE = {"accept": deciding.accept, "leave": deciding.leave, "reopen": deciding.reopen}


class ToldPlace(TypedDict):
    """A place, as `texts.names_out.reviewing.Place` has it; ms: when its turn begins; spoken: itself, from and until,
    where its words have times."""

    guid: str
    document: str
    number: int
    start: int
    end: int
    word: str
    before: str
    after: str
    source: str
    sureness: float
    doubtful: bool
    decision: str | None
    replacement: str
    by: str
    ms: int | None
    spoken: tuple[int, int] | None


class ToldGroup(TypedDict):
    """All places of one name."""

    thing: str
    kind: str
    pseudonym: str
    places: list[ToldPlace]


class Told(TypedDict):
    """What is to be decided; texts: as `texts.names_out.opened.Waits`. Only the stamp where nothing changed."""

    stamp: str
    texts: NotRequired[list[dict[str, object]]]
    groups: NotRequired[list[ToldGroup]]


class Refused(TypedDict):
    """Decisions that were refused: the id each came with, and why."""

    refused: list[dict[str, str]]


class Asked(TypedDict):
    """The job that looks, or makes, by its guid."""

    job: str


class Words(TypedDict):
    """A text; turns: [start, speaker, text, ms]."""

    number: int
    title: str
    turns: list[list[object]]


class Added(TypedDict):
    """The guids of what was marked."""

    places: list[str]


class Made(TypedDict):
    """The version that was made, or None and why not, with the words that still stand there."""

    version: str | None
    why: NotRequired[str]
    shown: NotRequired[list[str]]


@api(Right.PREPARE)
def read(visit: Visit, request: Request, body: bytes) -> Told:
    """GET /api/names?document=GUID&stamp=...: names with their places, of one text or of all that wait; and how far
    those are. Of the same stamp as before nothing but that it is the same."""
    document = request.query_params.get("document") or None
    pilot, db, viewer = visit.pilot, visit.db, visit.viewer
    groups = reviewing.groups(pilot, db, viewer, document)
    spoken = opened.spoken(db, viewer, document)
    texts = [asdict(one) for one in opened.waiting(db, viewer, document)]
    told = [_group(one, spoken) for one in groups]
    stamp = hashlib.sha256(json.dumps([texts, told]).encode()).hexdigest()[:16]
    same = request.query_params.get("stamp") == stamp
    return {"stamp": stamp} if same else {"stamp": stamp, "texts": texts, "groups": told}


def _group(one: Group, spoken: dict[str, tuple[int, int]]) -> ToldGroup:
    return {"thing": one.thing, "kind": one.kind, "pseudonym": one.pseudonym,
            "places": [_place(place, spoken) for place in one.places]}


def _place(one: Place, spoken: dict[str, tuple[int, int]]) -> ToldPlace:
    return {
        "guid": one.guid, "document": one.document, "number": one.number, "start": one.start, "end": one.end,
        "word": one.word, "before": one.before, "after": one.after, "source": one.source,
        "sureness": one.sureness, "doubtful": one.is_doubtful, "decision": one.decision, "replacement": one.replacement,
        "by": one.decided_by, "ms": one.start_ms, "spoken": spoken.get(one.guid)}


@api(Right.PREPARE)
def decide(visit: Visit, request: Request, body: bytes) -> Refused:
    """POST /api/names/decisions {acts: [{id, act, places, pseudonym}, ...]}: each in turn; what was refused and why.

    Saying the same twice is saying it once, so a browser sends again what it had no answer to.
    """
    acts = json_object(body, UNREAD).get("acts")
    if not isinstance(acts, list) or len(acts) > AT_ONCE:
        raise BadInput(UNREAD)
    refused = []
    for act in acts:
        try:
            _decide(visit, act)
        except BadInput as error:
            refused.append({"id": str(act.get("id", "")) if isinstance(act, dict) else "", "error": error.sentence()})
    return {"refused": refused}


def _decide(visit: Visit, act: object) -> None:
    given = act if isinstance(act, dict) else {}
    what, places = given.get("act"), given.get("places")
    if not isinstance(places, list) or not places or not all(isinstance(one, str) for one in places):
        raise BadInput(UNREAD)
    if what == "rename":
        deciding.rename(visit.pilot, visit.db, visit.viewer, places, text(given, "pseudonym"))
    elif isinstance(what, str) and what in _SIMPLE:
        _SIMPLE[what](visit.pilot, visit.db, visit.viewer, places)
    else:
        raise BadInput(UNREAD)


@api(Right.PREPARE)
def look(visit: Visit, request: Request, body: bytes) -> Asked:
    """POST /api/names/find {documents: [GUID, ...]}: let a program look for names in them, or in all that wait."""
    documents = json_object(body).get("documents", [])
    if not isinstance(documents, list) or not all(isinstance(one, str) for one in documents):
        raise BadInput(UNREAD)
    return {"job": names_out.ask(visit.db, visit.viewer, documents)}


@api(Right.PREPARE)
def make_all(visit: Visit, request: Request, body: bytes) -> Asked:
    """POST /api/names/make {documents: [GUID, ...]}: make the versions without names of them, or of all that are
    decided, in the worker; those in which a name still stands wait on."""
    documents = json_object(body).get("documents", [])
    if not isinstance(documents, list) or not all(isinstance(one, str) for one in documents):
        raise BadInput(UNREAD)
    return {"job": names_out.ask_to_make(visit.db, visit.viewer, documents)}


@api(Right.PREPARE)
def words(visit: Visit, request: Request, body: bytes) -> Words:
    """GET /api/documents/GUID/names: the words of what waits of a text; offsets in code points."""
    found = opened.text(visit.db, visit.viewer, str(request.path_params["guid"]))
    return {"number": found.number, "title": found.title, "turns": [list(one) for one in found.turns]}


@api(Right.PREPARE, heavy=True)
def add(visit: Visit, request: Request, body: bytes) -> Added:
    """POST /api/documents/GUID/names {number, start, end, kind, pseudonym}: a name that was missed, or with kind
    'other' words to be said otherwise; guids of its places. Or {unmark: [GUID, ...]}: those are none after all."""
    given, guid = json_object(body, UNSAID), str(request.path_params["guid"])
    if "unmark" in given:
        return _unmarked(visit, guid, given["unmark"])
    number, start, end = (_whole(given, key) for key in ("number", "start", "end"))
    kind, said = text(given, "kind"), text(given, "pseudonym")
    args = (visit.pilot, visit.db, visit.viewer, guid, number, start, end)
    if kind == rewording.KIND:
        return {"places": [rewording.reword(*args, said)]}
    return {"places": deciding.add(*args, kind, said)}


def _unmarked(visit: Visit, guid: str, places: object) -> Added:
    if not isinstance(places, list) or not places or not all(isinstance(one, str) for one in places):
        raise BadInput(UNREAD)
    unmarking.unmark(visit.pilot, visit.db, visit.viewer, guid, places)
    return {"places": []}


@api(Right.PREPARE, heavy=True)
def make(visit: Visit, request: Request, body: bytes) -> Made:
    """POST /api/documents/GUID/names/make {number, no_names}: make the version without names; or the words of the
    register that still stand in it, of which it has to be said that they show nothing."""
    given, guid = json_object(body, UNSAID), str(request.path_params["guid"])
    number = _whole(given, "number")
    try:
        version = making.make(visit.pilot, visit.db, visit.viewer, guid, number, no_names=given.get("no_names") is True)
    except making.StillNamed as error:
        return {"version": None, "why": error.sentence(), "shown": error.words}
    return {"version": version}


def _whole(given: dict[str, object], key: str) -> int:
    value = given.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadInput(UNSAID)
    return value


ROUTES = [
    Route("/api/names", read, methods=["GET"]),
    Route("/api/names/decisions", decide, methods=["POST"]),
    Route("/api/names/find", look, methods=["POST"]),
    Route("/api/names/make", make_all, methods=["POST"]),
    Route("/api/documents/{guid}/names", words, methods=["GET"]),
    Route("/api/documents/{guid}/names", add, methods=["POST"]),
    Route("/api/documents/{guid}/names/make", make, methods=["POST"]),
]
