"""Sheets to fill in: what they ask is what is read, for each kind and in both languages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from pilot import words
from pilot.files import fill_in
from stories.outcomes.from_sheets import checking, opening, taking
from stories.outcomes.from_sheets.exports import template
from stories.outcomes.from_sheets.kinds import KINDS
from texts.intake.workbook import Cell

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_what_a_sheet_offers_is_what_is_read(small: SmallPilot, db: Database, kind: str, language: str) -> None:
    """Every column is known by its head, and every word of its list can be read back."""
    words.use(language)
    viewer = next(one for one in map(small.viewers.get, ("evaluator", "admin")) if one and one.may(KINDS[kind].right))
    asks = template(small.pilot, db, viewer, kind)
    book = openpyxl.load_workbook(io.BytesIO(fill_in.xlsx(*asks)))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [one.head for one in asks[2]]
    assert len(book.worksheets) == 3
    asked, _kinds = taking.offered(small.pilot, db, viewer, kind)
    heads = opening.rows_in(fill_in.as_csv(asks[2]), "leeg.csv")
    assert not checking.check(heads, KINDS[kind], asked).remarks
    for place, (column, told) in enumerate(zip(KINDS[kind].columns, asks[2], strict=True), 1):
        for row, word in enumerate(told.words, 2):
            sheet.cell(row, place, word)
            column.reader.read(Cell(word), asked)
    assert [one.key for one in KINDS[kind].columns] == [
        one.key for one in checking.check(heads, KINDS[kind], asked).columns]
