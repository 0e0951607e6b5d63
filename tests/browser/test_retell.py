"""Correcting one's own story in a real browser: words that were not sent yet outlive the page."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pilot.store.files import write
from stories.stories import NewStory, add_story
from tests.browser.conftest import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site


def test_words_outlive_the_page(browser_page: Page, site: Site) -> None:
    """What was typed and not sent is back after the page was left, and is gone for good once it is thrown away."""
    small, page = site.small, browser_page
    with closing(small.open()) as db, write(db):
        guid = add_story(db, small.viewers["coach"], NewStory(
            small.families["Berk"], small.persons["coach"], "De telefoon", ("Moeder belde zelf.",), "2021-03-05",
            "success", deidentified=True))
    sign_in(page, "coach", f"/retell?document={guid}")
    field = page.get_by_role("textbox", name="Je verhaal")
    expect(field).to_have_value("Moeder belde zelf.")
    field.press("End")
    page.keyboard.type(" En toen nog eens.")
    page.reload()
    expect(field).to_have_value("Moeder belde zelf. En toen nog eens.")
    expect(page.get_by_text("staat weer in het veld")).to_be_visible()
    page.get_by_role("button", name="Begin opnieuw vanaf het verhaal").click()
    expect(field).to_have_value("Moeder belde zelf.")
    expect(page.get_by_text("staat weer in het veld")).to_have_count(0)
    field.press("End")
    page.keyboard.type(" Klaar.  ")
    page.get_by_text("Er staan geen echte namen in dit verhaal").click()
    page.get_by_role("button", name="Bewaar het verbeterde verhaal").click()
    expect(field).to_have_value("Moeder belde zelf. Klaar.")
    page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('rd-retell'))")
