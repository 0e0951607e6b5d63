"""Signing in with what the organisation has, and tying one's account to it; what that is, stands behind `Elsewhere`."""

from __future__ import annotations

import secrets
from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from pilot import clock
from pilot.accounts import elsewhere, sittings
from pilot.accounts.pace import sha
from pilot.config import home
from pilot.errors import BadInput, NotAllowed, RodeDraadError, SlowDown
from pilot.store.files import open_server, write
from pilot.words import LANGUAGES, N_
from web.api.answering import status_of
from web.gate.sittings import SITTINGS
from web.sign_in import going
from web.sign_in.forms import CHECKS, checked, in_server, known_browser, local_path, secure
from web.sign_in.going import OnHerWay
from web.sign_in.oidc import Oidc, Settings, settings
from web.sign_in.own import Own, on_html, own_html
from web.sign_in.sign_in import language_for, let_in, sign_in_page

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.accounts.elsewhere import Elsewhere

PATH, BACK, OWN = going.PATH, f"{going.PATH}/back", "/elsewhere"
# Whoever waits for another machine does so beside the others, and never all threads at once.
WAITING = CapacityLimiter(4)
NONE = N_("Rode Draad is not tied to the sign-in of an organisation. Ask an administrator.")
NOT_YOURS = N_("You have been away too long, or began in another browser. Begin again.")


@lru_cache(maxsize=2)
def _made(given: Settings) -> Elsewhere:
    return Oidc(given)


def there() -> Elsewhere | None:
    """The sign-in of the organisation; None when this installation is tied to none.

    Raises: BadInput when what was said of it at the start is wrong.
    """
    given = settings(home().folder)
    return _made(given) if given else None


def _required() -> Elsewhere:
    found = there()
    if found is None:
        raise NotAllowed(NONE)
    return found


def _back(request: Request) -> str:
    came = request.scope["came"]
    return f"{came.scheme}://{came.host}{BACK}"


async def _sent(request: Request, wish: str, target: str, *, language: str = "", bound: str = "") -> OnHerWay:
    one = await to_thread.run_sync(_required().begin, _back(request), limiter=WAITING)
    return OnHerWay(one, wish, target, language, bound)


async def begin(request: Request) -> Response:
    """GET /sign-in/elsewhere: on to the sign-in of the organisation; next and lang as the sign-in page has them."""
    target = local_path(request.query_params.get("next"))
    chosen = request.query_params.get("lang", "")
    try:
        one = await _sent(request, going.SIGN_IN, target, language=chosen if chosen in LANGUAGES else "")
    except RodeDraadError as error:
        return _told(request, error, target)
    response = RedirectResponse(one.going.address, 303)
    going.keep(response, one, secure=secure(request))
    return response


def _told(request: Request, error: RodeDraadError, target: str, language: str = "") -> Response:
    language = language or language_for(request, {})
    wait = error.wait_s if isinstance(error, SlowDown) else 0
    status = status_of(error) if wait or isinstance(error, NotAllowed) else 401
    return sign_in_page(request, language, target, fault=error.sentence(language), status=status, wait_s=wait)


async def back(request: Request) -> Response:
    """GET /sign-in/elsewhere/back: somebody comes back from there, with code and state in the address."""
    one = going.kept(request)
    try:
        if one is None or not going.spend(one):
            raise NotAllowed(NOT_YOURS)
        response = await _DONE[one.wish](request, one)
    except RodeDraadError as error:
        if one is not None and one.wish == going.TIE and request.scope.get("sitting"):
            response = _own(request, error)
        else:
            response = _told(request, error, one.target if one else "/", one.language if one else "")
    going.forget(response, secure=secure(request))
    return response


def _who(request: Request, one: OnHerWay) -> elsewhere.Known:
    return _required().finish(one.going, _back(request), dict(request.query_params))


async def _signed_in(request: Request, one: OnHerWay) -> Response:
    known = known_browser(request) or secrets.token_urlsafe(24)

    def begun() -> str:
        who, came = _who(request, one), request.scope["came"]
        with closing(open_server(home().server_path)) as db:
            token = elsewhere.sign_in(db, who, came.client, browser=known, demo_allowed=came.demo,
                                      agent=request.headers.get("user-agent", ""))
            before = request.scope.get("token")
            if before:
                sittings.sign_out(db, before)
            sitting = sittings.sitting(db, token)
            if sitting and one.language:
                sittings.set_language(db, sitting.session_id, one.language)
        return token

    return await let_in(request, await to_thread.run_sync(begun, limiter=WAITING), known, one.target)


async def _tied(request: Request, one: OnHerWay) -> Response:
    token, sitting = request.scope.get("token"), request.scope.get("sitting")
    if not token or sitting is None or sha(token) != one.bound:
        raise NotAllowed(NOT_YOURS)

    def tied() -> None:
        who = _who(request, one)
        with closing(open_server(home().server_path)) as db, write(db):
            elsewhere.tie(db, sitting.account, who)

    await to_thread.run_sync(tied, limiter=WAITING)
    return RedirectResponse(f"{OWN}?done=tied", 303)


_DONE = {going.SIGN_IN: _signed_in, going.TIE: _tied}


async def own_get(request: Request) -> Response:
    """GET /elsewhere: whether one's own account is tied to the sign-in of the organisation."""
    return _own(request)


def _own(request: Request, fault: RodeDraadError | None = None) -> Response:
    sitting, token = request.scope["sitting"], request.scope["token"]
    found = there()
    since: str | None = None
    if found is None:
        fault = fault or NotAllowed(NONE)
    else:
        with closing(open_server(home().server_path)) as db:
            tied = elsewhere.since(db, sitting.account, found.issuer)
        since = clock.local(None, tied).date().isoformat() if tied else None
    text = own_html(sitting.language, Own(
        sitting.account, sitting.confirmed, found.name if found else "", since, sittings.csrf_for(token),
        request.query_params.get("done", ""), fault.sentence(sitting.language) if fault else ""))
    wait = {"Retry-After": str(fault.wait_s)} if isinstance(fault, SlowDown) else None
    return HTMLResponse(text, status_of(fault) if fault else 200, headers=wait)


async def own_post(request: Request) -> Response:
    """POST /elsewhere: fields act ('tie' or 'untie'), password, csrf."""
    sitting = request.scope["sitting"]
    try:
        fields = await checked(request)
        _required()
        if fields.get("act") == "untie":
            await to_thread.run_sync(
                in_server, elsewhere.untie, sitting, fields.get("password", ""), limiter=CHECKS)
            return RedirectResponse(f"{OWN}?done=untied", 303)
        if fields.get("act") != "tie":
            raise BadInput(N_("This form could not be read. Reload the page and try again."))
        await to_thread.run_sync(
            in_server, elsewhere.require_password, sitting, fields.get("password", ""), limiter=CHECKS)
        one = await _sent(request, going.TIE, OWN, bound=sha(request.scope["token"]))
    except RodeDraadError as error:
        SITTINGS.forget(request.scope["token"])
        return _own(request, error)
    # A page of ours leads on, for a form of ours may lead nowhere else (form-action of the content policy).
    on = on_html(sitting.language, _required().name, one.going.address)
    response = HTMLResponse(on, headers={"Refresh": f"0;url={one.going.address}"})
    going.keep(response, one, secure=secure(request))
    return response


ROUTES = [
    Route(PATH, begin, methods=["GET"]), Route(BACK, back, methods=["GET"]),
    Route(OWN, own_get, methods=["GET"]), Route(OWN, own_post, methods=["POST"]),
]
