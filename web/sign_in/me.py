"""What a page's scripts may know of who is looking: the route /api/me."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pilot import clock
from pilot.access import ROLE_NAMES, in_order
from pilot.accounts import accounts, sittings
from pilot.config import home
from pilot.errors import RodeDraadError
from pilot.setup import pilot_name
from pilot.store.files import open_pilot, open_server
from pilot.visit import visit
from pilot.words import translate
from web.sign_in import oidc

if TYPE_CHECKING:
    from pilot.accounts.sittings import Sitting


def about_me(token: str, sitting: Sitting) -> dict[str, object]:
    """Keys csrf, language, owner (account and pilot: whose what waits in a browser is), roles, role_names (in that
    language), label and zone ('' for a member of no pilot), pilot (slug), pilots (slug, name), through (what people
    call the sign-in of the organisation, '' when there is none)."""
    label = at = ""
    try:
        with visit(token) as current:
            label, at = current.viewer.label, clock.zone(current.db)
    except RodeDraadError:
        pass  # signed in, but a member of no pilot: may still choose one, change language or sign out
    return {
        "csrf": sittings.csrf_for(token), "language": sitting.language, "label": label, "zone": at,
        "owner": f"{sitting.account.guid}|{sitting.pilot_slug}", "roles": in_order(sitting.roles),
        "pilot": sitting.pilot_slug or "",
        "role_names": [translate(ROLE_NAMES[role], sitting.language) for role in in_order(sitting.roles)],
        "pilots": _pilots(sitting), "through": oidc.name_of(home().folder),
    }


def _pilots(sitting: Sitting) -> list[dict[str, str]]:
    where = home()
    with closing(open_server(where.server_path)) as server:
        slugs = list(accounts.memberships(server, sitting.account.account_id))
    found = []
    for slug in slugs:
        path = where.pilot(slug).db_path
        if path.is_file():
            with closing(open_pilot(path)) as db:
                found.append({"slug": slug, "name": pilot_name(db)})
    return found


async def me(request: Request) -> Response:
    """GET /api/me: who is looking, for scripts; never a name."""
    return await run_in_threadpool(_me, request)


def _me(request: Request) -> Response:
    return JSONResponse(about_me(request.scope["token"], request.scope["sitting"]))


ROUTES = [Route("/api/me", me, methods=["GET"])]
