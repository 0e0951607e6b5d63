"""What answers while a coach's device is in the hands of a family: the page on which it tells, what that page is made
of, and the one draft in which it does. Everything else leads back to that page, whatever address is typed, kept in the
history or open in another window, until the coach takes her device back with her password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse

from pilot.words import N_, translate

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

    from pilot.accounts.sittings import Sitting

PAGE = "/tell"
_OPEN = frozenset({
    ("GET", PAGE), ("POST", f"{PAGE}/back"), ("POST", f"{PAGE}/keep"), ("GET", "/health"), ("GET", "/favicon.png"),
})
SHUT = N_("This device is in the hands of a family now. The coach takes it back with her password first.")


def lets_through(method: str, path: str, draft: str) -> bool:
    """Whether a request is one of the few; `draft`: guid of the draft that the family tells in."""
    if method == "HEAD":
        method = "GET"
    if (method, path) in _OPEN or (method == "GET" and path.startswith("/assets/")):
        return True
    return method in {"GET", "PUT"} and path == f"/api/drafts/{draft}"


def refused(scope: Scope, sitting: Sitting) -> Response | None:
    """The answer to everything else: back to the page for who opens one, a sentence for a script."""
    if lets_through(scope["method"], scope["path"], sitting.handed_over):
        return None
    headers = Headers(scope=scope)
    opens = headers.get("sec-fetch-mode", "navigate") == "navigate" and "text/html" in headers.get("accept", "")
    if opens and scope["method"] in {"GET", "HEAD"}:
        return RedirectResponse(PAGE, 303)
    return JSONResponse({"error": translate(SHUT, sitting.language)}, 403)
