"""Uploads in pieces straight to disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pilot.access import Right
from pilot.clock import local_day
from pilot.errors import BadInput, RodeDraadError
from texts.intake import drafts, pieces, uploads
from web.api.answering import answered, api
from web.api.bodies import UNREADABLE, json_object, text

if TYPE_CHECKING:
    from pilot.visit import Visit
    from texts.intake.drafts import Draft
    from texts.intake.pieces import Piece
    from texts.intake.uploads import Upload
    from web.api.shapes import BegunUpload, ToldDraft, ToldUpload, WaitingUploads

# What is collected before it is handed to a thread that writes it: few hops, and memory stays flat.
_BUFFER_BYTES = 512 * 1024


def _told(upload: Upload) -> ToldUpload:
    return {
        "guid": upload.guid,
        "ext": upload.ext,
        "bytes": upload.bytes,
        "received": upload.received,
        "fingerprint": upload.fingerprint,
    }


def _draft(draft: Draft) -> ToldDraft:
    return {"revision": draft.revision, "said": draft.said}


@api(Right.ADD_MATERIAL)
def start(visit: Visit, request: Request, body: bytes) -> BegunUpload:
    """POST /api/uploads {ext, bytes, fingerprint}: a new upload, or the same file's own one again, with what I said."""
    asked = json_object(body)
    size = asked.get("bytes")
    if not isinstance(size, int) or isinstance(size, bool):
        raise BadInput(UNREADABLE)
    begun = uploads.start(
        visit.pilot, visit.db, visit.viewer, text(asked, "ext"), size, text(asked, "fingerprint"))
    return {**_told(begun), "draft": _draft(drafts.kept(visit.db, visit.viewer)[begun.guid])}


@api(Right.ADD_MATERIAL)
def mine(visit: Visit, request: Request, body: bytes) -> WaitingUploads:
    """GET /api/uploads: my uploads that are not stored yet, with the day on which each began and what I said of it."""
    found, said = uploads.mine(visit.db, visit.viewer), drafts.kept(visit.db, visit.viewer)
    return {"uploads": [{**_told(one), "created_on": local_day(visit.db, one.created_at),
                         "draft": _draft(said[one.guid])} for one in found if one.guid in said]}


@api(Right.ADD_MATERIAL)
def state(visit: Visit, request: Request, body: bytes) -> ToldUpload:
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
        raise BadInput(UNREADABLE)
    return pieces.begin_piece(visit.pilot, visit.db, visit.viewer, request.path_params["guid"], int(offset))


def _end(visit: Visit, writing: Piece, fault: RodeDraadError | None) -> ToldUpload:
    upload = pieces.arrived(visit.pilot, visit.db, visit.viewer, writing)
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


ROUTES = [
    Route("/api/uploads", start, methods=["POST"]),
    Route("/api/uploads", mine, methods=["GET"]),
    Route("/api/uploads/{guid}", state, methods=["GET"]),
    Route("/api/uploads/{guid}", piece, methods=["PATCH"]),
    Route("/api/uploads/{guid}", discard, methods=["DELETE"]),
]
