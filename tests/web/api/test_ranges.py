"""A seekable file as an answer: whole, one range, nothing there; small pieces, and closed at the end."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import anyio
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient

from tests import own_loop
from web.api import ranges
from web.api.ranges import NoSuchRange, RangedResponse, asked_range

if TYPE_CHECKING:
    from starlette.types import Message

SOUND = bytes(range(256)) * 40
SIZE = len(SOUND)


class Watched(BytesIO):
    """A file that notes the largest piece that was read of it, and how much in all."""

    largest = 0
    read_bytes = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read and note."""
        data = super().read(size)
        self.largest, self.read_bytes = max(self.largest, len(data)), self.read_bytes + len(data)
        return data


@pytest.fixture
def file() -> Watched:
    """What is answered."""
    return Watched(SOUND)


@pytest.fixture
def client(file: Watched) -> TestClient:
    """An app that answers with the file."""
    def answer(request: Request) -> RangedResponse:
        return RangedResponse(file, request, etag='"one"', media_type="audio/mpeg", may_go_on=lambda: True)

    return TestClient(Starlette(routes=[Route("/", answer)]))


@pytest.mark.parametrize(("header", "found"), [
    ("bytes=0-", (0, 1000)), ("bytes=0-0", (0, 1)), ("bytes=300-309", (300, 310)), ("bytes=999-", (999, 1000)),
    ("bytes=-1", (999, 1000)), ("bytes=-5000", (0, 1000)), ("bytes=10-99999", (10, 1000)), ("Bytes= 5 - 6 ", (5, 7)),
])
def test_one_range(header: str, found: tuple[int, int]) -> None:
    """The first and the last byte are both meant; what goes past the end ends there."""
    assert asked_range(header, 1000) == found


@pytest.mark.parametrize("header", [
    "", "bytes", "bytes=", "bytes=-", "bytes=9-5", "bytes=a-b", "bytes=1-2,5-9", "seconds=1-2", "bytes=--5",
    "bytes=٣-", "bytes=" + "9" * 5000 + "-",
])
def test_anything_else_is_the_whole(header: str) -> None:
    """What cannot be read, and several ranges at once, get the whole file."""
    assert asked_range(header, 1000) is None


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=99999-100000", "bytes=-0"])
def test_nothing_there(header: str) -> None:
    """A range behind the end is told apart, so that the player does not wait for it."""
    with pytest.raises(NoSuchRange):
        asked_range(header, 1000)


def test_the_whole(client: TestClient, file: Watched) -> None:
    """Without a range all of it comes, and ranges are offered."""
    whole = client.get("/")
    assert (whole.status_code, whole.content, whole.headers["content-length"]) == (200, SOUND, str(SIZE))
    assert (whole.headers["accept-ranges"], whole.headers["content-type"]) == ("bytes", "audio/mpeg")
    assert "content-range" not in whole.headers
    assert file.closed


def test_a_piece(client: TestClient, file: Watched) -> None:
    """A piece is read and nothing else of the file."""
    piece = client.get("/", headers={"Range": "bytes=-10"})
    assert (piece.status_code, piece.content) == (206, SOUND[-10:])
    assert piece.headers["content-range"] == f"bytes {SIZE - 10}-{SIZE - 1}/{SIZE}"
    assert (piece.headers["content-length"], piece.headers["etag"]) == ("10", '"one"')
    assert file.read_bytes == 10
    assert file.closed


def test_behind_the_end(client: TestClient, file: Watched) -> None:
    """416 says how long the file is."""
    answer = client.get("/", headers={"Range": f"bytes={SIZE}-"})
    assert (answer.status_code, answer.content, answer.headers["content-range"]) == (416, b"", f"bytes */{SIZE}")
    assert file.closed


@pytest.mark.parametrize(("condition", "status"), [
    ('"one"', 206), ('"other"', 200), ('W/"one"', 200), ("Wed, 21 Oct 2015 07:28:00 GMT", 200)])
def test_a_range_of_something_else(client: TestClient, condition: str, status: int) -> None:
    """A player that has a piece of another sound gets the whole of this one."""
    answer = client.get("/", headers={"Range": "bytes=5-9", "If-Range": condition})
    assert (answer.status_code, len(answer.content)) == (status, 5 if status == 206 else SIZE)


def test_head_reads_nothing(client: TestClient, file: Watched) -> None:
    """Asking how long it is costs no reading; a range does not count there."""
    answer = client.head("/", headers={"Range": "bytes=5-9"})
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", str(SIZE))
    assert (file.read_bytes, file.closed) == (0, True)


def test_memory_stays_flat(client: TestClient, file: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a recording, no more than one piece of it is held."""
    monkeypatch.setattr(ranges, "PIECE_BYTES", 1000)
    assert client.get("/").content == SOUND
    assert file.largest == 1000


def test_a_listener_who_leaves(file: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the other side is gone, the rest is not read and the file is closed."""
    monkeypatch.setattr(ranges, "PIECE_BYTES", 100)

    async def leave() -> None:
        gone, taken = anyio.Event(), []

        async def send(message: Message) -> None:
            taken.append(message)
            if len(taken) == 3:
                gone.set()
            await anyio.sleep(0)

        async def receive() -> Message:
            await gone.wait()
            return {"type": "http.disconnect"}

        scope = {"type": "http", "method": "GET", "headers": [], "asgi": {"spec_version": "2.3"}}
        answer = RangedResponse(
            file, Request(scope), etag='"one"', media_type="audio/mpeg", may_go_on=lambda: True)
        await answer(scope, receive, send)

    own_loop.run(leave)
    assert file.read_bytes < SIZE / 2
    assert file.closed


def test_what_may_not_be_heard_any_more_is_cut(file: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """Consent withdrawn while it flows: no more bytes, and no end, so that a part is not taken for the whole."""
    monkeypatch.setattr(ranges, "PIECE_BYTES", 100)
    monkeypatch.setattr(ranges, "LOOK_EVERY_S", 0.0)
    allowed, sent = [True, True], []

    async def hear() -> None:
        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            await anyio.sleep_forever()
            raise AssertionError

        scope = {"type": "http", "method": "GET", "headers": [], "asgi": {"spec_version": "2.3"}}
        answer = RangedResponse(file, Request(scope), etag='"one"', media_type="audio/mpeg",
                                may_go_on=lambda: bool(allowed and allowed.pop()))
        await answer(scope, receive, send)

    own_loop.run(hear)
    assert b"".join(message.get("body", b"") for message in sent) == SOUND[:200]
    assert sent[-1]["more_body"]
    assert file.closed
