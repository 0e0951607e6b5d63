"""Changing a conversation after it came in, in a real browser: with keys alone, seen at the desk; withdrawn at last."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.conftest import axe, sign_in
from tests.browser.desk_page import add_document
from tests.browser.waiting import at_rest, choose, drawn, looks, sticks_out
from tests.waiting import eventually
from tests.web.rights_table import add_recording

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator, Page

    from tests.browser.conftest import Site


def rows(site: Site, sql: str, *params: str) -> list[Any]:
    """What the pilot file says."""
    with closing(site.small.open()) as db:
        return list(db.conn.execute(sql, params))


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus."""
    for _each in range(60):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the Tab key does not lead there")


def test_a_title_and_a_speaker_are_changed_with_keys(browser_page: Page, site: Site) -> None:
    """From the desk to the details and back: another title, and the mother is who speaks as Moeder."""
    page, (guid, _text) = browser_page, add_document(site)
    sign_in(page, "evaluator", f"/desk?document={guid}")
    change = page.get_by_role("link", name="Wijzigen: Gesprek")
    change.wait_for()
    tab_to(page, change)
    page.keyboard.press("Enter")
    page.wait_for_url("**/details?document=*")
    drawn(page)
    title = page.get_by_role("textbox", name="Titel")
    tab_to(page, title)
    page.keyboard.press("Control+A")
    page.keyboard.type("Over de school")
    mother = page.get_by_role("combobox", name="Wie is Moeder?")
    tab_to(page, mother)
    expect(title).to_have_value("Over de school")
    at_rest(page)  # a page that is drawn anew for the title shuts a list that opened meanwhile
    page.keyboard.type("Moeder Berk")
    page.get_by_role("option", name="Moeder Berk (moeder)").wait_for()
    page.keyboard.press("Enter")
    expect(mother).to_have_value("Moeder Berk (moeder)")
    tab_to(page, page.get_by_role("button", name="Bewaar de wijzigingen"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Over de school")
    assert axe(page) == []
    tab_to(page, page.get_by_role("link", name="Lees de tekst"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk?document=*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Over de school")
    assert rows(site, "SELECT DISTINCT t.speaker, p.pseudonym FROM turn t JOIN document_version v USING (version_id)"
                      " JOIN document d USING (document_id) LEFT JOIN person p USING (person_id) WHERE d.guid = ?"
                      " ORDER BY 1", guid) == [("Coach", None), ("Moeder", "Moeder Berk"), ("Vader", None)]


def test_a_wrong_import_is_withdrawn(browser_page: Page, site: Site) -> None:
    """From the list to the details, with a reason: then it is in no list any more."""
    page, (guid, _text) = browser_page, add_document(site)
    sign_in(page, "evaluator", "/documents")
    page.locator(f'a[href="/details?document={guid}"]').click()
    page.locator("summary", has_text="Dit gesprek terugtrekken").click()
    expect(page.get_by_text("Er is nog niets in gecodeerd.")).to_be_visible()
    page.get_by_role("textbox", name="Waarom").fill("verkeerd bestand")
    page.get_by_role("button", name="Dit gesprek terugtrekken").click()
    page.get_by_text("Een beheerder kan het terughalen").wait_for()
    eventually(lambda: rows(site, "SELECT withdrawn_reason FROM document WHERE guid = ?", guid) == [
        ("verkeerd bestand",)], page)
    page.goto("/documents")
    drawn(page)
    expect(page.locator(f'a[href="/details?document={guid}"]')).to_have_count(0)


def test_on_a_phone(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """At 390 px nothing sticks out sideways and nothing is inaccessible."""
    guid, _text = add_document(site)
    page = new_context(base_url=site.url, viewport={"width": 390, "height": 844}).new_page()
    sign_in(page, "evaluator", f"/details?document={guid}")
    drawn(page)
    page.locator("summary", has_text="Dit gesprek terugtrekken").click()
    page.get_by_role("textbox", name="Waarom").wait_for()
    assert not sticks_out(page)
    assert axe(page) == []
    looks(page, "dark")
    assert axe(page, only_colours=True) == []


def test_a_recording_without_a_text_is_changed(browser_page: Page, site: Site) -> None:
    """From Transcribe to its fields: another voice, with the coach who is heard as well."""
    with closing(site.small.open()) as db:
        guid = add_recording(site.small, db, "family", "Berk moeder")
    page = browser_page
    sign_in(page, "evaluator", f"/work?recording={guid}")
    page.locator(f'a[href="/details?recording={guid}"]').click()
    choose(page, "Wie is te horen", "Coach")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Bewaar de wijzigingen").click()
    eventually(lambda: rows(site, "SELECT p.pseudonym FROM recording_person JOIN person p USING (person_id)"
                                  " JOIN recording r USING (recording_id) WHERE r.guid = ? ORDER BY 1", guid) == [
        ("Coach",), ("Moeder Berk",)])
    drawn(page)
    assert axe(page) == []
