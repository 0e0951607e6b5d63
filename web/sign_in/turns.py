"""Whose password is looked at when: a flood of strangers' tries keeps nobody waiting who signed in here before.

One look takes 64 MB and a fifth of a second of processor, so few are done at once and the others stand in a row. Who is
signed in, and a browser that is known for the account, have threads of their own; of strangers only so many may stand
in the row from one place, and so many in all, for each before it in the row makes who is no attacker wait.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool

from pilot.accounts import sittings
from pilot.accounts.pace import network
from pilot.config import home
from pilot.errors import SlowDown
from pilot.words import N_
from web.sign_in.forms import CHECKS, from_server, known_browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import Request

R = TypeVar("R")
STRANGERS = CapacityLimiter(2)
# A course of twenty coaches in one building begins at the same moment; the last of sixty waits some ten seconds.
FROM_ONE_PLACE, IN_ALL = 20, 60
WAIT_S = 5


class Row:
    """How many strangers stand in the row, by where they come from; used from the event loop only."""

    def __init__(self) -> None:
        self._there: Counter[str] = Counter()

    @contextmanager
    def place(self, address: str) -> Iterator[None]:
        """Stand in the row for the block. Raises: SlowDown when too many do already."""
        where = network(address)
        if self._there[where] >= FROM_ONE_PLACE or self._there.total() >= IN_ALL:
            raise SlowDown(N_("Too many people sign in at this moment. Wait {wait_s} seconds and try again."), WAIT_S)
        self._there[where] += 1
        try:
            yield
        finally:
            self._there[where] -= 1
            self._there += Counter()  # those of whom nobody is left go


ROW = Row()


async def in_turn(request: Request, name: str, act: Callable[..., R], *given: object) -> R:
    """`act(*given)`, which looks at a password, in a thread; strangers wait in their row.

    Args:
        name: of the account that is tried; '' for none yet.

    Raises: SlowDown; what `act` raises.
    """
    browser = known_browser(request)
    if browser and home().server_path.is_file() and await run_in_threadpool(
            from_server, sittings.knows, name, browser):
        return await to_thread.run_sync(act, *given, limiter=CHECKS)
    with ROW.place(request.scope["came"].client):
        return await to_thread.run_sync(act, *given, limiter=STRANGERS)
