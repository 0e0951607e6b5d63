"""The gate over HTTP, against the real app; and its sockets, against a stand-in for Streamlit that counts frames."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from pilot.access import Role
from pilot.accounts import accounts, sittings
from pilot.store.files import open_server
from web.gate.gate import IDENTITY_HEADER, Gate
from web.gate.socket import CHANGED, FAULT, FULL, REFUSED, SIGNED_OUT, TOO_MUCH
from web.routes import ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.builder import SmallPilot
    from tests.web.conftest import Caller

ORIGIN = "http://127.0.0.1:8501"
WS = "ws://127.0.0.1:8501"
SHUT = [
    "/_stcore/upload_file/a/b", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json",
    "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/bidi-components/a/b.js", "/component/a/index.html",
    "/media/abc.mp3", "/app/static/a.txt", "/auth/login", "/auth/logout", "/oauth2callback", "/pages/today",
    "/today.py", "/views/entry.py", "/static/..%2f..%2fsecrets", "/static/%2e%2e/x", "/.git/config",
    "/desk/_stcore/health", "/manifest.json", "/index.html", "/assets/static/%2e%2e%2fgate.py",
    "/assets/desk/practice.py", "/assets/web/gate/gate.py", "/data/server.db",
]


@pytest.mark.slow
def test_shut_routes(call: Caller) -> None:
    """What the app does not use is shut, signed in or not, for every method."""
    for path in SHUT:
        for method in ("GET", "POST", "PUT", "DELETE"):
            assert call(method, path, None).status_code in {401, 403}, path
            assert call(method, path, "admin").status_code == 404, path
            assert call(method, path, "evaluator").status_code == 404, path


@pytest.mark.slow
def test_what_streamlit_needs(call: Caller) -> None:
    """Signed in, the pieces the browser needs are there; signed out, not one of them."""
    index = call("GET", "/", "evaluator").text
    script = next(part.split('"')[0] for part in index.split('src="')[1:] if part.startswith("/static/"))
    for path in ("/", "/desk", "/_stcore/health", "/_stcore/host-config", script):
        assert call("GET", path, "evaluator").status_code == 200, path
        assert call("GET", path, None).status_code == 401, path
    assert call("GET", "/_stcore/host-config", "evaluator").json()["allowedOrigins"] == []


def test_page_is_sent_to_sign_in(call: Caller) -> None:
    """Opening a page signed out leads to the sign-in page, which knows where to go on to."""
    answer = call("GET", "/desk?document=abc&at=3", None, headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/desk%3Fdocument%3Dabc%26at%3D3"
    assert call("GET", "/", None, headers={"Accept": "text/html"}).headers["location"] == "/sign-in"
    ended = {"Accept": "text/html", "Cookie": "rode_draad=over"}
    assert call("GET", "/", None, headers=ended).headers["location"] == "/sign-in?why=ended"
    assert call("GET", "/stories", None, headers=ended).headers["location"] == "/sign-in?next=/stories&why=ended"
    assert call("GET", "/static/x", None, headers={"Accept": "text/html"}).status_code == 401


def test_security_headers(call: Caller) -> None:
    """Every answer, refusals included, says who may frame it, where scripts come from and that nothing is kept."""
    for path, name in (("/", "evaluator"), ("/sign-in", None), ("/api/me", "coach"), ("/nothing/here", "coach"),
                       ("/api/me", None), ("/recordings/x", "coach"), ("/_stcore/health", "coach")):
        headers = call("GET", path, name, headers={"Origin": "https://evil.example"}).headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "unsafe-inline" not in policy.replace("style-src 'self' 'unsafe-inline'", "")
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "microphone=(self)" in headers["permissions-policy"]
        assert "access-control-allow-origin" not in headers
        assert "strict-transport-security" not in headers


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:8502", "https://127.0.0.1:8501"])
@pytest.mark.slow
def test_writes_from_elsewhere(origin: str, call: Caller) -> None:
    """A write from another origin is refused before anything is read, even with cookie and CSRF token."""
    for path in ("/language", "/sign-out", "/sign-in", "/api/uploads"):
        answer = call("POST", path, "evaluator", headers={"Origin": origin}, data={"language": "en"})
        assert answer.status_code == 403
    assert call("GET", "/api/me", "evaluator").status_code == 200


def test_foreign_host(call: Caller) -> None:
    """Another host name is refused, signed in or out."""
    assert call("GET", "/", "evaluator", headers={"Host": "evil.example"}).status_code == 421
    assert call("GET", "/sign-in", None, headers={"Host": "evil.example"}).status_code == 421


def test_two_tokens(call: Caller) -> None:
    """Two cookies of our name, as somebody who plants one would cause, count as none."""
    cookie = f"rode_draad={call.token('coach')}; rode_draad={call.token('evaluator')}"
    assert call("GET", "/api/me", None, headers={"Cookie": cookie}).status_code == 401


def test_faults_say_nothing(call: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A fault of ours is one sentence in the reader's language; the log gets the place, not the content."""

    def broken(*given: object) -> object:
        raise ValueError("Moeder zei iets geheims in /srv/data")

    monkeypatch.setattr("web.pages.shell", broken)
    monkeypatch.setattr("web.sign_in.me.about_me", broken)
    for path in ("/desk", "/api/me"):
        answer = call("GET", path, "evaluator")
        assert answer.status_code == 500
        assert answer.json()["error"].startswith("Hier ging iets mis")
        assert answer.headers["x-frame-options"] == "DENY"
    assert "geheims" not in caplog.text
    assert "ValueError at test_gate.py" in caplog.text


class Echo:
    """Stands in for Streamlit: notes each connection's headers, sends back every frame, and more when told."""

    def __init__(self) -> None:
        self.seen: list[Headers] = []
        self.frames: list[bytes] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One websocket."""
        if scope["type"] != "websocket":
            await Starlette(routes=ROUTES)(scope, receive, send)
            return
        await receive()
        self.seen.append(Headers(scope=scope))
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.frames.append(message["bytes"])
            await send({"type": "websocket.send", "bytes": message["bytes"]})


@pytest.fixture
def echo() -> Echo:
    """What the gate lets through."""
    return Echo()


@pytest.fixture
def sockets(echo: Echo) -> Iterator[TestClient]:
    """The gate around the stand-in; as a context, so that all its sockets share one event loop."""
    with TestClient(Gate(echo), base_url=ORIGIN, client=("127.0.0.1", 50000)) as client:
        yield client


def token_for(small: SmallPilot, name: str = "evaluator") -> str:
    """A new sitting's token."""
    with closing(open_server(small.home.server_path)) as server:
        return sittings.sign_in(server, name, "demo", "127.0.0.1")


def handshake(token: str | None, **more: str) -> dict[str, str]:
    """The headers of a browser's websocket handshake."""
    given = {"Origin": ORIGIN, "Cookie": f"rode_draad={token}" if token else "x=y"} | more
    return {name: value for name, value in given.items() if value}


def refused(client: TestClient, headers: dict[str, str], path: str = "/_stcore/stream") -> int:
    """The code with which a handshake is refused before it is accepted."""
    with pytest.raises(WebSocketDisconnect) as caught, client.websocket_connect(WS + path, headers=headers):
        raise AssertionError("the socket was accepted")
    return caught.value.code


def test_handshakes_refused(small: SmallPilot, sockets: TestClient, echo: Echo) -> None:
    """Without a live sitting, from elsewhere, or to another path, no handshake reaches Streamlit."""
    token = token_for(small)
    assert refused(sockets, handshake(None)) == SIGNED_OUT
    assert refused(sockets, handshake("x" * 43)) == SIGNED_OUT
    for origin in ("", "null", "https://evil.example", "http://127.0.0.1:1", "https://127.0.0.1:8501"):
        assert refused(sockets, handshake(token, Origin=origin)) == REFUSED
    assert refused(sockets, handshake(token, Host="evil.example", Origin="http://evil.example")) == REFUSED
    for path in ("/", "/api/me", "/_stcore/other", "/desk/_stcore/stream"):
        assert refused(sockets, handshake(token), path) == REFUSED
    assert echo.seen == []


def test_identity_is_the_gates(small: SmallPilot, sockets: TestClient, echo: Echo) -> None:
    """The identity header from outside is dropped in every spelling; Streamlit sees one, opaque, per sitting."""
    tokens = [token_for(small), token_for(small), token_for(small, "coach")]
    forged = {IDENTITY_HEADER: "a", IDENTITY_HEADER.upper(): "b", IDENTITY_HEADER.replace("-", "_"): "c"}
    for token in tokens:
        with sockets.websocket_connect(f"{WS}/_stcore/stream", headers=handshake(token, **forged)) as socket:
            socket.send_bytes(b"x")
            assert socket.receive_bytes() == b"x"
    values = [seen.getlist(IDENTITY_HEADER) for seen in echo.seen]
    assert [len(found) for found in values] == [1, 1, 1]
    assert len({found[0] for found in values}) == 3
    assert all(len(found[0]) == 64 and not set(found) & {"a", "b", "c"} for found in values)
    assert all(IDENTITY_HEADER.replace("-", "_").lower() not in seen for seen in echo.seen)


def test_sign_out_cuts_sockets(small: SmallPilot, sockets: TestClient, echo: Echo) -> None:
    """Signing out closes every socket of that sitting at once, and of no other."""
    token, other = token_for(small), token_for(small, "coach")
    with (
        sockets.websocket_connect(f"{WS}/_stcore/stream", headers=handshake(token)) as first,
        sockets.websocket_connect(f"{WS}/_stcore/stream", headers=handshake(token)) as second,
        sockets.websocket_connect(f"{WS}/_stcore/stream", headers=handshake(other)) as third,
    ):
        answer = sockets.post("/sign-out", headers=handshake(token) | {"X-CSRF-Token": sittings.csrf_for(token)})
        assert answer.status_code == 204
        for socket in (first, second):
            with pytest.raises(WebSocketDisconnect) as caught:
                socket.receive_bytes()
            assert caught.value.code == SIGNED_OUT
        third.send_bytes(b"still here")
        assert third.receive_bytes() == b"still here"
    assert echo.frames == [b"still here"]
    assert refused(sockets, handshake(token)) == SIGNED_OUT


@pytest.mark.parametrize("how", ["password", "disabled", "idle"])
def test_ended_elsewhere(how: str, small: SmallPilot, sockets: TestClient, echo: Echo) -> None:
    """A sitting that ends without this process being told is found by the socket itself, without any frame."""
    token = token_for(small)
    with sockets.websocket_connect(f"{WS}/_stcore/stream", headers=handshake(token)) as socket:
        socket.send_bytes(b"1")
        assert socket.receive_bytes() == b"1"
        with closing(open_server(small.home.server_path)) as server:
            if how == "password":
                accounts.set_password(server, "evaluator", "another password")
            elif how == "disabled":
                accounts.set_disabled(server, small.home, "evaluator", True)
            else:
                server.conn.execute("UPDATE session SET seen_at = '2020-01-01T00:00:00.000Z'")
        with pytest.raises(WebSocketDisconnect) as caught:
            socket.receive_bytes()
        assert caught.value.code == SIGNED_OUT
    assert echo.frames == [b"1"]


def test_a_page_that_says_too_much_is_cut_off(small: SmallPilot, sockets: TestClient, echo: Echo) -> None:
    """More fields than a page has never reach Streamlit; another socket of the same sitting goes on."""
    headers = handshake(token_for(small))
    with (
        sockets.websocket_connect(f"{WS}/_stcore/stream", headers=headers) as first,
        sockets.websocket_connect(f"{WS}/_stcore/stream", headers=headers) as second,
    ):
        first.send_bytes(b"x" * 20_000)
        with pytest.raises(WebSocketDisconnect) as caught:
            first.receive_bytes()
        assert caught.value.code == TOO_MUCH
        second.send_bytes(b"2")
        assert second.receive_bytes() == b"2"
    assert echo.frames == [b"2"]


def test_role_change_cuts_sockets(small: SmallPilot, sockets: TestClient) -> None:
    """Another role closes the socket with a code that makes the page start afresh, under another identity."""
    token = token_for(small)
    with sockets.websocket_connect(f"{WS}/_stcore/stream", headers=handshake(token)) as socket:
        with closing(open_server(small.home.server_path)) as server, closing(small.open()) as db:
            accounts.set_roles(server, db, "proef", "evaluator", [Role.STEERING])
        with pytest.raises(WebSocketDisconnect) as caught:
            socket.receive_bytes()
        assert caught.value.code == CHANGED
    me = sockets.get("/api/me", headers=handshake(token)).json()
    assert me["roles"] == ["steering"]


def test_who_cannot_be_checked_is_cut_off(
    small: SmallPilot, sockets: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When server.db cannot be read, open sockets close and nothing is answered but one sentence."""
    token = token_for(small)

    def broken(*given: object, **more: object) -> object:
        raise OSError("/srv/geheim/server.db")

    with sockets.websocket_connect(f"{WS}/_stcore/stream", headers=handshake(token)) as socket:
        monkeypatch.setattr("web.gate.sittings.sitting_of", broken)
        with pytest.raises(WebSocketDisconnect) as caught:
            socket.receive_bytes()
        assert caught.value.code == FAULT
    assert refused(sockets, handshake(token)) == SIGNED_OUT
    answer = sockets.get("/api/me", headers=handshake(token))
    assert answer.status_code == 500
    assert "geheim" not in answer.text + caplog.text


def test_checking_keeps_nobody_in(small: SmallPilot, sockets: TestClient) -> None:
    """An open page on which nothing happens does not count as doing something: the sitting goes idle."""
    token = token_for(small)
    stale = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 hour')"
    with closing(open_server(small.home.server_path)) as server:
        server.conn.execute(f"UPDATE session SET seen_at = {stale}")
        before = server.conn.execute("SELECT seen_at FROM session").fetchone()
        assert sittings.sitting(server, token, touch=False)
        assert server.conn.execute("SELECT seen_at FROM session").fetchone() == before
        assert sittings.sitting(server, token)
        assert server.conn.execute("SELECT seen_at FROM session").fetchone() > before


def test_a_sitting_has_so_many_windows(
    small: SmallPilot, sockets: TestClient, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One too many is refused and its page says so; the others and other sittings go on, and one closed makes room."""
    monkeypatch.setattr("web.gate.sittings.MOST_SOCKETS", 2)
    token, stream = token_for(small), f"{WS}/_stcore/stream"
    headers = handshake(token)
    cookie = {"Cookie": f"rode_draad={token}", "Accept": "text/html"}
    with sockets.websocket_connect(stream, headers=headers) as first:
        assert sockets.get("/stories", headers=cookie).status_code == 200
        with sockets.websocket_connect(stream, headers=headers):
            assert refused(sockets, headers) == FULL
            told = sockets.get("/stories", headers=cookie)
            assert told.status_code == 429
            assert "<script" not in told.text
            assert "vensters" in told.text
            with sockets.websocket_connect(stream, headers=handshake(token_for(small, "coach"))):
                pass
            first.send_bytes(b"1")
            assert first.receive_bytes() == b"1"
        with sockets.websocket_connect(stream, headers=headers) as again:
            again.send_bytes(b"2")
            assert again.receive_bytes() == b"2"
    assert echo.frames == [b"1", b"2"]
