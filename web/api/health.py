"""Whether we are alive, and whether we can be worked with, for whoever watches the machine; nothing else is told."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from pilot.config import home
from pilot.running import ready
from pilot.running.log_lines import LOG

KEPT_S = 5.0  # anybody may ask, signed in or not: the stores are looked at no more often


async def health(request: Request) -> JSONResponse:
    """GET /health."""
    return JSONResponse({"ok": True})


@dataclass
class _Seen:
    """What was found last, in which home, and until when that is told again."""

    home: Path | None = None
    faults: list[str] = field(default_factory=list)
    until: float = 0.0


_seen = _Seen()


async def is_ready(request: Request) -> JSONResponse:
    """GET /ready: 503 while something keeps people from working; what that is stands in the log."""
    where = home()
    if where.folder != _seen.home or time.monotonic() >= _seen.until:
        _seen.until = time.monotonic() + KEPT_S  # who asks meanwhile is told what was found before
        found = await run_in_threadpool(ready.faults, where)
        for fault in found if found != _seen.faults else []:
            LOG.error("not ready: %s", fault)
        _seen.home, _seen.faults = where.folder, found
    return JSONResponse({"ready": not _seen.faults}, 503 if _seen.faults else 200)


ROUTES = [Route("/health", health, methods=["GET"]), Route("/ready", is_ready, methods=["GET"])]
