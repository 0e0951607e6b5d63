"""How many calls behind the fence run at once; who comes first goes first."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilot.fence.wishes import Wish


class Gone(BaseException):
    """Whoever asked for it does not wait any more: nothing is to be told, and no fault is to be made of it."""


class Turns:
    """At most `at_once` turns are taken at a time."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[object] = deque()
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, wish: Wish) -> Iterator[None]:
        """Wait for a turn and have it for the block. Raises: Gone when the wish was taken back while it waited."""
        ticket = object()
        with wish.stopping(self._look_again), self._changed:
            self._waiting.append(ticket)
            try:
                self._changed.wait_for(lambda: wish.is_gone or (self._free and self._waiting[0] is ticket))
                if wish.is_gone:
                    raise Gone
                self._free -= 1
            finally:
                self._waiting.remove(ticket)
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def _look_again(self) -> None:
        with self._changed:
            self._changed.notify_all()
