"""Taking names out in a real browser: decided by keys, lost connections, two people, looks."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pilot.families import register
from pilot.store.files import open_pilot, write
from tests import recordings
from tests.browser.conftest import axe, sign_in
from tests.browser.looking import PHONE_PX, Look, in_looks
from tests.browser.waiting import sticks_out
from tests.waiting import eventually
from texts.documents import NewTurn
from texts.names_out import proposing, reviewing
from texts.timings import WORD, Timing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site

SAID = (
    ("Coach", "Hoe was het bij Fatima in Hoogeveen?"),
    ("Moeder", "Fatima 🙂 belde, en mevrouw Terpstra ook. Zij is de enige valkenier van het dorp."),
    ("Coach", "En wat zei mevrouw Terpstra tegen Fatima?"),
    ("Moeder", "Dat weet Zwaantien beter dan ik."),
)
LOOKS: tuple[Look, ...] = (("light", 1366), ("dark", 1920), ("light", 390))


def _turns() -> tuple[NewTurn, ...]:
    made, word = [], 0
    for speaker, text in SAID:
        first, at, timings = word, 0, []
        for one in text.split():
            timings.append(Timing(at, at + len(one), word * 300, word * 300 + 250, WORD))
            at, word = at + len(one) + 1, word + 1
        made.append(NewTurn(text, speaker, "coach" if speaker == "Coach" else "family", start_ms=first * 300,
                            end_ms=word * 300, timings=tuple(timings)))
    return tuple(made)


@pytest.fixture
def waiting(site: Site, jfk: Path) -> str:
    """A conversation with names and its recording, in which nobody looked yet; its guid."""
    recording = recordings.store(site.small, jfk)
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        for name in ("evaluator", "evaluator2"):
            site.small.prepares(db, name)
        guid = site.small.interview(db, turns=_turns(), kind="raw")
        with write(db):
            recordings.of_document(db, guid, recording)
    return guid


@pytest.fixture
def looked(site: Site, waiting: str) -> str:
    """The same, looked through."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        proposing.propose(site.small.pilot, db, site.small.viewers["evaluator"], waiting)
    return waiting


def decided(site: Site, guid: str) -> dict[str, set[str | None]]:
    """By word, what is stored of its places."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        found: dict[str, set[str | None]] = {}
        for group in reviewing.groups(site.small.pilot, db, site.small.viewers["evaluator"], guid):
            for place in group.places:
                found.setdefault(place.word, set()).add(place.decision and (
                    place.replacement if place.decision == "replace" else "stays"))
        return found


def opened(
    new_context: Callable[..., BrowserContext], site: Site, guid: str, who: str = "evaluator", **looks: object
) -> Page:
    """The page, at rest."""
    page = new_context(base_url=site.url, **looks).new_page()
    sign_in(page, who, f"/names?document={guid}")
    expect(page.locator(".nm-page")).to_have_attribute("data-saved", "true")
    return page


def stored(page: Page) -> None:
    """Until the server has everything."""
    expect(page.locator(".nm-page")).to_have_attribute("data-saved", "true")


def go_to(page: Page, word: str) -> None:
    """To the name with this word, from which keys go on."""
    page.locator(".nm-names button", has_text=word).first.click()
    expect(page.locator(".nm-card h2")).to_contain_text(word)
    page.evaluate("() => document.activeElement.blur()")


def test_lost_connection_reload_and_undo(
    new_context: Callable[..., BrowserContext], site: Site, looked: str
) -> None:
    """What is decided without a connection is painted, survives a reload, and arrives; undo takes it back."""
    page = opened(new_context, site, looked)
    go_to(page, "Fatima")
    page.keyboard.press(" ")  # its words, from 1.2 to 1.45 s, with a little on either side, and no more
    expect(page.locator(".nm-clock").first).to_have_text("00:00:02")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no connection')); }")
    page.keyboard.press("n")
    expect(page.locator(".nm-saved")).to_have_attribute("data-state", "offline")
    expect(page.locator(".nm-names button", has_text="Fatima")).to_contain_text("blijft")
    assert decided(site, looked)["Fatima"] == {None}
    page.reload()
    expect(page.locator(".nm-names button", has_text="Fatima")).to_contain_text("blijft")
    stored(page)
    eventually(lambda: decided(site, looked)["Fatima"] == {"stays"}, page)
    go_to(page, "Fatima")
    page.keyboard.press("a")
    stored(page)
    eventually(lambda: len(decided(site, looked)["Fatima"]) == 2, page)
    page.keyboard.press("z")
    stored(page)
    eventually(lambda: decided(site, looked)["Fatima"] == {"stays"}, page)
    # Words are chosen in the text by keys alone, from the place that stood there.
    page.keyboard.press("t")
    chosen = "() => getSelection().toString()"
    eventually(lambda: page.evaluate(chosen) == "Fatima", page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate(chosen) == "in Hoogeveen"
    # A mark over what the program found, taken back: that stands there again.
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("textbox").fill("[ergens]")
    page.keyboard.press("Enter")
    stored(page)
    eventually(lambda: decided(site, looked).get("in Hoogeveen") == {"[ergens]"}, page)
    page.keyboard.press("z")
    stored(page)
    eventually(lambda: decided(site, looked).get("Hoogeveen") == {None}, page)
    assert "in Hoogeveen" not in decided(site, looked)


def test_two_people_at_once(new_context: Callable[..., BrowserContext], site: Site, looked: str) -> None:
    """What one decides the other sees without loading the page, with her name; neither loses anything."""
    one = opened(new_context, site, looked)
    two = opened(new_context, site, looked, "evaluator2")
    go_to(one, "Fatima")
    go_to(two, "Terpstra")
    one.keyboard.press("Enter")
    two.keyboard.press("n")
    stored(one)
    stored(two)
    expect(one.locator(".nm-names button", has_text="Terpstra")).to_contain_text("blijft")
    go_to(two, "Fatima")
    expect(two.locator(".nm-places li").first).to_contain_text("evaluator")
    found = decided(site, looked)
    assert (None in found["Fatima"], found["mevrouw Terpstra"]) == (False, {"stays"})
    with closing(open_pilot(site.small.pilot.db_path)) as db:  # a third puts a word in the register meanwhile
        register.add_word(site.small.pilot, db, site.small.viewers["admin"], "Zwaluwnest", "organisation", "[school]",
                          site.small.families["Berk"])
    expect(one.get_by_text("Het register is sindsdien veranderd.")).to_be_visible()


def test_it_can_be_read(new_context: Callable[..., BrowserContext], site: Site, looked: str) -> None:
    """Nothing sticks out, axe finds nothing serious, in the names, the text and the card of keys; fingers have room."""
    page = opened(new_context, site, looked)
    go_to(page, "Fatima")
    for width in in_looks(page, LOOKS):
        assert not sticks_out(page)
        assert axe(page) == []
        if width == PHONE_PX:
            small = page.locator(".nm-page button:visible").evaluate_all(
                "all => all.map((one) => one.getBoundingClientRect()).filter(({ height }) => height < 43.5).length")
            assert small == 0
    page.get_by_role("button", name="De hele tekst").click()
    expect(page.locator(".nm-text")).to_be_visible()
    for _width in in_looks(page, LOOKS):
        assert not sticks_out(page)
        assert axe(page) == []
    page.get_by_role("button", name="Toetsen").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    for _width in in_looks(page, LOOKS):
        assert axe(page) == []
