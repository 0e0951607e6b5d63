"""The menu on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


def test_the_menu_closes_once_a_page_is_chosen(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """On a phone the menu lies over the page; choosing a page shows that page."""
    context = new_context(base_url=site.url, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    sign_in(page, "evaluator")
    page.get_by_test_id("stExpandSidebarButton").tap()
    entry = page.get_by_test_id("stSidebarNavLink").filter(has_text="Codeboek")
    expect(entry).to_be_in_viewport()
    entry.tap()
    page.wait_for_url("**/codebook")
    expect(page.get_by_test_id("stSidebarNavLink").first).not_to_be_in_viewport()
