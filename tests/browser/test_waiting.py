"""Waiting for a page at rest ends: for what moves when it has moved, for what never will at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

from tests.browser import waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

FADE = "<style>@keyframes fade { from { opacity: 0 } to { opacity: 1 } } #one { animation: fade %s }</style>"
FAR_DOWN = """<div style="height: 300vh"></div>
  <section style="content-visibility: auto; contain-intrinsic-size: auto 28rem"><p id="one">below</p></section>"""


def test_what_fades_is_waited_for(new_context: Callable[..., BrowserContext]) -> None:
    """A page is at rest once what faded is there."""
    page = new_context().new_page()
    page.set_content(FADE % "0.4s" + '<p id="one">here</p>')
    waiting.at_rest(page)
    assert page.evaluate("getComputedStyle(document.querySelector('#one')).opacity") == "1"


@pytest.mark.timeout(60)
def test_what_is_not_drawn_is_not_waited_for(new_context: Callable[..., BrowserContext]) -> None:
    """What began to fade and was then scrolled out of view, where nothing is drawn, never ends; the page is at rest."""
    page = new_context().new_page()
    page.set_content(FADE % "100s" + FAR_DOWN)
    page.evaluate("document.querySelector('#one').scrollIntoView()")
    page.wait_for_function("() => document.getAnimations().length && document.getAnimations()[0].currentTime > 0")
    page.evaluate("scrollTo(0, 0)")
    waiting.at_rest(page)
    assert page.evaluate("document.getAnimations().map((one) => one.playState)") == ["running"]


def test_what_goes_on_moving_is_told(
    new_context: Callable[..., BrowserContext], monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page that does not come to rest in time is a failure that names what moves."""
    page = new_context().new_page()
    page.set_content(FADE % "100s" + '<p id="one">for ever</p>')
    monkeypatch.setattr(waiting, "_REST_WITHIN_MS", 300)
    with pytest.raises(Error, match="for ever"):
        waiting.at_rest(page)
