"""Coding many short stories in a real browser: one after another from the keyboard, filtered, and nothing lost."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from coding.marks import codings
from pilot.store.files import write
from stories.stories import NewStory, add_story
from tests.browser.conftest import Site, axe, sign_in
from tests.browser.waiting import drawn, sticks_out
from tests.themes import coded
from tests.waiting import comes_to, eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page, Route

TOLD = (("Berk", "coach", "Een klik", "Zij belde zelf. Dat was nieuw.", "2021-03-04", "success", ("work",)),
        ("Berk", "coach", "Terug bij af", "Het ging een tijd minder.", "2021-05-06", "relapse", ("debts", "work")),
        ("Es", "coach2", "De school", "Op school kende niemand haar.", "2021-06-07", "steady", ()))


def told(site: Site) -> list[str]:
    """Three stories, first told first: their guids."""
    small = site.small
    with closing(small.open()) as db:
        coded.adopt(small, db)
        with write(db):
            return [add_story(db, small.operator(db), NewStory(
                small.families[family], small.persons[coach], title, (text,), day, course, domains=domains,
                deidentified=True)) for family, coach, title, text, day, course, domains in TOLD]


def given(site: Site, guid: str, who: str = "evaluator") -> set[tuple[str, object]]:
    """What the coder gave in a story: code, and where it begins."""
    with closing(site.small.open()) as db:
        found = codings.codings(db, site.small.viewers[who], guid)["codings"]
        return {(one["code"], one["start"]) for one in found}


def slow(site: Site, page: Page, guids: list[str]) -> None:
    """What is pressed before the next story is drawn is done there, in order; steps are not lost; none is done bare."""
    sign_in(page, "evaluator2", "/short")
    drawn(page)
    rows = page.locator(".sh-rows button")
    expect(rows).to_have_count(3)
    expect(page.locator(".sh-desk [data-turn='0']")).to_be_focused()
    held: list[Route] = []
    page.route("**/api/documents/*", lambda route: held.append(route))
    for key in ("1", "Control+Enter", "Enter", "2", "Control+Enter", "2", "Control+Enter"):
        page.keyboard.press(key)
    for _ in range(2):
        eventually(lambda: page.evaluate("1") and len(held) > 0)
        held.pop().continue_()
    for n in (2, 1, 0):
        expect(rows.nth(n)).to_have_attribute("data-state", "done")
    comes_to(lambda: [given(site, guid, "evaluator2") for guid in guids], [
        {("vast_gezicht", None)}, {("klik", 0)}, {("klik", None)}], page)

    for key in ("Alt+ArrowUp", "Alt+ArrowUp", "Alt+ArrowDown", "Alt+ArrowUp"):
        page.keyboard.press(key)
    eventually(lambda: page.evaluate("1") and len(held) > 0)
    expect(page.locator(".sh-rows [aria-current]")).to_contain_text("Een klik")
    page.keyboard.press("2")
    for route in held:
        route.abort()
    expect(page.get_by_role("alert")).to_contain_text("niet uitgevoerd")


def back_and_forth(site: Site, page: Page, one: str, two: str) -> None:
    """Undo takes back what was done last in this window, in the story that was left before, and redo does it again."""
    rows = page.locator(".sh-rows button")
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_enabled()
    page.keyboard.press("Control+z")
    expect(page.locator(".sh-rows [aria-current]")).to_contain_text("Terug bij af")
    eventually(lambda: given(site, two) == set())
    page.keyboard.press("Control+z")
    expect(page.locator(".sh-rows [aria-current]")).to_contain_text("Een klik")
    expect(rows.nth(0)).to_have_attribute("data-state", "begun")
    page.keyboard.press("Control+z")
    eventually(lambda: given(site, one) == {("klik", None)})
    for _ in range(3):
        page.keyboard.press("Control+y")
    expect(page.locator(".sh-rows [aria-current]")).to_contain_text("Terug bij af")
    eventually(lambda: [given(site, each) for each in (one, two)] == [
        {("klik", None), ("vast_gezicht", 0)}, {("klik", None)}])
    expect(rows.nth(0)).to_have_attribute("data-state", "done")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".sh-desk [data-text]")).to_have_text("Op school kende niemand haar.")


def test_three_stories_without_the_mouse(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """A digit codes the whole story, or what is selected; the next comes by key, also without a connection, and what
    was given before is sent later; rows say what each has and how far it is, and are narrowed down."""
    one, two, three = told(site)
    context = new_context(base_url=site.url, locale="nl-NL")
    page = context.new_page()
    sign_in(page, "evaluator", "/short")
    drawn(page)
    rows = page.locator(".sh-rows button")
    expect(rows).to_have_count(3)
    expect(page.locator(".sh-rows [aria-current]")).to_contain_text("Een klik")
    expect(page.locator(".sh-desk [data-turn='0']")).to_be_focused()
    page.keyboard.press("2")
    expect(rows.nth(0).locator(".sh-codes")).to_have_text("Klik")
    page.keyboard.press("Space")
    page.keyboard.press("1")
    expect(rows.nth(0).locator(".sh-codes")).to_have_text("Klik, Vast gezicht")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".sh-rows [aria-current]")).to_contain_text("Terug bij af")
    expect(rows.nth(0)).to_have_attribute("data-state", "done")
    expect(page.locator(".sh-desk [data-text]")).to_have_text("Het ging een tijd minder.")
    eventually(lambda: given(site, one) == {("klik", None), ("vast_gezicht", 0)})

    page.route("**/ops", lambda route: route.abort())
    page.keyboard.press("Shift+2")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".sh-desk [data-text]")).to_have_text("Op school kende niemand haar.")
    expect(rows.nth(1).locator(".sh-waits")).to_be_visible()
    assert not given(site, two)
    page.unroute("**/ops")
    expect(rows.nth(1).locator(".sh-waits")).to_be_hidden()
    eventually(lambda: given(site, two) == {("klik", None)})
    back_and_forth(site, page, one, two)
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_role("alert").get_by_text("Dit is de laatste tekst")).to_be_visible()
    assert axe(page) == []

    page.get_by_label("Leefdomein", exact=True).select_option(label="werk")
    expect(rows).to_have_count(2)
    file = page.locator('.rd-take a[href^="/export/short.csv"]')
    expect(file).to_have_attribute("href", re.compile(r"[?&]domain=\w+"))
    page.locator(".sh-filters").get_by_label("Verloop").select_option(label="Terugval")
    expect(rows).to_have_count(1)
    rows.first.click()
    expect(page.locator(".sh-desk [data-text]")).to_have_text("Het ging een tijd minder.")

    slow(site, new_context(base_url=site.url, locale="nl-NL").new_page(), [one, two, three])
    phone = new_context(base_url=site.url, locale="nl-NL", viewport={"width": 390, "height": 800}).new_page()
    sign_in(phone, "evaluator2", "/short")
    drawn(phone)
    expect(phone.locator(".sh-rows button")).to_have_count(3)
    expect(phone.locator(".sh-desk [data-text]")).to_have_text("Zij belde zelf. Dat was nieuw.")
    assert not sticks_out(phone)
    words = phone.locator(".sh-desk [data-text]").bounding_box()
    assert words
    assert words["y"] + words["height"] < 800  # the story begins on the first screen
    expect(phone.get_by_role("button", name="Filter")).to_be_hidden()
    phone.get_by_role("button", name="Meer", exact=True).click()
    expect(phone.get_by_role("button", name="Filter")).to_be_visible()
    page.set_viewport_size({"width": 1366, "height": 850})
    heading = page.locator(".sh-desk h1")
    eventually(lambda: heading.evaluate("(e) => e.getBoundingClientRect().width") > 600)
