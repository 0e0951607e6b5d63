"""Asking for a transcript, for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from starlette.routing import Route

from jobs import worker
from pilot.access import Right
from pilot.errors import BadInput
from pilot.words import N_
from transcribe import job, models
from web.api.answering import api
from web.api.bodies import json_object, text

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit

NO_RECORDING = N_("Say which recording.")


class Asked(TypedDict):
    """The guid of the job."""

    job: str


@api(Right.TRANSCRIBE)
def transcribe(visit: Visit, request: Request, body: bytes) -> Asked:
    """POST /api/jobs {recording, model?, language?}: ask for a transcript; in Dutch by the program's own model."""
    asked = _parsed(body)
    model = models.named(visit.home, asked["model"])
    guid = job.request_transcription(visit.db, visit.viewer, asked["recording"], model, asked["language"])
    worker.ensure_running(visit.home)
    return {"job": guid}


def _parsed(body: bytes) -> dict[str, str]:
    asked = json_object(body, NO_RECORDING)
    if not text(asked, "recording"):
        raise BadInput(NO_RECORDING)
    return {"recording": text(asked, "recording"), "model": text(asked, "model") or models.DEFAULT,
            "language": text(asked, "language") or "nl"}


ROUTES = [Route("/api/jobs", transcribe, methods=["POST"])]
