"""What is coded can be changed, by keys, by mouse and by touch; undone and redone; and followed from elsewhere."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coding.book import changing, codebook, edits
from coding.book.model import Code
from coding.marks import codings, merging
from coding.marks.favourites import favourites, set_favourites
from pilot.config import ROOT
from tests.browser.conftest import axe
from tests.browser.desk_page import TURNS, Desk, add_document, open_desk
from tests.browser.waiting import at_rest, sticks_out
from tests.waiting import comes_to, eventually
from texts.documents import NewTurn

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator, Page

    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
Said = tuple[str, str | None, str | None, int]


def said(desk: Desk, who: str = "evaluator") -> list[Said]:
    """What is stored of somebody: code, words (None: the whole document), direction and weight of each coding."""
    with closing(desk.site.small.open()) as db:
        stored = codings.codings(db, desk.site.small.viewers[who], desk.guid)["codings"]
    return sorted(((one["code"], None if one.get("whole") else desk.text[one["start"]:one["end"]], one["sign"],
                   one["weight"]) for one in stored), key=str)


def becomes(desk: Desk, *wanted: Said) -> None:
    """Wait until this is what is stored."""
    expect(desk.page.locator("[data-outbox]")).to_have_attribute("data-unsaved", "0")
    comes_to(lambda: said(desk), sorted(wanted, key=str))


def pull(page: Page, end: Locator, to: tuple[float, float]) -> None:
    """Drag an end of a coding to a place on the screen."""
    at_rest(page)
    x, top, bottom = end.evaluate("(e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.bottom]; }")
    page.mouse.move(x, top - 4 if "start" in str(end.get_attribute("class")) else bottom + 4)
    page.mouse.down()
    page.mouse.move(*to, steps=5)
    page.mouse.up()


def marked(page: Page) -> list[str]:
    """The words that are underlined as those the card is about."""
    return list(page.evaluate("""() => [...CSS.highlights.get("dk-now")].map((range) =>
      range.startContainer.data.slice(range.startOffset, range.endOffset))"""))


def beside(page: Page) -> list[object]:
    """Words that the card covers, and of the knobs at both ends of its coding where a press would not take it."""
    return list(page.evaluate("""() => {
      const card = document.querySelector(".dk-card").getBoundingClientRect();
      const apart = (box) => box.right <= card.left || box.bottom <= card.top || box.top >= card.bottom;
      const words = [...document.querySelectorAll("[data-text]")].map((e) => e.getBoundingClientRect());
      const ends = [...document.querySelectorAll(".dk-end")];
      const knobs = ends.map((e) => {
        const box = e.getBoundingClientRect();
        const below = e.matches(".dk-end-end");
        const there = document.elementFromPoint(box.left, below ? box.bottom + 4 : box.top - 4);
        return there === e ? null : [e.className, box.left, box.top, there?.outerHTML.slice(0, 150)];
      });
      return [...words.filter((box) => !apart(box)).map((box) => [box, card]), ...knobs.filter(Boolean),
        ...(ends.length === 2 ? [] : [ends.length])];
    }"""))


@pytest.fixture
def desk(site: Site, new_context: Callable[..., BrowserContext]) -> Desk:
    """The desk of an evaluator on a fresh document."""
    return open_desk(new_context(base_url=site.url), site, *add_document(site))


def test_a_coding_is_changed_and_all_of_it_undone(desk: Desk) -> None:
    """Direction by digit, Shift and a press on the stripe; words by handle, by key and by button; another code, weight,
    the whole document: each step is undone and redone, also after the page was loaded again."""
    page, keys = desk.page, desk.page.keyboard
    desk.drag((1, 4), (1, 9))
    keys.press("2")
    keys.press("Shift+Digit1")
    keys.press("5")
    becomes(desk, ("klik", "belde", "+", 1), ("vast_gezicht", "belde", "-", 1), ("gezinsbudget", "belde", "+", 1))
    tag = page.locator('[data-turn="1"] .dk-tag').filter(has_text="Vast gezicht")
    expect(page.locator('[data-turn="1"] .dk-bar[data-sign="-"]')).to_have_count(1)
    tag.locator(".dk-mark").click()
    expect(tag.locator(".dk-mark")).to_have_text("±")
    becomes(desk, ("klik", "belde", "+", 1), ("vast_gezicht", "belde", "±", 1), ("gezinsbudget", "belde", "+", 1))
    keys.press("Escape")
    page.mouse.click(*desk.point(1, 6))  # on coded words: their card, and the focus stays in the text
    card = page.get_by_role("dialog", name="Coderingen hier")
    expect(card.locator(".dk-entry")).to_have_count(3)
    expect(page.locator('[data-turn="1"]')).to_be_focused()
    desk.picks("")
    comes_to(lambda: beside(page), [])  # the knobs are painted with the next picture
    card.locator(".dk-entry > strong").filter(has_text="Vast gezicht").click()
    assert axe(page) == []
    pull(page, page.locator(".dk-end-end"), desk.point(1, 24))
    expect(card.locator(".dk-chosen q")).to_have_text("belde zelf. Ze wist")
    pull(page, page.locator(".dk-end-start"), desk.point(1, 1))
    expect(card.locator(".dk-chosen q")).to_have_text("Zij belde zelf. Ze wist")
    keys.press("BracketRight")
    keys.press("Shift+BracketLeft")
    expect(card.locator(".dk-chosen q")).to_have_text("belde zelf. Ze wist nog")
    comes_to(lambda: marked(page), ["belde zelf. Ze wist nog"])
    meaning = card.locator(".dk-chosen details")
    meaning.locator("summary").press("Enter")
    card.get_by_role("button", name="Eindig een woord eerder").click()
    expect(card.locator(".dk-chosen q")).to_have_text("belde zelf. Ze wist")
    expect(meaning).to_have_attribute("open", "")  # the card was drawn anew
    meaning.locator("summary").press("Enter")
    keys.press("s")
    card.get_by_label("Gewicht van Vast gezicht").select_option("3")
    becomes(desk, ("klik", "belde", "+", 1), ("vast_gezicht", "belde zelf. Ze wist", None, 3),
            ("gezinsbudget", "belde", "+", 1))
    # What is undone comes back to the card it left, by mouse and by key, with the focus where it was.
    away = card.locator(".dk-chosen").get_by_role("button", name="Weghalen")
    away.press("Enter")
    expect(card.locator(".dk-entry")).to_have_count(2)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(card.locator(".dk-entry")).to_have_count(3)
    expect(card.locator(".dk-chosen > strong")).to_contain_text("Vast gezicht")
    expect(away).to_be_focused()
    keys.press("x")
    keys.press("3")
    expect(card).to_be_hidden()
    keys.press("Control+z")
    expect(card.locator(".dk-chosen > strong")).to_contain_text("Vast gezicht")
    expect(away).to_be_focused()
    card.locator(".dk-chosen").get_by_role("button", name="Andere code").click()
    expect(page.locator(".dk-aim")).to_contain_text("in plaats van Vast gezicht")
    page.get_by_label("Zoek een code").fill("terugval")
    keys.press("Enter")
    keys.press("d")
    keys.press("2")
    after = (("klik", "belde", "+", 1), ("terugval", "belde zelf. Ze wist", None, 3), ("gezinsbudget", "belde", "+", 1),
             ("klik", None, "+", 1))
    becomes(desk, *after)
    expect(page.locator(".dk-chip")).to_have_text("Klik +")
    keys.press("d")
    expect(page.locator(".dk-aim")).to_be_visible()
    keys.press("2")
    expect(page.locator(".dk-aim")).to_be_hidden()  # it is there already: the next code is not for the document, too
    desk.reload()
    expect(page.locator(".dk-chip")).to_have_text("Klik +")
    for _ in range(12):
        keys.press("Control+z")
    becomes(desk, ("klik", "belde", "+", 1))
    keys.press("Control+z")
    becomes(desk)
    for _ in range(13):
        keys.press("Control+y")
    becomes(desk, *after)


def test_a_new_code_and_digits_of_ones_own(desk: Desk) -> None:
    """The selected words become a code without leaving the text; a code is put under a digit, for this coder."""
    page, keys = desk.page, desk.page.keyboard
    desk.drag((5, 0), (5, 11))
    keys.press("d")  # and then thought better of it
    keys.press("v")
    dialog = page.get_by_role("dialog", name="Nieuwe code")
    expect(dialog.get_by_label("Naam")).to_have_value("Toen ging het")
    assert axe(page) == []
    keys.press("Enter")
    expect(dialog).to_be_hidden()
    made = page.locator(".dk-code").filter(has_text="Toen ging het")
    key = str(made.get_attribute("data-code"))
    expect(page.locator(".dk-tag")).to_have_count(1)
    becomes(desk, (key, "Toen ging het", "+" if "+" in page.locator(".dk-tag").inner_text() else None, 1))
    made_notice = page.locator('[data-about="made"]')
    expect(made_notice).to_contain_text("Gemaakt: Toen ging het. Druk op R")
    keys.press("r")
    page.get_by_role("dialog", name="Een andere naam voor Toen ging het").get_by_label("Naam").fill("Terugslag")
    keys.press("Enter")
    expect(page.locator(".dk-tag .dk-label")).to_have_text("Terugslag")
    expect(made_notice).to_have_count(0)
    made = page.locator(f'.dk-code[data-code="{key}"]')
    expect(made).to_contain_text("Terugslag")
    desk.painted(key, "Toen ging het")
    made.focus()
    keys.press("Alt+Digit2")
    expect(made).to_have_attribute("aria-keyshortcuts", "2")
    viewer = desk.site.small.viewers["evaluator"]

    def kept() -> list[str | None]:
        with closing(desk.site.small.open()) as db:
            return favourites(db, viewer)

    comes_to(lambda: kept()[:2], ["vast_gezicht", key])
    desk.reload()
    desk.drag((2, 0), (2, 8))
    keys.press("2")
    eventually(lambda: {words for code, words, *_ in said(desk) if code == key} == {"En daarna", "Toen ging het"})
    page.get_by_role("button", name="Wat Terugslag betekent").click()
    page.get_by_label("Cijfer voor Terugslag").select_option("")
    expect(made).not_to_have_attribute("aria-keyshortcuts", "2")
    eventually(lambda: key not in kept())
    with closing(desk.site.small.open()) as db:
        set_favourites(db, viewer, ["klik", "screening", key])  # in a window on another conversation
        expect(made).to_have_attribute("aria-keyshortcuts", "3")
        expect(page.get_by_label("Cijfer voor Terugslag")).to_have_value("3")
        set_favourites(db, viewer, [])
    expect(made).not_to_have_attribute("aria-keyshortcuts", "3")


def test_going_about(desk: Desk) -> None:
    """From coding to coding, to what has no code, to what is found; a filter shows some; how the text is set stays."""
    page, keys = desk.page, desk.page.keyboard
    for turn, first, last, key in ((1, 0, 9, "1"), (1, 16, 24, "Shift+Digit2"), (5, 0, 4, "6")):
        desk.drag((turn, first), (turn, last))
        keys.press(key)
    desk.saved(3)
    keys.press("Escape")
    page.locator('[data-turn="0"]').focus()
    for words in ("Zij belde", "Ze wist", "Toen"):
        keys.press("n")
        expect(page.locator(".dk-chosen > strong")).to_have_count(1)
        comes_to(lambda: desk.picked().split("\n")[0].strip(), words)
    keys.press("n")
    expect(page.locator('[data-about="hint"]')).to_contain_text("Hierna is er geen codering")
    keys.press("Shift+N")
    comes_to(lambda: desk.picked().split("\n")[0].strip(), "Ze wist")
    keys.press("Escape")
    keys.press("u")
    desk.picks("Dat had ik nooit gehad.")
    keys.press("f")
    page.keyboard.type("DAARNA")
    told = page.locator(".dk-find .dk-hits")
    expect(told).to_have_text("2 keer")
    keys.press("Enter")
    keys.press("Enter")
    expect(told).to_have_text("2 van 2")
    keys.press("Escape")
    keys.press("3")
    desk.saved(4)
    eventually(lambda: ("screening", "daarna", "+", 1) in said(desk))
    keys.press("g")  # what was searched for is kept
    desk.picks("daarna")
    expect(page.locator('[data-about="hint"]')).to_have_count(0)
    keys.press("e")
    choice = page.get_by_role("group", name="Welke coderingen je ziet")
    choice.get_by_label("Richting").select_option("-")
    expect(page.locator(".dk-tag")).to_have_count(1)
    expect(choice).to_contain_text("1 van 4 coderingen")
    desk.painted("vast_gezicht")
    assert axe(page) == []
    desk.select(5, 4, 9)  # with the spaces around it
    page.locator("[data-code]").first.click()
    expect(page.locator('[data-about="hint"]')).to_contain_text("het filter verbergt")
    expect(page.locator(".dk-tag")).to_have_count(1)
    desk.saved(5)
    eventually(lambda: ("vast_gezicht", "ging", "+", 1) in said(desk))
    choice.get_by_role("button", name="Sluiten").click()
    expect(page.locator(".dk-bar")).to_have_count(5)
    page.get_by_label("Hoe de tekst staat").click()
    page.get_by_label("Breedte van de tekst").select_option("narrow")
    page.get_by_label("Nummers bij de beurten").check()
    at_rest(page)
    stripe = page.locator('[data-turn="5"] .dk-bar').first
    before = stripe.evaluate("(e) => e.offsetHeight")
    page.get_by_label("Grootte van de letters").select_option("largest")
    comes_to(lambda: stripe.evaluate("(e) => e.offsetHeight") > 1.2 * before, True)  # stripes stay beside their words
    page.get_by_label("Grootte van de letters").select_option("usual")
    comes_to(lambda: stripe.evaluate("(e) => e.offsetHeight"), before)
    narrow = desk.turn(1).bounding_box()
    desk.reload()
    comes_to(desk.turn(1).bounding_box, narrow)
    comes_to(lambda: page.locator('[data-turn="2"]').evaluate("(e) => getComputedStyle(e, '::before').content"), '"3"')
    # Of the codings on what is selected the one about exactly these words is chosen, not the one that begins first.
    desk.select(5, 0, 20)
    keys.press("7")
    desk.saved(6)
    desk.select(5, 5, 9)
    keys.press("c")
    expect(page.locator(".dk-chosen > strong")).to_have_text("Vast gezicht +")


def test_a_window_elsewhere_follows(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """What one coder does is soon in her other window, on another computer of hers, and at another coder who looks."""
    guid, text = add_document(site)
    here = new_context(base_url=site.url)
    first, second = open_desk(here, site, guid, text), open_desk(here, site, guid, text)
    elsewhere = open_desk(new_context(base_url=site.url), site, guid, text)
    other = open_desk(new_context(base_url=site.url), site, guid, text, who="evaluator2")
    other.page.get_by_label("Ook andere coders").check()
    first.drag((1, 0), (1, 9))
    first.page.keyboard.press("1")
    first.saved(1)
    windows = (second, elsewhere, other)
    for desk in windows:
        expect(desk.page.locator(".dk-tag")).to_have_text(re.compile("Vast gezicht"))
    first.page.locator(".dk-tag .dk-mark").click()
    for desk in windows:
        expect(desk.page.locator(".dk-tag .dk-mark")).to_have_text("−")
    expect(other.page.locator(".dk-tag span.dk-mark")).to_have_text("−")  # shown, not to be pressed
    elsewhere.page.keyboard.press("n")
    elsewhere.page.keyboard.press("Delete")
    for desk in (first, second, other):
        expect(desk.page.locator(".dk-tag")).to_have_count(0)
    # Undo is about what was done in this window: what another one did since is not undone with it, and said.
    first.page.keyboard.press("Control+z")
    told = first.page.locator('[data-about="hint"]')
    expect(told).to_contain_text("Vast gezicht is in een ander venster veranderd")
    elsewhere.page.keyboard.press("Control+z")
    for desk in (first, second, other):
        expect(desk.page.locator(".dk-tag .dk-mark")).to_have_text("−")
    first.page.keyboard.press("Control+y")  # as it left it, so it stays
    first.page.keyboard.press("Control+z")
    for desk in windows:
        expect(desk.page.locator(".dk-tag .dk-mark")).to_have_text("+")
    show = other.page.get_by_role("group", name="Welke coderingen je ziet")
    other.page.keyboard.press("e")
    show.get_by_label("Coder").select_option(index=2)  # after all, and me
    expect(show).to_contain_text("1 van 1 coderingen")
    other.page.get_by_label("Ook andere coders").uncheck()
    expect(show.get_by_label("Coder")).to_have_value("")  # or what one codes oneself would stay hidden
    other.page.get_by_label("Ook andere coders").check()
    first.page.get_by_label("Klaar met dit document").check()
    expect(second.page.get_by_label("Klaar met dit document")).to_be_checked()
    first.page.get_by_label("Klaar met dit document").uncheck()
    expect(second.page.get_by_label("Klaar met dit document")).not_to_be_checked()


def test_on_a_tablet_by_touch(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """Five codings over one another each have their whole name; a tap changes a direction or shows the card, and a
    finger pulls an end."""
    guid, text = add_document(site)
    context = new_context(base_url=site.url, viewport={"width": 820, "height": 1100}, has_touch=True)
    desk = open_desk(context, site, guid, text)
    page = desk.page
    longest = ("Geen geloof in eigen kunnen", "School of werk onder kunnen", "Situatie van de kinderen", "Klik",
               "Screening")
    desk.select(1, 4, 9)
    for name in longest:
        page.locator(".dk-code").filter(has_text=name).tap()
    desk.saved(5)
    page.keyboard.press("Escape")
    tags = page.locator('[data-turn="1"] .dk-tag')
    for name in longest:
        label = tags.filter(has_text=name).locator(".dk-label")
        expect(label).to_be_visible()
        assert label.evaluate("(e) => e.scrollWidth <= e.clientWidth"), name
    expect(tags).to_have_count(5)
    at_rest(page)
    boxes = tags.evaluate_all("(all) => all.map((e) => e.getBoundingClientRect()).map((b) => [b.top, b.bottom])")
    assert all(one[1] <= two[0] + 1 for one, two in zip(boxes, boxes[1:], strict=False)), boxes
    tags.filter(has_text="Klik").locator(".dk-mark").tap()
    eventually(lambda: {sign for code, _, sign, _ in said(desk) if code == "klik"} == {"-"})
    tags.filter(has_text="Klik").locator(".dk-label").tap()
    expect(page.get_by_role("dialog", name="Coderingen hier")).to_contain_text("Klik −")
    expect(page.locator(".dk-codes")).to_have_class(re.compile("dk-open"))
    eventually(lambda: page.evaluate("document.querySelector('.dk-card').getBoundingClientRect().bottom"
                                     " <= document.querySelector('.dk-codes').getBoundingClientRect().top"))
    assert axe(page) == []
    assert not sticks_out(page)
    at_rest(page)
    x, y = page.locator(".dk-end-end").evaluate(
        "(e) => { const b = e.getBoundingClientRect(); return [b.left, b.bottom + 6]; }")
    to = desk.point(1, 14)
    finger = context.new_cdp_session(page)
    for kind, at in (("touchStart", [x, y]), ("touchMove", [x + 5, y]), ("touchMove", [*to]), ("touchEnd", None)):
        finger.send("Input.dispatchTouchEvent", {
            "type": kind, "touchPoints": [{"x": at[0], "y": at[1]}] if at else []})
    eventually(lambda: ("klik", "belde zelf.", "-", 1) in said(desk) or ("klik", "belde zelf", "-", 1) in said(desk))
    page.get_by_role("button", name="Gaan naar").click()
    page.get_by_role("button", name="Naar de volgende zin zonder code").click()
    desk.picks("Ze wist nog wat ik vorige keer had gezegd 🙂, dat scheelt.")
    page.get_by_role("button", name="Naar de vorige zin zonder code").click()
    desk.picks(TURNS[0].text)
    page.get_by_role("button", name="Naar de volgende codering").click()
    expect(page.locator(".dk-chosen > strong")).to_have_count(1)
    page.get_by_role("button", name="Naar de vorige codering").click()
    expect(page.locator('[data-about="hint"]')).to_contain_text("Hiervoor is er geen codering")


def test_what_was_changed_without_a_connection(desk: Desk) -> None:
    """Changes wait in this browser as codings do, over a reload too; one that is refused is taken back and said."""
    page, keys = desk.page, desk.page.keyboard
    desk.drag((1, 4), (1, 9))
    keys.press("1")
    desk.saved(1)
    page.route("**/ops", lambda route: route.abort())
    page.locator('[data-turn="1"] .dk-mark').click()
    keys.press("n")
    keys.press("BracketRight")
    desk.unsaved(2)
    desk.reload()
    expect(page.locator('[data-turn="1"] .dk-mark')).to_have_text("−")
    desk.unsaved(2)
    page.unroute("**/ops")
    becomes(desk, ("vast_gezicht", "belde zelf.", "-", 1))
    with closing(desk.site.small.open()) as db, db.conn:
        db.conn.execute("UPDATE coding SET retracted_at = created_at WHERE document_id ="
                        " (SELECT document_id FROM document WHERE guid = ?)", (desk.guid,))
    page.locator('[data-turn="1"] .dk-mark').click()
    expect(page.get_by_role("alert").filter(has_text="1 niet opgeslagen en teruggenomen")).to_be_visible()
    expect(page.locator(".dk-tag")).to_have_count(0)


def test_many_names_on_short_turns(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """Names that do not fit beside their own short turn go on below, never over one another or over another's."""
    turns = tuple(NewTurn(f"Ja, {n}.", TURNS[n % 2].speaker, "family") for n in range(10))
    desk = open_desk(new_context(base_url=site.url, viewport={"width": 1100, "height": 800}), site,
                     *add_document(site, turns))
    # Turn 8 has no name of its own; 9 gets names before and after 7 does, so that each moves those of the other.
    for turn, digits in ((1, "12345"), (2, "12"), (5, "123"), (9, "1"), (7, "12345678"), (9, "23")):
        desk.select(turn, 0, 2)
        for digit in digits:
            desk.page.keyboard.press(digit)
    desk.saved(21)
    desk.page.keyboard.press("Escape")
    bars = desk.page.locator('[data-turn="7"] .dk-bar')
    expect(bars).to_have_count(8)
    at_rest(desk.page)
    lanes = bars.evaluate_all("(all) => all.map((e) => e.style.left)")
    assert len(set(lanes)) == 8, lanes  # all of them hold the same words
    boxes = desk.page.locator(".dk-tag").evaluate_all("""(all) => all.map((e) => {
      const b = e.getBoundingClientRect();
      return [Math.round(b.top), Math.round(b.bottom), Number(e.closest("[data-turn]").dataset.turn)];
    }).sort((a, b) => a[0] - b[0])""")
    assert all(one[1] <= two[0] for one, two in zip(boxes, boxes[1:], strict=False)), boxes
    assert [turn for *_, turn in boxes] == sorted(turn for *_, turn in boxes)
    hidden = sum(int(text[1:]) for text in desk.page.locator(".dk-more").all_inner_texts())
    assert len(boxes) + hidden == 21
    assert len([1 for *_, turn in boxes if turn == 1]) == 5
    with closing(site.small.open()) as db:
        codebook.adopt(db, site.small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "weer")


# The last one: it leaves another codebook in the home that all tests here share.
def test_a_codebook_changed_elsewhere_is_taken_up(desk: Desk) -> None:
    """New, renamed, retired and merged codes are there without a reload; what is filtered, selected, under a digit and
    not sent yet stays with its code; undo goes back to what the code is now."""
    page, keys, small = desk.page, desk.page.keyboard, desk.site.small
    with closing(small.open()) as db:
        seen = codebook.all_versions(db)[0].number
        set_favourites(db, small.viewers["evaluator"], ["terugval"])
    desk.reload()
    desk.drag((1, 4), (1, 9))
    keys.press("2")
    desk.saved(1)
    page.locator(".dk-tag .dk-mark").click()
    becomes(desk, ("klik", "belde", "-", 1))
    keys.press("e")
    page.locator(".dk-filter select").first.select_option("klik")
    page.route("**/ops", lambda route: route.abort())
    desk.drag((5, 0), (5, 3))
    keys.press("2")
    desk.unsaved(1)
    desk.drag((2, 0), (2, 8))
    page.locator('[data-code="screening"]').focus()
    with closing(small.open()) as db:
        boss = small.operator(db)
        changing.add(db, boss, Code("", {"nl": "Fiets"}, {"nl": "", "en": ""}, "", ""), "mechanismen")
        terugval, _under = edits.find(changing.in_use(db), "terugval")
        changing.change(db, boss, replace(terugval, name=terugval.name | {"nl": "Weer mis"}), seen=seen + 1)
        changing.retire(db, boss, "gezinsbudget", seen=seen + 2)
        merging.merge(db, boss, ["klik"], "vast_gezicht", seen=seen + 3)
    told = page.locator('[data-about="codebook"]')
    expect(told).to_contain_text("Nieuw: Fiets.")
    expect(told).to_contain_text("Terugval heet Weer mis.")
    expect(told).to_contain_text("Klik is opgegaan in Vast gezicht.")
    expect(told).to_contain_text("Niet meer in het codeboek: Gezinsbudget.")
    expect(page.locator("[data-code]").filter(has_text=re.compile("Gezinsbudget|Klik"))).to_have_count(0)
    expect(page.locator('[data-code="screening"]')).to_be_focused()
    expect(page.locator('[data-code="terugval"]')).to_have_attribute("aria-keyshortcuts", "1")
    expect(page.locator(".dk-tag .dk-label")).to_have_text(["Vast gezicht", "Vast gezicht"])  # what the filter shows
    desk.picks("En daarna")
    page.unroute("**/ops")
    becomes(desk, ("vast_gezicht", "belde", "-", 1), ("vast_gezicht", "Toen", "+", 1))
    page.locator("[data-code]").filter(has_text="Fiets").click()
    expect(page.locator("[data-codings]")).to_have_attribute("data-count", "3")
    for _ in range(4):
        keys.press("Control+z")
    becomes(desk)
    for _ in range(2):
        keys.press("Control+y")
    becomes(desk, ("vast_gezicht", "belde", "-", 1))
