"""The page an invitation leads to: choosing one's own password, or being the first administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import to_thread
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.routing import Route

from pilot.accounts import invitations, sittings
from pilot.config import home
from pilot.errors import BadInput, NotFound, RodeDraadError
from pilot.store.files import write
from pilot.visit import COOKIE
from pilot.words import N_, translate
from web.gate.language import language_of
from web.gate.sittings import SITTINGS
from web.gate.socket import SIGNED_OUT
from web.sign_in import oidc
from web.sign_in.forms import CHECKS, fields_of, from_server, keep_mark, mark_of, require_mark, secure
from web.sign_in.simple import answer, field, form, link, username

if TYPE_CHECKING:
    from sqlite_utils import Database
    from starlette.requests import Request
    from starlette.responses import Response

    from pilot.accounts.invitations import Invitation

PATH = invitations.PATH + "/{token}"
WELCOME = N_("Welcome to Rode Draad")
SLUG = N_("Lower-case letters, digits and hyphens, such as: drenthe. It stands in addresses.")
LEAST = N_("At least ten characters. A sentence is easy to remember and hard to guess.")


async def invited_get(request: Request) -> Response:
    """GET /invitation/{token}: the form of who was invited; a sentence for a link that works no more."""
    return await run_in_threadpool(_page, request, {})


def _page(request: Request, typed: dict[str, str], fault: RodeDraadError | None = None) -> Response:
    token, language = request.path_params["token"], language_of(request.headers.get("accept-language"))
    try:
        if not home().server_path.is_file():
            raise NotFound(invitations.GONE)
        found = from_server(invitations.found, token)
    except NotFound as gone:
        return answer(language, WELCOME, "", Markup(), fault=gone,
                      footer=link("/sign-in", translate(N_("Sign in"), language)))
    lead = N_("You are the first here, and look after Rode Draad from now on. Choose a name and a password.") if (
        found.account is None) else N_("Choose a password. You alone know it.")
    mark = mark_of(request)
    response = answer(language, WELCOME, lead, _form(found, token, typed, language, mark), fault=fault)
    keep_mark(request, response, mark, invitations.PATH)
    return response


def _form(found: Invitation, token: str, typed: dict[str, str], language: str, mark: str) -> Markup:
    def t(message: str) -> str:
        return translate(message, language)

    asked = [username(found.account.name)] if found.account else [
        field("name", t(N_("Name to sign in with")), fills="username", value=typed.get("name", ""), first=True)]
    if found.account:
        asked.append(Markup("<p>{} <strong>{}</strong></p>").format(
            t(N_("You sign in with this name:")), found.account.name))
    elif not home().pilots():
        asked += [field("title", t(N_("What is the pilot called?")), value=typed.get("title", "")),
                  field("slug", t(N_("Short name of the pilot")), value=typed.get("slug", ""),
                        about=t(SLUG))]
    asked += [field("new", t(N_("New password")), kind="password", fills="new-password", about=t(LEAST),
                    first=found.account is not None),
              field("again", t(N_("The new password once more")), kind="password", fills="new-password")]
    return form(f"{invitations.PATH}/{token}", t(N_("Save and sign in")), *asked, form=mark)


async def invited_post(request: Request) -> Response:
    """POST /invitation/{token}: fields new, again, form; name, title, slug for the first. It ends the link."""
    fields: dict[str, str] = {}
    try:
        fields = await fields_of(request)
        require_mark(request, fields)
        if fields.get("new", "") != fields.get("again"):
            raise BadInput(N_("The two new passwords are not the same. Type them again; nothing was changed."))
        token = await to_thread.run_sync(from_server, _accepted, request, fields, limiter=CHECKS)
    except RodeDraadError as error:
        return await run_in_threadpool(_page, request, fields, error)
    if before := request.scope.get("token"):
        await SITTINGS.end(before, SIGNED_OUT)
    # Where there is a sign-in of the organisation, she can tie her account to it at once, or go on.
    response = RedirectResponse("/elsewhere" if oidc.name_of(home().folder) else "/", 303)
    response.set_cookie(COOKIE, token, path="/", httponly=True, samesite="lax", secure=secure(request))
    return response


def _accepted(db: Database, request: Request, fields: dict[str, str]) -> str:
    """The token of the sitting that begins; whoever was signed in here before is not any more."""
    invited = request.path_params["token"]
    if invitations.found(db, invited).account is None:
        account = invitations.accept_first(home(), db, invited, fields.get("name", ""), fields["new"],
                                           fields.get("slug", ""), fields.get("title", ""))
    else:
        account = invitations.accept(db, invited, fields["new"])
    if before := request.scope.get("token"):
        sittings.sign_out(db, before)
    with write(db):
        return sittings.begin(db, account.account_id, account.guid, account.language,
                              agent=request.headers.get("user-agent", ""))


ROUTES = [Route(PATH, invited_get, methods=["GET"]), Route(PATH, invited_post, methods=["POST"])]
