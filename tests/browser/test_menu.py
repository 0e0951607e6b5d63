"""The menu: what it marks, what the keyboard sees of it, and how it is on a phone."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.waiting import at_rest, looks
from tests.waiting import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator

    from tests.browser.conftest import Site



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


def test_the_place_of_a_page_is_marked(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """On a page that is not in the menu the entry it lies under is marked; with another page the mark goes along."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "evaluator", "/add")
    entries = page.get_by_test_id("stTopNavLink")
    marked = page.locator("[data-testid=stTopNavLink][aria-current]")
    expect(marked).to_have_text("Gesprekken")
    expect(marked).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="← Gesprekken").click()
    page.wait_for_url("**/documents")
    expect(marked).to_have_text("Gesprekken")
    expect(marked).to_have_attribute("aria-current", "page")
    for name in ("Codeboek", "Gezinnen"):
        entries.filter(has_text=name).click()
        expect(marked).to_have_text(name)
        expect(marked).to_have_attribute("aria-current", "page")
    page.get_by_role("navigation", name="Naast deze pagina").get_by_role("link", name="Verhalen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verhalen")
    expect(marked).to_have_text("Gezinnen")
    page.get_by_label("Account en taal").click()
    page.get_by_role("link", name="Handleiding").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Handleiding")
    expect(marked).to_have_count(0)


def test_a_coach_comes_back_from_her_story_to_the_family(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """On the desk, where she reads it, her families are marked, and the family's name leads to its file."""
    with closing(site.small.open()) as db:
        story = site.small.interview(db, voice="coach", title="Van haarzelf")
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "coach", f"/desk?document={story}")
    expect(page.locator("[data-testid=stTopNavLink][aria-current]")).to_have_text("Mijn gezinnen")
    page.locator(".dk-head").get_by_role("link", name="Berk").click()
    page.wait_for_url(f"**/families?family={site.small.families['Berk']}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Berk")
    page.get_by_role("link", name="← Mijn gezinnen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn gezinnen")


def ring(entry: Locator) -> tuple[str, ...]:
    """The line around an element: kind, width, and whether its colour is that of the thread."""
    at_rest(entry.page)
    return tuple(entry.evaluate("""(one) => {
      const look = getComputedStyle(one);
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = "var(--rd-thread)";
      const thread = getComputedStyle(probe).color;
      probe.remove();
      return [look.outlineStyle, look.outlineWidth, look.outlineColor === thread ? "thread" : look.outlineColor];
    }"""))


def test_what_the_keyboard_is_on_has_a_ring(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """In the menu at the top and in that of a phone the entry with the focus is marked, in either scheme; one that was
    clicked is not."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "evaluator")
    entries = page.get_by_test_id("stTopNavLink")
    expect(entries.filter(has_text="Codeboek")).to_be_visible()
    expect(entries.nth(1)).not_to_be_focused()
    page.locator(".rd-skip").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        if entries.nth(1).evaluate("one => one === document.activeElement"):
            break
    comes_to(lambda: ring(entries.nth(1)), ("solid", "2px", "thread"))
    looks(page, "dark")
    comes_to(lambda: ring(entries.nth(1)), ("solid", "2px", "thread"))
    assert ring(entries.nth(2))[0] == "none"
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".rd-account summary").focus()
    page.keyboard.press("Tab")  # past a closed menu, whose entries nobody sees
    opens = page.get_by_test_id("stExpandSidebarButton")
    expect(opens).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(opens).to_be_focused()
    page.keyboard.press("Enter")
    entry = page.get_by_test_id("stSidebarNavLink").nth(1)
    expect(entry).to_be_in_viewport()
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(entry).to_be_focused()
    comes_to(lambda: ring(entry), ("solid", "2px", "thread"))
    looks(page, "light")
    comes_to(lambda: ring(entry), ("solid", "2px", "thread"))


def test_what_does_not_fit_in_the_menu_is_told_in_dutch(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """Where letters are too large for all pages, the menu says how many are left, in the reader's language."""
    page = new_context(base_url=site.url, viewport={"width": 800, "height": 700}).new_page()
    sign_in(page, "evaluator")
    expect(page.get_by_test_id("stTopNavLink").filter(has_text="Codeboek")).to_be_visible()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(page.get_by_test_id("stTopNavSection").filter(visible=True)).to_have_text(re.compile(r"^nog \d+$"))
