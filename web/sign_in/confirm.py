"""Showing once more who it is: the page to which a file leads that is not given to an open screen alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from anyio import to_thread
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from pilot.accounts import again, sittings
from pilot.errors import RodeDraadError, SlowDown
from pilot.words import N_, translate
from web.api.answering import CONFIRM_PATH, status_of
from web.gate.sittings import SITTINGS
from web.sign_in.forms import CHECKS, checked, in_server, local_path
from web.sign_in.page import page_html

if TYPE_CHECKING:
    from starlette.requests import Request

_FILE = "/export/"


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

    title, label, button = t(N_("Is it you?")), t(N_("Your password")), t(N_("Go on"))
    lead = t(N_("What comes now cannot be undone, or holds names. So give your password once more."))
    form = Markup("""<form method="post" action="{path}">
<input type="hidden" name="csrf" value="{csrf}">
<input type="hidden" name="next" value="{target}">
<input type="hidden" name="username" value="{name}" autocomplete="username">
<label for="password">{label}</label>
<input id="password" name="password" type="password" placeholder=" " autocomplete="current-password"
 maxlength="1000" required autofocus>
<button type="submit">{button}</button>
</form>""").format(path=CONFIRM_PATH, csrf=sittings.csrf_for(request.scope["token"]), target=target,
                   name=sitting.account.name, label=label, button=button)
    text = page_html(
        sitting.language, title, head=title, lead=lead, fault=fault.sentence(sitting.language) if fault else "",
        form=form, footer=Markup('<a href="/">{}</a>').format(t(N_("Back to Rode Draad"))))
    wait = {"Retry-After": str(fault.wait_s)} if isinstance(fault, SlowDown) else None
    return HTMLResponse(text, status_of(fault) if fault else 200, headers=wait)


def _coming(request: Request, target: str) -> Response:
    """Who takes a file stays on the page it was asked from: so this one says that it comes, and leads back."""
    language = request.scope["sitting"].language
    title = translate(N_("Your file comes"), language)
    lead = translate(N_("It is saved where your browser puts files."), language)
    form = Markup('<p><a href="{}">{}</a></p>').format(target, translate(N_("Take the file once more"), language))
    text = page_html(
        language, title, head=title, lead=lead, fault="", form=form,
        footer=Markup('<a href="/">{}</a>').format(translate(N_("Back to Rode Draad"), language)))
    return HTMLResponse(text, headers={"Refresh": f"0;url={target}"})


ROUTES = [Route(CONFIRM_PATH, confirm_get, methods=["GET"]), Route(CONFIRM_PATH, confirm_post, methods=["POST"])]
