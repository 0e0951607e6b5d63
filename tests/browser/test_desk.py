"""Coding by mouse and by keys: what is selected is what is stored, to the character."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coding.book import codebook
from coding.marks import actions
from pilot.config import ROOT
from tests.browser.conftest import axe
from tests.browser.desk_page import TURNS, Desk, add_document, open_desk
from tests.browser.waiting import at_rest, looks, sticks_out
from tests.waiting import comes_to, eventually
from texts.documents import NewTurn

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Route

    from tests.browser.conftest import Site


@pytest.fixture
def desk(site: Site, new_context: Callable[..., BrowserContext]) -> Desk:
    """The desk of an evaluator on a fresh document."""
    return open_desk(new_context(base_url=site.url), site, *add_document(site))


def test_words_that_are_dragged_over_or_clicked_get_codes(desk: Desk) -> None:
    """Dragging over words, from right to left too, and pressing a digit or a code gives them that code, at once and for
    good; whole words of combined letters, emoji and right-to-left text come with a drag that ends inside them. Two
    clicks select a word without the space after it, three the whole turn and nothing of the next."""
    text = TURNS[3].text
    accent, flag = (len(text[:text.index(word)].encode("utf-16-le")) // 2 for word in ("cafe", "🇳🇱"))
    desk.drag((3, accent + 2), (3, flag + 7))
    desk.picks("cafe\u0301 en 🇳🇱 daarna")
    desk.drag((4, 2), (4, 7))
    desk.picks("שלום עולם")

    desk.drag((1, 0), (1, 15))
    desk.picks("Zij belde zelf.")
    desk.page.keyboard.press("1")
    desk.page.keyboard.press("2")
    desk.saved(2)
    desk.stores([("klik", "Zij belde zelf."), ("vast_gezicht", "Zij belde zelf.")])
    desk.painted("vast_gezicht", "Zij belde zelf.")
    expect(desk.page.locator('[data-turn="1"] .dk-label')).to_have_count(2)
    desk.drag((1, 15), (1, 4))
    desk.page.locator('[data-code="screening"]').click()
    desk.saved(3)
    desk.page.mouse.dblclick(*desk.point(5, 6))
    desk.page.keyboard.press("4")
    desk.saved(4)
    desk.page.mouse.click(*desk.point(2, 3), click_count=3)
    desk.page.keyboard.press("2")
    desk.saved(5)
    desk.stores([("klik", "Zij belde zelf."), ("vast_gezicht", "Zij belde zelf."), ("screening", "belde zelf."),
                 ("klik", TURNS[2].text), ("tijdsinvestering", "ging")])
    desk.reload()
    desk.saved(5)
    desk.painted("klik", "Zij belde zelf.", TURNS[2].text)


def test_a_drag_takes_whole_words(desk: Desk) -> None:
    """A drag that begins and ends in the middle of a word takes both whole, also backwards; with Alt it is exact. One
    that begins inside the selected words selects anew: the next code lands on the piece, not on the whole."""
    for ends in (((1, 6), (1, 13)), ((1, 13), (1, 6))):
        desk.drag(*ends)
        desk.picks("belde zelf")
    desk.drag((1, 92), (2, 4))  # the edge of a turn is an edge of a word
    comes_to(lambda: desk.picked().split(), ["gehad.", "En", "daarna"])
    desk.page.keyboard.down("Alt")
    desk.drag((1, 6), (1, 13))
    desk.page.keyboard.up("Alt")
    desk.picks("lde zel")
    desk.page.keyboard.press("1")
    desk.select(1, 17, 20)
    desk.page.locator("[data-codings]").click()  # a press elsewhere leaves what a script or a key selected
    desk.page.locator('[data-code="klik"]').click()
    desk.saved(2)
    comes_to(lambda: [quote for _code, quote in desk.stored()], ["lde zel", "e w"])

    desk.drag((1, 0), (1, 41))
    desk.page.keyboard.press("1")
    desk.saved(3)
    desk.drag((1, 4), (1, 9))
    desk.picks("belde")
    desk.page.keyboard.press("2")
    desk.saved(4)
    eventually(lambda: ("klik", "belde") in desk.stored())
    desk.page.mouse.dblclick(*desk.point(1, 5))
    desk.picks("belde")
    desk.page.mouse.click(*desk.point(1, 5), click_count=3)
    comes_to(lambda: desk.picked().strip(), TURNS[1].text)
    desk.page.mouse.click(*desk.point(1, 5))
    desk.picks("")
    desk.page.mouse.click(*desk.point(1, 4))
    desk.page.keyboard.down("Shift")
    desk.page.mouse.click(*desk.point(1, 15))
    desk.page.keyboard.up("Shift")
    desk.picks("belde zelf.")


def test_drag_over_turns(desk: Desk) -> None:
    """A passage over several turns holds one line break per seam, and no time or name of a speaker, whichever way one
    drags; the card says who says what."""
    start, end = (1, 16), (5, 4)
    words = desk.text[desk.text.index("Ze wist nog"):desk.text.index("Toen ging") + 4]
    desk.drag(start, end)
    desk.page.keyboard.press("3")
    desk.saved(1)
    desk.stores([("screening", words)])
    desk.painted("screening", *words.split("\n"))
    desk.page.locator('[data-turn="2"] .dk-label').click()
    expect(desk.page.locator(".dk-card .dk-talk > span")).to_have_text([
        re.compile("^Moeder: Ze wist nog"), "Coach: En daarna?", "… 2 beurten …", "Moeder: Toen"])
    desk.page.keyboard.press("Escape")
    desk.drag(end, start)
    desk.page.keyboard.press("2")
    desk.saved(2)
    desk.stores([("klik", words), ("screening", words)])


def test_letters_of_every_kind(desk: Desk) -> None:
    """Joined emoji, combining accents, flags and right-to-left words are stored as they were selected, and painted so
    when the page is loaded again."""
    chosen = (("1", 1, "🙂, dat"), ("1", 3, "👨‍👩‍👧‍👦"), ("1", 3, "cafe\u0301"), ("1", 3, "🇳🇱"), ("1", 3, "daarna"),
              ("2", 4, "שלום עולם, מה שלומך היום?"), ("1", 4, "עולם"))
    for n, (digit, turn, word) in enumerate(chosen, 1):
        before = TURNS[turn].text[:TURNS[turn].text.index(word)]
        start = len(before.encode("utf-16-le")) // 2
        desk.select(turn, start, start + len(word.encode("utf-16-le")) // 2)
        desk.page.keyboard.press(digit)
        desk.saved(n)
    desk.stores([({"1": "vast_gezicht", "2": "klik"}[digit], word) for digit, _turn, word in chosen])
    desk.reload()
    desk.saved(len(chosen))
    for turn in (5, 1):  # a turn is tinted once it is near the screen
        desk.turn(turn).scroll_into_view_if_needed()
    desk.painted("klik", chosen[5][2])
    desk.painted("vast_gezicht", *(word for digit, _turn, word in chosen if digit == "1"))


def test_keyboard_alone(desk: Desk) -> None:
    """From the turn that has the focus: turns, sentences, extending, codes, undo and redo without a mouse."""
    keys = desk.page.keyboard
    expect(desk.page.locator('[data-turn="0"]')).to_be_focused()
    keys.press("ArrowDown")
    expect(desk.page.locator('[data-turn="1"]')).to_be_focused()
    keys.press("Enter")
    desk.picks(TURNS[1].text)
    keys.press("Escape")
    desk.picks("")
    keys.press(" ")
    desk.picks("Zij belde zelf.")
    keys.press(" ")
    eventually(lambda: desk.picked().startswith("Ze wist nog"))
    keys.press("Shift+ ")
    desk.picks("Zij belde zelf.")
    keys.press("1")
    desk.saved(1)
    keys.press("Escape")
    keys.press("ArrowDown")
    for _ in range(2):
        keys.press("Shift+ArrowRight")
    desk.picks("En")
    keys.press("Control+Shift+ArrowRight")
    comes_to(lambda: desk.picked().strip(), "En daarna")
    keys.press("2")
    desk.saved(2)
    keys.press("Control+z")
    keys.press("Control+z")
    desk.saved(0)
    desk.stores([])
    keys.press("Control+y")
    keys.press("Control+Shift+z")
    desk.saved(2)
    comes_to(lambda: [code for code, _quote in desk.stored()], ["vast_gezicht", "klik"])


def test_undo_and_redo_have_no_end(desk: Desk) -> None:
    """Thirty codings, all undone, all redone: the file follows."""
    text = TURNS[5].text
    for start in [n for n, letter in enumerate(text) if letter != " "][:30]:
        desk.select(5, start, len(text))
        desk.page.keyboard.press("1")
    desk.saved(30)
    eventually(lambda: len(desk.stored()) == 30)
    made = desk.stored()
    for _ in range(30):
        desk.page.keyboard.press("Control+z")
    desk.saved(0)
    desk.stores([])
    for _ in range(31):
        desk.page.keyboard.press("Control+y")
    desk.saved(30)
    desk.stores(made)


def test_without_a_selection_nothing_is_coded(desk: Desk) -> None:
    """A digit without a selection says what to do; the same code on the same words is not given twice, and the page
    says so where it is seen."""
    desk.page.keyboard.press("1")
    expect(desk.page.get_by_text("Selecteer eerst een stuk tekst")).to_have_count(2)
    desk.select(0, 0, 3)
    desk.page.keyboard.press("1")
    desk.page.keyboard.press("1")
    desk.saved(1)
    expect(desk.page.locator("[aria-live]").filter(has_text="staat hier al")).to_have_count(1)
    expect(desk.page.locator('[data-about="hint"]')).to_contain_text("staat hier al")


def test_a_double_click_gives_one_code(desk: Desk) -> None:
    """Whatever message comes or goes at the first press, nothing moves, and the second stores nothing more."""
    page = desk.page
    codes = page.locator(".dk-row [data-code]")
    for n in (2, 6):
        place = codes.nth(n).bounding_box()
        assert place is not None
        at = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        page.keyboard.press("Escape")
        page.mouse.click(*at)  # nothing is selected: a message comes
        expect(page.locator('[data-about="hint"]')).to_be_visible()
        at_rest(page)
        assert codes.nth(n).bounding_box() == place
        desk.select(1, 0, 10 + n)
        page.mouse.move(*at)
        page.mouse.dblclick(*at)
        expect(page.locator('[data-about="hint"]')).to_have_count(0)  # the message goes
        at_rest(page)
        assert codes.nth(n).bounding_box() == place
    desk.saved(2)
    wanted = {codes.nth(n).get_attribute("data-code") for n in (2, 6)}
    comes_to(lambda: {code for code, _quote in desk.stored()}, wanted)


def test_messages_move_nothing(desk: Desk) -> None:
    """Done, and a notice of it, leave text and codes where they are; the message covers no code.

    Done is kept per coder, and can be taken back."""
    page = desk.page
    where = "(e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; }"
    places = [page.locator(part).first.evaluate(where) for part in (".dk-text", ".dk-codelist", '[data-turn="0"]')]
    page.get_by_label("Klaar met dit document").check()
    told = page.locator('[data-about="status"]')
    expect(told).to_be_visible()
    at_rest(page)
    assert [page.locator(part).first.evaluate(where)
            for part in (".dk-text", ".dk-codelist", '[data-turn="0"]')] == places
    assert told.evaluate(where)[0] > places[1][2]
    page.get_by_label("Klaar met dit document").uncheck()
    expect(told).to_have_count(0)
    # What is said of saving grows as the connection goes: on a screen of any width it has room for the longest.
    said = ("geen verbinding, 12 bewaard in deze browser", "alles bewaard")
    for width in (1600, 1280, 1190, 1100, 820):
        page.set_viewport_size({"width": width, "height": 800})
        tops = [page.locator(".dk-outbox").evaluate(
            "(e, words) => { e.textContent = words; e.dataset.state = words.length > 20 ? 'offline' : 'saved';"
            " return document.querySelector('.dk-text').getBoundingClientRect().top; }", words) for words in said]
        assert tops[0] == tops[1], width
    done = desk.page.get_by_label("Klaar met dit document")
    with desk.page.expect_response("**/status"):
        done.check()
    desk.reload()
    expect(done).to_be_checked()
    with desk.page.expect_response("**/status"):
        done.uncheck()
    desk.reload()
    expect(done).not_to_be_checked()


def test_a_title_has_the_width_above_the_tools(desk: Desk) -> None:
    """A title of forty letters takes one line, however many tools stand below it."""
    high, right = desk.page.evaluate("""() => {
      const title = document.querySelector(".dk-head h1"), tools = document.querySelector(".dk-tools");
      title.textContent = "Gesprek met moeder, een halfjaar onderweg";
      const box = title.getBoundingClientRect();
      return [box.height / parseFloat(getComputedStyle(title).lineHeight),
              box.right - tools.getBoundingClientRect().left];
    }""")
    assert round(high) == 1
    assert right > 0


def test_remove_with_the_mouse(desk: Desk) -> None:
    """A click on a stripe's name opens a card with the words and a button that removes the coding.

    Of a card with more codings the next one is reached after one was removed; after the last the text is."""
    desk.select(1, 0, 15)
    desk.page.keyboard.press("1")
    desk.saved(1)
    desk.page.locator('[data-turn="1"] .dk-label').click()
    card = desk.page.get_by_role("dialog", name="Coderingen hier")
    expect(card).to_contain_text("Zij belde zelf.")
    card.get_by_role("button", name="Weghalen").click()
    expect(card).to_be_hidden()
    desk.saved(0)
    desk.stores([])
    desk.painted("vast_gezicht")
    for code in ("klik", "screening", "vast_gezicht", "terugval"):
        desk.select(2, 0, 3)
        desk.page.locator(f'[data-code="{code}"]').click()
    desk.saved(4)
    desk.page.keyboard.press("c")
    expect(card.locator(".dk-remove").nth(1)).to_be_visible()
    left = card.locator(".dk-remove").count()
    for n in range(left, 0, -1):
        expect(card.locator(".dk-remove")).to_have_count(n)
        expect(card.locator(".dk-remove").first).to_be_focused()
        desk.page.keyboard.press("Enter")
    expect(card).to_be_hidden()
    expect(desk.page.locator('[data-turn="2"]')).to_be_focused()
    desk.saved(4 - left)


def test_the_list_of_a_turn(desk: Desk) -> None:
    """L opens the turn's codings as a list with the focus in it; Delete removes the one that has the focus. Esc
    closes it too, and brings the focus back to its turn; what is selected stays."""
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("1")
    desk.page.keyboard.press("2")
    desk.saved(2)
    desk.page.keyboard.press("l")
    items = desk.page.locator('[data-turn="1"] .dk-list li')
    expect(items).to_have_count(2)
    assert not axe(desk.page)
    desk.page.keyboard.press("Delete")
    desk.saved(1)
    expect(items).to_have_count(1)
    expect(items.get_by_role("button")).to_be_focused()
    expect(desk.page.locator("[aria-live]").filter(has_text=re.compile("weggehaald"))).to_have_count(1)
    desk.page.keyboard.press("l")
    expect(items).to_have_count(0)
    desk.page.keyboard.press("l")
    expect(items.get_by_role("button")).to_be_focused()
    desk.page.keyboard.press("Escape")
    expect(items).to_have_count(0)
    expect(desk.page.locator('[data-turn="1"]')).to_be_focused()
    desk.picks(TURNS[1].text)
    desk.page.keyboard.press("Escape")
    desk.picks("")


def test_a_code_is_one_stop_with_tab(desk: Desk) -> None:
    """Tab goes from code to code; the arrow to the right reaches the meaning, the one to the left goes back.

    A question mark and then Space opens and closes the card of keys, by a button in view on a low screen; the keys stay
    on."""
    keys = desk.page.keyboard
    codes = desk.page.locator(".dk-row:visible [data-code]")
    meaning = desk.page.get_by_role("button", name="Wat Klik betekent")
    codes.nth(0).focus()
    keys.press("Tab")
    expect(codes.nth(1)).to_be_focused()
    keys.press("ArrowRight")
    expect(meaning).to_be_focused()
    keys.press("Enter")
    expect(desk.page.locator("#dk-explain-klik")).to_be_visible()
    keys.press("ArrowLeft")
    expect(codes.nth(1)).to_be_focused()
    keys.press("?")
    expect(desk.page.get_by_role("dialog", name="Toetsen")).to_contain_text("van een code aan de zijkant")
    expect(desk.page.get_by_role("dialog", name="Toetsen")).to_contain_text("zonder Alt hele woorden")
    keys.press("Escape")
    desk.page.set_viewport_size({"width": 1366, "height": 500})
    desk.page.keyboard.press("?")
    card = desk.page.get_by_role("dialog", name="Toetsen")
    shut = card.get_by_role("button", name="Sluiten")
    expect(shut).to_be_focused()
    eventually(lambda: card.evaluate("(e) => e.scrollHeight > e.clientHeight && e.scrollTop === 0"))
    expect(shut).to_be_in_viewport(ratio=1)
    desk.page.keyboard.press(" ")
    expect(card).to_be_hidden()
    desk.select(0, 0, 3)
    desk.page.keyboard.press("1")
    desk.saved(1)


def test_search_and_meaning_of_a_code(desk: Desk) -> None:
    """Searching finds names first; Enter gives the first code; each code's meaning is one click away."""
    desk.select(5, 0, 4)
    desk.page.keyboard.press("/")
    desk.page.keyboard.type("klik")
    shown = desk.page.locator(".dk-row:visible [data-code]")
    expect(shown.first).to_have_attribute("data-code", "klik")
    desk.page.keyboard.press("Enter")
    desk.saved(1)
    desk.stores([("klik", "Toen")])
    desk.page.keyboard.press("Escape")
    expect(desk.page.locator(".dk-row:visible")).to_have_count(26)
    desk.page.get_by_role("button", name="Wat Klik betekent").click()
    expect(desk.page.locator("#dk-explain-klik")).to_contain_text("Gebruik deze code als")
    expect(desk.page.locator('[data-code="klik"]')).to_have_text("2Klik1")
    assert not axe(desk.page)


def test_others_are_hidden_until_asked_for(desk: Desk) -> None:
    """Another coder's codings are not there by default, come with a label when asked for, and cannot be removed;
    where there are none, the page says so until the question is taken back."""
    others, nobody = (desk.page.get_by_label("Ook andere coders"),
                      desk.page.get_by_text("Niemand anders heeft dit gesprek nog gecodeerd."))
    others.check()
    expect(nobody).to_be_visible()
    others.uncheck()
    expect(nobody).to_have_count(0)
    with closing(desk.site.small.open()) as db:
        viewer = desk.site.small.viewers["evaluator2"]
        actions.apply_ops(db, viewer, desk.guid, [{
            "op": "00000000-0000-4000-8000-0000000000a1", "kind": "add", "code": "klik", "start": 0, "end": 3,
            "coding": "00000000-0000-4000-8000-0000000000a2"}])
    desk.reload()
    label = desk.page.locator('[data-turn="0"] .dk-label')
    expect(label).to_have_count(0)
    others.check()
    expect(label).to_have_text(f"{viewer.label}: Klik")
    expect(nobody).to_have_count(0)
    desk.saved(0)
    label.click()
    expect(desk.page.get_by_role("dialog").get_by_role("button", name="Weghalen")).to_have_count(0)
    desk.page.keyboard.press("Escape")
    others.uncheck()
    expect(label).to_have_count(0)


def test_the_desk_is_there_before_streamlit(desk: Desk) -> None:
    """The first words are read while the desk has not come, and stay where they are when it does. It is read and coded
    while Streamlit has not begun, and stays as it is when Streamlit comes: place, focus, selection.

    Where Streamlit has its place for the desk first, the desk comes there, once: each key does what it does once."""
    page = desk.page
    held: list[Route] = []
    page.route("**/api/documents/*", lambda route: held.append(route))
    page.reload()
    words = page.locator(".dk-first [data-text]").nth(1)
    expect(words).to_have_text(TURNS[1].text)
    at_rest(page)
    place = words.bounding_box()
    eventually(lambda: held, page)
    for route in held:
        route.continue_()
    desk.shown()
    assert desk.turn(1).bounding_box() == place
    expect(page.locator(".dk-first")).to_have_count(0)
    page.unroute("**/api/documents/*")
    page.route("**/static/js/index.*", lambda _route: None)
    page.set_viewport_size({"width": 1366, "height": 420})
    desk.reload()
    expect(page.locator(".dk-early .dk-desk")).to_be_visible()
    expect(page.locator("[data-testid=stApp]")).to_have_count(0)
    desk.select(4, 0, 4)
    page.keyboard.press("1")
    desk.saved(1)
    seen = """() => [document.querySelector(".dk-text").scrollTop, getSelection().toString(),
      document.activeElement.dataset.turn,
      JSON.stringify(document.querySelector(".dk-desk").getBoundingClientRect())]"""
    page.locator('[data-turn="5"]').focus()
    page.locator(".dk-text").evaluate("(text) => text.scrollTo(0, 60)")
    comes_to(lambda: page.evaluate(seen)[:3], [60, "שלום", "5"])
    before = page.evaluate(seen)
    page.unroute("**/static/js/index.*")  # what waits goes on
    expect(page.locator(".dk-early")).to_have_count(0)
    expect(page.locator("[data-testid=stMain] .dk-desk")).to_be_visible()
    comes_to(lambda: page.evaluate(seen), before)
    held.clear()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.route("**/api/documents/*", lambda route: held.append(route))
    with page.expect_response("**/desk/desk.js*"):  # which Streamlit asks for when it makes that place
        page.reload()
    page.locator("[data-testid=stApp]").wait_for()
    at_rest(page)
    expect(page.locator("[data-outbox]")).to_have_count(0)
    for route in held:
        route.continue_()
    desk.shown()
    expect(page.locator("[data-testid=stMain] .dk-desk")).to_be_visible()
    expect(page.locator(".dk-early")).to_have_count(0)
    expect(page.locator(".dk-end")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.locator('[data-turn="1"]')).to_be_focused()
    page.unroute("**/api/documents/*")


def test_what_the_address_asks_for(desk: Desk) -> None:
    """?at= opens the desk at the turn that holds that code point.

    A document that is not there gives one sentence and a way on, and no fault of the page itself."""
    desk.page.goto(f"/desk?document={desk.guid}&at={desk.text.index('Toen ging') + 3}")
    expect(desk.page.locator('[data-turn="5"]')).to_be_focused()
    faults: list[object] = []
    desk.page.on("pageerror", lambda fault: faults.append(fault))
    desk.page.goto("/desk?document=00000000-0000-4000-8000-000000000000")
    told = desk.page.get_by_role("alert").first
    expect(told).to_contain_text("Dit document")
    expect(told.get_by_role("link")).to_have_attribute("href", "/documents")
    desk.page.goto("/desk")
    expect(desk.page.get_by_role("link", name="Kies een gesprek")).to_have_attribute("href", "/documents")
    assert not faults


def test_keys_can_be_switched_off(desk: Desk) -> None:
    """The card of keys opens with a question mark and switches the single-letter keys off and on."""
    desk.page.keyboard.press("?")
    card = desk.page.get_by_role("dialog", name="Toetsen")
    expect(card).to_be_visible()
    assert not axe(desk.page)
    card.get_by_label("Letters en cijfers").uncheck()
    desk.page.keyboard.press("Escape")
    desk.select(0, 0, 3)
    desk.page.keyboard.press("1")
    desk.saved(0)
    desk.page.locator('[data-code="klik"]').click()
    desk.saved(1)
    told = desk.page.locator('[data-about="keys"]')
    expect(told).to_contain_text("Letters en cijfers")
    desk.reload()
    desk.page.locator('[data-turn="1"]').focus()
    desk.page.keyboard.press("?")
    expect(card).to_be_visible()
    desk.page.keyboard.press("Escape")
    told.get_by_role("button", name="Zet aan").click()
    expect(told).to_have_count(0)
    desk.select(0, 0, 3)
    desk.page.keyboard.press("1")
    desk.saved(2)


def test_undo_wherever_the_focus_is(desk: Desk) -> None:
    """Ctrl+Z undoes a coding after searching and after a click beside the desk, and never goes into the search box."""
    search = desk.page.get_by_label("Zoek een code")
    desk.select(0, 0, 3)
    desk.page.keyboard.press("/")
    desk.page.keyboard.type("klik")
    desk.page.keyboard.press("Control+z")
    expect(search).not_to_have_value("klik")
    search.fill("klik")
    search.press("Enter")
    desk.saved(1)
    expect(search).to_have_value("")
    desk.page.keyboard.press("Control+z")
    desk.saved(0)
    desk.page.keyboard.press("Control+y")
    desk.saved(1)
    box = desk.page.locator("[data-testid=stMain]").bounding_box()
    assert box
    desk.page.mouse.click(box["x"] + 5, box["y"] + box["height"] - 100)
    desk.page.keyboard.press("Control+z")
    desk.saved(0)
    expect(search).not_to_be_focused()
    search.focus()
    desk.page.keyboard.press("Control+y")
    desk.saved(1)
    expect(search).to_have_value("")


def test_a_click_on_a_coding_lets_go_of_what_was_selected(desk: Desk) -> None:
    """After a click on a coding in another turn the next code lands on that coding's words, not on the old ones."""
    desk.select(1, 0, 15)
    desk.page.keyboard.press("1")
    desk.saved(1)
    for place, code in ((".dk-label", "klik"), (".dk-bar", "screening")):
        desk.select(5, 0, 4)
        desk.page.locator(f'[data-turn="1"] {place}').first.click()
        desk.picks("Zij belde zelf.")
        desk.page.locator(f'[data-code="{code}"]').click()
    desk.saved(3)
    comes_to(lambda: {quote for _code, quote in desk.stored()}, {"Zij belde zelf."})


def test_enter_gives_the_code_that_stands_first(desk: Desk) -> None:
    """Whatever is searched for, Enter gives the first code of the list as it is shown. The words just
    selected are still meant when '/' or a press on the search box comes before the browser tells."""
    for n, query in enumerate(("werk", "school", "contact"), 1):
        desk.select(5, 0, 4 + n)
        desk.page.keyboard.press("/")
        desk.page.keyboard.type(query)
        at_rest(desk.page)
        first = desk.page.locator(".dk-row:visible [data-code]").first.get_attribute("data-code")
        desk.page.keyboard.press("Enter")
        desk.saved(n)
        comes_to(lambda: desk.stored()[-1][0], first)
    for n, begin in enumerate((
        "document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key: '/', bubbles: true, cancelable: true}))",
        "search.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true})), search.focus()",
    ), 4):
        desk.page.evaluate(f"""(n) => {{
          const node = document.querySelector('[data-turn="5"] [data-text]').firstChild;
          const search = document.querySelector(".dk-search");
          getSelection().setBaseAndExtent(node, 6, node, 8 + n);
          {begin};
        }}""", n)
        desk.page.get_by_label("Zoek een code").fill("school")
        desk.page.keyboard.press("Enter")
        desk.saved(n)


def test_done_by_key_shows_the_way_to_the_next(desk: Desk) -> None:
    """K says done and shows a link to a document that still waits; K again takes it back."""
    other, _text = add_document(desk.site)
    desk.page.keyboard.press("k")
    link = desk.page.get_by_role("link", name="Naar de volgende")
    expect(link).to_be_focused()
    expect(desk.page.locator("[aria-live]").filter(has_text="Met Enter ga je naar het volgende.")).to_have_count(1)
    expect(desk.page.locator('[data-about="status"]')).to_have_text("Klaar met dit document. Naar de volgende")
    expect(link).to_have_attribute("href", re.compile("^(?!.*" + desk.guid + ").+"))
    expect(desk.page.get_by_label("Klaar met dit document")).to_be_checked()
    desk.page.keyboard.press("k")
    expect(link).to_have_count(0)
    expect(desk.page.locator('[data-turn="0"]')).to_be_focused()
    expect(desk.page.get_by_label("Klaar met dit document")).not_to_be_checked()
    desk.page.get_by_label("Klaar met dit document").check()
    expect(link).to_be_visible()
    expect(link).not_to_be_focused()
    assert other


def test_the_desk_leaves_no_mark_on_other_pages(desk: Desk) -> None:
    """What the desk did to the margins of the page is gone on the next one."""
    expect(desk.page.locator("[data-dk-page]")).to_have_count(1)
    desk.page.get_by_role("link", name="Codeboek").first.click()
    expect(desk.page.locator(".dk-desk")).to_have_count(0)
    expect(desk.page.locator("[data-dk-page], [data-dk-main]")).to_have_count(0)


def test_a_raw_version_is_marked(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """Who reads a raw version sees that real names may be in it; the title is there in full."""
    with closing(site.small.open()) as db:
        site.small.prepares(db)
        guid = site.small.interview(db, turns=TURNS, kind="raw")
    desk = open_desk(new_context(base_url=site.url), site, guid)
    expect(desk.page.locator(".dk-head")).to_contain_text("ruwe versie: hier kunnen echte namen in staan")
    title = desk.page.locator(".dk-head h1")
    expect(title).to_have_attribute("title", re.compile(".+"))
    expect(title).to_have_text(str(title.get_attribute("title")))
    with closing(site.small.open()) as db:
        site.small.prepares(db, allowed=False)


def test_nothing_that_bars_anybody(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """axe-core finds nothing serious on a phone, where the codes come up with a selection, nor in the dark."""
    context = new_context(base_url=site.url, viewport={"width": 390, "height": 844}, has_touch=True)
    desk = open_desk(context, site, *add_document(site))
    page = desk.page
    desk.select(1, 0, 15)
    page.locator('[data-code="vast_gezicht"]').click()
    desk.saved(1)
    assert not axe(page)
    assert not sticks_out(page)
    at_rest(page)  # what is rarely needed is folded, and the text has most of the screen
    begins = page.locator(".dk-text").bounding_box()
    assert begins
    assert begins["y"] < 844 * 0.35
    more, show = (page.get_by_role("button", name=name, exact=True) for name in ("Meer", "Filter"))
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(show).to_be_visible()
    assert not axe(page)
    assert not sticks_out(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    looks(page, "dark")
    expect(more).to_be_hidden()
    expect(show).to_be_visible()
    assert not axe(page)
    assert not sticks_out(page)


def test_on_a_phone_the_selection_stays_in_sight(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """The sheet with codes comes up over the lower half: words selected there move up, so that they are seen."""
    many = tuple(NewTurn(f"Beurt {n}: zij belde zelf, en dat scheelde veel.", "Moeder", "family") for n in range(40))
    context = new_context(base_url=site.url, viewport={"width": 390, "height": 844}, has_touch=True)
    desk = open_desk(context, site, *add_document(site, many))
    low = desk.page.evaluate("""() => {
      const seen = [...document.querySelectorAll("[data-turn]")].filter((e) => {
        const box = e.getBoundingClientRect();
        return box.top > innerHeight * 0.6 && box.bottom < innerHeight - 60;
      });
      return Number(seen[0].dataset.turn);
    }""")
    desk.select(low, 0, 7)
    expect(desk.page.locator(".dk-codes")).to_have_class(re.compile("dk-open"))
    expect(desk.page.locator("[data-code=klik]")).to_be_visible()
    hidden = """() => getSelection().getRangeAt(0).getBoundingClientRect().bottom
      - document.querySelector(".dk-codes").getBoundingClientRect().top"""
    eventually(lambda: desk.page.evaluate(hidden) < 0)
    desk.page.locator("[data-code=klik]").tap()
    desk.saved(1)
    # A second passage, while the sheet is there already: under the sheet at first.
    second = desk.page.evaluate("""() => {
      const sheet = document.querySelector(".dk-codes").getBoundingClientRect();
      const under = [...document.querySelectorAll("[data-turn]")].filter((e) =>
        e.getBoundingClientRect().top > sheet.top + 20);
      return Number(under[0].dataset.turn);
    }""")
    under = desk.page.evaluate(f"""(turn) => {{
      const node = document.querySelector(`[data-turn="${{turn}}"] [data-text]`).firstChild;
      getSelection().setBaseAndExtent(node, 0, node, 7);
      return ({hidden})();
    }}""", second)
    assert under > 0, "they were not under the sheet"
    eventually(lambda: desk.page.evaluate(hidden) < 0)
    # After a search the text stays where the words are: the reader is there, not at the first turn.
    desk.page.get_by_label("Zoek een code").fill("school")
    desk.page.keyboard.press("Enter")
    desk.saved(2)
    expect(desk.page.locator(f'[data-turn="{second}"]')).to_be_focused()
    eventually(lambda: desk.page.evaluate("document.querySelector('.dk-text').scrollTop") > 0)
    # So does what a card is about: the card comes from below as well, over the whole width.
    desk.page.keyboard.press("Escape")
    desk.page.locator(f'[data-turn="{second}"] .dk-label').last.tap()
    box = "(e) => { const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom]; }"
    card, words = desk.page.locator(".dk-card"), desk.turn(second)
    comes_to(lambda: [round(card.evaluate(box)[n]) for n in (0, 1, 3)], [0, 390, 844])
    eventually(lambda: words.evaluate(box)[3] <= card.evaluate(box)[2])
    # The search for a code does not lie behind it.
    desk.page.keyboard.press("/")
    expect(card).to_be_hidden()
    expect(desk.page.get_by_label("Zoek een code")).to_be_focused()
    # The middle of the shortest name is the name, and not the mark of its direction.
    desk.page.keyboard.press("Escape")
    tag = desk.page.locator(f'[data-turn="{low}"] .dk-tag')
    tag.scroll_into_view_if_needed()
    at_rest(desk.page)
    middle = tag.bounding_box()
    assert middle
    tag.tap(position={"x": middle["width"] / 2, "y": middle["height"] / 2})
    expect(desk.page.locator(".dk-card")).to_be_visible()
    expect(tag.locator(".dk-mark")).to_have_text("+")
    # What else was spoken for a story stands at the foot, above the handle of the sheet and below the words.
    desk.page.route(re.compile(rf"/api/documents/{desk.guid}$"), _with_notes)
    desk.reload()
    desk.page.get_by_text("Verder ingesproken bij dit verhaal: 2").tap()
    spoken, text, sheet = (desk.page.locator(f".dk-{one}") for one in ("spoken-more", "text", "codes"))
    expect(spoken.get_by_text("Ingesproken 3, 00:02:05")).to_be_visible()
    eventually(lambda: text.evaluate(box)[3] <= spoken.evaluate(box)[2])
    eventually(lambda: spoken.evaluate(box)[3] <= sheet.evaluate(box)[2])


def _with_notes(route: Route) -> None:
    """The answer about a document, as if two voice notes more were spoken for it."""
    answer = route.fetch()
    told = answer.json()
    lasting = {"one": 65_000, "two": 125_000}
    told["document"]["notes"] = [{"recording": guid, "duration_ms": ms} for guid, ms in lasting.items()]
    route.fulfill(response=answer, json=told)


def test_turns_without_a_time_stand_where_others_do(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """Words begin at one line and are equally wide, whether or not a turn has a time; on a phone too."""
    turns = (*TURNS[:2], NewTurn("Zonder tijd. " * 30, "Moeder", "family"), NewTurn("Nog een. " * 30, "", "coach"))
    guid, text = add_document(site, turns)
    desk = open_desk(new_context(base_url=site.url), site, guid, text)
    for width in (1366, 1100, 390):
        desk.page.set_viewport_size({"width": width, "height": 800})
        at_rest(desk.page)
        boxes = [desk.turn(n).evaluate("(e) => { const b = e.getBoundingClientRect(); return [b.left, b.width]; }")
                 for n in range(len(turns))]
        assert len({tuple(box) for box in boxes}) == 1, width


# The last one: the site's pilot goes on with another codebook.
def test_a_retired_code_looks_retired(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """A code that left the codebook is seen in the list, the margin, the card and a turn's list, and is not given."""
    guid, text = add_document(site)
    desk = open_desk(new_context(base_url=site.url), site, guid, text, who="evaluator2")
    desk.select(1, 0, 15)
    desk.page.locator('[data-code="klik"]').click()
    desk.saved(1)
    own = (ROOT / "codebook.yaml").read_text(encoding="utf-8")
    with closing(site.small.open()) as db:
        codebook.adopt(db, site.small.operator(db), own.replace("key: klik", "key: klik_nieuw"), "zonder klik")
    desk.reload()
    page = desk.page
    gone = page.locator('[data-old="klik"]')
    expect(gone).to_be_visible()
    expect(page.get_by_role("group", name="Niet meer in het codeboek")).to_contain_text("1")
    label = page.locator(".dk-label")
    expect(label).to_have_css("text-decoration-line", "line-through")
    expect(label).to_have_attribute("title", re.compile("niet meer in het codeboek"))
    gone.click()
    label.click()
    expect(page.get_by_role("dialog")).to_contain_text("niet meer in het codeboek")
    page.keyboard.press("Escape")
    page.locator('[data-turn="1"]').focus()
    page.keyboard.press("l")
    expect(page.locator('[data-turn="1"] .dk-list li')).to_contain_text("niet meer in het codeboek")
    desk.saved(1)
    assert not axe(page)
