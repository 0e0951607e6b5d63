"""Every page of an evaluator, who has most of them: beside `test_pages.py`, so that two processes share the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Role
from tests.browser.test_pages import look_at_every_page, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from tests.browser.test_pages import Demo

__all__ = ["shown"]


def test_every_page_of_an_evaluator(shown: Demo, new_context: Callable[..., BrowserContext]) -> None:  # noqa: F811
    """axe finds nothing in any look, no word is English, and nothing is wider than a phone."""
    look_at_every_page(Role.EVALUATOR, shown, new_context)
