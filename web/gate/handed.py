"""What answers while a coach's device is in the hands of a family: the page on which it tells or signs, what that page
is made of, and what keeps its answers. Everything else leads back to that page, whatever address is typed, kept in the
history or open in another window, until the coach takes her device back with her password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse

from pilot.accounts.handing import SIGN, TELL
from pilot.words import N_, translate

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

    from pilot.accounts.handing import HandedOver
    from pilot.accounts.sittings import Sitting

# What each page that is handed over may call besides itself; {guid}: of what is made on it.
_CALLS = {
    TELL: frozenset({("POST", f"{TELL}/keep"), ("GET", "/api/drafts/{guid}"), ("PUT", "/api/drafts/{guid}")}),
    SIGN: frozenset({("POST", f"{SIGN}/keep")}),
}
_ALWAYS = frozenset({("GET", "/health"), ("GET", "/ready"), ("GET", "/favicon.png")})
SHUT = N_("This device is in the hands of a family now. The coach takes it back with her password first.")


def lets_through(method: str, path: str, thing: HandedOver) -> bool:
    """Whether a request is one of the few that the page of what is handed over needs."""
    if method == "HEAD":
        method = "GET"
    if (method, path) in _ALWAYS or (method == "GET" and path.startswith("/assets/")):
        return True
    if (method, path) in {("GET", thing.page), ("POST", f"{thing.page}/back")}:
        return True
    return any((method, path) == (verb, called.replace("{guid}", thing.guid))
               for verb, called in _CALLS.get(thing.page, ()))


def refused(scope: Scope, sitting: Sitting, thing: HandedOver) -> Response | None:
    """The answer to everything else: back to the page for who opens one, a sentence for a script."""
    if lets_through(scope["method"], scope["path"], thing):
        return None
    headers = Headers(scope=scope)
    opens = headers.get("sec-fetch-mode", "navigate") == "navigate" and "text/html" in headers.get("accept", "")
    if opens and scope["method"] in {"GET", "HEAD"}:
        return RedirectResponse(thing.page, 303)
    return JSONResponse({"error": translate(SHUT, sitting.language)}, 403)
