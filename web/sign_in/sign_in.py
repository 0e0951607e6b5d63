"""Signing in and out, the language, and which pilot to look at."""

from __future__ import annotations

import secrets
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from pilot.accounts import sittings
from pilot.accounts.pace import KNOWN_DAYS
from pilot.config import home
from pilot.errors import BadInput, NotAllowed, RodeDraadError, SlowDown
from pilot.store.files import open_server
from pilot.visit import COOKIE
from pilot.words import LANGUAGES, N_
from web.api.answering import status_of
from web.gate.language import language_of
from web.gate.sittings import SITTINGS
from web.gate.socket import CHANGED, SIGNED_OUT
from web.sign_in import oidc, second
from web.sign_in.forms import (
    BROWSER_COOKIE,
    FORM_COOKIE,
    back,
    checked,
    fields_of,
    in_server,
    keep_mark,
    known_browser,
    local_path,
    mark_of,
    require_mark,
    secure,
    told,
)
from web.sign_in.page import WHY, sign_in_html
from web.sign_in.turns import in_turn

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.accounts.sittings import Sitting



def language_for(request: Request, fields: dict[str, str]) -> str:
    """The language chosen by hand on this page, else the browser's."""
    chosen = fields.get("lang") or request.query_params.get("lang")
    return chosen if chosen in LANGUAGES else language_of(request.headers.get("accept-language"))


async def sign_in_get(request: Request) -> Response:
    """GET /sign-in: the form, or straight on for who is signed in already."""
    target = local_path(request.query_params.get("next"))
    if request.scope.get("sitting"):
        return RedirectResponse(target, 303)
    return sign_in_page(request, language_for(request, {}), target)


def sign_in_page(
    request: Request, language: str, target: str, *, name: str = "", fault: str = "", status: int = 200,
    wait_s: int = 0,
) -> Response:
    """The sign-in page, with what went wrong when somebody tried.

    Args: as `sign_in_html` has them; `wait_s`: seconds until another try makes sense.
    """
    mark = mark_of(request)
    other = next(code for code in LANGUAGES if code != language)
    switch = f"/sign-in?lang={other}" + (f"&next={quote(target, safe='/')}" if target != "/" else "")
    why = request.query_params.get("why", "")
    if why in WHY:
        switch += f"&why={why}"
    chosen = language if "lang" in request.query_params else ""
    text = sign_in_html(
        language, mark=mark, target=target, name=name, fault=fault, switch=switch, chosen=chosen, why=why,
        through=oidc.name_of(home().folder))
    response = HTMLResponse(text, status, headers={"Retry-After": str(wait_s)} if wait_s else None)
    keep_mark(request, response, mark, "/sign-in")
    return response


async def sign_in_post(request: Request) -> Response:
    """POST /sign-in: name, password, form (against CSRF), next, lang."""
    fields: dict[str, str] = {}
    try:
        fields = await fields_of(request)
        require_mark(request, fields)
        known = known_browser(request) or secrets.token_urlsafe(24)
        token = await in_turn(request, fields.get("name", ""), _try, request, fields, known)
    except RodeDraadError as error:
        language = language_for(request, fields)
        wait = error.wait_s if isinstance(error, SlowDown) else 0
        status = status_of(error) if wait or isinstance(error, NotAllowed) else 401
        return sign_in_page(
            request, language, local_path(fields.get("next")), name=fields.get("name", "")[:200],
            fault=error.sentence(language), status=status, wait_s=wait)
    return await let_in(request, token, known, local_path(fields.get("next")))


async def let_in(request: Request, token: str, known: str, target: str) -> Response:
    """On to `target` with a sitting that was just begun; the one that this browser had before has ended.

    Args:
        known: what the browser keeps, by which it is known the next time.
    """
    before = request.scope.get("token")
    if before:
        await SITTINGS.end(before, SIGNED_OUT)
    sitting = await SITTINGS.look(token)
    response = RedirectResponse(second.after(target) if sitting and sitting.waits_for else target, 303)
    # No age: the browser forgets it when it is closed, which counts on a shared computer.
    response.set_cookie(
        COOKIE, token, path="/", httponly=True, samesite="lax", secure=secure(request))
    # This one stays: a stranger's failures do not slow down who signed in here before (pilot/accounts/pace.py).
    response.set_cookie(
        BROWSER_COOKIE, known, max_age=KNOWN_DAYS * 86_400, path="/", httponly=True, samesite="lax",
        secure=secure(request))
    response.delete_cookie(FORM_COOKIE, path="/sign-in")
    return response


def _try(request: Request, fields: dict[str, str], browser: str) -> str:
    came = request.scope["came"]
    path = home().server_path
    if not path.is_file():
        raise BadInput(N_(
            "Nobody can sign in yet. Open the link that cli.py serve printed, or make one with cli.py invite."))
    with closing(open_server(path)) as db:
        token = sittings.sign_in(
            db, fields.get("name", ""), fields.get("password", ""), came.client, browser=browser,
            agent=request.headers.get("user-agent", ""), demo_allowed=came.demo)
        before = request.scope.get("token")
        if before:
            sittings.sign_out(db, before)
        sitting = sittings.sitting(db, token)
        if sitting and fields.get("lang") in LANGUAGES:
            sittings.set_language(db, sitting.session_id, fields["lang"])
    return token


async def sign_out(request: Request) -> Response:
    """POST /sign-out: ends the sitting and cuts its sockets."""
    try:
        await checked(request)
    except RodeDraadError as error:
        return told(request, error)
    token = request.scope["token"]
    await run_in_threadpool(in_server, sittings.sign_out, token)
    await SITTINGS.end(token, SIGNED_OUT)
    response = back(request, "/sign-in")
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=secure(request))
    return response


async def language(request: Request) -> Response:
    """POST /language: fields language, next."""
    sitting: Sitting = request.scope["sitting"]
    try:
        fields = await checked(request)
        if fields.get("language") not in LANGUAGES:
            raise BadInput(N_("Choose Dutch or English."))
        await run_in_threadpool(in_server, sittings.set_language, sitting.session_id, fields["language"])
    except RodeDraadError as error:
        return told(request, error)
    SITTINGS.forget(request.scope["token"])
    return back(request, local_path(fields.get("next")))


async def pilot(request: Request) -> Response:
    """POST /pilot: field pilot (slug), next. Open pages of this sitting start afresh in the other pilot."""
    try:
        fields = await checked(request)
        await run_in_threadpool(
            in_server, sittings.choose_pilot, request.scope["sitting"], fields.get("pilot", ""))
    except RodeDraadError as error:
        return told(request, error)
    await SITTINGS.end(request.scope["token"], CHANGED)
    return back(request, local_path(fields.get("next")))


ROUTES = [
    Route("/sign-in", sign_in_get, methods=["GET"]), Route("/sign-in", sign_in_post, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]), Route("/language", language, methods=["POST"]),
    Route("/pilot", pilot, methods=["POST"]),
]
