"""Looking up who is signed in: how often, and not past a sign-out."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from tests.waiting import LIMIT_S
from web.gate import sittings

if TYPE_CHECKING:
    from collections.abc import Coroutine

    import pytest


def run(what: Coroutine[Any, Any, Any]) -> Any:
    """Run in a thread of its own: the browser of other tests may keep a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, what).result()


def looker(monkeypatch: pytest.MonkeyPatch, answers: list[Any]) -> list[bool]:
    """Stand in for server.db: hands out `answers` in turn; notes whether each look counted as doing something."""
    asked: list[bool] = []

    def sitting_of(token: str, *, touch: bool) -> Any:
        asked.append(touch)
        answer = answers.pop(0)
        return answer() if callable(answer) else answer

    monkeypatch.setattr(sittings, "sitting_of", sitting_of)
    monkeypatch.setattr(sittings, "KEEP_S", 3600)
    return asked


def test_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within the time it is kept a sitting is looked up once; doing something after a mere check looks again."""
    asked = looker(monkeypatch, ["sitting"] * 9)

    async def look() -> None:
        kept = sittings.Sittings()
        for touch in (False, False, True, True, False):
            assert str(await kept.look("token", touch=touch)) == "sitting"
        kept.forget("token")
        await kept.look("token")
        assert await kept.look(None) is None

    run(look())
    assert asked == [False, True, True]


def test_nobody_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """That a token is nobody's is asked again each time: it may be somebody's the next moment."""
    asked = looker(monkeypatch, [None, None, "sitting"])

    async def look() -> list[Any]:
        kept = sittings.Sittings()
        return [await kept.look("token") for _ in range(3)]

    assert run(look()) == [None, None, "sitting"]
    assert len(asked) == 3


def test_a_look_under_way_at_sign_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look that began before a sign-out and ends after it does not bring the sitting back."""
    begun, ended = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert ended.wait(LIMIT_S)
        return "sitting"

    looker(monkeypatch, [slow, None, None])

    async def look() -> list[Any]:
        kept = sittings.Sittings()
        under_way = asyncio.create_task(kept.look("token"))
        await asyncio.to_thread(begun.wait, 30)
        await kept.end("token", 4401)
        ended.set()
        return [await under_way, await kept.look("token")]

    assert run(look()) == [None, None]


def test_many_at_once_are_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests of one browser that come together are looked up once, and all get that answer."""
    begun, ended = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert ended.wait(LIMIT_S)
        return "sitting"

    asked = looker(monkeypatch, [slow, "another"])

    async def look() -> list[Any]:
        kept = sittings.Sittings()
        tasks = [asyncio.create_task(kept.look("token")) for _ in range(40)]
        await asyncio.to_thread(begun.wait, 30)
        ended.set()
        return list(await asyncio.gather(*tasks))

    assert run(look()) == ["sitting"] * 40
    assert len(asked) == 1


def test_a_look_that_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the request that looks is gone, the next one looks for itself, and nobody waits for ever."""
    begun, ended = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert ended.wait(LIMIT_S)
        return "too late"

    looker(monkeypatch, [slow, "sitting"])

    async def look() -> Any:
        kept = sittings.Sittings()
        first = asyncio.create_task(kept.look("token"))
        await asyncio.to_thread(begun.wait, 30)
        second = asyncio.create_task(kept.look("token"))
        await asyncio.sleep(0)
        first.cancel()
        ended.set()
        return await second

    assert run(look()) == "sitting"
