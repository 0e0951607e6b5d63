"""Finding in a real browser: a question in sentences, shared, its passages coded in one go, and taken back."""

from __future__ import annotations

import uuid
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coding.book import codebook
from coding.marks.actions import apply_ops
from pilot.config import ROOT
from pilot.store.files import open_pilot
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import choose, drawn, sticks_out
from tests.builder import TURNS
from texts.documents import layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import Site

TEXT, _SPANS = layout(TURNS)
CODED = (("evaluator", "klik", "Zij belde zelf."), ("evaluator2", "klik", "dat scheelt"),
         ("evaluator2", "vast_gezicht", "belde zelf. Ze wist"))


@pytest.fixture
def coded(site: Site) -> str:
    """An interview that two evaluators coded; its guid."""
    small = site.small
    with closing(open_pilot(small.pilot.db_path)) as db:
        codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(encoding="utf-8"))
        guid = small.interview(db)
        for who, code, words in CODED:
            start = TEXT.index(words)
            apply_ops(db, small.viewers[who], guid, [{
                "op": str(uuid.uuid4()), "kind": "add", "coding": str(uuid.uuid4()), "code": code, "start": start,
                "end": start + len(words)}])
    return guid


def test_a_question_of_one_is_worked_on_by_another(
    new_context: Callable[..., BrowserContext], site: Site, coded: str
) -> None:
    """One asks and saves it for all; the other opens it on a phone, codes what is ticked, looks for words inside that
    code, takes it back, and goes to the desk."""
    first = new_context(base_url=site.url, viewport={"width": 1366, "height": 768}).new_page()
    sign_in(first, "evaluator", "/find")
    choose(first, "Passages met", "Klik")
    expect(first.get_by_text("2 passages. Gezocht in 1 tekst.")).to_be_visible()
    choose(first, "En", "die geen woorden delen met")
    choose(first, "Code", "Vast gezicht")
    expect(first.get_by_text("1 passage. Gezocht in 1 tekst.")).to_be_visible()
    expect(first.locator(".rd-found blockquote")).to_have_text("dat scheelt")
    expect(first.get_by_text("Passages met Klik, die geen woorden delen met Vast gezicht.")).to_be_visible()
    drawn(first)  # the row for one more code has its place: what stands below it moves no more
    assert axe(first) == []
    assert not sticks_out(first)
    first.get_by_role("button", name="Deze vraag bewaren").click()
    first.get_by_label("Naam").fill("Klik zonder gezicht")
    first.get_by_text("Voor iedereen die in deze pilot codeert").click()
    first.get_by_role("button", name="Opslaan", exact=True).click()
    expect(first.get_by_text("Bewaarde vragen (1)")).to_be_visible()

    other = new_context(base_url=site.url, viewport={"width": 390, "height": 844}, color_scheme="dark").new_page()
    sign_in(other, "evaluator2", "/find")
    other.get_by_text("Bewaarde vragen (1)").click()
    other.get_by_role("link", name="Klik zonder gezicht").click()
    expect(other.locator(".rd-found blockquote")).to_have_text("dat scheelt")
    drawn(other)
    assert axe(other) == []
    assert not sticks_out(other)
    other.get_by_text("Nalopen en coderen").click()
    other.locator("[data-testid=stCheckbox]").filter(has_text="dat scheelt").click()
    choose(other, other.get_by_role("combobox", name="Code").last, "Gezinsbudget")
    code = other.get_by_role("button", name="Deze passages coderen")
    code.hover()
    drawn(other)
    assert axe(other) == []  # in the dark, with a pointer on it
    code.click()
    expect(other.get_by_text("Het laatst in één keer gecodeerd: 1 passage met Gezinsbudget.")).to_be_visible()
    drawn(other)
    assert axe(other) == []

    other.goto("/search?search=scheelt&inside=gezinsbudget")
    drawn(other)
    expect(other.locator(".rd-kwic b")).to_have_text("scheelt")
    other.get_by_role("button", name="Dit terugdraaien").click()
    expect(other.get_by_text("Niets gevonden in")).to_be_visible()
    other.goto("/find?code=klik")
    other.locator(".rd-found a").first.click()
    other.wait_for_url("**/desk?document=" + coded + "*")
