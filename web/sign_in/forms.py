"""Plain html forms of ours: reading them, their CSRF token, and the answer to them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from anyio import CapacityLimiter
from starlette.responses import JSONResponse, RedirectResponse, Response

from pilot.config import home
from pilot.errors import BadInput, RodeDraadError
from pilot.store.files import open_server
from pilot.words import N_
from web.api.answering import CSRF_HEADER, require_csrf, status_of
from web.api.bodies import read_body

if TYPE_CHECKING:
    from starlette.requests import Request

FORM_BYTES = 8_192
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


def known_browser(request: Request) -> str:
    """What this browser keeps since somebody signed in with it; '' when it keeps nothing of ours."""
    kept = request.cookies.get(BROWSER_COOKIE, "")
    return kept if 20 <= len(kept) <= 100 else ""


def secure(request: Request) -> bool:
    """Whether cookies are for TLS only."""
    return bool(request.scope["came"].scheme == "https")
