"""A corrected text: every coding is seen on its words, in desk, quotes and matrix; what is not certain is decided."""

from __future__ import annotations

import re
import uuid
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coding.marks import actions, codings
from pilot import access
from tests.browser.conftest import axe
from tests.browser.desk_page import TURNS, Desk, add_document, open_desk
from tests.waiting import comes_to, eventually
from texts.documents import NewTurn, revise

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
FAMILY = "Familie 👨‍👩‍👧‍👦 en cafe\u0301"
MINE = (("Zij belde zelf.", "vast_gezicht", "+"), ("dat scheelt", "klik", None),
        ("Toen ging het een tijd minder", "klik", "-"))
THEIRS = (("Ze wist nog wat ik vorige keer had gezegd", "vast_gezicht", "-"), (FAMILY, "klik", None))


def give(site: Site, guid: str, text: str, who: str, given: tuple[tuple[str, str, str | None], ...]) -> None:
    """Let a coder give codes to words and be done with the text, so that they count."""
    with closing(site.small.open()) as db:
        answer = actions.apply_ops(db, site.small.viewers[who], guid, [
            {"op": str(uuid.uuid4()), "kind": "add", "coding": str(uuid.uuid4()), "code": code, "sign": sign,
             "start": text.index(words), "end": text.index(words) + len(words)} for words, code, sign in given])
        codings.set_status(db, site.small.viewers[who], guid, "done")
    assert {result["state"] for result in answer["results"]} == {"confirmed"}


def corrected() -> list[NewTurn]:
    """The conversation with a turn before it, a turn split, a name replaced, and the last words written anew."""
    question, called, *middle, _last = TURNS
    first, second = called.text.split(" Dat had", 1)
    return [NewTurn("Fijn dat je er bent.", "Coach", "coach"), question, replace(called, text=first),
            replace(called, text=f"Dat had{second}", start_ms=None), *middle,
            NewTurn("Daarna werd alles op een heel andere manier moeilijk voor ons.", "Moeder", "family")]


def an_older_version_is_coded(desk: Desk) -> None:
    """Chosen in the header: the text as it was, with the codings on its words; what is coded there is carried over."""
    page = desk.page
    chosen = page.get_by_label("Versie van de tekst")
    expect(chosen.locator("option:checked")).to_have_text("versie 2, zonder namen (nu gelezen)")
    chosen.select_option("1")
    page.wait_for_url("**version=1")
    expect(page.locator(".dk-about")).to_contain_text("niet de tekst die nu gelezen wordt")
    desk.saved(3)
    desk.painted("klik", "dat scheelt", "Toen ging het een tijd minder")
    assert axe(page) == []
    desk.select(0, 0, len("Hoe ging het"))
    page.locator('[data-code="klik"]').click()
    desk.saved(4)
    page.get_by_label("Versie van de tekst").select_option("2")
    page.wait_for_function("() => !location.search.includes('version')")
    desk.saved(4)
    desk.painted("klik", "Hoe ging het", "dat scheelt", "Daarna werd alles op een heel")


def test_codings_of_two_coders_stay_on_their_words(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """Corrected through the use case: each coding is on its words in every place, and one that lost them is decided."""
    guid, text = add_document(site)
    give(site, guid, text, "evaluator", MINE)
    give(site, guid, text, "evaluator2", THEIRS)
    with closing(site.small.open()) as db:
        site.small.prepares(db)  # reads older versions too
        revise(db, site.small.operator(db), guid, corrected(), kind="deidentified", engine="test")
        readable = access.require_document(db, site.small.viewers["evaluator"], guid)
        assert readable.number == 2
    context = new_context(base_url=site.url)
    desk = open_desk(context, site, guid)
    desk.saved(2)
    desk.painted("vast_gezicht", "Zij belde zelf.")
    desk.painted("klik", "dat scheelt")
    expect(desk.page.locator(".dk-tag").filter(has_text="Vast gezicht").locator(".dk-mark")).to_have_text("+")
    desk.page.get_by_label("Ook andere coders").check()
    desk.painted("vast_gezicht", "Zij belde zelf.", "Ze wist nog wat ik vorige keer had gezegd")
    desk.painted("klik", "dat scheelt", FAMILY)
    waiting = desk.page.locator(".dk-unplaced")
    expect(waiting.locator("summary")).to_have_text("1 codering zoekt een plek in deze tekst")
    waiting.locator("summary").click()
    assert axe(desk.page) == []
    desk.select(7, 0, 29)
    waiting.get_by_role("button", name="Bij de gekozen woorden").click()
    expect(waiting).to_be_hidden()
    desk.saved(3)
    eventually(lambda: ("klik", "Daarna werd alles op een heel") in [
        (code, quote.strip()) for code, quote in desk.stored()])
    an_older_version_is_coded(desk)
    page = desk.page
    berk = site.small.families["Berk"]
    page.goto(f"/quotes?code=klik&family={berk}")
    quotes = page.locator(f'[data-quote="{guid}"] mark')
    expect(quotes).to_have_count(4)
    comes_to(lambda: sorted(quotes.all_inner_texts()), sorted(
        ["dat scheelt", "Hoe ging het", "Daarna werd alles op een heel", FAMILY]))
    expect(page.locator(f'[data-quote="{guid}"]').filter(has_text="ontbrak of mislukte")).to_have_count(1)
    page.goto("/themes")
    expect(page.locator(f'td a[href^="quotes?code=klik&family={berk}"]')).to_have_text(re.compile(r"^4\D"))


def test_a_decision_about_a_place_is_undone(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """Said to be gone by a slip, or put on the wrong words: undo lets it wait again, redo decides anew, here and
    after a reload."""
    guid, text = add_document(site)
    give(site, guid, text, "evaluator", (MINE[2],))
    with closing(site.small.open()) as db:
        revise(db, site.small.operator(db), guid, corrected(), kind="deidentified", engine="test")
    desk = open_desk(new_context(base_url=site.url), site, guid)
    page, waiting = desk.page, desk.page.locator(".dk-unplaced")
    waiting.locator("summary").click()
    waiting.get_by_role("button", name="De woorden zijn weg").click()
    expect(waiting).to_be_hidden()
    desk.saved(0)
    page.keyboard.press("Control+z")
    expect(waiting.locator("[data-unplaced]")).to_have_count(1)
    desk.saved(0)
    desk.select(7, 0, 29)
    waiting.get_by_role("button", name="Bij de gekozen woorden").click()
    desk.saved(1)
    desk.painted("klik", "Daarna werd alles op een heel")
    page.keyboard.press("Control+z")
    desk.saved(0)
    desk.painted("klik")
    desk.stores([])
    page.keyboard.press("Control+Shift+z")
    desk.saved(1)
    comes_to(lambda: [quote for _, quote in desk.stored()], ["Daarna werd alles op een heel"])
    page.keyboard.press("Control+z")
    desk.saved(0)
    desk.select(7, 0, 6)
    waiting.get_by_role("button", name="Bij de gekozen woorden").click()
    desk.saved(1)
    desk.painted("klik", "Daarna")
    page.keyboard.press("Control+z")
    desk.saved(0)
    desk.reload()
    expect(waiting.locator("summary")).to_have_text("1 codering zoekt een plek in deze tekst")
