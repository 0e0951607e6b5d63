"""A family tells on the coach's device: handing it over, the page that is all there is then, and taking it back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from anyio import to_thread
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from pilot import words
from pilot.access import Right
from pilot.accounts import sittings
from pilot.clock import today, zone
from pilot.errors import RodeDraadError, SlowDown
from pilot.visit import visit
from pilot.vocabulary import courses, domains
from pilot.words import N_, translate
from stories.entry import drafts, keeping, telling, templates, wording
from web.api.answering import api, status_of
from web.api.bodies import json_object, text
from web.api.drafts import read_draft, told
from web.assets import stamped
from web.gate.handed import PAGE
from web.gate.sittings import SITTINGS
from web.gate.socket import CHANGED
from web.sign_in.forms import CHECKS, checked, in_server
from web.sign_in.forms import told as told_fault

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit

@api(Right.WRITE_STORY)
def _begin(visit: Visit, request: Request, body: bytes) -> dict[str, object]:
    """POST /tell {person, template, draft}: a draft for who tells; from now on this sitting opens nothing else."""
    asked = json_object(body)
    guid = telling.begin(visit.db, visit.viewer, text(asked, "person"), text(asked, "template"), text(asked, "draft"))
    in_server(sittings.hand_over, visit.sitting, guid)
    return {"draft": guid}


async def begin(request: Request) -> Response:
    """POST /tell: hand the device over; what is open of it elsewhere closes."""
    answer = await _begin(request)
    if answer.status_code == 200:
        await SITTINGS.end(request.scope["token"], CHANGED)
    return answer


begin.right = Right.WRITE_STORY  # type: ignore[attr-defined]


@api(Right.WRITE_STORY)
def keep(visit: Visit, request: Request, body: bytes) -> Response | dict[str, object]:
    """POST /tell/keep {owner, versions, body}: what was told becomes a story in the voice of who told it, once."""
    sent = read_draft(visit, body)
    try:
        kept = telling.keep(visit.db, visit.viewer, visit.sitting.handed_over, sent.versions, sent.body)
    except keeping.NotYet as error:
        faults = {field: fault.sentence() for field, fault in error.faults.items()}
        return JSONResponse({"error": error.sentence(), "faults": faults}, 400)
    # Not even the guid of the document: the page has no use for it.
    return {**told(visit.db, kept.draft, split=kept.split), "kept": bool(kept.document)}


async def page(request: Request) -> Response:
    """GET /tell: one question a screen, and nothing else."""
    sitting = request.scope["sitting"]
    if not sitting.handed_over:
        return RedirectResponse("/", 303)
    return await run_in_threadpool(_page, request)


def _page(request: Request, fault: RodeDraadError | None = None) -> Response:
    sitting = request.scope["sitting"]
    token = request.scope["token"]
    with visit(token) as current, words.speaking(sitting.language):
        data = _data(current)
    wait = {"Retry-After": str(fault.wait_s)} if isinstance(fault, SlowDown) else None
    html = _html(sitting.language, sittings.csrf_for(token), data,
                 fault.sentence(sitting.language) if fault else "")
    return HTMLResponse(html, status_of(fault) if fault else 200, headers=wait)


def _data(current: Visit) -> dict[str, object]:
    """What the page needs to know; see stories/entry/tell.js. Of the family it holds nothing but its own words."""
    draft = drafts.draft(current.db, current.viewer, current.sitting.handed_over)
    forms = wording.forms_of(current.db, int(draft.body.get("form", 0)))
    key = str(draft.body.get("template", ""))
    template = forms.template(key, templates.FAMILY)
    (shown,) = [one for one in templates.shown(forms, templates.FAMILY, template.key) if one["key"] == template.key]
    return {
        "guid": draft.guid, "owner": drafts.owner(current.viewer), "finished": draft.finished,
        "today": today(current.db), "zone": zone(current.db),
        "draft": {"versions": draft.versions, "body": draft.body, "changed_at": draft.changed_at},
        "template": shown, "signifiers": templates.shown_signifiers(forms, templates.FAMILY),
        "domains": [{"key": one, "name": domains.name(one)} for one in domains.DOMAINS],
        "courses": [{"key": one, "name": courses.name(one), "about": courses.says(one), "shape": courses.SHAPES[one]}
                    for one in courses.COURSES],
    }


def _html(language: str, csrf: str, data: dict[str, object], fault: str) -> str:
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
<link rel="stylesheet" href="{entry}">
<link rel="stylesheet" href="{style}">
<script type="application/json" id="rd-tell">{spec}</script>
<script type="module" src="{script}"></script>
</head>
<body class="rd-tells">
<main id="rd-tell-page"><noscript>{needs}</noscript></main>
<details class="rd-take-back"{opened}>
<summary>{back}</summary>
<form method="post" action="/tell/back">
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
        language=language, csrf=csrf, title=t(N_("Tell")), entry=stamped("/assets/entry/entry.css"),
        style=stamped("/assets/entry/tell.css"), script=stamped("/assets/entry/tell.js"), spec=spec,
        needs=t(N_("Rode Draad needs JavaScript. Switch it on in your browser and reload this page.")),
        opened=Markup(" open") if fault else "", back=t(N_("For the coach: take this device back")),
        about=t(N_("What was told so far is saved. With your password you are back in Rode Draad.")),
        fault=told_fault, password=t(N_("Password of the coach")), take=t(N_("Take it back")))


async def take_back(request: Request) -> Response:
    """POST /tell/back: fields password, csrf."""
    handed = bool(request.scope["sitting"].handed_over)
    try:
        fields = await checked(request)
        if not handed:
            return RedirectResponse("/", 303)
        await to_thread.run_sync(
            in_server, sittings.take_back, request.scope["sitting"], fields.get("password", ""), limiter=CHECKS)
    except RodeDraadError as error:
        return await run_in_threadpool(_page, request, error) if handed else told_fault(request, error)
    SITTINGS.forget(request.scope["token"])
    return RedirectResponse("/hand_over", 303)


ROUTES = [
    Route(PAGE, page, methods=["GET"]), Route(PAGE, begin, methods=["POST"]),
    Route(f"{PAGE}/keep", keep, methods=["POST"]), Route(f"{PAGE}/back", take_back, methods=["POST"]),
]
