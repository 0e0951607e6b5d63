"""What is asked of a page that is open: how it is in other looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tests.browser.waiting import looks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Page

Look = tuple[Literal["light", "dark"], int]
PHONE_PX = 390


def in_looks(page: Page, wanted: Iterable[Look], height: int = 800) -> Iterator[int]:
    """Show the page in each scheme and width (CSS pixels), and give the width once it has followed.

    At the width of a phone fingers are what it is touched with.
    """
    session = page.context.new_cdp_session(page)
    for scheme, width in wanted:
        session.send("Emulation.setTouchEmulationEnabled", {"enabled": width == PHONE_PX})
        page.set_viewport_size({"width": width, "height": height})
        looks(page, scheme)
        yield width
    session.detach()
