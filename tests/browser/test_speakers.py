"""Saying by ear who speaks, in a real browser: by keys, by touch, without a connection, and how it looks."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pilot.families import consent, people
from pilot.store.files import open_pilot, write
from tests import recordings
from tests.browser.conftest import axe, sign_in
from tests.browser.looking import Look, in_looks
from tests.browser.waiting import at_rest, sticks_out
from tests.waiting import comes_to
from texts import who_speaks
from texts.borders import Turn
from texts.documents import NewTurn
from texts.timings import WORD, Timing
from transcribe import sureness

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site

TEXT = "And so my fellow Americans ask not what your country can do for you ask what you can do for your country"
LOOKS: tuple[Look, ...] = (("light", 1366), ("dark", 1920), ("light", 390))


def _timings(text: str) -> tuple[Timing, ...]:
    found, at = [], 0
    for n, word in enumerate(text.split()):
        found.append(Timing(at, at + len(word), n * 450, n * 450 + 400, WORD))
        at += len(word) + 1
    return tuple(found)


@pytest.fixture
def heard(site: Site, jfk: Path) -> str:
    """A conversation of one turn with its recording, of which nobody said who speaks; its guid."""
    recording = recordings.store(site.small, jfk)
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        site.small.prepares(db)
        guid = site.small.interview(db, turns=(
            NewTurn(TEXT, "Spreker 1", "other", start_ms=0, end_ms=10_000, timings=_timings(TEXT)),), kind="raw")
        with write(db):
            recordings.of_document(db, guid, recording)
    return guid


def turns(site: Site, guid: str) -> list[Turn]:
    """What is stored, people by their role."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        found = who_speaks.who_speaks(db, site.small.prepares(db), guid)
    names = {one.key: one.name for one in found.choices}
    return [Turn(turn.words, names[turn.who]) for turn in found.turns]


def opened(new_context: Callable[..., BrowserContext], site: Site, guid: str, **looks: object) -> Page:
    """The page, at rest."""
    page = new_context(base_url=site.url, **looks).new_page()
    sign_in(page, "evaluator", f"/speakers?document={guid}")
    expect(page.locator(".sp-turns li").first).to_be_visible()
    return page


def press(page: Page, *keys: str) -> None:
    """One key after the other."""
    for key in keys:
        page.keyboard.press(key)


def test_by_keys(new_context: Callable[..., BrowserContext], site: Site, heard: str) -> None:
    """Split, named, alternated, a border moved and taken back: stored as said, the words as they were."""
    page = opened(new_context, site, heard)
    expect(page.locator(".sp-who button").first).to_be_visible()
    names = [text.strip() for text in page.locator(".sp-who button").all_inner_texts()]
    mother, coach = (str(next(n for n, name in enumerate(names, 1) if who in name)) for who in ("Moeder", "Coach"))
    press(page, *["ArrowRight"] * 5, "s", coach)  # from "ask" on
    press(page, "ArrowUp", mother, "ArrowDown", *["ArrowRight"] * 9, "s", "a", "]", "]", "z")
    expect(page.locator(".sp-page")).to_have_attribute("data-saved", "true")
    said = [Turn(5, "Moeder"), Turn(10, "Coach"), Turn(7, "Moeder")]
    comes_to(lambda: turns(site, heard), said, page)
    expect(page.locator(".sp-name")).to_have_text(["Moeder", "Coach", "Moeder"])
    # Whoever is called the mother is somebody else, in all turns; and back.
    press(page, f"Shift+Digit{coach}")
    expect(page.locator(".sp-name").filter(has_text="Coach")).to_have_count(3)
    press(page, "z")
    expect(page.locator(".sp-page")).to_have_attribute("data-saved", "true")
    page.reload()
    expect(page.locator(".sp-turns li")).to_have_count(3)
    page.get_by_role("button", name="Toetsen").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("Shift 1 … 9")
    assert axe(page) == []
    press(page, "Escape", " ")  # Space is for the sound again, and opens nothing
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".sp-play")).to_have_attribute("data-playing", "true")


def test_how_sure_it_is_until_somebody_says_so(
    new_context: Callable[..., BrowserContext], site: Site, heard: str
) -> None:
    """Beside each turn how sure the model was who speaks, the mean of its words; a turn that was named shows none."""
    with closing(open_pilot(site.small.pilot.db_path)) as db, write(db):
        sureness.keep(db, heard, [sureness.Sure(0, 4000, 0.9), sureness.Sure(4000, 60_000, 0.5)])
    page = opened(new_context, site, heard)
    shown = page.locator(".sp-sure")
    expect(shown.first).to_have_text(re.compile(r"^[5-9]\d% zeker$"))
    at_rest(page)
    count = shown.count()
    press(page, "2")
    expect(shown).to_have_count(count - 1)


def test_while_it_plays(new_context: Callable[..., BrowserContext], site: Site, heard: str) -> None:
    """The word that is heard is marked, and a digit is for its turn; Space pauses. Without consent it falls silent."""
    page = opened(new_context, site, heard)
    # Ten times as slow: a busy machine then still looks while the same word is spoken.
    page.locator("audio").evaluate("one => { one.playbackRate = 0.1; }")
    press(page, " ")
    expect(page.locator("[data-word='2'].sp-at")).to_be_visible()
    press(page, "2", " ")
    expect(page.locator(".sp-play")).to_have_attribute("data-playing", "false")
    expect(page.locator(".sp-name").first).not_to_have_text("Spreker 1")
    press(page, " ")
    expect(page.locator(".sp-play")).to_have_attribute("data-playing", "true")
    with closing(site.small.open()) as db:
        consent.withdraw(db, site.small.operator(db), site.small.persons["Berk moeder"], "record")
    expect(page.get_by_text("De opname is nu buiten bereik")).to_be_visible()
    expect(page.locator("audio[src]")).to_have_count(0)
    expect(page.locator(".sp-play")).to_be_disabled()
    expect(page.locator(".sp-turns li").first).to_be_visible()
    with closing(site.small.open()) as db, write(db):
        db.conn.execute("UPDATE consent SET withdrawn_on = NULL WHERE use = 'record'")


def test_without_a_connection(new_context: Callable[..., BrowserContext], site: Site, heard: str) -> None:
    """What is said without a connection is kept in the browser, and stored when there is one, after a reload too."""
    page = opened(new_context, site, heard)
    page.context.set_offline(True)
    press(page, "2")
    expect(page.locator(".sp-saved")).to_have_attribute("data-state", "offline")
    page.context.set_offline(False)
    expect(page.locator(".sp-page")).to_have_attribute("data-saved", "true")
    page.route("**/speakers", lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
    press(page, "3")
    expect(page.locator(".sp-saved")).to_have_attribute("data-state", "offline")
    page.unroute_all()
    named = page.locator(".sp-name").first.inner_text()
    page.reload()
    expect(page.locator(".sp-name").first).to_have_text(named)
    comes_to(lambda: turns(site, heard)[0].who, named, page)


def test_it_can_be_read(new_context: Callable[..., BrowserContext], site: Site, heard: str) -> None:
    """Nothing sticks out, axe finds nothing serious, and by touch a word is chosen and the turn split there."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        if not any(one.role == "tolk" for one in people.persons(db, site.small.operator(db))):
            people.add_person(db, site.small.operator(db), kind="professional", role="tolk", pseudonym="Tolk A")
    page = opened(new_context, site, heard, viewport={"width": 390, "height": 800}, has_touch=True)
    page.locator("[data-word='5']").tap()
    page.get_by_role("button", name="Hier splitsen").click()
    expect(page.locator(".sp-turns li")).to_have_count(2)
    page.get_by_role("button", name="Tolk").first.click()
    expect(page.locator(".sp-name").nth(1)).to_have_text("Tolk")
    expect(page.locator(".sp-page")).to_have_attribute("data-saved", "true")
    for _width in in_looks(page, LOOKS):
        assert not sticks_out(page)
        assert axe(page) == []
