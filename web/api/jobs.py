"""Long work for scripts: what runs, asking for a transcript, stopping."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from jobs import queue, shown, worker
from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import N_
from transcribe import job, models
from web.api.answering import api

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit


@api()
def listed(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """GET /api/jobs: the jobs this viewer may see, those alive first; wakes a worker that died."""
    worker.ensure_running(visit.home)
    return {"jobs": [shown.as_dict(found) for found in queue.jobs(visit.db, visit.viewer)]}


@api(Right.TRANSCRIBE)
def transcribe(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """POST /api/jobs {recording, model, language}: ask for a transcript."""
    asked = _parsed(body)
    model = models.named(visit.home, asked["model"])
    guid = job.request_transcription(visit.db, visit.viewer, asked["recording"], model, asked["language"])
    worker.ensure_running(visit.home)
    return {"job": guid}


def _parsed(body: bytes) -> dict[str, str]:
    fault = BadInput(N_("Say which recording, which model and which language."))
    try:
        asked = json.loads(body)
        return {key: str(asked[key]) for key in ("recording", "model")} | {"language": str(asked.get("language", "nl"))}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise fault from error


@api()
def cancel(visit: Visit, request: Request, body: bytes) -> None:
    """POST /api/jobs/<guid>/cancel: stop a job; what it did is kept."""
    queue.cancel(visit.db, visit.viewer, request.path_params["guid"])


ROUTES = [
    Route("/api/jobs", listed, methods=["GET"]),
    Route("/api/jobs", transcribe, methods=["POST"]),
    Route("/api/jobs/{guid}/cancel", cancel, methods=["POST"]),
]
