"""Showing once more who it is: the page to which a file leads that is not given to an open screen alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from anyio import to_thread
from markupsafe import Markup
from starlette.responses import RedirectResponse
from starlette.routing import Route

from pilot.accounts import again, sittings
from pilot.errors import RodeDraadError
from pilot.words import N_, translate
from web.api.answering import CONFIRM_PATH
from web.gate.sittings import SITTINGS
from web.sign_in.forms import CHECKS, checked, in_server, local_path
from web.sign_in.simple import BACK, answer, field, form, link, username

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_FILE = "/export/"
LEAD = N_("What comes now cannot be undone, or holds names. So give your password once more.")
LEAD_CODE = N_("What comes now cannot be undone, or holds names. So give a code from your app.")


def address(target: str) -> str:
    """Where somebody is asked who wants to go on to `target`, a path of ours."""
    return f"{CONFIRM_PATH}?next={quote(target, safe='/')}"


async def confirm_get(request: Request) -> Response:
    """GET /confirm?next=...: the form; with &done=1 that the file comes, which begins by itself."""
    target = local_path(request.query_params.get("next"))
    if request.query_params.get("done") == "1" and target.startswith(_FILE):
        return _coming(request, target)
    return _page(request, target)


async def confirm_post(request: Request) -> Response:
    """POST /confirm: fields password, next, csrf; then on to `next`, a path of ours."""
    target = "/"
    try:
        fields = await checked(request)
        target = local_path(fields.get("next"))
        await to_thread.run_sync(
            in_server, again.confirm, request.scope["sitting"], fields.get("password", ""), limiter=CHECKS)
    except RodeDraadError as error:
        return _page(request, target, error)
    SITTINGS.forget(request.scope["token"])
    return RedirectResponse(f"{address(target)}&done=1" if target.startswith(_FILE) else target, 303)


def _page(request: Request, target: str, fault: RodeDraadError | None = None) -> Response:
    sitting = request.scope["sitting"]

    def t(message: str) -> str:
        return translate(message, sitting.language)

    asked = field("password", t(N_("Code from your app")), fills="one-time-code", first=True, digits=True,
                  about=t(N_("Lost your phone? A recovery code goes here too."))) if sitting.two_steps else field(
        "password", t(N_("Your password")), kind="password", fills="current-password", first=True)
    body = form(CONFIRM_PATH, t(N_("Go on")), username(sitting.account.name), asked,
                csrf=sittings.csrf_for(request.scope["token"]), next=target)
    lead = LEAD_CODE if sitting.two_steps else LEAD
    return answer(sitting.language, N_("Is it you?"), lead, body, fault=fault, footer=link("/", t(BACK)))


def _coming(request: Request, target: str) -> Response:
    """Who takes a file stays on the page it was asked from: so this one says that it comes, and leads back."""
    language = request.scope["sitting"].language
    once_more = Markup("<p>{}</p>").format(link(target, translate(N_("Take the file once more"), language)))
    return answer(language, N_("Your file comes"), N_("It is saved where your browser puts files."), once_more,
                  footer=link("/", translate(BACK, language)), headers={"Refresh": f"0;url={target}"})


ROUTES = [Route(CONFIRM_PATH, confirm_get, methods=["GET"]), Route(CONFIRM_PATH, confirm_post, methods=["POST"])]
