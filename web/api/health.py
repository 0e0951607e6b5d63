"""Whether we are alive, for whoever watches the machine; nothing else is told."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def health(request: Request) -> JSONResponse:
    """GET /health."""
    return JSONResponse({"ok": True})


ROUTES = [Route("/health", health, methods=["GET"])]
