"""Requests that wait for work behind the fence: threads of their own, a bound per person, an end when nobody waits.

Such a request mostly waits. In the threads that everybody shares, forty of one person would leave none for anybody.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, Semaphore, create_task_group, to_thread
from starlette.responses import Response

from pilot.errors import SlowDown
from pilot.fence import Gone, Wish, wished
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import Request

# Of one person so many at once, and so many more in a row behind them; of all people together, so many threads.
AT_ONCE, MOST_WAITING, THREADS = 2, 48, 32
WAIT_S = 10
_TOO_MUCH = N_("You asked to read too many files at once. Wait until the first have been read, and try again.")

_threads = CapacityLimiter(THREADS)


class Rows:
    """Who is being answered and who waits, by person; used from the event loop only."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Semaphore, list[None]]] = {}

    @contextmanager
    def row(self, person: str) -> Iterator[Semaphore]:
        """Stand in this person's row for the block; whoever has the semaphore is at its head. Raises: SlowDown."""
        free, there = self._rows.setdefault(person, (Semaphore(AT_ONCE), []))
        if len(there) >= AT_ONCE + MOST_WAITING:
            raise SlowDown(_TOO_MUCH, WAIT_S)
        there.append(None)
        try:
            yield free
        finally:
            there.pop()
            if not there:
                self._rows.pop(person, None)


ROWS = Rows()


async def answered_apart(request: Request, answer: Callable[[], Response]) -> Response:
    """`answer()` in a thread of our own, in this person's turn; broken off when the browser goes. Raises: SlowDown."""
    sitting = request.scope.get("sitting")
    with ROWS.row(sitting.account.guid if sitting else "") as free:
        return await _in_turn(request, answer, free)


async def _in_turn(request: Request, answer: Callable[[], Response], free: Semaphore) -> Response:
    wish = Wish()
    made: Response | None = None

    def done() -> Response:
        with wished(wish):
            return answer()

    async with create_task_group() as tasks:
        async def watch() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            wish.take_back()
            # Nobody waits: whoever still stands in the row leaves it; a thread ends by itself now.
            tasks.cancel_scope.cancel()

        tasks.start_soon(watch)
        async with free:
            with suppress(Gone):
                made = await to_thread.run_sync(done, limiter=_threads)
        tasks.cancel_scope.cancel()
    return made or Response(status_code=400)
