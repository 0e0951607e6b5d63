"""The gate around the whole of Streamlit and our own routes: pure ASGI, so that websockets pass it too.

Signed out, nothing answers but the sign-in page with its style and font, /health and /ready. Signed in, only what the
app uses answers: Streamlit's own upload, media, metrics, agent, component and login routes have no owner and are shut.
"""

from __future__ import annotations

import time
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Match

from pilot.accounts import invitations
from pilot.accounts.sittings import identity_for
from pilot.running import settings
from pilot.running.log_lines import LOG, Facts
from pilot.visit import COOKIE
from pilot.words import N_, translate
from web import pages
from web.api import reach
from web.gate import binding, half, handed
from web.gate.faults import WENT_WRONG, log_fault
from web.gate.headers import dressed
from web.gate.language import language_of
from web.gate.patience import Body
from web.gate.sittings import SITTINGS
from web.gate.socket import FULL, REFUSED, SIGNED_OUT, Socket
from web.routes import ROUTES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from pilot.accounts.sittings import Sitting
    from web.gate.binding import Arrival

# Streamlit binds a session to the value of this header (server.trustedUserHeaders): only the gate sets it.
IDENTITY_HEADER = "X-Rode-Draad-Sitting"
STREAM = "/_stcore/stream"
# Without signing in: the sign-in page and what it shows itself with, and the bare facts that we are alive and ready.
OPEN = frozenset({
    "/sign-in", "/sign-in/elsewhere", "/sign-in/elsewhere/back", "/health", "/ready", "/assets/palette.css",
    "/assets/static/sign_in.css", "/assets/static/icon.svg", "/assets/static/source-sans.woff2",
})
# Asked by every open page whether or not anybody is there: it does not keep a sitting from going idle.
QUIET = frozenset({reach.PATH})
# Of Streamlit's own routes the browser needs these. Left out, and so shut even to who is signed in:
# /_stcore/upload_file (we take files ourselves, straight to disk), /media and /app/static (files without an owner),
# /_stcore/agent (drives pages without a browser, past the socket's checks), /_stcore/metrics and script-health-check
# (for operators), /component and /_stcore/bidi-components (we have no packaged components), /auth and
# /oauth2callback (we sign in ourselves).
_STREAMLIT = frozenset({"/_stcore/health", "/_stcore/host-config", "/favicon.png"})
_SAFE = frozenset({"GET", "HEAD"})
_LONGEST_PATH, _LONGEST_QUERY = 1_000, 8_000
TOO_SLOW = N_("This came in too slowly. Look at your connection, and try again.")
NOTHING_HERE = N_("There is nothing here. Go back and choose from the menu.")


class Gate:
    """ASGI middleware; give it to `st.App` as the first one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let pass, refuse or send to sign in."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        came = binding.arrival(scope, binding.current())
        scope = {**scope, "headers": _without_identity(came.headers), "came": came}
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send, came)
        else:
            await self._http(scope, receive, send, came)

    async def _http(self, scope: Scope, receive: Receive, send: Send, came: Arrival) -> None:
        token = token_of(Headers(scope=scope))
        body = Body(receive)
        out = _Answer(scope, send, came, token, body)
        begun = time.monotonic()
        try:
            await self._answer(scope, body, out, came, token)
        except ClientDisconnect:
            if body.is_late and not out.begun:
                await _error(scope, 408, TOO_SLOW)(scope, receive, out)
        except Exception as error:
            # Caught here and not by Starlette, which would write the error's message into the log.
            log_fault(error)
            if not out.begun:
                sitting = scope.get("sitting")
                await _error(scope, 500, WENT_WRONG, sitting.language if sitting else None)(scope, receive, out)
        if settings.logs_requests():
            _noted(scope, out.status, time.monotonic() - begun)

    async def _answer(
        self, scope: Scope, receive: Receive, out: _Answer, came: Arrival, token: str | None
    ) -> None:
        refused = _refused_first(scope, came)
        sitting = None if refused else await SITTINGS.look(token, touch=scope["path"] not in QUIET)
        if refused is None and sitting is None and not _is_open(scope["path"]):
            refused = _signed_out(scope)
        if refused is None and sitting is not None and sitting.waits_for:
            refused = half.refused(scope, sitting)
        if refused is None and sitting is not None and sitting.handed_over:
            refused = handed.refused(scope, sitting, sitting.handed_over)
        if refused is None and not _known(scope):
            refused = _error(scope, 404, NOTHING_HERE, sitting.language if sitting else None)
        if sitting is not None and token is not None:
            _identify(scope, token, sitting)
        await (refused or self.app)(scope, receive, out)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send, came: Arrival) -> None:
        headers = Headers(scope=scope)
        token = token_of(headers)
        fits = scope["path"] == STREAM and not came.refusal and came.same_origin(headers.get("origin"))
        try:
            sitting = await SITTINGS.look(token) if fits else None
        except Exception as error:
            log_fault(error)
            sitting = None
        if sitting is None or token is None:
            # A close before the accept: the handshake itself is answered 403.
            await receive()
            await send({"type": "websocket.close", "code": SIGNED_OUT if fits else REFUSED})
            return
        if SITTINGS.is_full(token):  # the windows that are open go on; this one connects once another is closed
            await receive()
            await send({"type": "websocket.close", "code": FULL})
            return
        # Streamlit serves nobody who has not finished signing in, or whose device is in the hands of a family.
        if sitting.waits_for or sitting.handed_over:
            await receive()
            await send({"type": "websocket.close", "code": REFUSED})
            return
        identity = _identify(scope, token, sitting)
        try:
            await Socket(token, identity, receive, send).run(self.app, scope)
        except Exception as error:
            log_fault(error)


class _Answer:
    """Sends an answer with our headers; a recording stops flowing when its sitting ends."""

    def __init__(self, scope: Scope, send: Send, came: Arrival, token: str | None, body: Body) -> None:
        self._scope, self._path, self._send, self._came, self._body = scope, scope["path"], send, came, body
        self._token = token if self._path.startswith("/recordings/") else None
        self.begun = False
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun, self.status = True, message["status"]
            signed_in = "sitting" in self._scope and self._path != "/sign-in"
            headers = dressed(list(message.get("headers", ())), self._path, self._came, signed_in=signed_in)
            if self._body.is_late:  # what still comes of it is read by nobody
                headers.append((b"connection", b"close"))
            message = {**message, "headers": headers}
        elif self._token and "sitting" in self._scope and await SITTINGS.look(self._token, touch=False) is None:
            return
        await self._send(message)


def token_of(headers: Headers) -> str | None:
    """The sitting's token among the cookies; None when there is none or more than one."""
    found = []
    for line in headers.getlist("cookie"):
        for part in line.split(";"):
            try:
                cookie = SimpleCookie(part.strip())
            except CookieError:
                continue
            if COOKIE in cookie:
                found.append(cookie[COOKIE].value)
    return found[0] if len(found) == 1 else None


def _without_identity(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Drop the identity header in every spelling; some servers read _ and - alike."""
    name = IDENTITY_HEADER.lower().encode()
    return [(key, value) for key, value in headers if key.lower().replace(b"_", b"-").strip() != name]


def _identify(scope: Scope, token: str, sitting: Sitting) -> str:
    """Tell Streamlit whose request this is: an opaque value, new with every sitting, role and pilot."""
    identity = identity_for(token, sitting)
    scope["headers"] = [*scope["headers"], (IDENTITY_HEADER.lower().encode(), identity.encode())]
    scope["sitting"] = sitting
    scope["token"] = token
    return identity


def _is_open(path: str) -> bool:
    """Whether a path answers without signing in; who was invited has no account that she can sign in with yet."""
    return path in OPEN or path.startswith(f"{invitations.PATH}/")


def _known(scope: Scope) -> bool:
    """Whether the path is one of ours or one of the few of Streamlit's that the browser needs."""
    path = scope["path"]
    if path in _STREAMLIT or (path.startswith("/static/") and ".." not in path):
        return scope["method"] in _SAFE
    return any(route.matches(scope)[0] is Match.FULL for route in ROUTES)


def _noted(scope: Scope, status: int, took_s: float) -> None:
    """A line about a request; of its address only the route, for the rest may be what somebody typed."""
    path = scope["path"]
    route = next((one.path for one in ROUTES if one.matches(scope)[0] is not Match.NONE), None)
    facts = Facts(method=scope["method"] if route else "", route=route or ("streamlit" if path in _STREAMLIT else ""),
                  status=status, ms=round(took_s * 1000))
    LOG.info("request", extra={"facts": facts})


def _refused_first(scope: Scope, came: Arrival) -> Response | None:
    """Refusals that hold for everybody: an unsafe way in, a foreign name, no address, a write from another site."""
    if came.refusal == "tls":
        return _error(scope, 403, N_("This address is not safe without TLS. Ask who looks after Rode Draad."))
    if came.refusal == "host":
        return _error(scope, 421, N_("Rode Draad does not go by this address. Check what you typed."))
    if not _is_address(scope):
        return _error(scope, 404, NOTHING_HERE)
    if scope["method"] not in _SAFE and not came.same_origin(Headers(scope=scope).get("origin")):
        return _error(scope, 403, N_("This came from another site and was refused. Nothing was changed."))
    return None


def _is_address(scope: Scope) -> bool:
    """Whether anything can lie at this address: no name of ours is so long, or holds what cannot be seen."""
    path = scope["path"]
    if len(path) > _LONGEST_PATH or len(scope.get("query_string", b"")) > _LONGEST_QUERY:
        return False
    return not any(char < " " or "\x7f" <= char < "\xa0" or "\ud800" <= char < "\ue000" for char in path)


def _signed_out(scope: Scope) -> Response:
    """To the sign-in page for somebody who opens a page; 401 for everything else."""
    headers = Headers(scope=scope)
    opens = headers.get("sec-fetch-mode", "navigate") == "navigate" and "text/html" in headers.get("accept", "")
    page = any(route.matches(scope)[0] is Match.FULL for route in pages.ROUTES)
    if scope["method"] not in _SAFE or not opens or not page:
        return _error(scope, 401, N_("You are signed out. Sign in again; what you did has been kept."))
    query = scope.get("query_string", b"").decode("latin-1")
    wanted = quote(scope["path"], safe="/") + (f"?{query}" if query else "")
    asked = [] if wanted == "/" else [f"next={quote(wanted, safe='/')}"]
    if token_of(headers):  # was signed in here: the page says why it is there
        asked.append("why=ended")
    return RedirectResponse("/sign-in" + (f"?{'&'.join(asked)}" if asked else ""), 303)


def _error(scope: Scope, status: int, message: str, language: str | None = None) -> Response:
    language = language or language_of(Headers(scope=scope).get("accept-language"))
    return JSONResponse({"error": translate(message, language)}, status)
