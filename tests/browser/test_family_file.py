"""A family's file on a phone: from its contents to the generations, drawn and in words, and a goal written down."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from stories.file import kin, marking
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import at_rest, choose, drawn, looks, sticks_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site

PHONE = {"width": 390, "height": 844}


def fits(page: Page) -> None:
    """Nothing is wider than the phone, and axe finds nothing in either look."""
    for look in ("light", "dark"):
        looks(page, look)
        at_rest(page)
        assert axe(page) == []
    assert sticks_out(page) == 0


def test_a_file_on_a_phone(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """The contents lead down the page, a door to the drawing, which scrolls by itself; a goal is kept."""
    berk = site.small.families["Berk"]
    with closing(site.small.open()) as db:
        coach, mother = site.small.viewers["coach"], site.small.persons["Berk moeder"]
        for n, role in enumerate(("moeder van moeder", "vader van moeder", "zus van moeder", "broer van moeder")):
            guid = kin.add(site.small.pilot, db, coach, berk, role)
            if n < 2:
                kin.tie(db, coach, berk, "parent", guid, mother)
        marking.mark(db, coach, berk, guid, "scheidingen", marking.Source("family"))
    page = new_context(base_url=site.url, viewport=PHONE, has_touch=True).new_page()
    sign_in(page, "coach", f"/families?family={berk}")
    drawn(page)
    page.get_by_role("navigation", name="Op deze pagina").get_by_role("link", name="In het kort").click()
    expect(page.get_by_role("heading", name="In het kort")).to_be_in_viewport()
    page.get_by_role("link", name="Huishouden", exact=True).click()
    drawn(page)
    picture = page.get_by_role("img", name="Tekening van de generaties: 5 personen")
    expect(picture.locator("text", has_text="vader van")).to_have_count(1)
    expect(page.get_by_role("main")).to_contain_text("3 veel scheidingen · gezegd door: gezin")
    fits(page)
    page.goto(f"/goals?family={berk}")
    drawn(page)
    page.get_by_role("textbox", name="In de woorden van het gezin").fill("Een eigen fiets")
    choose(page, "Leefdomein", "werk")
    page.get_by_role("button", name="Dit doel bewaren").click()
    expect(page.get_by_role("heading", name="“Een eigen fiets”")).to_be_visible()
    fits(page)
    # What is typed in what was folded away is there again when the page is loaded anew, and is sent.
    page.get_by_text("Zeg het in andere woorden").click()
    worded = page.get_by_role("textbox", name="In de woorden van het gezin").first
    worded.press("End")
    worded.press_sequentially(" met kinderzitje")
    page.reload()
    expect(worded).to_have_value("Een eigen fiets met kinderzitje")
    page.get_by_role("button", name="Deze woorden bewaren").click()
    expect(page.get_by_role("heading", name="“Een eigen fiets met kinderzitje”")).to_be_visible()
