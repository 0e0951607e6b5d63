"""Asking for a transcript, for scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from jobs import worker
from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import N_
from transcribe import job, models
from web.api.answering import api

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit


@api(Right.TRANSCRIBE)
def transcribe(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """POST /api/jobs {recording, model?, language?}: ask for a transcript; in Dutch by the program's own model."""
    asked = _parsed(body)
    model = models.named(visit.home, asked["model"])
    guid = job.request_transcription(visit.db, visit.viewer, asked["recording"], model, asked["language"])
    worker.ensure_running(visit.home)
    return {"job": guid}


def _parsed(body: bytes) -> dict[str, str]:
    fault = BadInput(N_("Say which recording."))
    try:
        asked = json.loads(body)
        return {"recording": str(asked["recording"]), "model": str(asked.get("model", models.DEFAULT)),
                "language": str(asked.get("language", "nl"))}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise fault from error


ROUTES = [Route("/api/jobs", transcribe, methods=["POST"])]
