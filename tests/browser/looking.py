"""What is asked of a page that is open: how it is in other looks, and the pages that Streamlit draws in its place.

To load a page anew costs two seconds of processor, most of it for what all pages have in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from playwright.sync_api import TimeoutError as TooLate

from pilot import words
from tests.browser.waiting import at_rest, drawn, looks
from views import menu

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Page

    from pilot.access import Viewer

Look = tuple[Literal["light", "dark"], int]
PHONE_PX = 390
_TITLE_MS, _TRIES, _EVERY_MS = 10_000, 12, 50


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


def turn_to(page: Page, path: str, viewer: Viewer) -> None:
    """Have another page drawn in place of the open one, as going back and forth does, and wait until it is.

    Args:
        path: from the root of the site, with what it is asked; the open one has another title.
        viewer: whose page it is, in Dutch.
    """
    with words.speaking("nl"):
        title = words._(menu.title_of(menu.at(path.partition("?")[0].strip("/")), viewer))
    page.evaluate("(path) => history.pushState({}, '', path)", path)
    for _ in range(_TRIES):  # what is asked while the page has no connection is asked again
        page.evaluate("() => dispatchEvent(new PopStateEvent('popstate'))")
        try:
            page.wait_for_function("(title) => document.title === title", arg=f"{title} · Rode Draad",
                                   timeout=_TITLE_MS, polling=_EVERY_MS)
        except TooLate:
            continue
        at_rest(page)  # it is called so before its script is said to run
        drawn(page)
        return
    raise AssertionError(f"{path} is not drawn")
