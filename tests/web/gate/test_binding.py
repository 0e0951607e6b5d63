"""How requests arrive: loopback, TLS, proxies, host names."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pilot.errors import BadInput
from web.gate.binding import Binding, arrival, is_loopback
from web.gate.serve import checked_binding, listen, opens

LOCAL = Binding()
PROXIED = Binding("10.0.0.2", frozenset({"10.0.0.5"}), frozenset({"draad.example"}))
WIDE = Binding("0.0.0.0")


def scope(host: str, peer: str = "127.0.0.1", here: str = "127.0.0.1", scheme: str = "http", **headers: str) -> Any:
    """An ASGI scope as uvicorn makes it."""
    given = [(b"host", host.encode())] if host else []
    given += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "scheme": scheme, "client": (peer, 1), "server": (here, 8501), "headers": given}


@pytest.mark.parametrize(("address", "expected"), [
    ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("[::1]", True), ("localhost", True),
    ("::ffff:127.0.0.1", True), ("0.0.0.0", False), ("10.0.0.1", False), ("", False), (None, False),
    ("localhost.evil.example", False), ("::ffff:10.0.0.1", False),
])
def test_loopback(address: str | None, expected: bool) -> None:
    """Only addresses of this machine itself count as loopback."""
    assert is_loopback(address) is expected


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "LOCALHOST", "[::1]:8501"])
def test_local(host: str) -> None:
    """The machine's own browser comes in, and demo accounts work."""
    came = arrival(scope(host), LOCAL)
    assert (came.refusal, came.demo, came.scheme) == ("", True, "http")


def test_a_proxy_that_hides_people_is_told(caplog: pytest.LogCaptureFixture) -> None:
    """A proxy that does not say where people come from is told of once: all of them count as one."""
    for _ in range(3):
        assert arrival(scope("draad.example", "10.0.0.5", x_forwarded_for="192.0.2.1"), PROXIED).client == "192.0.2.1"
        assert arrival(scope("draad.example", "10.0.0.5"), PROXIED).client == "10.0.0.5"
    assert [record.getMessage()[:18] for record in caplog.records] == ["the proxy 10.0.0.5"]


@pytest.mark.parametrize("host", [
    "evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "localhost:x", "localhost/x", "a b",
])
def test_foreign_name(host: str) -> None:
    """A foreign name that points at this machine is refused (DNS rebinding)."""
    assert arrival(scope(host), LOCAL).refusal == "host"


def test_repeated_host() -> None:
    """Two Host headers are refused: nobody knows which one a proxy looked at."""
    twice = scope("localhost")
    twice["headers"] = [*twice["headers"], (b"Host", b"localhost")]
    assert arrival(twice, LOCAL).refusal == "host"


def test_unannounced_proxy() -> None:
    """A proxy on this machine that nobody told us of: its word is not taken, and demo accounts are dead."""
    came = arrival(scope("localhost", x_forwarded_for="8.8.8.8", x_forwarded_proto="https"), LOCAL)
    assert (came.scheme, came.client, came.demo) == ("http", "127.0.0.1", False)
    assert [name for name, _ in came.headers] == [b"host"]


def test_plain_beyond_loopback() -> None:
    """However it was started, a plain connection from elsewhere is refused."""
    assert arrival(scope("10.0.0.2", "10.0.0.9", "10.0.0.2"), LOCAL).refusal == "tls"
    assert arrival(scope("10.0.0.2", "10.0.0.9", "10.0.0.2"), WIDE).refusal == "tls"
    assert arrival(scope("10.0.0.2", "10.0.0.9", "10.0.0.2", scheme="https"), WIDE).refusal == ""


def test_demo_beyond_loopback() -> None:
    """Listening on more than loopback kills demo accounts for everybody, this machine's own browser included."""
    assert not arrival(scope("localhost"), WIDE).demo
    assert not arrival(scope("localhost"), Binding(proxies=frozenset({"127.0.0.1"}))).demo


def test_trusted_proxy() -> None:
    """The named proxy says what the browser asked for; only the last address, the one it saw itself, is believed."""
    came = arrival(scope("inside:80", "10.0.0.5", "10.0.0.2", x_forwarded_proto="https",
                         x_forwarded_host="draad.example", x_forwarded_for="1.1.1.1, 9.9.9.9"), PROXIED)
    assert (came.scheme, came.host, came.client, came.refusal) == ("https", "draad.example", "9.9.9.9", "")
    assert came.headers == [(b"host", b"draad.example")]
    assert came.same_origin("https://draad.example")
    assert not came.same_origin("http://draad.example")


@pytest.mark.parametrize(("lines", "client"), [
    (["9.9.9.9"], "9.9.9.9"), (["1.1.1.1, 9.9.9.9, 10.0.0.6"], "9.9.9.9"),
    (["1.1.1.1", "9.9.9.9", "10.0.0.6"], "9.9.9.9"),
    (["9.9.9.9:4711"], "9.9.9.9"), (["[2001:db8::1]:4711"], "2001:db8::1"), (["2001:db8::1"], "2001:db8::1"),
    (["10.0.0.6"], "10.0.0.5"), ([], "10.0.0.5"), ([" , "], "10.0.0.5"),
])
def test_the_hop_before_our_proxies(lines: list[str], client: str) -> None:
    """Behind two named proxies, in one line or a line each, with ports or without: who came stands before them."""
    two = Binding("10.0.0.2", frozenset({"10.0.0.5", "10.0.0.6"}), frozenset({"draad.example"}))
    given = scope("draad.example", "10.0.0.5", "10.0.0.2", x_forwarded_proto="https")
    given["headers"] += [(b"X-Forwarded-For", line.encode()) for line in lines]
    assert arrival(given, two).client == client


def test_other_than_the_proxy() -> None:
    """Who goes around the proxy is refused, whatever headers he sends; so is a proxy without TLS."""
    assert arrival(scope("draad.example", "10.0.0.9", "10.0.0.2", x_forwarded_proto="https"), PROXIED).refusal == "tls"
    assert arrival(scope("draad.example", "10.0.0.5", "10.0.0.2", x_forwarded_proto="http"), PROXIED).refusal == "tls"
    assert arrival(scope("other.example", "10.0.0.5", "10.0.0.2"), PROXIED).refusal == "host"


@pytest.mark.parametrize("origin", [
    None, "null", "", "http://localhost", "https://localhost:8501", "http://localhost:8502", "http://evil.example",
    "http://localhost:8501.evil.example", "http://evil@localhost:8501",
])
def test_other_origins(origin: str | None) -> None:
    """Only the very same scheme, name and port are our own pages."""
    assert not arrival(scope("localhost:8501"), LOCAL).same_origin(origin)
    assert arrival(scope("localhost:8501"), LOCAL).same_origin("http://localhost:8501")


def test_what_may_be_served(tmp_path: Path) -> None:
    """Beyond loopback needs TLS or a trusted proxy; TLS needs both files."""
    made = tmp_path / "cert.pem"
    made.write_text("x")
    none: dict[str, Any] = {"cert": None, "key": None, "proxies": (), "names": ()}
    assert checked_binding("127.0.0.1", **none).demo
    assert checked_binding("::1", **none).demo
    for host in ("0.0.0.0", "::", "192.168.1.2", "draad.example"):
        with pytest.raises(BadInput, match="--tls-cert"):
            checked_binding(host, **none)
        assert not checked_binding(host, **none | {"proxies": ("10.0.0.5",)}).demo
        assert not checked_binding(host, **none | {"cert": made, "key": made}).demo
    with pytest.raises(BadInput, match="together"):
        checked_binding("127.0.0.1", **none | {"cert": made})
    with pytest.raises(BadInput, match="no file"):
        checked_binding("127.0.0.1", **none | {"cert": tmp_path / "none", "key": made})


def test_an_answer_does_not_wait_for_an_acknowledgement() -> None:
    """Nagle's algorithm is off on what comes in, or every answer in two packets would take 40 ms."""
    found: list[int] = []

    async def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        found.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def ask() -> None:
        with listen("127.0.0.1", 0) as sock:
            server = await asyncio.start_server(accepted, sock=sock)
            reader, writer = await asyncio.open_connection(*sock.getsockname())
            await reader.read()
            writer.close()
            server.close()

    # In a thread: a browser in an earlier test leaves its event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, ask()).result()
    assert found
    assert found[0] != 0


@pytest.mark.parametrize(("binding", "tls", "address"), [
    (Binding(), False, "http://127.0.0.1:8501"), (Binding("::1"), False, "http://[::1]:8501"),
    (Binding("0.0.0.0"), True, f"https://{socket.gethostname()}:8501"),
    (Binding("::", names=frozenset({"draad.example"})), True, "https://draad.example:8501"),
    (Binding("10.0.0.2"), True, "https://10.0.0.2:8501"),
    (PROXIED, False, "https://draad.example"),
])
def test_the_address_that_is_printed_opens(binding: Binding, tls: bool, address: str) -> None:
    """What stands in the terminal can be typed into a browser: no 0.0.0.0, and behind a proxy the proxy's name."""
    assert opens(binding, 8501, tls=tls) == address
