"""Uploads in pieces straight to disk, and the preview and storing of what was uploaded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pilot.access import Right
from pilot.clock import local_day
from pilot.errors import BadInput, RodeDraadError
from pilot.families import consent
from pilot.words import N_
from texts.intake import cards, pieces, storing, uploads
from texts.intake.checks import Item, Refused
from texts.intake.who_is_who import Speaker
from web.api.answering import LIMIT_BYTES, answered, api

if TYPE_CHECKING:
    from pilot.visit import Visit
    from texts.intake.pieces import Piece
    from texts.intake.uploads import Upload

# What is collected before it is handed to a thread that writes it: few hops, and memory stays flat.
_BUFFER_BYTES = 512 * 1024
_UNREADABLE = N_("This request cannot be read. Reload the page and try again.")


def _told(upload: Upload) -> dict[str, Any]:
    return {
        "guid": upload.guid,
        "ext": upload.ext,
        "bytes": upload.bytes,
        "received": upload.received,
        "fingerprint": upload.fingerprint,
    }


def parsed(body: bytes) -> dict[str, Any]:
    """The JSON object in a body. Raises: BadInput."""
    try:
        found = json.loads(body)
    except ValueError as error:
        raise BadInput(_UNREADABLE) from error
    if not isinstance(found, dict):
        raise BadInput(_UNREADABLE)
    return found


@api(Right.ADD_MATERIAL)
def start(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """POST /api/uploads {ext, bytes, fingerprint}: a new upload, or the same file's own one again."""
    asked = parsed(body)
    size = asked.get("bytes")
    if not isinstance(size, int) or isinstance(size, bool):
        raise BadInput(_UNREADABLE)
    return _told(
        uploads.start(
            visit.pilot, visit.db, visit.viewer, str(asked.get("ext", "")), size, str(asked.get("fingerprint", ""))
        )
    )


@api(Right.ADD_MATERIAL)
def mine(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """GET /api/uploads: my uploads that are not stored yet, with the day on which each began."""
    found = uploads.mine(visit.db, visit.viewer)
    return {"uploads": [_told(one) | {"created_on": local_day(visit.db, one.created_at)} for one in found]}


@api(Right.ADD_MATERIAL)
def state(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """GET /api/uploads/<guid>: how far it is."""
    return _told(uploads.find(visit.db, visit.viewer, request.path_params["guid"]))


@api(Right.ADD_MATERIAL)
def discard(visit: Visit, request: Request, body: bytes) -> None:
    """DELETE /api/uploads/<guid>."""
    uploads.discard(visit.pilot, visit.db, visit.viewer, request.path_params["guid"])


async def piece(request: Request) -> Response:
    """PATCH /api/uploads/<guid>?offset=N: the next bytes, streamed to disk; answers how far it is.

    What arrived before a connection broke is kept. 409 with `received` when the offset is another one.
    """
    held: list[Piece] = []
    answer = await run_in_threadpool(answered, request, lambda v: held.append(_begin(v, request)))
    if not held:
        return await _with_offset(request, answer)
    writing = held[0]
    fault: RodeDraadError | None = None
    try:
        await _stream(request, writing)
    except RodeDraadError as error:
        fault = error
    except ClientDisconnect:
        pass  # what came before is confirmed below; nobody hears the answer
    finally:
        answer = await run_in_threadpool(answered, request, lambda v: _end(v, writing, fault))
        writing.close()
    return answer


piece.right = Right.ADD_MATERIAL  # type: ignore[attr-defined]


async def _stream(request: Request, writing: Piece) -> None:
    buffer = bytearray()
    try:
        async for data in request.stream():
            buffer += data
            if len(buffer) >= _BUFFER_BYTES:
                await run_in_threadpool(writing.write, bytes(buffer))
                buffer.clear()
    except ClientDisconnect:
        await run_in_threadpool(writing.write, bytes(buffer))
        raise
    await run_in_threadpool(writing.write, bytes(buffer))


def _begin(visit: Visit, request: Request) -> Piece:
    visit.viewer.require(Right.ADD_MATERIAL)
    offset = request.query_params.get("offset", "")
    if not offset.isdecimal() or len(offset) > 15:
        raise BadInput(_UNREADABLE)
    return pieces.begin_piece(visit.pilot, visit.db, visit.viewer, request.path_params["guid"], int(offset))


def _end(visit: Visit, writing: Piece, fault: RodeDraadError | None) -> dict[str, Any]:
    upload = pieces.confirm(visit.db, writing)
    if fault:
        raise fault
    return _told(upload)


async def _with_offset(request: Request, answer: Response) -> Response:
    """A refusal for the wrong place says which place is right."""
    if answer.status_code != 409:
        return answer
    told = json.loads(bytes(answer.body))
    found = await run_in_threadpool(
        answered, request, lambda v: _told(uploads.find(v.db, v.viewer, request.path_params["guid"]))
    )
    received = json.loads(bytes(found.body)).get("received") if found.status_code == 200 else None
    return JSONResponse(told | {"received": received}, 409)


@api(Right.ADD_MATERIAL)
def choices(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """GET /api/intake: families, people, consents and recordings to choose from."""
    return cards.choices(visit.db, visit.viewer)


@api(Right.ADD_MATERIAL, limit=LIMIT_BYTES * 4)
def preview(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """POST /api/intake/preview {items: [{upload, name, family?, voice?, told_on?}], csv?}: what is in the files."""
    asked = parsed(body)
    items = [
        cards.Asked(
            _text(raw, "upload"), _text(raw, "name"), *(_text(raw, k) or None for k in ("family", "voice", "told_on"))
        )
        for raw in _items(asked)
    ]
    csv = asked.get("csv")
    return {"items": cards.preview(visit.pilot, visit.db, visit.viewer, items, csv if isinstance(csv, str) else None)}


@api(Right.ADD_MATERIAL, limit=LIMIT_BYTES * 4)
def store(visit: Visit, request: Request, body: bytes) -> Response:
    """POST /api/intake {items: [...]}: all are stored, or none and each fault is told by upload."""
    items = [item_of(raw) for raw in _items(parsed(body))]
    try:
        stored = storing.store(visit.pilot, visit.db, visit.viewer, items)
    except Refused as error:
        faults = {
            upload: [
                {
                    "sentence": f.sentence,
                    "field": f.field,
                    "asks": f.asks,
                    "missing": [{"person": guid, "uses": list(uses)} for guid, uses in f.missing],
                }
                for f in found
            ]
            for upload, found in error.faults.items()
        }
        return JSONResponse({"error": error.sentence(), "faults": faults}, 400)
    return JSONResponse({"stored": [{"upload": s.upload, "kind": s.kind, "guid": s.guid} for s in stored]})


@api(Right.ADD_MATERIAL)
def record_consent(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """POST /api/intake/consent {person, uses, given_on, ends_on?, evidence?, sure?}: record it.

    Answers the new choices; a refusal that is a question says in `asks` about which date.
    """
    asked = parsed(body)
    uses = [use for use in asked.get("uses") or [] if isinstance(use, str)]
    consent.give(
        visit.db,
        visit.viewer,
        _text(asked, "person"),
        uses,
        _text(asked, "given_on"),
        _text(asked, "ends_on") or None,
        _text(asked, "evidence")[:200],
        sure=_sure(asked),
    )
    return cards.choices(visit.db, visit.viewer)


def _items(asked: dict[str, Any]) -> list[dict[str, Any]]:
    items = asked.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items) or len(items) > 500:
        raise BadInput(_UNREADABLE)
    return items


def _sure(raw: dict[str, Any]) -> tuple[str, ...]:
    """The dates that somebody said are right although they are early."""
    days = raw.get("sure") or []
    if not isinstance(days, list) or not all(isinstance(day, str) for day in days):
        raise BadInput(_UNREADABLE)
    return tuple(days)


def _text(raw: dict[str, Any], key: str) -> str:
    found = raw.get(key)
    if found is not None and not isinstance(found, str):
        raise BadInput(_UNREADABLE)
    return found or ""


def item_of(raw: dict[str, Any]) -> Item:
    """One item to store, from JSON. Raises: BadInput for fields of another type."""
    speakers, persons = raw.get("speakers") or {}, raw.get("persons") or []
    if not isinstance(speakers, dict) or not isinstance(persons, list):
        raise BadInput(_UNREADABLE)
    if not all(isinstance(said, dict) for said in speakers.values()) or not all(isinstance(p, str) for p in persons):
        raise BadInput(_UNREADABLE)
    return Item(
        _text(raw, "upload"),
        _text(raw, "family"),
        _text(raw, "voice"),
        _text(raw, "told_on"),
        _text(raw, "title"),
        tuple(persons),
        _text(raw, "event_from") or None,
        _text(raw, "event_until") or None,
        {
            label: Speaker(label, _text(said, "voice"), _text(said, "person") or None)
            for label, said in speakers.items()
        },
        raw.get("deidentified") is True,
        _text(raw, "recording") or None,
        _text(raw, "name"),
        _sure(raw),
    )


ROUTES = [
    Route("/api/uploads", start, methods=["POST"]),
    Route("/api/uploads", mine, methods=["GET"]),
    Route("/api/uploads/{guid}", state, methods=["GET"]),
    Route("/api/uploads/{guid}", piece, methods=["PATCH"]),
    Route("/api/uploads/{guid}", discard, methods=["DELETE"]),
    Route("/api/intake", choices, methods=["GET"]),
    Route("/api/intake", store, methods=["POST"]),
    Route("/api/intake/preview", preview, methods=["POST"]),
    Route("/api/intake/consent", record_consent, methods=["POST"]),
]
