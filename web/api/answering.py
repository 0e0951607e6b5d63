"""`@api`: what every route of ours has in common: a visit, the language, CSRF, a right, a size, and errors as JSON."""

from __future__ import annotations

import gzip
import hmac
import json
from functools import partial
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from pilot import words
from pilot.accounts.sittings import csrf_for
from pilot.errors import (
    AskFirst,
    BadInput,
    Busy,
    ConfirmFirst,
    Conflict,
    NoRoom,
    NotAllowed,
    NotFound,
    RodeDraadError,
    SignedOut,
    SlowDown,
)
from pilot.visit import visit
from pilot.words import N_, translate
from web.api.bodies import LIMIT_BYTES, TooLarge, read_body
from web.api.heavy import answered_apart
from web.gate.faults import WENT_WRONG, log_fault

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from pilot.access import Right
    from pilot.visit import Visit

    Answered = Response | Mapping[str, object] | Sequence[object] | None
    Answer = Callable[[Visit, Request, bytes], Answered]
    Endpoint = Callable[[Request], Awaitable[Response]]

CSRF_HEADER = "X-CSRF-Token"
CONFIRM_PATH = "/confirm"
SAFE = frozenset({"GET", "HEAD"})
LARGE = 2_000  # bytes
FAST = 1  # gzip level: somebody waits for the answer, and most of the gain is in the first level
_STATUS: tuple[tuple[type[RodeDraadError], int], ...] = (
    (SignedOut, 401), (NotAllowed, 403), (NotFound, 404), (Busy, 503), (Conflict, 409), (SlowDown, 429), (NoRoom, 507),
    (BadInput, 400),
)


def api(
    right: Right | None = None, *, limit: int = LIMIT_BYTES, touch: bool = True, heavy: bool = False,
) -> Callable[[Answer], Endpoint]:
    """Make a route's endpoint of `f(visit, request, body) -> Response | dict | list | None`.

    The function runs in a thread with a visit of its own; a dict or list becomes JSON, None becomes 204.

    Args:
        right: asked for before the function runs; the use case checks again.
        limit: largest body in bytes; a larger one is refused (413) before it is read whole.
        touch: whether a request shows that somebody is there, which keeps the sitting from going idle.
        heavy: whether files are read for it: it waits in a row of its person, and ends when the browser goes.
    """

    def wrap(answer: Answer) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            try:
                body = await read_body(request, limit)
            except TooLarge as error:
                return _told(error, 413, _language(request))
            except ClientDisconnect:
                return Response(status_code=400)
            done = partial(answered, request, lambda visit: answer(visit, request, body), right, touch=touch)
            if not heavy:
                return await run_in_threadpool(done)
            try:
                return await answered_apart(request, done)
            except SlowDown as error:
                return _told(error, status_of(error), _language(request))

        endpoint.__doc__ = answer.__doc__
        endpoint.__name__ = answer.__name__
        endpoint.__module__ = answer.__module__
        endpoint.right = right  # type: ignore[attr-defined]
        return endpoint

    return wrap


def answered(
    request: Request, do: Callable[[Visit], Answered], right: Right | None = None, *, touch: bool = True,
) -> Response:
    """The answer of `do` in a visit of this thread, with CSRF and right checked, and errors as JSON."""
    language = _language(request)
    try:
        token = request.scope.get("token")
        with visit(token, touch=touch) as current:
            words.use(current.sitting.language)
            language = current.sitting.language
            if request.method not in SAFE:
                require_csrf(token, request.headers.get(CSRF_HEADER))
            if right is not None:
                current.viewer.require(right)
            return _response(request, do(current))
    except RodeDraadError as error:
        return _told(error, status_of(error), language)
    except Exception as error:
        log_fault(error)
        return JSONResponse({"error": translate(WENT_WRONG, language)}, 500)


def _response(request: Request, made: Answered) -> Response:
    if made is None:
        return Response(status_code=204)
    return made if isinstance(made, Response) else _packed(request, made)


def _packed(request: Request, answer: Mapping[str, object] | Sequence[object]) -> Response:
    """JSON, packed where that is worth it; never kept by the browser."""
    body = json.dumps(answer, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    if len(body) > LARGE and "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = gzip.compress(body, FAST), "gzip"
    return Response(body, media_type="application/json", headers=headers)


def _language(request: Request) -> str:
    sitting = request.scope.get("sitting")
    return str(sitting.language) if sitting else words.DEFAULT


def _told(error: RodeDraadError, status: int, language: str) -> Response:
    headers = {"Retry-After": str(error.wait_s)} if isinstance(error, SlowDown) else None
    asks = {"asks": error.about} if isinstance(error, AskFirst) else {}
    # Where it is shown who it is; a page of ours leads there, and asks the same again afterwards.
    confirm = {"confirm": CONFIRM_PATH} if isinstance(error, ConfirmFirst) else {}
    return JSONResponse({"error": error.sentence(language), **asks, **confirm}, status, headers=headers)


def status_of(error: RodeDraadError) -> int:
    """The HTTP status that goes with an error of ours."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 400)


def require_csrf(token: str | None, given: str | None) -> None:
    """A write must bring the CSRF token that only our own pages know. Raises: NotAllowed."""
    if not token or not given or not hmac.compare_digest(csrf_for(token).encode(), given.encode()):
        raise NotAllowed(N_("This page has been open too long. Reload it and try again; nothing was changed."))
