"""Recordings for who may hear them, with Range so that a player can jump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse
from starlette.routing import Route

from pilot import events
from pilot.access import Right, require_recording
from pilot.errors import NotFound
from pilot.store.files import write
from pilot.words import N_
from web.api.answering import api

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pilot.visit import Visit


@api(Right.HEAR_RECORDINGS)
def recording(visit: Visit, request: Request, body: bytes) -> Response:
    """GET /recordings/<guid>: the sound or picture itself; that somebody began to listen is recorded."""
    found = require_recording(visit.db, visit.viewer, request.path_params["guid"])
    path = visit.pilot.recordings / f"{found.guid}.{found.ext}"
    if not path.is_file():
        raise NotFound(N_("The file of this recording is missing. Ask an administrator to restore a backup."))
    if request.method == "GET" and request.headers.get("range", "bytes=0-").startswith("bytes=0-"):
        with write(visit.db):
            events.record(visit.db, visit.viewer, "heard", "recording", found.guid)
    return FileResponse(path, media_type=found.media_type, content_disposition_type="inline")


ROUTES = [Route("/recordings/{guid}", recording, methods=["GET"])]
