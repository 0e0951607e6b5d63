"""A coach's device in the hands of a family: handing it over, the one page that opens then, and taking it back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from anyio import to_thread
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from pilot import words
from pilot.accounts import sittings
from pilot.errors import RodeDraadError, SlowDown
from pilot.visit import visit
from pilot.words import N_, translate
from web.api.answering import api, status_of
from web.assets import stamped
from web.gate.sittings import SITTINGS
from web.gate.socket import CHANGED
from web.sign_in.forms import CHECKS, checked, in_server
from web.sign_in.forms import told as told_fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from pilot.access import Right
    from pilot.accounts.handing import HandedOver
    from pilot.visit import Visit

_NOTHING = Markup("\n")
_SCRIPT = Markup('<script type="module" src="{}"></script>')
_LINK = Markup('<link rel="stylesheet" href="{}">')


class Screen(NamedTuple):
    """A page that can be handed over.

    Attributes:
        path: of the page. right: who may hand it over. title, stays: English; stays: what the coach reads before she
            takes her device back. styles, script: addresses under /assets/.
        begin: what is handed over for a body that was sent, and what the page that hands over is told.
        data: what the page needs to know, of what is handed over; with `language` it is in another one.
    """

    path: str
    right: Right
    title: str
    stays: str
    styles: tuple[str, ...]
    script: str
    begin: Callable[[Visit, bytes], HandedOver]
    data: Callable[[Visit, HandedOver], dict[str, object]]


def routes(screen: Screen) -> list[Route]:
    """GET the page, POST to hand the device over for it, POST back to take the device back."""
    def handed(visit: Visit, request: Request, body: bytes) -> dict[str, object]:
        thing = screen.begin(visit, body)
        in_server(sittings.hand_over, visit.sitting, thing)
        return {"guid": thing.guid}

    answer = api(screen.right)(handed)

    async def begin(request: Request) -> Response:
        """Hand the device over; what is open of it elsewhere closes."""
        answered = await answer(request)
        if answered.status_code == 200:
            await SITTINGS.end(request.scope["token"], CHANGED)
        return answered

    async def page(request: Request) -> Response:
        """The page, and nothing else."""
        if not _is_of(screen, request):
            return RedirectResponse("/", 303)
        return await run_in_threadpool(_page, screen, request)

    async def take_back(request: Request) -> Response:
        """Fields password, csrf."""
        return await _take_back(screen, request)

    begin.right = screen.right  # type: ignore[attr-defined]
    return [Route(screen.path, page, methods=["GET"]), Route(screen.path, begin, methods=["POST"]),
            Route(f"{screen.path}/back", take_back, methods=["POST"])]


def _is_of(screen: Screen, request: Request) -> bool:
    thing = request.scope["sitting"].handed_over
    return thing is not None and thing.page == screen.path


async def _take_back(screen: Screen, request: Request) -> Response:
    handed, sitting = _is_of(screen, request), request.scope["sitting"]
    try:
        fields = await checked(request)
        if not handed:
            return RedirectResponse("/", 303)
        await to_thread.run_sync(
            in_server, sittings.take_back, sitting, fields.get("password", ""), limiter=CHECKS)
    except RodeDraadError as error:
        return await run_in_threadpool(_page, screen, request, error) if handed else told_fault(request, error)
    SITTINGS.forget(request.scope["token"])
    return RedirectResponse(sitting.handed_over.back, 303)


def _page(screen: Screen, request: Request, fault: RodeDraadError | None = None) -> Response:
    sitting, token = request.scope["sitting"], request.scope["token"]
    data: dict[str, object] = {}
    with visit(token) as current, words.speaking(sitting.language):
        try:
            data = screen.data(current, sitting.handed_over)
        except RodeDraadError as error:  # gone meanwhile: then the way back is all there is
            fault = fault or error
    wait = {"Retry-After": str(fault.wait_s)} if isinstance(fault, SlowDown) else None
    html = _html(screen, sitting.language, sittings.csrf_for(token), data,
                 fault.sentence(sitting.language) if fault else "")
    return HTMLResponse(html, status_of(fault) if fault else 200, headers=wait)


def _html(screen: Screen, language: str, csrf: str, data: dict[str, object], fault: str) -> str:
    def t(message: str) -> str:
        return translate(message, language)

    told_fault = Markup('<p class="rd-fault" role="alert">{}</p>').format(fault) if fault else Markup()
    # "<" is written otherwise in the JSON, so that nothing in it can end the script element.
    spec = Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))
    return Markup("""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="csrf-token" content="{csrf}">
<title>{title}</title>
<link rel="icon" href="/assets/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/palette.css">
{styles}
<script type="application/json" id="rd-handed">{spec}</script>
{script}
</head>
<body class="rd-handed">
<main id="rd-handed-page"><noscript>{needs}</noscript></main>
<details class="rd-take-back" lang="{coach}"{opened}>
<summary>{back}</summary>
<form method="post" action="{path}/back">
<p>{about}</p>
{fault}
<input type="hidden" name="csrf" value="{csrf}">
<label for="password">{password}</label>
<input id="password" name="password" type="password" autocomplete="new-password" maxlength="1000" required>
<button type="submit">{take}</button>
</form>
</details>
</body>
</html>
""").format(
        language=data.get("language", language), coach=language, csrf=csrf, title=t(screen.title), path=screen.path,
        styles=_NOTHING.join(_LINK.format(stamped(one)) for one in (*screen.styles, "/assets/static/handed.css")),
        script=_SCRIPT.format(stamped(screen.script)) if data else _NOTHING, spec=spec,
        needs=t(N_("Rode Draad needs JavaScript. Switch it on in your browser and reload this page.")),
        opened=Markup(" open") if fault else "", back=t(N_("For the coach: take this device back")),
        about=t(screen.stays), fault=told_fault, password=t(N_("Password of the coach")), take=t(N_("Take it back")))
