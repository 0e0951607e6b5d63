"""Two blind coders, shown, and one answer by keys in a real browser, to the matrix; lost connections, two at once."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coding.book import codebook
from coding.double import leading
from coding.marks import actions
from coding.marks.codings import set_status
from coding.memos import writing
from pilot.store.files import new_guid, open_pilot
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import choose, drawn, looks, sticks_out
from tests.coding.consensus.conftest import BOOK
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page
    from sqlite_utils import Database

    from tests.browser.conftest import Site

# What each says: code, start, end, sign. All agree at 0; then another direction, another code, other bounds, one alone.
SAID = {
    "evaluator": [("een", 0, 9, "+"), ("een", 33, 48, "+"), ("twee", 49, 60, None), ("drie", 66, 90, None)],
    "evaluator2": [("een", 0, 9, "+"), ("een", 33, 48, "-"), ("drie", 49, 60, None), ("drie", 70, 94, None),
                   ("twee", 130, 140, None)],
}
LOOKS = [("light", 1366), ("dark", 1920), ("light", 390)]


def stored(site: Site, document: str) -> set[tuple[str, int, int, str | None]]:
    """The consensus as it is stored: code, start, end, sign."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        return set(db.conn.execute(
            "SELECT k.key, p.start_char, p.end_char, c.sign FROM coding c JOIN code k USING (code_id)"
            " JOIN coding_place p USING (coding_id) JOIN document d ON d.document_id = c.document_id"
            " WHERE d.guid = ? AND c.layer = 'consensus' AND c.retracted_at IS NULL", (document,)).fetchall())


def code(db: Database, site: Site, document: str) -> None:
    """Let both code it; the second writes a note with her coding of one word."""
    for who, said in SAID.items():
        viewer = site.small.viewers[who]
        for key, start, end, sign in said:
            coding = new_guid()
            actions.apply_ops(db, viewer, document, [{"op": new_guid(), "kind": "add", "coding": coding, "code": key,
                                                      "start": start, "end": end, "sign": sign}])
            if start == 130:
                writing.save(db, viewer, writing.Said(new_guid(), "coding", coding, "", "Ik twijfel hier.", False))
        set_status(db, viewer, document, "done")


@pytest.fixture
def document(site: Site) -> str:
    """A conversation that two coded."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        if codebook.newest(db) is None:
            codebook.adopt(db, site.small.viewers["evaluator"], BOOK)
        guid = site.small.interview(db)
        code(db, site, guid)
    return guid


def opened(
    new_context: Callable[..., BrowserContext], site: Site, document: str, who: str = "evaluator", **how: object,
) -> Page:
    """The page of that text, with everything there is on it."""
    page = new_context(base_url=site.url, **how).new_page()
    sign_in(page, who, f"/together?document={document}")
    expect(page.locator(".tg-page")).to_have_attribute("data-saved", "true")
    return page


def left(page: Page, n: int) -> None:
    """Wait until so many passages are left, and all is stored."""
    expect(page.locator(".tg-page")).to_have_attribute("data-left", str(n))
    expect(page.locator(".tg-page")).to_have_attribute("data-saved", "true")


def test_from_blind_coding_to_the_matrix(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """Two code blind and are shown; by keys alone it becomes one answer, and the matrix counts that."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        lead = site.small.viewers["evaluator"]
        if codebook.newest(db) is None:
            codebook.adopt(db, lead, BOOK)
        document = site.small.interview(db, title="Samen")
        coders = tuple(site.small.accounts[who] for who in SAID)
        others = [one.guid for one in leading.drawable(db, lead, coders)]
        assert others == [document]
        made = leading.begin(db, lead, leading.Wanted("Ronde", 1, coders, 7))
        code(db, site, document)
        page = new_context(base_url=site.url).new_page()
        sign_in(page, "evaluator", f"/together?document={document}")
        expect(page.get_by_text("Deze tekst wordt blind gecodeerd.")).to_be_visible()
        leading.reveal(db, lead, made)
    page.goto("/")
    page.get_by_role("link", name="Samen").last.click()
    left(page, 5)
    page.keyboard.press("a")  # what all agree on
    left(page, 4)
    expect(page.locator(".tg-kind")).to_have_text("andere richting")
    page.keyboard.press("2")
    expect(page.locator(".tg-kind")).to_have_text("andere code")
    page.keyboard.press("r")
    page.keyboard.type("zegt het allebei")
    page.keyboard.press("Enter")
    page.keyboard.press("b")
    expect(page.locator(".tg-kind")).to_have_text("andere grenzen")
    page.keyboard.press("]")  # words a little further than the first coder has them
    page.keyboard.press("w")
    expect(page.locator(".tg-note")).to_contain_text("Ik twijfel hier.")
    page.keyboard.press("0")
    left(page, 0)
    page.keyboard.press("z")
    left(page, 1)
    page.keyboard.press("1")  # who gave no code there
    left(page, 0)
    found = stored(site, document)
    assert {("een", 0, 9, "+"), ("een", 33, 48, "-"), ("twee", 49, 60, None), ("drie", 49, 60, None)} < found
    ((start, end),) = {one[1:3] for one in found if one[0] == "drie" and one[1] != 49}
    assert start == 66
    assert end > 90
    page.goto("/themes")
    drawn(page)
    expect(page.get_by_text("waar de coders samen op uitkwamen (consensus)")).to_have_count(0)
    page.locator("summary", has_text="Kiezen wat meetelt").click()
    choose(page, "Wiens coderingen", "Waar coders samen op uitkwamen")
    expect(page.get_by_text("waar de coders samen op uitkwamen (consensus)").first).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Een")).first).to_contain_text("2")


def test_nothing_is_lost_without_a_connection(
    new_context: Callable[..., BrowserContext], site: Site, document: str
) -> None:
    """Without a connection one goes on; the page loaded again sends what was decided, once."""
    page = opened(new_context, site, document)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no connection')); }")
    page.keyboard.press("1")
    page.keyboard.press("1")
    expect(page.locator(".tg-saved")).to_have_attribute("data-state", "offline")
    expect(page.locator(".tg-page")).to_have_attribute("data-left", "3")
    assert stored(site, document) == set()
    page.reload()
    left(page, 3)
    assert stored(site, document) == {("een", 0, 9, "+"), ("een", 33, 48, "+")}


def test_two_decide_at_once(new_context: Callable[..., BrowserContext], site: Site, document: str) -> None:
    """The second is told what the first decided; hers is kept, also when she loads the page again, until she says which
    counts."""
    first, second = opened(new_context, site, document), opened(new_context, site, document, "evaluator2")
    second.evaluate("""() => {
      const real = window.fetch;
      window.fetch = (path, how) => (how?.method !== "POST" ? real(path, how)
        : new Promise((go) => { window.later = () => go(real(path, how)); }));
    }""")
    second.keyboard.press("0")
    second.wait_for_function("() => window.later")
    first.keyboard.press("1")
    left(first, 4)
    second.evaluate("() => window.later()")
    expect(second.locator(".tg-said")).to_contain_text("Iemand anders besliste intussen")
    eventually(lambda: len(stored(site, document)) == 1, second)
    second.reload()
    second.locator(".tg-list button").first.click()
    expect(second.get_by_role("alert")).to_contain_text("geen code")
    second.get_by_role("button", name="Die van mij telt").click()
    left(second, 4)
    assert stored(site, document) == set()
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        made = db.conn.execute("SELECT n.did FROM consensus n JOIN document d USING (document_id) WHERE d.guid = ?"
                               " ORDER BY n.consensus_id", (document,)).fetchall()
    assert made == [("agreed",), ("none",)]


def test_other_codes_and_words(new_context: Callable[..., BrowserContext], site: Site, document: str) -> None:
    """Another code is found by typing, a direction given, a decision taken back; coders go without names."""
    page = opened(new_context, site, document)
    page.keyboard.press("c")
    page.get_by_role("textbox", name="Zoek een code").fill("twee")
    page.keyboard.press("Enter")
    left(page, 4)
    page.keyboard.press("-")
    left(page, 3)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    eventually(lambda: stored(site, document) == {("twee", 0, 9, None), ("een", 33, 48, "-")}, page)
    page.keyboard.press("x")
    left(page, 4)
    eventually(lambda: stored(site, document) == {("een", 33, 48, "-")}, page)
    page.get_by_label("Coders zonder hun naam").check()
    expect(page.locator(".tg-coders button").first).to_contain_text("A")
    expect(page.locator(".tg-coders")).not_to_contain_text("evaluator")
    page.get_by_label("Welke passages").select_option("bounds")
    expect(page.locator(".tg-list li")).to_have_count(1)
    expect(page.locator(".tg-kind")).to_contain_text("andere grenzen")


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_it_can_be_read(
    new_context: Callable[..., BrowserContext], site: Site, document: str, scheme: str, width: int
) -> None:
    """Nothing sticks out, axe finds nothing serious, also with a decision and the card of keys; fingers have room."""
    page = opened(new_context, site, document, color_scheme=scheme, viewport={"width": width, "height": 800},
                  has_touch=width == 390)
    page.keyboard.press("1")
    left(page, 4)
    page.locator(".tg-list button").first.click()
    expect(page.locator(".tg-now")).to_contain_text("zoals iedereen zegt")
    assert not sticks_out(page)
    assert axe(page) == []
    if width == 390:
        small = page.locator(".tg-page button:visible").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect()).filter(({ height }) => height < 43.5).length")
        assert small == 0
    page.get_by_role("button", name="Toetsen").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe(page) == []
    for look in ("light", "dark", "light"):
        looks(page, look)
        assert axe(page, only_colours=True) == [], look
