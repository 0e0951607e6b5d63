"""Plain html forms of ours: reading them, their CSRF token, and the answer to them."""

from __future__ import annotations

import hmac
import secrets
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl

from anyio import CapacityLimiter
from starlette.responses import JSONResponse, RedirectResponse, Response

from pilot.config import home
from pilot.errors import BadInput, NotAllowed, RodeDraadError
from pilot.store.files import open_server
from pilot.words import N_
from web.api.answering import CSRF_HEADER, require_csrf, status_of
from web.api.bodies import read_body

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

R = TypeVar("R")
FORM_BYTES = 8_192
# Shows that a form of somebody who is not signed in is ours: what is in it equals what the browser keeps.
FORM_COOKIE = "rode_draad_form"
# A secret by which a browser is known to have signed in before; it opens nothing.
BROWSER_COOKIE = "rode_draad_browser"
# One argon2 check takes 64 MB: a flood of tries queues up instead of filling the memory.
CHECKS = CapacityLimiter(2)


def local_path(given: str | None) -> str:
    """`given` when it is a path on this site (with its query), else '/': nobody is sent elsewhere after a form."""
    path = given or "/"
    ok = path.startswith("/") and not path.startswith("//") and "\\" not in path and len(path) <= 1000
    printable = all(32 < ord(char) < 127 for char in path)
    return path if ok and printable and not path.startswith(("/sign-in", "/sign-out")) else "/"


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form of ours. Raises: BadInput when it is too large or no form."""
    body = await read_body(request, FORM_BYTES)
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20))
    except ValueError as error:
        raise BadInput(N_("This form could not be read. Reload the page and try again.")) from error


async def checked(request: Request) -> dict[str, str]:
    """The fields of a signed-in form, its CSRF token (field or header) checked. Raises: BadInput, NotAllowed."""
    fields = await fields_of(request)
    require_csrf(request.scope.get("token"), request.headers.get(CSRF_HEADER) or fields.get("csrf"))
    return fields


def told(request: Request, error: RodeDraadError) -> Response:
    """The fault of a form that has no page of its own."""
    return JSONResponse({"error": error.sentence(request.scope["sitting"].language)}, status_of(error))


def back(request: Request, target: str) -> Response:
    """Scripts (they send the header) get 204, forms go on to a page."""
    return Response(status_code=204) if CSRF_HEADER in request.headers else RedirectResponse(target, 303)


def in_server(act: object, *given: object) -> None:
    """Run `act(db, *given)` with server.db open."""
    with closing(open_server(home().server_path)) as db:
        act(db, *given)  # type: ignore[operator]


def from_server(act: Callable[..., R], *given: object) -> R:
    """What `act(db, *given)` gives with server.db open."""
    with closing(open_server(home().server_path)) as db:
        return act(db, *given)


def mark_of(request: Request) -> str:
    """The mark for a form in this browser, the one it keeps already or a new one."""
    return request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)


def keep_mark(request: Request, response: Response, mark: str, path: str) -> None:
    """Let the browser keep the mark for the pages under `path`."""
    response.set_cookie(FORM_COOKIE, mark, path=path, httponly=True, samesite="strict", secure=secure(request))


def require_mark(request: Request, fields: dict[str, str]) -> None:
    """A form must come from our own page in this browser: its hidden mark equals the cookie's. Raises: NotAllowed."""
    mark = request.cookies.get(FORM_COOKIE, "")
    if not mark or not hmac.compare_digest(mark.encode(), fields.get("form", "").encode("utf-8", "surrogatepass")):
        raise NotAllowed(N_("This page has been open too long. Fill it in once more."))


def known_browser(request: Request) -> str:
    """What this browser keeps since somebody signed in with it; '' when it keeps nothing of ours."""
    kept = request.cookies.get(BROWSER_COOKIE, "")
    return kept if 20 <= len(kept) <= 100 else ""


def secure(request: Request) -> bool:
    """Whether cookies are for TLS only."""
    return bool(request.scope["came"].scheme == "https")
