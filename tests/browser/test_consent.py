"""Asking for consent on a phone that is handed over: read, answered, signed, and seen in the family file."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import expect

from pilot.families import people
from pilot.families.papers import kept
from pilot.store import large_files
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import drawn, sticks_out
from tests.builder import PASSWORD
from tests.pictures import photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator, Page

    from tests.browser.conftest import Site

RECORD, WRITE, READ, SHARE = ("Mogen we de gesprekken opnemen?", "Mag een computer van deze pilot",
                              "Mogen we lezen wat je vertelt", "Mogen ook anderen zulke zinnen lezen")


def _answer(handed: Locator, question: str, answer: str) -> None:
    handed.get_by_role("group", name=question).get_by_role("radio", name=answer).check()


def _draw(page: Page, pad: Locator) -> None:
    """A line up and down over the pad."""
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 20)
    page.mouse.down()
    for part in range(1, 9):
        y = 30 if part % 2 else box["height"] - 20
        page.mouse.move(box["x"] + 20 + part * (box["width"] - 40) / 8, box["y"] + y)
    page.mouse.up()


def test_a_mother_signs_on_the_coachs_phone(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """Nothing is chosen beforehand and nothing under the letter can be reached; her three times yes and one no stand in
    the table, with her signature beside the register."""
    small = site.small
    family, mother = small.families["Berk"], small.persons["Berk moeder"]
    page = new_context(base_url=site.url, viewport={"width": 390, "height": 844}).new_page()
    sign_in(page, "coach", f"/families?family={family}")
    page.locator(f'a[href*="person={mother}"]', has_text="Toestemming vragen").click()
    page.wait_for_url("**/consent?*")
    page.goto(f"/consent?family={family}&person={mother}&uses=record,transcribe,analyse,share&back=/families?family={family}")
    page.get_by_role("button", name="Overhandigen en de brief laten zien").click()
    page.wait_for_url("**/sign")
    handed = page.locator("main")
    expect(handed.get_by_role("heading", name="Je verhaal vertellen")).to_be_focused()
    expect(handed.get_by_text("Dan verandert er niets aan de steun die je krijgt")).to_be_visible()
    assert axe(page) == []
    for elsewhere in ("/families", "/", f"/consent?family={family}"):
        page.goto(elsewhere)
        page.wait_for_url("**/sign")
    handed.get_by_role("button", name="Verder").click()
    expect(handed.get_by_role("radio", checked=True)).to_have_count(0)
    handed.get_by_role("button", name="Verder").click()
    expect(handed.get_by_role("alert")).to_contain_text("ja of nee")
    for question in (RECORD, WRITE, READ):
        _answer(handed, question, "Ja")
    _answer(handed, SHARE, "Nee")
    handed.get_by_role("button", name="Verder").click()
    handed.get_by_role("button", name="Dit klopt, sla het op").click()
    expect(handed.get_by_role("alert")).to_contain_text("Zet eerst je handtekening")
    _draw(page, handed.get_by_role("img", name="Zet hier je handtekening"))
    assert axe(page) == []
    page.reload()  # nothing of it is lost
    page.context.set_offline(True)
    handed.get_by_role("button", name="Dit klopt, sla het op").click()
    expect(handed.get_by_role("alert")).to_contain_text("geen verbinding")
    page.context.set_offline(False)
    handed.get_by_role("button", name="Probeer opnieuw").click()
    expect(handed.get_by_role("heading", name="Dank je wel")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/sign")
    expect(handed.get_by_role("heading", name="Dank je wel")).to_be_visible()
    page.get_by_label("Wachtwoord van de coach").fill(PASSWORD)
    page.get_by_role("button", name="Neem het terug").click()
    page.wait_for_url("**/families?*")
    drawn(page)
    row = page.get_by_role("region", name="Toestemming").get_by_role("row", name="Moeder Berk")
    expect(row.locator("td").nth(0)).to_contain_text("ja, sinds")
    expect(row.locator("td").nth(4)).to_contain_text("geweigerd op")
    page.goto(f"/consent?family={family}&person={mother}")
    expect(page.get_by_role("listitem").filter(has_text="op het scherm getekend")).to_have_count(1)
    drawn(page)
    assert sticks_out(page) == 0
    assert axe(page) == []
    with closing(small.open()) as db:
        (paper,) = kept.papers(db, small.viewers["coach"], family)
    assert paper.answers == {"record": True, "transcribe": True, "analyse": True, "share": False}
    (signature,) = paper.pictures
    assert large_files.paper(small.pilot, signature.guid, "png").is_file()
    assert page.context.request.get(f"/api/consent/pictures/{signature.guid}").headers["content-type"] == "image/png"


def test_a_photo_of_the_paper_form_lets_a_father_be_recorded(
        new_context: Callable[..., BrowserContext], site: Site) -> None:
    """What is missing or is no photo is said; where and when it was taken is not kept; then he can be recorded."""
    small, page = site.small, new_context(base_url=site.url, viewport={"width": 390, "height": 844}).new_page()
    family = small.families["Berk"]
    with closing(small.open()) as db:
        father = people.add_person(db, small.operator(db), kind="parent", role="vader", pseudonym="Vader Berk",
                                   family_guid=family)
    sign_in(page, "coach", f"/record?family={family}")
    heard = page.locator("label", has_text="Vader Berk")
    expect(heard).to_contain_text("toestemming")
    page.goto(f"/consent?back=record&family={family}&person={father}&uses=record,transcribe,analyse")
    page.get_by_text("Foto van een papieren formulier").click()
    keep, told = page.get_by_role("button", name="Formulier bewaren"), page.locator(".pp-told")
    keep.click()
    expect(told).to_have_text("Kies eerst de foto van het formulier.")
    for question in (RECORD, WRITE, READ):
        _answer(page.locator("body"), question, "Ja")
    for content, said in ((b"%PDF-1.4", "Dit is een pdf, geen foto"), (b"x", "geen foto die gelezen kan worden")):
        page.locator("#pp-file").set_input_files({"name": "f.jpg", "mimeType": "image/jpeg", "buffer": content})
        keep.click()
        expect(told).to_contain_text(said)
    page.locator("#pp-file").set_input_files(
        {"name": "formulier.jpg", "mimeType": "image/jpeg", "buffer": photo(where=True)})
    expect(page.get_by_role("img", name="De gekozen foto")).to_be_visible()
    assert axe(page) == []
    keep.click()
    page.wait_for_url(f"**/record?family={family}")
    expect(heard).not_to_contain_text("toestemming")
    with closing(small.open()) as db:
        paper = next(one for one in kept.papers(db, small.viewers["coach"], family) if one.person == "Vader Berk")
    assert paper.answers == {"record": True, "transcribe": True, "analyse": True}
    shown = page.context.request.get(f"/api/consent/pictures/{paper.pictures[0].guid}")
    assert not Image.open(io.BytesIO(shown.body())).getexif()
