"""The codebook and the guide in a real browser, and practising from the guide."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coding.book import codebook
from pilot.config import ROOT
from pilot.store.files import open_pilot
from tests.browser.conftest import axe, sign_in
from tests.browser.looking import Look, in_looks
from tests.browser.waiting import drawn, sticks_out

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

LOOKS: tuple[Look, ...] = (("light", 1366), ("dark", 1366), ("light", 390))


@pytest.fixture
def book(site: Site) -> None:
    """The Drenthe codebook in the site's pilot."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        codebook.adopt(db, site.small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("book")
def test_the_codebook_can_be_read(browser_page: Page, site: Site) -> None:
    """Codes stand there with their colour, particulars open by keyboard, and axe finds nothing serious."""
    page = browser_page
    sign_in(page, "evaluator", "/codebook")
    card = page.locator(".rd-codes article").filter(has=page.get_by_role("heading", name="Vast gezicht", exact=True))
    expect(card).to_be_visible()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(card.locator("blockquote")).to_be_visible()
    expect(page.locator(".rd-codes article")).to_have_count(26)
    for (scheme, _), _width in zip(LOOKS, in_looks(page, LOOKS), strict=True):
        tone = "rgb(51, 74, 125)" if scheme == "light" else "rgb(46, 110, 215)"
        expect(card).to_have_css("border-left-color", tone)
        assert axe(page, only_colours=scheme == "dark") == []
        assert not sticks_out(page)


@pytest.mark.parametrize("name", ["coach", "evaluator", "steering", "admin"])
def test_each_guide_can_be_read(browser_page: Page, site: Site, name: str) -> None:
    """The guide of each role fits the window and axe finds nothing serious."""
    page = browser_page
    sign_in(page, name, "/guide")
    expect(page.get_by_role("heading", level=1, name="Handleiding voor")).to_be_visible()
    drawn(page)
    for (scheme, _), _width in zip(LOOKS, in_looks(page, LOOKS), strict=True):
        assert axe(page, only_colours=scheme == "dark") == []
        assert not sticks_out(page)


@pytest.mark.usefixtures("book")
def test_practising_from_the_guide(browser_page: Page, site: Site) -> None:
    """From the guide to the desk, a sentence coded by keys, still there after a reload, and nowhere else."""
    sign_in(browser_page, "evaluator2", "/guide")
    browser_page.get_by_role("link", name="Open het oefengesprek").click()
    turn = browser_page.locator("[data-turn='1']")
    expect(turn).to_contain_text("Chaos.")
    turn.locator("[data-text]").click()
    browser_page.keyboard.press("Enter")
    browser_page.keyboard.press("1")
    expect(browser_page.locator("[data-codings]")).to_have_attribute("data-count", "1")
    expect(browser_page.locator("[data-outbox]")).to_have_attribute("data-unsaved", "0")
    browser_page.reload()
    expect(browser_page.locator("[data-codings]")).to_have_attribute("data-count", "1")
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        assert db.conn.execute("SELECT count(*) FROM coding JOIN user ON user_id = coder_id WHERE user.guid = ?",
                               (site.small.accounts["evaluator2"],)).fetchone()[0] == 0
    browser_page.goto("/guide")
    browser_page.get_by_role("button", name="Opnieuw beginnen met oefenen").click()
    asked = browser_page.get_by_role("dialog", name="Weet je het zeker?")
    asked.get_by_role("button", name="Laat maar").click()
    expect(asked).to_have_count(0)
    expect(browser_page.get_by_role("button", name="Opnieuw beginnen met oefenen")).to_be_focused()
    browser_page.keyboard.press("Enter")
    asked.get_by_role("button", name="Opnieuw beginnen met oefenen").click()
    expect(browser_page.get_by_role("button", name="Opnieuw beginnen met oefenen")).to_have_count(0)
