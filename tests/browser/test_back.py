"""Back to the family on a phone: promised, chosen on the text, asked passage by passage; and what quotes make of it."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from coding.marks.actions import apply_ops
from pilot.clock import today
from pilot.families import consent
from pilot.store.files import new_guid
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import choose, drawn, sticks_out
from tests.themes import coded

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site

PHONE = {"width": 390, "height": 844}
FIRST, SECOND = "Zij belde zelf.", "Toen ging het een tijd minder, maar ik kon haar altijd bellen."


def answer(page: Page, *yes: bool) -> None:
    """Answer the three questions about a passage, and go on."""
    for question, may in zip(("Mag het team", "Mag de gemeente", "Mag iedereen"), yes, strict=True):
        page.get_by_role("radiogroup", name=question).get_by_text("Ja" if may else "Nee", exact=True).click()
        drawn(page)
    page.get_by_role("button", name="Bewaren en verder").click()


def quoting(page: Page, document: str, words: str, text: str) -> None:
    """The form to propose a passage."""
    start = text.index(words)
    page.goto(f"/quotes_out?document={document}&start={start}&end={start + len(words)}&code={coded.CODE}")


def test_from_a_promise_to_a_quote(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """The coach promises, the evaluator chooses two passages on the text, the mother says yes to one for the
    municipality and no to the other; quotes refuse the second and tell date and manner of the first."""
    small = site.small
    with closing(small.open()) as db:
        coded.adopt(small, db)
        consent.give(db, small.operator(db), small.persons["Es moeder"], ["quote", "share"], "2021-01-01")
        document = small.interview(db, "Es", title="Gesprek in maart")
        (text,) = db.conn.execute("SELECT v.text FROM document d JOIN document_version v ON v.version_id ="
                                  " d.read_version_id WHERE d.guid = ?", (document,)).fetchone()
        apply_ops(db, small.viewers["evaluator2"], document, [{
            "op": new_guid(), "kind": "add", "coding": new_guid(), "code": coded.CODE, "start": text.index(words),
            "end": text.index(words) + len(words), "sign": "+"} for words in (FIRST, SECOND)])
        day = today(db)
    page = new_context(base_url=site.url, viewport=PHONE).new_page()
    sign_in(page, "coach2", f"/back?family={small.families['Es']}")
    year, month, date = day.split("-")
    field = page.get_by_role("group", name="Beloofd voor")
    for part, value in (("dag", date), ("maand", month), ("jaar", year)):
        field.get_by_role("spinbutton", name=part).press_sequentially(value)
    page.get_by_role("button", name="Beginnen", exact=True).click()
    expect(page.get_by_role("heading", name="Terug naar gezin Es")).to_be_visible()
    expect(page).to_have_url(re.compile("return="))
    address = page.url

    theirs = new_context(base_url=site.url, viewport=PHONE).new_page()
    sign_in(theirs, "evaluator", address)
    theirs.get_by_text("Kies in een tekst").click()
    choose(theirs, "Tekst", "Gesprek in maart · 4 mrt 2021")
    for words in (FIRST, SECOND):
        theirs.get_by_role("button", name=words).click()
        expect(theirs.get_by_role("button", name=words)).to_have_attribute("aria-pressed", "true")
    expect(theirs.get_by_text("2 passages gekozen")).to_be_visible()
    theirs.get_by_role("button", name="Vraag over deze passages").click()
    expect(theirs.get_by_text("2 passages wachten op een antwoord")).to_be_visible()
    assert axe(theirs) == []

    page.goto(address)
    page.get_by_text("Moeder Es").or_(page.get_by_role("combobox", name="Wie erbij is")).first.wait_for()
    page.get_by_role("button", name="Begin met de eerste passage").click()
    expect(page.get_by_role("heading", name="Passage 1 van 2")).to_be_visible()
    expect(page.locator(".rd-asked")).to_have_text(FIRST)
    assert sticks_out(page) == 0
    assert axe(page) == []
    answer(page, True, True, False)
    expect(page.get_by_role("heading", name="Passage 2 van 2")).to_be_visible()
    expect(page.locator(".rd-asked")).to_have_text(SECOND)
    answer(page, False, False, False)
    expect(page.get_by_role("heading", name="Over alle passages is het gevraagd")).to_be_visible()

    quoting(theirs, document, SECOND, text)
    expect(theirs.get_by_text("de gemeente deze woorden niet mag lezen")).to_be_visible()
    quoting(theirs, document, FIRST, text)
    expect(theirs.get_by_text("Het gezin vindt het goed: samen gelezen")).to_be_visible()
    theirs.get_by_role("button", name="Voorstellen").click()
    expect(theirs.get_by_text("Het gezin vindt het goed: samen gelezen")).to_be_visible()
