"""Correcting one's own story in a real browser: what was not kept yet outlives the page."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pilot.store.files import write
from stories.stories import NewStory, add_story
from tests.browser.conftest import sign_in
from tests.browser.waiting import drawn

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site


# Contrast with paper of the edge of each box and choice that is not ticked.
EDGES = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((one) => one / 255)
      .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor);
  const edges = [...document.querySelectorAll(
    '[data-testid="stCheckbox"] label:not(:has(:checked)) > span + div,'
    + ' [data-testid="stRadioOption"]:not(:has(:checked)) > span + div > :first-child')];
  return edges.map((edge) => light(getComputedStyle(edge).borderTopColor))
    .map((edge) => (Math.max(edge, paper) + 0.05) / (Math.min(edge, paper) + 0.05));
}"""


def test_changes_outlive_the_page(browser_page: Page, site: Site) -> None:
    """What was changed and not kept is back after the page was left: words that were not sent yet, and the title, day
    and course that were; it is gone for good once it is thrown away, or kept."""
    small, page = site.small, browser_page
    with closing(small.open()) as db, write(db):
        guid = add_story(db, small.viewers["coach"], NewStory(
            small.families["Berk"], small.persons["coach"], "De telefoon", ("Moeder belde zelf.",), "2021-03-05",
            "success", deidentified=True))
    sign_in(page, "coach", f"/retell?document={guid}")
    field, title = page.get_by_role("textbox", name="Je verhaal"), page.get_by_role("textbox", name="Titel")
    day = page.get_by_role("group", name="Verteld op").get_by_role("spinbutton", name="dag")
    setback, success = page.get_by_role("radio", name="Terugval"), page.get_by_role("radio", name="Succes")
    expect(field).to_have_value("Moeder belde zelf.")
    drawn(page)  # the field comes before the boxes below it
    edges = page.evaluate(EDGES)
    assert len(edges) > 2, edges
    assert min(edges) >= 3
    day.press("ArrowDown")
    page.get_by_text("Terugval", exact=True).click()
    title.fill("De telefoon ging")
    title.press("Tab")
    page.wait_for_function("""() => Object.entries(localStorage).some(([key, kept]) => key.startsWith('rd-retell')
        && ['telefoon ging', '2021-03-04', 'course'].every((said) => kept.includes(said)))""")
    field.press("End")
    page.keyboard.type(" En toen nog eens.")
    page.reload()
    expect(field).to_have_value("Moeder belde zelf. En toen nog eens.")
    expect(title).to_have_value("De telefoon ging")
    expect(day).to_have_text("04")
    expect(setback).to_be_checked()
    expect(page.get_by_text("staat weer in de velden")).to_be_visible()
    page.get_by_role("button", name="Begin opnieuw vanaf het verhaal").click()
    expect(field).to_have_value("Moeder belde zelf.")
    expect(day).to_have_text("05")
    expect(success).to_be_checked()
    expect(page.get_by_text("staat weer in de velden")).to_have_count(0)
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('rd-retell'))")
    field.press("End")
    page.keyboard.type(" Klaar.  ")
    page.get_by_text("Er staan geen echte namen in dit verhaal").click()
    page.get_by_role("button", name="Bewaar het verbeterde verhaal").click()
    expect(field).to_have_value("Moeder belde zelf. Klaar.")
    expect(page.get_by_text("Het team leest het zoals het hier staat.")).to_be_visible()  # and not for a moment only
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('rd-retell'))")
