"""Waiting in tests: for what one wants to see, never for a time; a limit only ends a test that is broken."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

LIMIT_S = 90.0
_LOOK_EVERY_S = 0.05


def eventually(check: Callable[[], object], page: Page | None = None) -> None:
    """Wait until `check()` holds; for what no locator of a browser sees.

    Args:
        page: whose routes and events must be served meanwhile; a plain sleep would hold them up.
    """
    end = time.monotonic() + LIMIT_S
    while not check():
        assert time.monotonic() < end, "it did not come true"
        if page:
            page.wait_for_timeout(_LOOK_EVERY_S * 1000)
        else:
            time.sleep(_LOOK_EVERY_S)


def comes_to(read: Callable[[], object], wanted: object, page: Page | None = None) -> None:
    """Wait until `read()` gives what is wanted; a failure shows what it gave last.

    Args:
        page: as of `eventually`.
    """
    last: list[object] = []

    def there() -> bool:
        last[:] = [read()]
        return last[0] == wanted

    try:
        eventually(there, page)
    except AssertionError as late:
        raise AssertionError(f"it stayed {last[0]!r}, and did not become {wanted!r}") from late
