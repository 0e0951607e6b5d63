"""What cells mean: numbers with a comma or a point, days, and words in two languages."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.errors import BadInput
from stories.contacts import kinds
from stories.outcomes.from_sheets.cells import DayCell, EuroCell, ManyWordsCell, NumberCell, WordCell
from stories.outcomes.from_sheets.model import Asked
from stories.outcomes.from_sheets.written import compared, number
from texts.intake.workbook import Cell

ASKED = Asked(None, None, None, {}, "2022-06-01")  # type: ignore[arg-type]


@given(st.integers(-10**7, 10**7))
def test_an_amount_reads_the_same_however_it_is_written(cents: int) -> None:
    """Dutch and English writing, with and without signs between thousands, with the sign for euro, mean one number."""
    meant = Decimal(cents) / 100
    english = f"{meant:,.2f}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    for said in (english, dutch, f"€ {dutch}", f"{dutch} euro", f"{meant:.2f}", f"{meant:.2f}".replace(".", ",")):
        assert number(Cell(said))[0] == meant, said
    assert number(Cell(f"{meant}", "number"))[0] == meant


@pytest.mark.parametrize("said", ["1.234", "12,345", "-1.000"])
def test_a_number_that_can_be_two_is_asked_anew(said: str) -> None:
    """Three digits behind one sign are thousands to one and parts to another."""
    with pytest.raises(BadInput, match="two ways|twee manieren"):
        number(Cell(said))


@pytest.mark.parametrize("said", ["", "vijf", "1,2,3", "12.34.5", "1.23,456.7", "1e999", "--5", "∞", "nan", "0x10"])
def test_what_is_no_number_is_said(said: str) -> None:
    """No text becomes a number by chance."""
    with pytest.raises(BadInput):
        number(Cell(said or "-"))


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_sentence(said: str) -> None:
    """Whatever stands in a cell, it is a finite number or one sentence."""
    with suppress(BadInput):
        assert number(Cell(said))[0].is_finite()


def test_a_number_that_excel_made_a_date_of() -> None:
    """2.5 typed where points part days is the second of May to Excel, and no score."""
    with pytest.raises(BadInput, match="02-05-2021"):
        NumberCell(0, 10).read(Cell("44318", "day"), ASKED)


@pytest.mark.parametrize(("cell", "day"), [
    (Cell("44318", "day"), "2021-05-02"), (Cell("44318.75", "day"), "2021-05-02"),
    (Cell("44318", "number"), "2021-05-02"), (Cell("2-5-2021"), "2021-05-02"), (Cell("2021-05-02"), "2021-05-02"),
    (Cell("2 mei 2021"), "2021-05-02"), (Cell("02/05/21"), "2021-05-02")])
def test_days_of_excel_and_of_people(cell: Cell, day: str) -> None:
    """Counts of days, with a time or without, and days as they are typed."""
    assert DayCell().read(cell, ASKED).value == day


@pytest.mark.parametrize("cell", [Cell("2-6-2022"), Cell("31-2-2021"), Cell("morgen"), Cell("5", "number"),
                                  Cell("#N/A", "error"), Cell("", "number", "=TODAY()")])
def test_no_day(cell: Cell) -> None:
    """After today, no day of the calendar, no day at all, a fault of Excel, a formula nobody worked out."""
    with pytest.raises(BadInput):
        DayCell().read(cell, ASKED)


def test_cents_are_whole() -> None:
    """Euros with more than two digits behind the comma are no amount."""
    assert EuroCell().read(Cell("12,5"), ASKED).value == 1250
    with pytest.raises(BadInput):
        EuroCell().read(Cell("12,555"), ASKED)
    with pytest.raises(BadInput):
        EuroCell().read(Cell("0"), ASKED)


def test_words_in_both_languages() -> None:
    """A word is known in Dutch, in English and by its key, whatever its case; others are refused with the list."""
    reader = WordCell(kinds.KINDS)
    for said in ("bezoek", "Visit", " VISIT ", "visit."):
        assert reader.read(Cell(said), ASKED).value == "visit"
    with pytest.raises(BadInput):
        reader.read(Cell("feest"), ASKED)
    assert ManyWordsCell(kinds.WITH).read(Cell("school, ouder"), ASKED).value == ("parent", "school")


@given(st.text(max_size=40))
def test_comparing_is_steady(said: str) -> None:
    """What is compared once is compared the same again."""
    assert compared(compared(said)) == compared(said)
