"""The second step: giving a code after the password, and switching it on with an app on one's phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import to_thread
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.routing import Route

from pilot.accounts import again, second, sittings
from pilot.errors import ConfirmFirst, RodeDraadError
from pilot.words import N_, translate
from web.gate.sittings import SITTINGS
from web.gate.socket import CHANGED
from web.sign_in import confirm
from web.sign_in.forms import CHECKS, checked, from_server, in_server, known_browser, local_path
from web.sign_in.simple import answer, field, form, link

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pilot.accounts.sittings import Sitting

GIVE, SET_UP, CODES, OFF = "/second", "/second/new", "/second/codes", "/second/off"
CODE = N_("Code from your app")
MUST = N_("For your role signing in takes a second step: besides your password a code from your phone. You do this"
          " once.")
MAY = N_("Then somebody who knows your password still cannot sign in without your phone.")
RECOVERY = N_("Lost your phone? A recovery code goes here too.")


def after(target: str) -> str:
    """Where somebody gives her code who wants to go on to `target`, a path of ours."""
    return GIVE if target == "/" else f"{GIVE}?{confirm.address(target).partition('?')[2]}"


async def give_get(request: Request) -> Response:
    """GET /second?next=...: the form for a code; on to where it is not asked."""
    sitting, target = request.scope["sitting"], local_path(request.query_params.get("next"))
    if sitting.waits_for == sittings.SET_UP:
        return RedirectResponse(SET_UP, 303)
    return _give(request, target) if sitting.waits_for else RedirectResponse(target, 303)


def _give(request: Request, target: str, fault: RodeDraadError | None = None) -> Response:
    sitting = request.scope["sitting"]

    def t(message: str) -> str:
        return translate(message, sitting.language)

    csrf = sittings.csrf_for(request.scope["token"])
    body = form(GIVE, t(N_("Sign in")), field(
        "code", t(CODE), fills="one-time-code", about=t(RECOVERY), first=True, digits=True), csrf=csrf, next=target)
    out = form("/sign-out", t(N_("Sign in as somebody else")), quiet=True, csrf=csrf)
    lead = N_("Open the app on your phone and type the six digits that it shows for Rode Draad.")
    return answer(sitting.language, N_("The second step"), lead, body + out, fault=fault)


async def give_post(request: Request) -> Response:
    """POST /second: fields code, next, csrf; on to `next`, or first to where it is told that somebody guesses."""
    sitting, target = request.scope["sitting"], "/"
    try:
        fields = await checked(request)
        target = local_path(fields.get("next"))
        if sitting.waits_for == sittings.CODE:
            await run_in_threadpool(in_server, sittings.give_code, sitting, fields.get("code", ""),
                                    request.scope["came"].client, known_browser(request))
    except RodeDraadError as error:
        return _give(request, target, error)
    SITTINGS.forget(request.scope["token"])
    wrong = await run_in_threadpool(from_server, second.wrong_of_a_day, sitting.account.account_id)
    return RedirectResponse("/account" if wrong >= second.TOLD_FROM else target, 303)


async def set_up_get(request: Request) -> Response:
    """GET /second/new: what to put into an app, and the form for its first code."""
    return await run_in_threadpool(_set_up, request)


def _set_up(request: Request, fault: RodeDraadError | None = None) -> Response:
    sitting: Sitting = request.scope["sitting"]
    try:
        again.require(sitting)
        setup = from_server(second.begin, sitting)
    except ConfirmFirst:
        return RedirectResponse(confirm.address(SET_UP), 303)
    except RodeDraadError as error:
        return answer(sitting.language, N_("The second step"), "", Markup(), fault=fault or error,
                      footer=_back(sitting))

    def t(message: str) -> str:
        return translate(message, sitting.language)

    csrf = sittings.csrf_for(request.scope["token"])
    steps = Markup("""<ol>
<li>{app}</li>
<li>{scan}{qr}<details><summary>{typed}</summary><p class="secret">{secret}</p></details></li>
<li>{first}</li>
</ol>""").format(
        app=t(N_("Put an app for codes on your phone, such as Aegis, 2FAS or Google Authenticator.")),
        scan=t(N_("Scan this square with the app.")), qr=_qr(setup.uri, t(N_("QR code for your app"))),
        typed=t(N_("Cannot scan? Type this in the app.")), secret=_in_fours(setup.secret),
        first=t(N_("Type the six digits that the app shows now.")))
    body = steps + form(SET_UP, t(N_("Switch on")), field(
        "code", t(CODE), fills="one-time-code", digits=True), csrf=csrf)
    must = sitting.waits_for == sittings.SET_UP
    lead = MUST if must else MAY
    if must:
        body += form("/sign-out", t(N_("Sign out")), quiet=True, csrf=csrf)
    return answer(sitting.language, N_("The second step"), lead, body, fault=fault,
                  footer=Markup() if must else _back(sitting))


def _qr(uri: str, title: str) -> Markup:
    """The square as svg: dark on white in every colour scheme, or no phone reads it."""
    import segno

    # Markup: segno writes it from the digits of the square and escapes the title.
    drawn = segno.make(uri, error="m", micro=False).svg_inline(
        scale=5, border=4, dark="black", light="white", title=title, svgclass="qr", omitsize=False)
    return Markup(drawn)  # noqa: S704


def _in_fours(secret: str) -> str:
    return " ".join(secret[at:at + 4] for at in range(0, len(secret), 4))


async def set_up_post(request: Request) -> Response:
    """POST /second/new: fields code, csrf; then the recovery codes, this once."""
    sitting: Sitting = request.scope["sitting"]
    try:
        fields = await checked(request)
        again.require(sitting)
        codes = await to_thread.run_sync(
            from_server, second.switch_on, sitting, fields.get("code", ""), limiter=CHECKS)
    except RodeDraadError as error:
        return await run_in_threadpool(_set_up, request, error)
    await SITTINGS.end(request.scope["token"], CHANGED)
    return _codes(sitting, codes)


def _codes(sitting: Sitting, codes: list[str]) -> Response:
    rows = Markup().join(Markup("<li>{}</li>").format(one) for one in codes)
    listed = Markup('<ul class="codes">{}</ul>').format(rows)
    on = translate(N_("I have kept them, go on"), sitting.language)
    return answer(
        sitting.language, N_("Keep these codes"), N_("Lost your phone? Then each of these codes lets you in once. Print"
        " them or write them down, and keep them where your phone is not. They are shown this once."),
        listed + Markup('<p><a class="button" href="/">{}</a></p>').format(on))


async def codes_post(request: Request) -> Response:
    """POST /second/codes: field csrf; new recovery codes."""
    sitting: Sitting = request.scope["sitting"]
    try:
        await checked(request)
        again.require(sitting)
        return _codes(sitting, await run_in_threadpool(from_server, second.fresh_codes, sitting.account))
    except ConfirmFirst:
        return RedirectResponse(confirm.address("/account"), 303)
    except RodeDraadError as error:
        return answer(sitting.language, N_("The second step"), "", Markup(), fault=error, footer=_back(sitting))


async def off_post(request: Request) -> Response:
    """POST /second/off: field csrf; from then on the password is enough, where no pilot asks for more."""
    sitting: Sitting = request.scope["sitting"]
    try:
        await checked(request)
        again.require(sitting)
        await run_in_threadpool(in_server, second.switch_off_own, sitting.account)
    except ConfirmFirst:
        return RedirectResponse(confirm.address("/account"), 303)
    except RodeDraadError as error:
        return answer(sitting.language, N_("The second step"), "", Markup(), fault=error, footer=_back(sitting))
    SITTINGS.forget(request.scope["token"])
    return RedirectResponse("/account", 303)


def _back(sitting: Sitting) -> Markup:
    return link("/account", translate(N_("Back to signing in and devices"), sitting.language))


ROUTES = [
    Route(GIVE, give_get, methods=["GET"]), Route(GIVE, give_post, methods=["POST"]),
    Route(SET_UP, set_up_get, methods=["GET"]), Route(SET_UP, set_up_post, methods=["POST"]),
    Route(CODES, codes_post, methods=["POST"]), Route(OFF, off_post, methods=["POST"]),
]
