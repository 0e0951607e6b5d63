"""Themes in a real browser: from a cell to its quote to the desk, by mouse and by key."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pilot.families import consent
from pilot.store.files import open_pilot
from tests.browser.conftest import Site, axe, serving, sign_in
from tests.browser.looking import Look, in_looks
from tests.browser.waiting import at_rest, choose, sticks_out
from tests.builder import build
from tests.themes import coded
from tests.themes.coded import CODE, PASSAGE
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Locator, Page

    from tests.browser.forge import Forge
    from tests.themes.coded import Coded

LOOKS: tuple[Look, ...] = (("light", 1366), ("dark", 1366), ("light", 390))


@pytest.fixture(scope="module")
def themed(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Coded]]:
    """A server of its own over the small pilot, coded: other tests count on a pilot without codings."""
    home = tmp_path_factory.mktemp("themed") / "home"
    small = build(home)
    with closing(open_pilot(small.pilot.db_path)) as db:
        made = coded.code(small, db)
    with serving(forge, small) as site:
        yield site, made


def opened(
    new_context: Callable[..., BrowserContext], site: Site, name: str, path: str = "/themes", **options: object
) -> Page:
    """The page of somebody who has signed in."""
    page = new_context(base_url=site.url, **options).new_page()
    sign_in(page, name, path)
    return page


def said(page: Page, site: Site) -> Locator:
    """The link in the one cell that was said."""
    return page.locator(f'td a[href^="quotes?code={CODE}&family={site.small.families["Berk"]}"]')


def follow_the_quote(page: Page, made: Coded) -> None:
    """From the quotes to the passage on the desk."""
    quote = page.locator(f'[data-quote="{made.berk}"]')
    expect(quote).to_contain_text(PASSAGE)
    expect(quote).to_contain_text("evaluator 1, evaluator 2")
    assert axe(page) == []
    quote.get_by_role("link").click()
    page.wait_for_url(f"**/desk?document={made.berk}&at={made.start}")
    expect(page.locator("[data-turn='1'] [data-text]")).to_contain_text(PASSAGE)


def test_a_cell_opens_its_quotes_by_mouse(
    new_context: Callable[..., BrowserContext], themed: tuple[Site, Coded]
) -> None:
    """Matrix, cell, quote, passage, with the mouse."""
    site, made = themed
    page = opened(new_context, site, "evaluator")
    expect(page.locator("[data-scope]")).to_contain_text("2 gezinnen, 3 verhalen en gesprekken.")
    said(page, site).click()
    follow_the_quote(page, made)


def test_a_cell_opens_its_quotes_by_key(
    new_context: Callable[..., BrowserContext], themed: tuple[Site, Coded]
) -> None:
    """The table is reached and walked by Tab, and a cell opened by Enter."""
    site, made = themed
    page = opened(new_context, site, "evaluator")
    said(page, site).wait_for()
    page.locator("[role=region]:has([data-matrix])").focus()
    for _press in range(4):
        page.keyboard.press("Tab")
        if said(page, site).evaluate("e => e === document.activeElement"):
            break
    expect(said(page, site)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f'[data-quote="{made.berk}"]')).to_contain_text(PASSAGE)


def test_from_a_family_in_time_to_its_quote_and_back(
    new_context: Callable[..., BrowserContext], themed: tuple[Site, Coded]
) -> None:
    """The head of the matrix leads to one family in time, its cell to the quote, and from there one comes back; every
    view can be used by everybody, on a phone too, and two sides are told apart in words.
    """
    site, made = themed
    page = opened(new_context, site, "evaluator")
    page.locator("[data-matrix] thead").get_by_role("link", name="Berk").click()
    cell = page.locator(f'[data-code="{CODE}"] td[data-seen="unstated"] a')
    expect(cell).to_contain_text("1")
    cell.click()
    expect(page.locator(f'[data-quote="{made.berk}"]')).to_contain_text(PASSAGE)
    page.locator(".rd-back a").click()
    expect(cell).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    for view, shown in (("course", "[data-code]"), ("time", "[data-family]"), ("first", "svg.rd-figure"),
                        ("new", "svg.rd-figure"), ("beside&which=family,coach", "[data-side]")):
        page.goto(f"/explore?view={view}")
        page.locator(shown).first.wait_for()
        at_rest(page)
        assert axe(page) == []
        assert not sticks_out(page)
    expect(page.locator(f'[data-code="{CODE}"]')).to_contain_text("alleen bij Gezin, het scheelt één gezin")


def test_a_choice_stays_in_the_address(
    new_context: Callable[..., BrowserContext], themed: tuple[Site, Coded]
) -> None:
    """What was chosen survives a reload, and goes along to the quotes."""
    site, _made = themed
    page = opened(new_context, site, "evaluator")
    page.get_by_text("Kiezen wat meetelt").click()
    choose(page, "Gemeente", "Emmen")
    page.wait_for_url("**/themes?site=emmen")
    expect(page.locator("[data-scope]")).to_contain_text("Alleen Emmen.")
    page.reload()
    expect(page.locator("[data-scope]")).to_contain_text("Alleen Emmen.")
    expect(said(page, site)).to_have_attribute("href", re.compile("site=emmen"))
    # What is typed in a summary is there again when the page is loaded anew before it was saved.
    page.goto(f"/cells?family={site.small.families['Berk']}&code={CODE}")
    summary = page.get_by_role("textbox", name="Wat dit gezin erover vertelt")
    summary.press_sequentially("Eén vast gezicht.")
    page.reload()
    expect(summary).to_have_value("Eén vast gezicht.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Wat hier eerder stond")).to_be_visible()
    summary.press_sequentially(" Tot de verhuizing.")
    page.reload()
    expect(summary).to_have_value("Eén vast gezicht. Tot de verhuizing.")


def test_only_families_of_a_coach(new_context: Callable[..., BrowserContext], themed: tuple[Site, Coded]) -> None:
    """The choice of a coach leaves her families, and says so; the quotes of a cell know the same choice."""
    site, made = themed
    page = opened(new_context, site, "evaluator")
    page.get_by_text("Kiezen wat meetelt").click()
    choose(page, "Coach", "Coach")
    expect(page.locator("[data-scope]")).to_contain_text("Alleen gezinnen van Coach.")
    expect(page.locator("[data-matrix] thead th")).to_have_text(["Code", "Gezinnen", "Berk"])
    said(page, site).click()
    expect(page.locator(f'[data-quote="{made.berk}"]')).to_contain_text(PASSAGE)
    expect(page).to_have_url(re.compile(r"/quotes\?.*[?&]coach="))


def test_the_themes_can_be_used_by_everybody(
    new_context: Callable[..., BrowserContext], themed: tuple[Site, Coded]
) -> None:
    """axe finds nothing serious in any look, and nothing sticks out of the window. On a wide screen nothing hangs in
    the left half, and heads stand straight above what is in their column; on a small one, however far one scrolls, the
    families stand above their cells and the codes beside them.
    """
    site, _made = themed
    page = opened(new_context, site, "evaluator")
    said(page, site).wait_for()
    page.locator("svg.rd-figure").wait_for()
    for _width in in_looks(page, LOOKS):
        assert axe(page) == []
        assert not sticks_out(page)

    page.set_viewport_size({"width": 1920, "height": 1080})
    at_rest(page)
    lefts = page.locator("[data-matrix]").evaluate("""(table) => {
      const words = (cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return Math.round(range.getBoundingClientRect().left);
      };
      const end = table.querySelector("tbody .rd-end");
      return [words(table.querySelector("thead tr").cells[end.cellIndex]), words(end),
        Math.round(table.getBoundingClientRect().width - table.parentElement.clientWidth)];
    }""")
    assert lefts[0] == lefts[1]
    assert lefts[2] >= 0

    page.set_viewport_size({"width": 390, "height": 600})
    region = page.locator("[role=region]:has([data-matrix])")
    rows = page.locator("[data-matrix] tbody tr")
    for row in (rows.nth(12), rows.last):
        row.scroll_into_view_if_needed()
        page.mouse.move(200, 300)
        page.mouse.wheel(0, 150)
        region.evaluate("e => e.scrollTo(e.scrollWidth, 0)")
        at_rest(page)
        eventually(lambda: region.evaluate("""(region) => {
          const seen = (cell) => {
            const box = cell.getBoundingClientRect();
            const at = document.elementFromPoint(Math.max(box.left, region.getBoundingClientRect().left) + 6,
              box.top + box.height / 2);
            return cell.contains(at);
          };
          const rows = [...region.querySelectorAll("tbody tr:has(td)")].filter((row) => {
            const { top, bottom } = row.getBoundingClientRect();
            return top > 120 && bottom < innerHeight;
          });
          return rows.length > 0 && seen(region.querySelector("thead th:last-child"))
            && seen(region.querySelector("thead th:first-child")) && rows.every((row) => seen(row.querySelector("th")));
        }"""), page)


def test_a_quote_leaves_by_two_people(
    new_context: Callable[..., BrowserContext], themed: tuple[Site, Coded]
) -> None:
    """From a quote one evaluator proposes its words, shortened; the other finds them on Today and lets them out, on a
    phone. The last test here: from now on the quote has one link more."""
    site, made = themed
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        consent.give(db, site.small.operator(db), site.small.persons["Berk moeder"], ["quote"], "2021-01-01")
    page = opened(new_context, site, "evaluator", f"/quotes?code={CODE}")
    page.locator(f'[data-quote="{made.berk}"]').get_by_role("link", name="Voorstellen om vrij te geven").click()
    words = page.get_by_role("textbox", name="Woorden", exact=True)
    expect(words).to_have_value(re.compile(re.escape(PASSAGE)))
    words.fill(f"{PASSAGE} [...]")
    words.press("Control+Enter")
    expect(page.locator("del")).to_contain_text("weggelaten: Ze wist")
    at_rest(page)
    assert axe(page) == []
    page.get_by_role("button", name="Voorstellen").click()
    expect(page.locator(".rd-quote")).to_contain_text("wacht op een tweede paar ogen")

    phone = opened(new_context, site, "evaluator2", "/", viewport={"width": 390, "height": 844})
    phone.get_by_role("link", name=f"{PASSAGE} [...]").click()
    let = phone.get_by_role("button", name="Vrijgeven")
    expect(let).to_be_visible()
    at_rest(phone)
    assert axe(phone) == []
    assert sticks_out(phone) == 0
    let.click()
    expect(phone.locator(".rd-quote")).to_contain_text("mag naar buiten")
