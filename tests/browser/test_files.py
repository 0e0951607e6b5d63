"""Taking out in a real browser: a list with its filters, a figure, and the whole pilot made while the page looks on."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import expect

from pilot.store.files import open_pilot
from tests.browser.conftest import Site, axe, serving, sign_in
from tests.browser.waiting import drawn, sticks_out
from tests.builder import build
from tests.themes import coded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Locator, Page

    from tests.browser.forge import Forge

@pytest.fixture(scope="module")
def filled(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server of its own over the small pilot, coded."""
    home = tmp_path_factory.mktemp("files") / "home"
    small = build(home)
    with closing(open_pilot(small.pilot.db_path)) as db:
        coded.code(small, db)
    with serving(forge, small) as made:
        yield made


def took(page: Page, link: Locator) -> bytes:
    """What a click on a link downloads."""
    with page.expect_download() as taken:
        link.click()
    assert taken.value.suggested_filename.startswith("rode-draad-")
    return Path(taken.value.path()).read_bytes()


def menu(page: Page) -> Locator:
    """The opened menu of the page."""
    page.get_by_text("Meenemen als bestand").first.click()
    return page.locator(".rd-take").first


def test_what_a_page_shows_leaves(new_context: Callable[..., BrowserContext], filled: Site) -> None:
    """Quotes of one coder, a searched list and a figure as they are seen; then the whole pilot, once."""
    page = new_context(base_url=filled.url).new_page()
    sign_in(page, "evaluator", f"/quotes?code={coded.CODE}&coder={filled.small.accounts['evaluator2']}")
    expect(page.locator("[data-quote]")).to_have_count(1)
    shown = page.locator("[data-quote] mark").inner_text()
    found = took(page, menu(page).locator('a[href^="/export/quoted.csv"]'))
    rows = list(csv.reader(io.StringIO(found.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [(row[3], row[9]) for row in rows[1:rows.index([])]] == [(shown, "evaluator 2")]

    page.goto("/documents?search=twee")
    drawn(page)
    found = took(page, menu(page).locator('a[href^="/export/documents.csv"]'))
    assert [line.split(";")[0] for line in found.decode("utf-8-sig").splitlines()[1:2]] == ["Gesprek twee"]

    page.goto("/themes")
    drawn(page)
    page.locator('a[href^="/export/over-time.png"]').evaluate("(one) => one.closest('details').open = true")
    picture = Image.open(io.BytesIO(took(page, page.locator('a[href^="/export/over-time.png"]'))))
    svg = etree.fromstring(took(page, page.locator('a[href^="/export/over-time.svg"]')))
    assert picture.width == 2 * int(str(svg.get("width")))

    page.goto("/export/pilot.qdpx")
    page.wait_for_url("**/files?make=pilot.qdpx")
    drawn(page)
    assert axe(page) == []
    page.get_by_role("button", name="Maak het bestand").click()
    ready = page.get_by_role("link", name="Neem het bestand mee")
    expect(ready).to_be_visible()
    with zipfile.ZipFile(io.BytesIO(took(page, ready))) as project:
        assert "project.qde" in project.namelist()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/files")
    drawn(page)
    expect(page.get_by_text("Meegenomen of gewist.")).to_be_visible()
    expect(ready).to_have_count(0)
    assert sticks_out(page) == 0
