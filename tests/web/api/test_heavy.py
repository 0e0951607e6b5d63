"""Requests for which files are read stand in a row of their person, and end when nobody waits for them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import anyio
import pytest
from starlette.requests import Request
from starlette.responses import Response

from pilot import fence
from pilot.errors import SlowDown
from tests import own_loop
from tests.waiting import LIMIT_S, eventually
from web.api import heavy

if TYPE_CHECKING:
    from starlette.types import Message


def request(gone: anyio.Event) -> Request:
    """A request whose body has been read and whose browser goes when `gone` is set."""

    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http", "method": "POST", "headers": []}, receive)


def test_a_person_has_two_at_a_time_and_others_are_not_kept_waiting() -> None:
    """Of 45 heavy requests of one person two run; somebody else's runs at once; a full row is refused."""
    running, let_go, most = [], threading.Event(), []

    def slow() -> Response:
        running.append(1)
        most.append(len(running))
        assert let_go.wait(LIMIT_S)
        running.pop()
        return Response("slow")

    async def main() -> None:
        rows = heavy.Rows()
        stay = anyio.Event()
        async with anyio.create_task_group() as tasks:

            async def one(person: str, what: object) -> None:
                with rows.row(person) as free:
                    await heavy._in_turn(request(stay), what, free)  # type: ignore[arg-type]

            for _ in range(heavy.AT_ONCE + heavy.MOST_WAITING):
                tasks.start_soon(one, "a", slow)
            while len(running) < heavy.AT_ONCE:
                await anyio.sleep(0.01)
            with pytest.raises(SlowDown):
                await one("a", slow)
            with anyio.fail_after(20):
                await one("b", lambda: Response("quick"))
            assert len(running) == heavy.AT_ONCE
            let_go.set()
        assert not rows._rows

    own_loop.run(main)
    assert max(most) == heavy.AT_ONCE


def test_who_goes_ends_the_work() -> None:
    """A browser that closes takes its wish back: the child is ended, and no answer is made."""
    ended: list[BaseException] = []
    begun = threading.Event()

    def work() -> Response:
        begun.set()
        try:
            fence.run("tests.pilot.fence.behind:spin", limits=fence.Limits(seconds=60))
        except BaseException as error:
            ended.append(error)
            raise
        return Response("never")

    async def main() -> None:
        gone = anyio.Event()
        async with anyio.create_task_group() as tasks:

            async def ask() -> None:
                assert (await heavy.answered_apart(request(gone), work)).status_code == 400

            tasks.start_soon(ask)
            while not begun.is_set():
                await anyio.sleep(0.01)
            gone.set()

    own_loop.run(main)
    eventually(lambda: [type(error) for error in ended] == [fence.Gone])
