"""Cells of an Excel sheet: what was typed, what is a day, what a formula gave, and at which row."""

from __future__ import annotations

import io
from datetime import date, time
from typing import TYPE_CHECKING

import openpyxl
import xlsxwriter

from texts.intake.file_list import Guess, read_csv_plan
from texts.intake.sheet import sheet_text
from texts.intake.workbook import Cell, rows_of

if TYPE_CHECKING:
    from texts.intake.workbook import Row


def rows(*given: list[object], epoch: object = None) -> list[Row]:
    """The rows of a sheet as openpyxl writes it."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    if epoch:
        book.epoch = epoch
    for one in given:
        book.active.append(one)
    book.save(out)
    return rows_of(io.BytesIO(out.getvalue()), "lijst.xlsx")


def test_what_a_number_is_shown_as() -> None:
    """A day and a time are told from a number by their format; text that looks like one stays text."""
    cells = rows([date(2021, 5, 2), 44318, time(0, 45), "2,5", 2.5, True])[0].cells
    assert [cell.kind for cell in cells] == ["day", "number", "day", "text", "number", "flag"]
    assert [cells[0].text, cells[1].text, cells[3].text, cells[4].text] == ["44318", "44318", "2,5", "2.5"]


def test_days_of_old_macs_are_moved_and_amounts_are_not() -> None:
    """Where days count from 1904, only what is shown as a day is another day."""
    cells = rows([date(2021, 5, 2), 44318], epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904)[0].cells
    assert [cell.text for cell in cells] == ["44318", "44318"]


def test_formulas_keep_their_outcome() -> None:
    """What a program worked out is there beside the formula; without it there is only the formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_formula(0, 0, "=2+3", None, 5)
    sheet.write_formula(0, 1, "=1/0", None, "#DIV/0!")
    book.close()
    worked, fault = rows_of(io.BytesIO(out.getvalue()), "x")[0].cells
    assert worked == Cell("5", "number", "=2+3")
    assert (fault.kind, fault.text) == ("error", "#DIV/0!")
    assert rows(["=2+3"])[0].cells == [Cell("", "number", "=2+3")]


def test_rows_keep_the_numbers_they_are_shown_by() -> None:
    """An empty row in between counts, though it is not in the file."""
    found = rows(["a"], [], ["b"])
    assert [(row.number, row.is_empty) for row in found if not row.is_empty] == [(1, False), (3, False)]


def test_what_is_merged_down_is_said_of_each_row() -> None:
    """Of a list of files: one family over two rows; a title to the right, and an amount of a sheet, are not spread."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["Gesprekken van mei"], ["bestand", "gezin", "stem", "datum"], ["a.txt", "Berk", "gezin", "4-3-2021"],
                ["b.txt", None, None, "5-3-2021"], ["c.txt", "Es"]):
        book.active.append(row)
    for merged in ("A1:D1", "B3:B4", "C3:C5"):
        book.active.merge_cells(merged)
    book.save(out)
    plan = read_csv_plan(sheet_text(io.BytesIO(out.getvalue()), "lijst.xlsx"))
    assert plan == {"a.txt": Guess("Berk", "family", "2021-03-04"), "b.txt": Guess("Berk", "family", "2021-03-05"),
                    "c.txt": Guess("Es", "family", None)}
    assert [cell.text for cell in rows_of(io.BytesIO(out.getvalue()), "x")[3].cells] == ["b.txt", "", "", "5-3-2021"]
