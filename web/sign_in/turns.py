"""Whose password is looked at when: a flood of strangers' tries keeps nobody waiting who signed in here before.

One look takes 64 MB and a fifth of a second of processor, so few are done at once and the others stand in a row. Who is
signed in, and a browser that is known for the account, have threads of their own; of strangers only so many may stand
in the row from one place, and so many in all, for each before it in the row makes who is no attacker wait. When it is
full, who comes from a place of which fewer stand there gets in, and the last from the place with most has to leave: a
flood from some places shuts nobody out who comes from another.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from anyio import CancelScope, CapacityLimiter, to_thread
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
STRANGERS, LOOKS = CapacityLimiter(2), CapacityLimiter(2)  # who is next; the threads, of which there are as many
# A course of twenty coaches in one building begins at the same moment; the last of sixty waits some ten seconds.
FROM_ONE_PLACE, IN_ALL = 20, 60
WAIT_S = 5


@dataclass(eq=False)
class Standing:
    """One in the row: from where, and what lets it leave while it waits; None once it is looked at."""

    where: str
    leave: Callable[[], None] | None = None


class Row:
    """The strangers who stand in the row, the one that came last at its end; used from the event loop only."""

    def __init__(self) -> None:
        self._there: list[Standing] = []

    @contextmanager
    def place(self, address: str) -> Iterator[Standing]:
        """Stand in the row for the block. Raises: SlowDown when too many do already."""
        one = Standing(network(address))
        here = sum(other.where == one.where for other in self._there)
        if here >= FROM_ONE_PLACE or (len(self._there) >= IN_ALL and not self._makes_room(here)):
            raise _too_many()
        self._there.append(one)
        try:
            yield one
        finally:
            if one in self._there:
                self._there.remove(one)

    def _makes_room(self, here: int) -> bool:
        """Let the last leave who waits from the place with most, if those stay as many as from `here` with one more."""
        many = Counter(one.where for one in self._there if one.leave)
        most = max(many, key=many.__getitem__, default="")
        if many[most] < here + 2:
            return False
        last = next(one for one in reversed(self._there) if one.where == most and one.leave)
        self._there.remove(last)
        assert last.leave is not None
        last.leave()
        return True


def _too_many() -> SlowDown:
    return SlowDown(N_("Too many people sign in at this moment. Wait {wait_s} seconds and try again."), WAIT_S)


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
    with ROW.place(request.scope["came"].client) as one:
        with CancelScope() as waiting:
            one.leave = waiting.cancel
            async with STRANGERS:
                one.leave = None
                return await to_thread.run_sync(act, *given, limiter=LOOKS)
        raise _too_many()
