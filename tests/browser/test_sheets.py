"""A sheet in Excel with faults, mended and taken in, and taken back: with a pointer, the keyboard, and on a phone."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
from playwright.sync_api import expect

from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import at_rest, drawn, sticks_out
from tests.stories.outcomes.from_sheets.sheets import xlsx
from tests.waiting import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import Site

HEADS: list[object] = ["Gezin", "Meetmoment", "Datum", "veiligheid", "huisvesting"]


def scores(site: Site) -> int:
    """How many scores the server has."""
    with closing(site.small.open()) as db:
        return int(db["score"].count)


def test_faults_are_mended_and_the_sheet_comes_in(
    new_context: Callable[..., BrowserContext], site: Site, tmp_path: Path
) -> None:
    """Each fault stands at its row; the mended sheet is asked about once, and stored by the keyboard alone."""
    before = scores(site)
    (tmp_path / "fout.xlsx").write_bytes(xlsx(
        HEADS, ["Berk", "T7", date(2021, 3, 4), "2,5", 3], ["Bekr", "T7", date(2021, 3, 4), date(2021, 5, 2), 5]))
    (tmp_path / "goed.xlsx").write_bytes(xlsx(
        HEADS, ["Berk", "T7", date(2021, 3, 4), "2,5", "onbekend"], ["Es", "T7", date(2021, 3, 4), 10, 5]))
    page = new_context(base_url=site.url, viewport={"width": 390, "height": 844}).new_page()
    sign_in(page, "evaluator", "/sheets")
    drawn(page)
    field = page.locator("input[type=file]")
    field.set_input_files(tmp_path / "fout.xlsx")
    expect(page.get_by_text("3 fouten, in 2 rijen.")).to_be_visible()
    expect(page.get_by_text("Bedoel je Berk?")).to_be_visible()
    expect(page.get_by_text("Excel maakte van dit getal een datum: 02-05-2021")).to_be_visible()
    at_rest(page)
    assert axe(page) == []
    assert sticks_out(page) <= 0
    with page.expect_download() as taken:
        page.get_by_role("button", name="Alle fouten als Excel-lijst").click()
    book = openpyxl.load_workbook(BytesIO(taken.value.path().read_bytes()))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[:2] for row in rows] == [("Rij", "Kolom"), (2, "huisvesting"), (3, "Gezin"), (3, "veiligheid")]
    expect(page.get_by_role("button", name="Sla 0 rijen op")).to_be_disabled()
    field.set_input_files(tmp_path / "goed.xlsx")
    expect(page.get_by_text("Nieuw: 2 van 2.")).to_be_visible()
    tick = page.get_by_role("checkbox", name="Er is nog geen meetmoment “T7”")
    expect(tick).not_to_be_checked()
    tick.press("Space")
    store = page.get_by_role("button", name="Sla 2 rijen op")
    expect(store).to_be_enabled()
    assert scores(site) == before
    store.press("Enter")
    expect(page.get_by_text("Scores op leefdomeinen · 2 rijen")).to_be_visible()
    comes_to(lambda: scores(site) - before, 4)
    expect(field).to_be_attached()
    field.set_input_files(tmp_path / "goed.xlsx")
    expect(page.get_by_text("Nieuw: 0 van 2.")).to_be_visible()
