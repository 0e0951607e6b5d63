"""A release from the themes to a steering group: one evaluator drafts it, another reads and signs it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from coding.book import codebook
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import drawn
from tests.conftest import ROOT
from tests.themes.release.test_drafting import family, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import Site


def test_drafted_signed_and_read(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """Her own words, a check, a second person who ticks that she read it; then the steering group reads it."""
    with closing(site.small.open()) as db:
        if codebook.newest(db) is None:
            codebook.adopt(db, site.small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        for name in ("Beuk", "Den", "Els", "Hulst", "Meidoorn"):
            family(site.small, db, name)
            told(site.small, db, name, "klik")
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "evaluator", "/themes")
    page.get_by_role("link", name="Hiervan een vrijgave maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Een vrijgave maken")
    page.get_by_label("Titel").fill("Wat gezinnen vertelden")
    page.get_by_role("combobox").first.fill("Klik")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Ontwerpen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat gezinnen vertelden")
    page.get_by_label("Wat je ziet, in één zin").fill("Zij klikten meteen.")
    page.get_by_role("button", name="Opslaan en opnieuw tellen").click()
    expect(page.locator(".rl-part")).to_contain_text("Zij klikten meteen.")
    drawn(page)
    assert axe(page) == []
    page.get_by_role("button", name="Laat een tweede persoon tekenen").click()
    expect(page.get_by_text("voorgelegd")).to_be_visible()

    other = new_context(base_url=site.url).new_page()
    sign_in(other, "evaluator2", "/")
    other.get_by_role("link", name="Wat gezinnen vertelden").click()
    expect(other.locator(".rl-part")).to_contain_text("Zij klikten meteen.")
    expect(other.get_by_role("button", name="Tekenen")).to_be_disabled()
    other.get_by_text("Ik heb alles gelezen, en niemand is erin te herkennen").click()
    other.get_by_role("button", name="Tekenen").click()
    expect(other.locator(".rd-list li").nth(1)).to_contain_text("getekend")
    drawn(other)
    assert axe(other) == []

    reader = new_context(base_url=site.url).new_page()
    sign_in(reader, "steering", "/themes?theme=klik")
    expect(reader.locator(".rl-sentence")).to_have_text("Zij klikten meteen.")
