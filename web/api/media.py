"""Recordings for who may hear them, with Range so that a player can jump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from jobs import worker
from pilot import sound
from pilot.access import Right, require_recording
from pilot.errors import NotAllowed, NotFound
from pilot.store import pool
from pilot.store.files import open_pilot, write
from texts import playable, recordings, silenced
from transcribe import playing
from web.api.answering import api
from web.api.ranges import RangedResponse

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pilot.access import Viewer
    from pilot.config import Pilot
    from pilot.visit import Visit


@api(Right.HEAR_RECORDINGS)
def recording(visit: Visit, request: Request, body: bytes) -> Response:
    """GET /recordings/<guid>: the sound or picture itself; that somebody listens is recorded."""
    found = recordings.listen(visit.pilot, visit.db, visit.viewer, request.path_params["guid"])
    guid = found.recording.guid
    if found.recording.by_copy and not found.is_copy:
        _ask_for_a_copy(visit)
    # A recording never changes, nor does its copy: the guid tells a player whether it goes on with the same sound.
    return RangedResponse(found.file, request, etag=f'"{guid}{"-copy" if found.is_copy else ""}"',
                          media_type=found.media_type, may_go_on=lambda: _still(visit.pilot, visit.viewer, guid))


def _ask_for_a_copy(visit: Visit) -> None:
    """Whatever door the recording came in by, who listens next hears it in the right clock."""
    with write(visit.db):
        playing.ask(visit.pilot, visit.db, visit.viewer)
    worker.ensure_running(visit.home)


def ask_for_silenced(visit: Visit) -> None:
    """Have the copies for evaluators made that are missing, where the pilot chose to have them."""
    if visit.viewer.may(Right.HEAR_SILENCED) and sound.choice(visit.db) != sound.NONE:
        _ask_for_a_copy(visit)


def _still(pilot: Pilot, viewer: Viewer, guid: str) -> bool:
    """Whether the recording may still be heard while it flows: consent can be withdrawn in between."""
    try:
        with pool.lent(pilot.db_path, open_pilot) as db:
            require_recording(db, viewer, guid)
    except (NotAllowed, NotFound):
        return False
    return True


@api(Right.HEAR_SILENCED)
def without_names(visit: Visit, request: Request, body: bytes) -> Response:
    """GET /recordings/<guid>/silenced: the copy in which what was taken out of the text is silent."""
    guid = request.path_params["guid"]
    name, file = silenced.listen(visit.pilot, visit.db, visit.viewer, guid)
    return RangedResponse(file, request, etag=f'"{name}"', media_type=playable.MEDIA_TYPE,
                          may_go_on=lambda: _still_silenced(visit.pilot, visit.viewer, guid))


def _still_silenced(pilot: Pilot, viewer: Viewer, guid: str) -> bool:
    with pool.lent(pilot.db_path, open_pilot) as db:
        return silenced.is_there(pilot, db, viewer, guid)


def address(visit: Visit, guid: str) -> str | None:
    """Where this viewer hears a recording now, below /recordings/: reading a text is not hearing a voice."""
    return silenced.address(visit.pilot, visit.db, visit.viewer, guid)


ROUTES = [Route("/recordings/{guid}", recording, methods=["GET"]),
          Route("/recordings/{guid}/silenced", without_names, methods=["GET"])]
