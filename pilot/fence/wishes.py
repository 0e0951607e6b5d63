"""Whether somebody still waits for an answer: a request whose browser has gone takes its wish back."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Wish:
    """What somebody asked for; `take_back` may be called from any thread, once or often."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stop: Callable[[], object] | None = None
        self.is_gone = False

    def take_back(self) -> None:
        """Nobody waits any more: end what is being done for it."""
        with self._lock:
            self.is_gone = True
            if self._stop:
                self._stop()

    @contextmanager
    def stopping(self, stop: Callable[[], object]) -> Iterator[None]:
        """While the block runs, taking the wish back calls `stop`; at once when it is gone already."""
        with self._lock:
            self._stop = stop
            if self.is_gone:
                stop()
        try:
            yield
        finally:
            with self._lock:
                self._stop = None


_current: ContextVar[Wish | None] = ContextVar("wish", default=None)


@contextmanager
def wished(wish: Wish) -> Iterator[None]:
    """What is run inside the block, in this thread, is run for `wish`."""
    token = _current.set(wish)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Wish:
    """The wish of this thread; one that nobody takes back where none was said."""
    return _current.get() or Wish()
