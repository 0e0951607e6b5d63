"""Two evaluators code blind in a real browser: the round drawn, both done, shown; and a sheet that is read back."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from coding.book import codebook
from coding.double import coders, leading, sheets, tasks
from coding.double.leading import Wanted
from coding.marks.codings import codings
from pilot.config import ROOT
from pilot.store.files import open_pilot
from tests.browser.conftest import axe, sign_in
from tests.browser.desk_page import open_desk
from tests.browser.waiting import choose, drawn, sticks_out
from tests.coding.double.test_sheets import filled, put
from tests.waiting import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site


def prepared(site: Site, title: str) -> str:
    """A conversation free of names, in a pilot with a codebook."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        if codebook.newest(db) is None:
            text = (ROOT / "codebook.yaml").read_text(encoding="utf-8")
            codebook.adopt(db, site.small.viewers["evaluator"], text, "proef")
        return site.small.interview(db, title=title)


def due(site: Site, who: str) -> list[str]:
    """The documents that somebody is not done with in a round."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        return [one.document for one in tasks.due(db, site.small.viewers[who])]


def press(page: Page, name: str) -> None:
    """Press a button once it can be pressed."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_enabled()
    button.click()


def test_two_code_blind_and_are_shown(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """Drawn on the page; neither sees the other at the desk; one says done there, one on Today; then both see."""
    document = prepared(site, "Blind gesprek")
    first, second = (new_context(base_url=site.url, viewport={"width": 1366, "height": 900}) for _ in range(2))
    page = first.new_page()
    sign_in(page, "evaluator", "/rounds")
    drawn(page)
    page.get_by_label("Naam van de ronde").fill("Ronde 1")
    for who in ("evaluator 1", "evaluator 2"):
        choose(page, "Coders", who)
    page.keyboard.press("Escape")
    page.get_by_label("Documenten", exact=True).fill("1")
    press(page, "Trekken en beginnen")
    expect(page.get_by_text("blind, nog 2 delen")).to_be_visible()

    for context, who, start in ((first, "evaluator", 0), (second, "evaluator2", 10)):
        desk = open_desk(context, site, document, who=who)
        expect(desk.page.get_by_text("blind gecodeerd")).to_be_visible()
        desk.select(1, start, start + 4)
        desk.page.keyboard.press("1")
        desk.saved(1)
        desk.page.get_by_label("Ook andere coders").check()
        if who == "evaluator2":
            with closing(open_pilot(site.small.pilot.db_path)) as db:
                shown = codings(db, site.small.viewers[who], document, others=True)["codings"]
            assert [one["start"] for one in shown if one["coder"]] == []
            desk.page.get_by_label("Klaar met dit document").check()
            comes_to(lambda: due(site, "evaluator2"), [])
    today = first.new_page()
    today.goto("/")
    drawn(today)
    press(today, "Klaar")
    expect(today.get_by_text("Klaar: Blind gesprek")).to_be_visible()

    page.goto("/rounds")
    drawn(page)
    page.get_by_role("link", name="Ronde 1").click()
    expect(page.get_by_text("Iedereen is klaar.")).to_be_visible()
    drawn(page)
    assert axe(page) == []
    press(page, "De coderingen tonen")
    assert axe(page) == []
    page.get_by_role("dialog").get_by_role("button", name="De coderingen tonen").click()
    expect(page.get_by_text("De ronde is open")).to_be_visible()
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        both = codings(db, site.small.viewers["evaluator"], document, others=True)["codings"]
    assert sorted(one["coder"] or "" for one in both) == ["", "evaluator 2"]
    page.goto(f"/desk?document={document}")
    expect(page.locator('[data-turn="0"] [data-text]')).to_be_visible()
    expect(page.get_by_text("blind gecodeerd")).to_have_count(0)


def test_a_sheet_is_read_back(new_context: Callable[..., BrowserContext], site: Site, tmp_path: Path) -> None:
    """On a phone too: what is wrong is said on the page, and a good sheet makes its coder done."""
    prepared(site, "Op papier")
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        lead = site.small.viewers["evaluator"]
        guest = coders.add_guest(db, lead, "Student 1")
        guid = leading.begin(db, lead, Wanted("Op een blad", 1, (site.small.accounts["evaluator"], guest), 3))
        data = sheets.sheet(db, lead, guid, guest)
    _written(tmp_path / "fout.xlsx", data, E2="Zeemonster")
    _written(tmp_path / "goed.xlsx", data, E2="Klik")
    page = new_context(base_url=site.url, viewport={"width": 390, "height": 800}, color_scheme="dark").new_page()
    sign_in(page, "evaluator", f"/rounds?round={guid}")
    drawn(page)
    assert axe(page) == []
    assert not sticks_out(page)
    field = page.locator("input[type=file]")
    expect(field).to_be_attached()
    field.set_input_files(tmp_path / "fout.xlsx")
    expect(page.get_by_text("er is geen code Zeemonster in het codeboek")).to_be_visible()
    field.set_input_files(tmp_path / "goed.xlsx")
    expect(page.get_by_text("Ingelezen: 1 document")).to_be_visible()
    expect(page.get_by_text("1 deel is nog niet klaar.")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, "admin", "/people")  # who does not lead it ends it, for whoever does may be gone
    led = page.get_by_text("Op een blad · geleid door evaluator 1")
    expect(led).to_be_visible()
    page.locator("summary").filter(has_text="Deze ronde afbreken").last.click()
    drawn(page)
    assert not sticks_out(page)
    page.get_by_role("button", name="Deze ronde afbreken").last.click()
    expect(page.get_by_text("De ronde is voorbij")).to_be_visible()
    expect(led).to_have_count(0)
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        assert tasks.due(db, site.small.viewers["evaluator"]) == []


def _written(path: Path, data: bytes, **cells: Any) -> None:
    path.write_bytes(filled(data, put(**cells)))
