"""Mending the words of a conversation in a real browser: typing, turns, saving, two people, lost connections, looks."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from coding.book import codebook
from coding.marks import actions, codings
from pilot.config import ROOT
from pilot.store.files import new_guid, open_pilot, write
from tests import recordings
from tests.browser.conftest import axe, sign_in
from tests.browser.looking import Look, in_looks
from tests.browser.waiting import at_rest, sticks_out
from tests.waiting import comes_to, eventually
from texts.documents import NewTurn, turns_of
from texts.editing import drafts, reading
from texts.timings import WORD, Timing
from transcribe import doubts
from transcribe.checks import Listen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Route

    from tests.browser.conftest import Site

SAID = ("And so my fellow Amerikans", "ask not what your country can do for you",
        "ask what you can do for your country, Amerikans")
LOOKS: tuple[Look, ...] = (("light", 1366), ("dark", 1920), ("light", 390))


def _turns() -> tuple[NewTurn, ...]:
    made, word = [], 0
    for n, text in enumerate(SAID):
        start, at, timings = word * 450, 0, []
        for one in text.split():
            timings.append(Timing(at, at + len(one), word * 450, word * 450 + 400, WORD))
            at, word = at + len(one) + 1, word + 1
        made.append(NewTurn(text, f"Spreker {n % 2 + 1}", start_ms=start, end_ms=word * 450, timings=tuple(timings)))
    return tuple(made)


@pytest.fixture
def heard(site: Site, jfk: Path) -> str:
    """A conversation of three turns with its recording; its guid."""
    recording = recordings.store(site.small, jfk)
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        for name in ("evaluator", "evaluator2"):
            site.small.prepares(db, name)
        guid = site.small.interview(db, turns=_turns(), kind="raw")
        with write(db):
            recordings.of_document(db, guid, recording)
    return guid


def stored(site: Site, guid: str) -> list[tuple[str, str]]:
    """Who says what in the newest version."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        version = reading.version_to_edit(db, site.small.viewers["evaluator"], guid)
        return [(turn.speaker, turn.text) for turn in turns_of(db, version.version_id)]


def number(site: Site, guid: str) -> int:
    """Of the newest version."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        return reading.version_to_edit(db, site.small.viewers["evaluator"], guid).number


def drafted(site: Site, guid: str) -> list[str] | None:
    """What is said in each turn of the evaluator's draft on the server."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        found = drafts.own(db, site.small.viewers["evaluator"], guid)
        return None if found is None else [text for _who, text in found.body["turns"]]


def opened(
    new_context: Callable[..., BrowserContext], site: Site, guid: str, who: str = "evaluator", **looks: object
) -> Page:
    """The page, at rest."""
    page = new_context(base_url=site.url, **looks).new_page()
    sign_in(page, who, f"/edit?document={guid}")
    expect(page.locator(".ed-page")).to_have_attribute("data-saved", "true")
    return page


def click_at(page: Page, turn: int, word: str, *, end: bool = True) -> None:
    """Puts the caret behind (or before) a word of a turn, as a click there does."""
    at_rest(page)
    spot = page.locator(".ed-text").nth(turn).evaluate(
        """(text, [word, end]) => {
            const at = text.textContent.indexOf(word);
            const range = document.createRange();
            range.setStart(text.firstChild, at + (end ? word.length - 1 : 0));
            range.setEnd(text.firstChild, at + (end ? word.length : 1));
            text.scrollIntoView({ block: "center" });
            const box = range.getBoundingClientRect();
            return [end ? box.right - 0.5 : box.left + 0.5, box.top + box.height / 2];
        }""", [word, end])
    page.mouse.click(*spot)
    expect(page.locator(".ed-text").nth(turn)).to_be_focused()


def press(page: Page, *keys: str) -> None:
    """One key after the other."""
    for key in keys:
        page.keyboard.press(key)


def save(page: Page) -> None:
    """Ctrl S, until it is there."""
    page.keyboard.press("Control+s")
    expect(page.locator(".ed-page")).to_have_attribute("data-saved", "true")


def test_words_turns_and_speakers(new_context: Callable[..., BrowserContext], site: Site, heard: str) -> None:
    """Corrected everywhere, split, named, marked, undone, saved as a version with the codings on their words."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        if codebook.newest(db) is None:
            codebook.adopt(db, site.small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        viewer = site.small.viewers["evaluator"]
        actions.apply_ops(db, viewer, heard, [
            {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik", "start": start, "end": end}
            for start, end in ((0, 6), (27, 34))])  # "And so", "ask not"
    page = opened(new_context, site, heard)
    click_at(page, 0, "Amerikans")
    press(page, *["Backspace"] * 9)
    page.keyboard.type("Americans")
    page.get_by_role("button", name="Vervang alles door").click()
    expect(page.locator(".ed-text").nth(2)).to_have_text("ask what you can do for your country, Americans")
    click_at(page, 1, "can do", end=False)
    press(page, "Enter")
    expect(page.locator(".ed-turn")).to_have_count(4)
    expect(page.locator(".ed-text").nth(2)).to_be_focused()
    expect(page.locator('[data-does="undo"]')).to_be_enabled()
    press(page, "Alt+KeyP", "Alt+KeyA")
    expect(page.locator(".ed-text").nth(2)).to_have_text("[pauze] can do for you")
    press(page, "Control+z", "Control+z", "Control+z")
    expect(page.locator(".ed-turn")).to_have_count(3)
    press(page, "Control+y", "Control+y", "Control+y")
    expect(page.locator(".ed-turn")).to_have_count(4)
    click_at(page, 0, "fell")  # in the middle of a word
    press(page, "Alt+KeyL")
    expect(page.locator(".ed-text").first).to_have_text("And so my fellow [lacht] Americans")
    press(page, "Control+z", "Home", *["Delete"] * 7)
    page.locator(".ed-name").first.click()
    page.get_by_role("textbox", name="Andere naam").fill("spreker 2")
    expect(page.locator(".ed-whos button:visible")).to_have_text([re.compile("Spreker 2")])
    page.get_by_role("textbox", name="Andere naam").fill("Buurvrouw")
    page.get_by_label("In alle beurten van Spreker 1").check()
    page.get_by_role("button", name="Gebruik deze naam").click()
    save(page)
    assert stored(site, heard) == [
        ("Buurvrouw", "my fellow Americans"), ("Spreker 2", "ask not what your country"),
        ("Buurvrouw", "[pauze] can do for you"), ("Buurvrouw", "ask what you can do for your country, Americans")]
    assert number(site, heard) == 2
    expect(page.locator(".ed-notice")).to_contain_text("Opgeslagen als versie 2")
    expect(page.locator(".ed-notice li")).to_have_text("Klik: de woorden zijn weg")
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        told = codings.codings(db, viewer, heard)
        assert [(one["start"], one["end"]) for one in told["codings"]] == [(20, 27)]
        assert reading.open_to_edit(db, viewer, heard).times[1] == [2250, 2700, 3150, 3600, 4050]
    # Whoever opens it next is told where it stands.
    again = opened(new_context, site, heard)
    expect(again.locator(".ed-notice li")).to_have_text("Klik: de woorden zijn weg")
    again.close()
    # Undo goes on across a save, and a click with Alt plays the word.
    press(page, "Control+z", "Control+z")
    expect(page.locator(".ed-page")).to_have_attribute("data-saved", "false")
    expect(page.locator(".ed-text").first).to_have_text("And so my fellow Americans")
    page.locator("audio").evaluate("one => { one.playbackRate = 0.1; }")
    page.locator(".ed-text").nth(1).click(modifiers=["Alt"], position={"x": 80, "y": 12})
    expect(page.locator(".sp-play")).to_have_attribute("data-playing", "true")
    eventually(lambda: page.locator("audio").evaluate("one => one.currentTime") > 2, page)
    press(page, "F8")
    expect(page.locator(".sp-play")).to_have_attribute("data-playing", "false")


def test_two_people_at_once(new_context: Callable[..., BrowserContext], site: Site, heard: str) -> None:
    """Each is told of the other; other turns come together by themselves, of the same turn one is chosen."""
    anna, bea = (opened(new_context, site, heard, who) for who in ("evaluator", "evaluator2"))
    expect(bea.locator(".ed-others")).to_contain_text("evaluator 1")
    click_at(bea, 0, "fellow")
    bea.keyboard.type(" dear")
    save(bea)
    click_at(anna, 2, "country,")
    anna.keyboard.type(" hear,")
    save(anna)
    expect(anna.locator(".ed-text").first).to_have_text("And so my fellow dear Amerikans")
    assert number(site, heard) == 3
    click_at(bea, 2, "ask")
    bea.keyboard.type(" rather")
    bea.keyboard.press("Control+s")
    expect(bea.get_by_role("dialog")).to_contain_text("ask rather what you can")
    assert axe(bea) == []
    bea.get_by_role("button", name="De ander").click()
    bea.get_by_role("button", name="Zo opslaan").click()
    expect(bea.locator(".ed-page")).to_have_attribute("data-saved", "true")
    assert stored(site, heard)[2][1] == "ask what you can do for your country, hear, Amerikans"


def test_nothing_is_lost(new_context: Callable[..., BrowserContext], site: Site, heard: str) -> None:
    """Typed without a connection and after a reload it is here; what the server keeps is on another device too."""
    page = opened(new_context, site, heard)
    page.context.set_offline(True)
    click_at(page, 0, "fellow")
    page.keyboard.type(" dear")
    expect(page.locator(".sp-saved")).to_have_attribute("data-state", "offline")
    page.context.set_offline(False)
    eventually(lambda: (drafted(site, heard) or [""])[0] == "And so my fellow dear Amerikans", page)
    page.route("**/edit/draft", lambda route: route.abort())
    page.keyboard.type("est")
    page.reload()
    expect(page.locator(".ed-text").first).to_have_text("And so my fellow dearest Amerikans")
    page.unroute_all()
    eventually(lambda: (drafted(site, heard) or [""])[0] == "And so my fellow dearest Amerikans", page)
    other = opened_with_draft(new_context, site, heard)
    expect(other.locator(".ed-text").first).to_have_text("And so my fellow dearest Amerikans")
    save(other)
    assert number(site, heard) == 2
    assert drafted(site, heard) is None


def opened_with_draft(new_context: Callable[..., BrowserContext], site: Site, guid: str) -> Page:
    """The page where something waits to be saved."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "evaluator", f"/edit?document={guid}")
    expect(page.locator(".ed-page")).to_have_attribute("data-saved", "false")
    return page


def test_what_is_pasted(new_context: Callable[..., BrowserContext], site: Site, heard: str) -> None:
    """Formatting and lines go, what is not seen too; too much at once is refused; all taken out cannot be saved."""
    page = opened(new_context, site, heard)
    paste = """(text, words) => { const data = new DataTransfer(); data.setData("text/plain", words);
        data.setData("text/html", "<b>vet</b>");
        text.dispatchEvent(new InputEvent("beforeinput", {
            inputType: "insertFromPaste", dataTransfer: data, bubbles: true, cancelable: true })); }"""
    click_at(page, 0, "fellow")
    page.locator(".ed-text").first.evaluate(paste, " dear\n\u200bold")
    expect(page.locator(".ed-text").first).to_have_text("And so my fellow dear old Amerikans")
    page.locator(".ed-text").first.evaluate(paste, "x" * 1_000_000)
    expect(page.locator(".sp-said")).to_contain_text("100000")
    for _ in range(2):
        page.locator(".ed-text").nth(1).click()
        press(page, "Home", "Backspace")
    expect(page.locator(".ed-turn")).to_have_count(1)
    press(page, "Control+a", "Delete", "Control+s")
    expect(page.locator(".sp-saved")).to_have_text("Er staat geen tekst in.")
    assert number(site, heard) == 1
    press(page, "Control+z")
    save(page)
    assert [text for _who, text in stored(site, heard)] == [
        f"And so my fellow dear old Amerikans {SAID[1]} {SAID[2]}"]


def test_doubts_and_writing_out_again(new_context: Callable[..., BrowserContext], site: Site, heard: str) -> None:
    """J plays the next place that may be wrong, H settles it, W asks for it anew; what comes is taken in a version."""
    with closing(open_pilot(site.small.pilot.db_path)) as db, write(db):
        doubts.keep(db, heard, [Listen(1400, 1700, "unsure"), Listen(4000, 4300, "unsure")])
    page = opened(new_context, site, heard)
    asked: list[Any] = []

    def answer(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        asked.append(route.request.post_data_json)
        route.fulfill(json={"job": "x"})

    page.route("**/again", answer)
    click_at(page, 0, "fellow")
    page.keyboard.type(" dear")
    press(page, "Escape", "j")
    expect(page.locator(".ed-turn").nth(0)).to_have_attribute("aria-current", "true")
    comes_to(lambda: page.evaluate("CSS.highlights.get('ed-doubt')?.size"), 2)
    press(page, "h")
    expect(page.locator(".ed-turn").nth(1)).to_have_attribute("aria-current", "true")
    comes_to(lambda: page.evaluate("CSS.highlights.get('ed-doubt')?.size"), 1)
    press(page, "w")
    eventually(lambda: bool(asked), page)
    assert (asked[0]["start_ms"], asked[0]["end_ms"]) == (4000, 4300)
    with closing(open_pilot(site.small.pilot.db_path)) as db, write(db):
        db.conn.execute(
            "INSERT INTO said_again(guid, document_id, start_ms, end_ms, engine, language, words, created_by,"
            " created_at) SELECT ?, document_id, 4000, 4300, 'faster-whisper base', 'en', ?, created_by, created_at"
            " FROM document WHERE guid = ?", (new_guid(), json.dumps([[" lands", 4050, 4400, 0.9]]), heard))
    press(page, "w")
    expect(page.locator(".ed-notice ins")).to_have_text("lands")
    page.get_by_role("button", name="Neem de nieuwe woorden").click()
    expect(page.locator(".ed-text").nth(1)).to_contain_text("lands")
    expect(page.locator(".ed-page")).to_have_attribute("data-saved", "true")
    assert [text for _who, text in stored(site, heard)][:2] == [
        "And so my fellow dear Amerikans", "ask not what your lands can do for you"]


def test_it_can_be_read(new_context: Callable[..., BrowserContext], site: Site, heard: str) -> None:
    """Nothing sticks out, axe finds nothing serious, and replacing shows each place before it is done; by touch too."""
    page = opened(new_context, site, heard)
    page.get_by_role("button", name="Zoeken en vervangen").click()
    page.get_by_label("Zoeken", exact=True).fill("country")
    page.get_by_label("Vervangen door").fill("land")
    expect(page.locator(".ed-places li")).to_have_count(2)
    for _width in in_looks(page, LOOKS):
        assert axe(page) == []
    page.locator(".ed-places input").first.uncheck()
    page.get_by_role("button", name="Vervang op 1 plaats").click()
    expect(page.locator(".ed-text").nth(2)).to_contain_text("land")
    expect(page.locator(".ed-text").nth(1)).to_contain_text("country")
    for _width in in_looks(page, LOOKS):
        assert not sticks_out(page)
        assert axe(page) == []
