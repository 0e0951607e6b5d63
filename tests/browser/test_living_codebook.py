"""The codebook changed in a real browser by two evaluators at once, with their codings in it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coding.book import codebook
from coding.marks import codings
from pilot.store.files import open_pilot
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import choose, drawn, sticks_out, walk
from tests.coding.marks.test_merging import BOOK, give
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site


@pytest.fixture
def document(site: Site) -> str:
    """A text in which both evaluators gave codes of a small codebook; the first is done with it."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        viewers = site.small.viewers
        codebook.adopt(db, viewers["evaluator"], BOOK)
        document = site.small.interview(db)
        for start in (0, 10):
            give(db, viewers["evaluator"], document, "een", start)
        give(db, viewers["evaluator2"], document, "een", 0)
        for done in (document, site.small.interview(db, title="Tweede")):
            codings.set_status(db, viewers["evaluator"], done, "done")
        site.small.interview(db, title="Nog niet gelezen")
    return document


def press(page: Page, name: str) -> None:
    """Press a button and wait for what it says below."""
    page.get_by_role("button", name=name, exact=True).click()


def go(page: Page, site: Site, path: str) -> None:
    """Open a page and wait until it stands."""
    page.goto(f"{site.url}{path}")
    drawn(page)


def test_two_evaluators_change_one_codebook(
    new_context: Callable[..., BrowserContext], site: Site, document: str,
) -> None:
    """Add, overtake, merge with whose codings, undo, split and decide by keyboard, a qdc of another program; the pages
    hold at each width, in both looks, and for who hears them."""
    first, second = (new_context(base_url=site.url, color_scheme=scheme, viewport={"width": width, "height": 900}
                                 ).new_page() for scheme, width in (("light", 1366), ("dark", 390)))
    sign_in(first, "evaluator", "/code?under=groep")
    drawn(first)
    first.get_by_label("Naam", exact=True).first.fill("Fiets")
    press(first, "Voeg deze code toe")
    expect(first.get_by_text("De code is toegevoegd")).to_be_visible()

    sign_in(second, "evaluator2", "/code?key=drie")
    drawn(second)
    assert axe(second) == []
    assert not sticks_out(second)
    example = second.get_by_label("Voorbeeld", exact=True)
    example.fill("van de tweede")
    go(first, site, "/code?key=drie")
    first.get_by_label("Voorbeeld", exact=True).fill("van de eerste")
    press(first, "Code opslaan")
    expect(first.get_by_text("De code is veranderd")).to_be_visible()
    press(second, "Code opslaan")
    expect(second.get_by_text("Intussen heeft evaluator 1 deze code ook veranderd")).to_be_visible()
    expect(example).to_have_value("van de tweede")
    expect(second.locator(".rd-codes blockquote")).to_have_text("van de eerste")

    go(first, site, "/code?key=een")
    first.get_by_text("Samenvoegen met een andere code").click()
    expect(first.get_by_text("3 coderingen in 1 tekst: evaluator 1 (2), evaluator 2 (1).").first).to_be_visible()
    choose(first, "In", "Drie")
    press(first, "Samenvoegen")
    expect(first.get_by_text("Deze code ging op in “Drie”")).to_be_visible()
    walk(first, "/versions?n=4")
    first.set_viewport_size({"width": 1920, "height": 1000})
    expect(first.locator("blockquote")).to_have_count(3)
    assert axe(first) == []
    press(first, "Maak dit samenvoegen of splitsen ongedaan")
    expect(first.get_by_text("Ongedaan gemaakt: elke")).to_be_visible()

    walk(first, "/code?key=een")
    first.get_by_text("Splitsen in meer codes").click()
    first.get_by_label("Namen van de delen, één per regel").fill("Een a\nEen b")
    press(first, "Splitsen")
    expect(first.get_by_text("“Een” is gesplitst")).to_be_visible()
    walk(first, "/decide")
    assert axe(first) == []
    assert not sticks_out(first)
    for left in (1, 0):
        first.get_by_role("button", name="Een b").first.press("Enter")
        expect(first.get_by_role("button", name="Een b")).to_have_count(left)
    expect(first.get_by_text("Niets om over te beslissen")).to_be_visible()

    walk(first, "/codebook")
    expect(first.locator(".rd-codes article")).to_have_count(5)
    first.get_by_text("Een nieuwe versie laden").click()
    for name, words, said in (("kapot.qdc", "<CodeBook", "kapot.qdc kan niet worden gelezen"),
                              ("leeg.qdc", '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>',
                               "Er staan geen codes in leeg.qdc.")):
        first.locator("#rd-text-file").set_input_files({"name": name, "mimeType": "application/xml",
                                                        "buffer": words.encode()})
        expect(first.locator("[data-testid=stAlertContentError]").get_by_text(said)).to_be_visible()
    first.locator("#rd-text-file").set_input_files({
        "name": "anders.qdc", "mimeType": "application/xml", "buffer": b'<?xml version="1.0" encoding="utf-8"?>'
        b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Anders"><Codes><Code guid='
        b'"11111111-1111-4111-8111-111111111111" name="Werk" isCodable="true"/></Codes></CodeBook>'})
    expect(first.get_by_text("Erbij · 1: Werk")).to_be_visible()
    drawn(first)  # the button below is drawn last, and what is drawn anew takes no press
    press(first, "Deze versie gebruiken vanaf nu")
    expect(first.locator(".rd-codes article")).to_have_count(1)
    walk(first, "/versions")
    assert axe(first) == []
    first.get_by_role("link", name="versie 6").click()
    first.get_by_text("Neem deze versie weer in gebruik").last.wait_for()
    press(first, "Neem deze versie weer in gebruik")
    expect(first.get_by_text("Versie 6 is weer in gebruik")).to_be_visible()
    go(first, site, f"/desk?document={document}&codes=new")
    expect(first.locator("[data-fresh]")).to_contain_text("klaar onder een eerder codeboek; nieuw sindsdien: Fiets")
    expect(first.locator(".dk-code[data-code]:visible")).to_have_count(1)
    assert axe(first) == []
    press(first, "Alle codes")
    expect(first.locator(".dk-code[data-code]:visible")).to_have_count(5)
    press(first, "Alleen deze codes")
    first.get_by_label("Klaar met dit document").check()
    expect(first.locator("[data-fresh]")).to_be_hidden()
    expect(first.locator(".dk-code[data-code]:visible")).to_have_count(5)
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        eventually(lambda: not codings.new_codes(db, site.small.viewers["evaluator"], document), first)
        found = codings.codings(db, site.small.viewers["evaluator"], document, others=True)["codings"]
        assert [(one["code"], one["start"]) for one in found] == [("een_b", 0), ("een", 0), ("een_b", 10)]
    first.get_by_role("link", name="Naar de volgende").click()
    expect(first.get_by_role("heading", name="Tweede")).to_be_visible()
    expect(first.locator(".dk-code[data-code]:visible")).to_have_count(1)

    go(second, site, "/code?key=een_b")
    second.get_by_label("Wat die betekent", exact=True).first.fill("Alleen wat de familie zelf zegt.")
    press(second, "Code opslaan")
    expect(second.get_by_text("De code is veranderd")).to_be_visible()
    walk(first, "/again")
    expect(first.locator("ins")).to_have_text("Alleen wat de familie zelf zegt.")
    assert axe(first) == []
    assert not sticks_out(first)
    first.get_by_role("button", name="Die blijft").first.press("Enter")
    expect(first.get_by_role("button", name="Die blijft")).to_have_count(1)
    walk(second, "/again")
    expect(second.get_by_text("Niets om opnieuw te bekijken")).to_be_visible()
    assert axe(second) == []
