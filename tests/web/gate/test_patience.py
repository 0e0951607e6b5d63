"""A request that never comes whole holds no place for long; one that comes slowly from far away is waited for."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.requests import ClientDisconnect

from tests import own_loop
from tests.waiting import LIMIT_S
from web.gate import patience
from web.gate.patience import Body, Punctual

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads the body and says ok; says late when it came too slowly."""
    body, got = Body(receive), b""
    while True:
        message = await body()
        if message["type"] == "http.disconnect":
            break
        got += message["body"]
        if not message.get("more_body"):
            break
    said = b"late" if body.is_late else b"ok %d" % len(got)
    headers = [(b"connection", b"close")] if body.is_late else [(b"content-length", str(len(said)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": said})


class Heard(asyncio.Protocol):
    """All that is said until the other side hangs up, in whichever way: whoever still speaks then is told with a reset,
    which a stream reader raises instead of handing over what came before it."""

    def __init__(self) -> None:
        self.said, self.hung_up = b"", asyncio.Event()

    def data_received(self, data: bytes) -> None:
        """Some more."""
        self.said += data

    def connection_lost(self, exc: Exception | None) -> None:
        """That was all."""
        self.hung_up.set()


def talk(*lines: tuple[float, bytes]) -> tuple[bytes, float, int]:
    """What a server says to these bytes, each after so many seconds, until it hangs up; after how many seconds, and how
    many of them were sent by then."""

    async def main() -> tuple[bytes, float, int]:
        config = uvicorn.Config(app, http=Punctual, lifespan="off", log_level="error")
        server = uvicorn.Server(config)
        config.load()
        loop = asyncio.get_running_loop()
        listening = await loop.create_server(
            lambda: Punctual(config=config, server_state=server.server_state, app_state={}), "127.0.0.1", 0)
        began = time.monotonic()
        line, heard = await loop.create_connection(Heard, *listening.sockets[0].getsockname())

        sent: list[bytes] = []

        async def speak() -> None:
            for wait_s, words in lines:
                await asyncio.sleep(wait_s)
                line.write(words)
                sent.append(words)

        speaking = asyncio.ensure_future(speak())
        await asyncio.wait_for(heard.hung_up.wait(), LIMIT_S)
        took = time.monotonic() - began
        speaking.cancel()
        line.close()
        listening.close()
        return heard.said, took, len(sent)

    return own_loop.run(main)


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second where the program has many."""
    monkeypatch.setattr(patience, "HEAD_S", 0.5)
    monkeypatch.setattr(patience, "LEAD_S", 1.0)
    monkeypatch.setattr(patience, "GAP_S", 5.0)


@pytest.mark.usefixtures("hurry")
def test_a_head_that_does_not_come() -> None:
    """Nothing, half a line, a header at a time: the connection is closed."""
    a_line_at_a_time = [(0.0, b"GET / HTTP/1.1\r\n"), *[(0.1, b"a: b\r\n")] * 100]
    for lines in ([], [(0.0, b"GET / HT")], a_line_at_a_time):
        said, took, sent = talk(*lines)
        assert said == b""
        assert took > 0.4
        assert sent < 100


@pytest.mark.usefixtures("hurry")
def test_the_next_request_of_a_connection_is_waited_for_as_long() -> None:
    """A connection that was answered once gives nobody the right to stay."""
    head = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n"
    said, *_ = talk((0.0, head), (0.1, head), (0.1, b"GET / H"), (0.1, b"T"), (0.1, b"T"), (0.1, b"P"), (0.1, b"/"))
    assert said.count(b"ok 0") == 2


@pytest.mark.usefixtures("hurry")
def test_a_body_that_does_not_come() -> None:
    """A byte at a time is too slow over its whole length, though something always comes."""
    head = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n"
    said, _took, sent = talk((0.0, head), *[(0.1, b"x")] * 100)
    assert b"late" in said
    assert sent < 100


@pytest.mark.usefixtures("hurry")
def test_a_slow_body_that_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes fast enough may take as long as it needs, and each wait counts for what came before it."""
    monkeypatch.setattr(patience, "LEAD_S", 3.0)  # a busy machine may stand still for a second
    head = b"POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 10000\r\n\r\n"
    said, *_ = talk((0.0, head), *[(0.2, b"x" * 500)] * 20)
    assert said.endswith(b"ok 10000")


def test_a_whole_body_is_followed_by_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for a long answer may wait: only what still has to come is timed."""
    monkeypatch.setattr(patience, "LEAD_S", 0.05)

    async def main() -> Message:
        told: list[Message] = [{"type": "http.request", "body": b"x", "more_body": False}]

        async def receive() -> Message:
            if told:
                return told.pop()
            await asyncio.sleep(0.2)
            return {"type": "http.disconnect"}

        body = Body(receive)
        await body()
        gone = await body()
        assert not body.is_late
        return gone

    assert own_loop.run(main) == {"type": "http.disconnect"}


def test_a_form_that_never_comes_is_no_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate answers 408 and hangs up; a browser that went is answered by nobody."""
    from web.gate.gate import Gate

    monkeypatch.setattr(patience, "GAP_S", 0.05)

    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        if (await receive())["type"] == "http.disconnect":
            raise ClientDisconnect

    async def ask(receive: Receive) -> list[Message]:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        await Gate(broken)({
            "type": "http", "method": "POST", "path": "/sign-in", "query_string": b"", "scheme": "http",
            "headers": [(b"host", b"localhost"), (b"origin", b"http://localhost")], "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 2)}, receive, send)
        return sent

    async def never() -> Message:
        await asyncio.sleep(30)
        return {"type": "http.disconnect"}

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    answer = own_loop.run(lambda: ask(never))
    assert answer[0]["status"] == 408
    assert (b"connection", b"close") in answer[0]["headers"]
    assert own_loop.run(lambda: ask(gone)) == []
