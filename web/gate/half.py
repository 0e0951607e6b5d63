"""What answers while signing in is not finished: the page of the second step, and what it shows itself with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse

from pilot.accounts.invitations import PATH
from pilot.accounts.sittings import CODE, SET_UP
from pilot.words import N_, translate

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

    from pilot.accounts.sittings import Sitting

_ALWAYS = frozenset({("POST", "/sign-in"), ("POST", "/sign-out"), ("GET", "/health"), ("GET", "/favicon.png")})
_CALLS = {CODE: frozenset({("GET", "/second"), ("POST", "/second")}),
          SET_UP: frozenset({("GET", "/second"), ("GET", "/second/new"), ("POST", "/second/new"), ("GET", "/confirm"),
                             ("POST", "/confirm")})}
FIRST = N_("Signing in is not finished yet. Give the code of your second step first.")


def refused(scope: Scope, sitting: Sitting) -> Response | None:
    """To the page of the second step for who opens another one, a sentence for a script; None for what may pass."""
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    asked, path = (method, scope["path"]), scope["path"]
    if asked in _ALWAYS or asked in _CALLS.get(sitting.waits_for or "", ()) or (
            (method == "GET" and path.startswith("/assets/")) or path.startswith(f"{PATH}/")):
        return None
    headers = Headers(scope=scope)
    if method == "GET" and headers.get("sec-fetch-mode", "navigate") == "navigate" and "text/html" in headers.get(
            "accept", ""):
        return RedirectResponse("/second", 303)
    return JSONResponse({"error": translate(FIRST, sitting.language)}, 401)
