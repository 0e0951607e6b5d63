"""Bringing in what was uploaded: what there is to choose from, the preview, storing, and a consent given meanwhile."""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import TYPE_CHECKING, TypedDict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from jobs import worker
from pilot.access import Right
from pilot.errors import BadInput
from pilot.families import consent, people
from texts.intake import cards, drafts, joining, reading
from texts.intake.checks import Item, Refused
from texts.intake.file_list import filled, without_file
from texts.intake.mending import Mended, MendedTurn, Part
from texts.intake.who_is_who import Speaker
from transcribe import adding
from web.api.answering import api
from web.api.bodies import LIMIT_BYTES, UNREADABLE, json_object, text, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilot.visit import Visit
    from texts.intake.shapes import AllTurns, Card


class Preview(TypedDict):
    """A card for each file, and a sentence on each row of the list that fits none."""

    items: list[Card]
    unused: list[str]


class FileList(TypedDict):
    """A list of files as text; `fills`: the fields it tells; `talk`: it is no list but a transcript, to be added."""

    csv: str
    fills: list[str]
    talk: bool


class KeptDraft(TypedDict):
    """How often it was kept."""

    revision: int


class Joined(TypedDict):
    """The guid of the upload that came in the place of others."""

    upload: str


class Member(TypedDict):
    """Somebody who was added, and what there is to choose from now."""

    guid: str
    choices: Mapping[str, object]


@api(Right.ADD_MATERIAL)
def choices(visit: Visit, request: Request, body: bytes) -> Mapping[str, object]:
    """GET /api/intake: families, people, consents, recordings and languages to choose from."""
    return _choices(visit)


def _choices(visit: Visit) -> Mapping[str, object]:
    found = cards.choices(visit.db, visit.viewer)
    if not visit.viewer.may(Right.TRANSCRIBE):
        return found
    return {**found, "transcribing": adding.choices(visit.home, visit.db)}


@api(Right.ADD_MATERIAL, limit=LIMIT_BYTES * 4, heavy=True)
def preview(visit: Visit, request: Request, body: bytes) -> Preview:
    """POST /api/intake/preview {items: [{upload, name, family?, voice?, told_on?}], csv?,
    names?}: what is in the files, and which rows of the list fit none of all these names."""
    asked = json_object(body)
    items = [
        cards.Asked(
            text(raw, "upload"), text(raw, "name"), *(text(raw, k) or None for k in ("family", "voice", "told_on"))
        )
        for raw in _items(asked)
    ]
    names, listed = texts(asked, "names"), text(asked, "csv").strip() and text(asked, "csv") or None
    found = cards.preview(visit.pilot, visit.db, visit.viewer, items, listed)
    unused = without_file(names, reading.plan_of(listed)) if listed and names else []
    return {"items": found, "unused": unused}


@api(Right.ADD_MATERIAL, limit=LIMIT_BYTES * 4, heavy=True)
def file_list(visit: Visit, request: Request, body: bytes) -> FileList:
    """POST /api/intake/list {name, data: base64}: a list of files, csv or Excel, as text; its faults are told."""
    asked = json_object(body)
    try:
        data = base64.b64decode(text(asked, "data"), validate=True)
    except ValueError:
        raise BadInput(UNREADABLE) from None
    csv = reading.list_of(data, text(asked, "name"))
    try:
        cards.preview(visit.pilot, visit.db, visit.viewer, [], csv)
    except BadInput:
        if not reading.is_talk(csv):
            raise
        return {"csv": "", "fills": [], "talk": True}
    return {"csv": csv, "fills": filled(reading.plan_of(csv)), "talk": False}


@api(Right.ADD_MATERIAL, heavy=True)
def turns(visit: Visit, request: Request, body: bytes) -> AllTurns:
    """GET /api/intake/turns/{guid}: every turn of a text that is here and not stored yet."""
    return cards.all_turns(visit.pilot, visit.db, visit.viewer, str(request.path_params["guid"]))


@api(Right.ADD_MATERIAL, limit=drafts.LIMIT_CHARS)
def keep_draft(visit: Visit, request: Request, body: bytes) -> KeptDraft:
    """PUT /api/intake/drafts/{guid} {revision, said}: keep what is said of a file that waits; answers its revision."""
    asked = json_object(body)
    revision, said = asked.get("revision"), asked.get("said")
    if type(revision) is not int or not isinstance(said, dict):
        raise BadInput(UNREADABLE)
    return {"revision": drafts.keep(visit.db, visit.viewer, str(request.path_params["guid"]), revision, said)}


@api(Right.ADD_MATERIAL)
def add_member(visit: Visit, request: Request, body: bytes) -> Member:
    """POST /api/intake/person {family, kind, role?, pseudonym, sure?}: somebody of a family; answers guid, choices."""
    asked = json_object(body)
    guid = people.add_member(
        visit.pilot, visit.db, visit.viewer, text(asked, "family"), kind=text(asked, "kind"),
        pseudonym=text(asked, "pseudonym")[:80], role=text(asked, "role")[:80], sure=texts(asked, "sure"))
    return {"guid": guid, "choices": _choices(visit)}


@api(Right.ADD_MATERIAL, limit=LIMIT_BYTES * 4, heavy=True)
def join(visit: Visit, request: Request, body: bytes) -> Joined:
    """POST /api/intake/joined {items: [{upload, mended?}, ...]}: one text of these, in order; answers its upload."""
    parts = [joining.JoinedPart(text(raw, "upload"), _mended(raw.get("mended"))) for raw in _items(json_object(body))]
    return {"upload": joining.join(visit.pilot, visit.db, visit.viewer, parts)}


@api(Right.ADD_MATERIAL, limit=LIMIT_BYTES * 4, heavy=True)
def store(visit: Visit, request: Request, body: bytes) -> Response:
    """POST /api/intake {items: [...]}: all are stored, or none and each fault is told by upload.

    A recording with a language as `transcribe` is queued to be written out as well.
    """
    items = [item_of(raw) for raw in _items(json_object(body))]
    try:
        stored = adding.store(visit.home, visit.pilot, visit.db, visit.viewer, items)
    except Refused as error:
        faults = {
            upload: [
                {
                    "sentence": f.sentence,
                    "field": f.field,
                    "asks": f.asks,
                    "missing": [{"person": guid, "uses": list(uses)} for guid, uses in f.missing],
                    "shown": [asdict(word) for word in f.shown],
                }
                for f in found
            ]
            for upload, found in error.faults.items()
        }
        return JSONResponse({"error": error.sentence(), "faults": faults}, 400)
    if any(one.kind == "recording" for one in stored):
        worker.ensure_running(visit.home)
    return JSONResponse({"stored": [{"upload": s.upload, "kind": s.kind, "guid": s.guid} for s in stored]})


@api(Right.ADD_MATERIAL)
def record_consent(visit: Visit, request: Request, body: bytes) -> Mapping[str, object]:
    """POST /api/intake/consent {person, uses, given_on, ends_on?, evidence?, given_by?, sure?}: record it.

    Answers the new choices; a refusal that is a question says in `asks` about which date.
    """
    asked = json_object(body)
    consent.give(
        visit.db,
        visit.viewer,
        text(asked, "person"),
        list(texts(asked, "uses")),
        text(asked, "given_on"),
        text(asked, "ends_on") or None,
        text(asked, "evidence")[:200],
        given_by=text(asked, "given_by") or None,
        sure=texts(asked, "sure"),
    )
    return _choices(visit)


def _items(asked: dict[str, object]) -> list[dict[str, object]]:
    items = asked.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items) or len(items) > 500:
        raise BadInput(UNREADABLE)
    return items


def item_of(raw: dict[str, object]) -> Item:
    """One item to store, from JSON. Raises: BadInput for fields of another type."""
    speakers = raw.get("speakers") or {}
    if not isinstance(speakers, dict) or not all(isinstance(said, dict) for said in speakers.values()):
        raise BadInput(UNREADABLE)
    return Item(
        text(raw, "upload"),
        text(raw, "family"),
        text(raw, "voice"),
        text(raw, "told_on"),
        text(raw, "title"),
        texts(raw, "persons"),
        text(raw, "event_from") or None,
        text(raw, "event_until") or None,
        {
            label: Speaker(label, text(said, "voice"), text(said, "person") or None)
            for label, said in speakers.items()
        },
        raw.get("deidentified") is True,
        text(raw, "recording") or None,
        text(raw, "name"),
        texts(raw, "sure"),
        _mended(raw.get("mended")),
        text(raw, "transcribe"),
        raw.get("no_names") is True,
    )


def _mended(raw: object) -> Mended | None:
    """Turns as somebody set them right: {of, turns: [[label, [[turn, start, end], ...]], ...]}."""
    if raw is None:
        return None
    try:
        of, turns = raw["of"], raw["turns"]  # type: ignore[index]
        made = tuple(MendedTurn(label, tuple(Part(*part) for part in parts)) for label, parts in turns)
    except (KeyError, TypeError, ValueError):
        raise BadInput(UNREADABLE) from None
    numbers = (number for turn in made for part in turn.parts for number in part)
    if not isinstance(of, str) or not all(isinstance(turn.speaker, str) and turn.parts for turn in made) or not all(
            type(number) is int for number in numbers):
        raise BadInput(UNREADABLE)
    return Mended(of, made)


ROUTES = [
    Route("/api/intake", choices, methods=["GET"]),
    Route("/api/intake", store, methods=["POST"]),
    Route("/api/intake/preview", preview, methods=["POST"]),
    Route("/api/intake/list", file_list, methods=["POST"]),
    Route("/api/intake/turns/{guid}", turns, methods=["GET"]),
    Route("/api/intake/drafts/{guid}", keep_draft, methods=["PUT"]),
    Route("/api/intake/joined", join, methods=["POST"]),
    Route("/api/intake/person", add_member, methods=["POST"]),
    Route("/api/intake/consent", record_consent, methods=["POST"]),
]
