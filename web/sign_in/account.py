"""Signing in and devices: the second step, where one is signed in, and ending that, one by one or all at once."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.routing import Route

from pilot import clock, words
from pilot.accounts import rules, second, sittings
from pilot.config import home
from pilot.errors import BadInput, RodeDraadError
from pilot.store import pool
from pilot.store.files import open_pilot, open_server
from pilot.visit import COOKIE
from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from web.gate.sittings import SITTINGS
from web.gate.socket import SIGNED_OUT
from web.sign_in.forms import checked, in_server, secure
from web.sign_in.second import CODES, OFF, SET_UP
from web.sign_in.simple import BACK, NOTHING, answer, form, link

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database
    from starlette.requests import Request
    from starlette.responses import Response

    from pilot.accounts.sittings import Listed, Sitting

ACCOUNT, END, END_ALL = "/account", "/account/end", "/account/end_all"
TITLE = N_("Signing in and devices")


async def account_get(request: Request) -> Response:
    """GET /account: all of it."""
    return await run_in_threadpool(_page, request)


def _page(request: Request, fault: RodeDraadError | None = None) -> Response:
    sitting: Sitting = request.scope["sitting"]
    csrf = sittings.csrf_for(request.scope["token"])
    with pool.lent(home().server_path, open_server) as db, words.speaking(sitting.language):
        body = _second(db, sitting, csrf) + _where(db, sitting, csrf)
        footer = Markup("{}<br>{}").format(link("/password", _("Your password")), link("/", _(BACK)))
    return answer(sitting.language, TITLE, "", body, fault=fault, footer=footer)


def _second(db: Database, sitting: Sitting, csrf: str) -> Markup:
    head = Markup("<h2>{}</h2><p>{}</p>")
    if sitting.account.is_demo:
        return head.format(_("The second step"), _(second.DEMO_HAS_NONE))
    if not sitting.two_steps:
        return head.format(_("The second step"), _(
            "Signing in takes your password alone. With a code from your phone besides, somebody who knows your"
            " password still cannot get in.")) + Markup('<p><a class="button" href="{}">{}</a></p>').format(
                SET_UP, _("Switch on the second step"))
    n = second.codes_left(db, sitting.account.account_id)
    left = ngettext("You have {n} recovery code left.", "You have {n} recovery codes left.", n).format(n=n)
    off = NOTHING if rules.needs_second(db, sitting.account.account_id) else form(
        OFF, _("Switch off the second step"), quiet=True, csrf=csrf)
    return _guessed(db, sitting) + head.format(_("The second step"), " ".join((
        _("Signing in takes your password and a code from your phone."), left))) + form(
            CODES, _("Make new recovery codes"), quiet=True, csrf=csrf) + off


def _guessed(db: Database, sitting: Sitting) -> Markup:
    """That somebody who knows the password guesses codes."""
    n = second.wrong_of_a_day(db, sitting.account.account_id)
    if n < second.TOLD_FROM:
        return NOTHING
    said = _("In the last 24 hours {n} wrong codes were given with your password. Was that not you? Then somebody"
             " knows your password: change it now.").format(n=n)
    return Markup('<p class="fault" role="alert">{} {}</p>').format(said, link("/password", _("Your password")))


def _where(db: Database, sitting: Sitting, csrf: str) -> Markup:
    moments = _moments(sitting)
    rows = NOTHING.join(_row(one, moments, csrf) for one in sittings.own(db, sitting))
    idle, hours = rules.lasts(db, sitting.account.account_id)
    ends = " ".join((
        _idle(idle),
        ngettext("After {n} hour you are in any case.", "After {n} hours you are in any case.", hours).format(n=hours)))
    return Markup('<h2>{}</h2><p>{}</p><ul class="sittings">{}</ul>{}').format(
        _("Where you are signed in"), ends, rows, form(END_ALL, _("Sign out everywhere"), csrf=csrf))


def _idle(minutes: int) -> str:
    if minutes % 60:
        return ngettext("You are signed out after {n} minute in which you do nothing.",
                        "You are signed out after {n} minutes in which you do nothing.", minutes).format(n=minutes)
    return ngettext("You are signed out after {n} hour in which you do nothing.",
                    "You are signed out after {n} hours in which you do nothing.", minutes // 60).format(
                        n=minutes // 60)


def _moments(sitting: Sitting) -> Callable[[str], datetime]:
    """From a kept clock time to that of the pilot; the usual time zone for a member of none."""
    path = home().pilot(sitting.pilot_slug).db_path if sitting.pilot_slug else None
    if path is None or not path.is_file():
        return partial(clock.local, None)
    with pool.lent(path, open_pilot) as db:
        zone = ZoneInfo(clock.zone(db))
    return lambda at: datetime.fromisoformat(at).astimezone(zone)


def _row(one: Listed, moments: Callable[[str], datetime], csrf: str) -> Markup:
    begun, seen = moments(one.begun_at), moments(one.seen_at)
    told = _("since {day}, {time}; last seen {seen_day}, {seen}").format(
        day=days.short(begun.date().isoformat()), time=f"{begun:%H:%M}",
        seen_day=days.short(seen.date().isoformat()), seen=f"{seen:%H:%M}")
    here = Markup("<strong>{}</strong>").format(_("this one")) if one.here else form(
        END, _("Sign out there"), quiet=True, csrf=csrf, sitting=str(one.number))
    return Markup("<li><div>{}<br>{}</div>{}</li>").format(one.browser or _("a browser"), told, here)


async def end_post(request: Request) -> Response:
    """POST /account/end: fields sitting (its number), csrf."""
    try:
        fields = await checked(request)
        if not (number := fields.get("sitting", "")).isascii() or not number.isdigit() or len(number) > 15:
            raise BadInput(N_("Choose from the list where to sign out."))
        await run_in_threadpool(in_server, sittings.end_own, request.scope["sitting"], int(number))
    except RodeDraadError as error:
        return await run_in_threadpool(_page, request, error)
    SITTINGS.forget(request.scope["token"])
    return RedirectResponse(ACCOUNT, 303)


async def end_all_post(request: Request) -> Response:
    """POST /account/end_all: field csrf; this sitting ends too, so the way goes to the sign-in page."""
    try:
        await checked(request)
        await run_in_threadpool(in_server, sittings.end_everywhere, request.scope["sitting"])
    except RodeDraadError as error:
        return await run_in_threadpool(_page, request, error)
    await SITTINGS.end(request.scope["token"], SIGNED_OUT)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=secure(request))
    return response


ROUTES = [
    Route(ACCOUNT, account_get, methods=["GET"]), Route(END, end_post, methods=["POST"]),
    Route(END_ALL, end_all_post, methods=["POST"]),
]
