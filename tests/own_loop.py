"""Asynchronous code in a test: a browser that another test opened keeps the event loop of its thread running."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import anyio

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")


def run(main: Callable[[], Awaitable[T]]) -> T:
    """What `main()` returns or raises, in an event loop of a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, main).result()
