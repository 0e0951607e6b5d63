"""Long work for scripts: what runs, and stopping it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from starlette.routing import Route

from jobs import queue, shown, worker
from web.api.answering import api

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit


class Jobs(TypedDict):
    """The jobs that this viewer may see."""

    jobs: list[shown.Told]


@api()
def listed(visit: Visit, request: Request, body: bytes) -> Jobs:
    """GET /api/jobs: the jobs this viewer may see, those alive first; wakes a worker that died."""
    worker.ensure_running(visit.home)
    return {"jobs": [shown.as_dict(found) for found in queue.jobs(visit.db, visit.viewer)]}


@api()
def cancel(visit: Visit, request: Request, body: bytes) -> None:
    """POST /api/jobs/<guid>/cancel: stop a job; what it did is kept."""
    queue.cancel(visit.db, visit.viewer, request.path_params["guid"])


ROUTES = [
    Route("/api/jobs", listed, methods=["GET"]),
    Route("/api/jobs/{guid}/cancel", cancel, methods=["POST"]),
]
