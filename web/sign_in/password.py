"""Changing one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from pilot.accounts import sittings
from pilot.errors import BadInput, RodeDraadError, SlowDown
from pilot.words import N_
from web.api.answering import status_of
from web.sign_in.forms import CHECKS, checked, from_server, known_browser
from web.sign_in.page import password_html

if TYPE_CHECKING:
    from starlette.requests import Request


async def password_get(request: Request) -> Response:
    """GET /password: the form; with ?done=1 that it was done, with ?done=untied that the account was tied elsewhere
    besides. A demo account is told at once that it has none."""
    return _page(request, changed=request.query_params.get("done", ""))


def _page(request: Request, fault: RodeDraadError | None = None, *, changed: str = "") -> Response:
    sitting, token = request.scope["sitting"], request.scope["token"]
    text = password_html(
        sitting.language, csrf=sittings.csrf_for(token), name=sitting.account.name,
        fault=fault.sentence(sitting.language) if fault else "", changed=changed,
        fixed=sitting.account.is_demo)
    wait = {"Retry-After": str(fault.wait_s)} if isinstance(fault, SlowDown) else None
    return HTMLResponse(text, status_of(fault) if fault else 200, headers=wait)


async def password_post(request: Request) -> Response:
    """POST /password: fields old, new, again, csrf."""
    try:
        fields = await checked(request)
        old, new = fields.get("old", ""), fields.get("new", "")
        if new != fields.get("again"):
            raise BadInput(N_("The two new passwords are not the same. Type them again; nothing was changed."))
        untied = await to_thread.run_sync(
            from_server, sittings.change_password, request.scope["sitting"], request.scope["token"], old, new,
            known_browser(request), limiter=CHECKS)
    except RodeDraadError as error:
        return _page(request, error)
    return RedirectResponse(f"/password?done={'untied' if untied else '1'}", 303)


ROUTES = [
    Route("/password", password_get, methods=["GET"]), Route("/password", password_post, methods=["POST"]),
]
