"""Tables as files: opened again by other programs, and harmless there."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import docx
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot.files import as_csv, as_docx, as_xlsx, docx_rows
from pilot.files.table import Table, harmless

if TYPE_CHECKING:
    from collections.abc import Callable

HARM = ["=1+1", "+31612345678", "-2+3", "@SUM(A1)", "\t=1", " =HYPERLINK(\"http://x\")", "＝1+1", "\r=1"]
FRAME = pd.DataFrame({
    "Citaat": ["Zij kwam; altijd \"op tijd\"\nen één keer 🚲 niet", "=1+1"], "Richting": ["+", "-"],
    "Aantal": [3, 1], "Deel": [0.5, None], "Op": ["2021-03-04", ""]})
TABLE = Table("Gecodeerde passages", FRAME, (("Codeboek", "versie 3"), ("Filter", "=alles")))


def read_csv(data: bytes) -> list[list[str]]:
    """As Dutch Excel reads it."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_opens_in_a_dutch_excel() -> None:
    """Semicolons, a mark of the character set, decimal commas, and what there is to know below an empty line."""
    data = as_csv.write(TABLE)
    rows = read_csv(data)
    assert rows[0] == ["Citaat", "Richting", "Aantal", "Deel", "Op"]
    assert rows[1] == ["Zij kwam; altijd \"op tijd\"\nen één keer 🚲 niet", "+", "3", "0,5", "2021-03-04"]
    assert rows[2] == ["'=1+1", "-", "1", "", ""]
    assert rows[3:] == [[], ["Gecodeerde passages"], ["Codeboek", "versie 3"], ["Filter", "'=alles"]]
    assert data.count(b"\r\n") == 7


def test_xlsx_holds_texts_as_texts() -> None:
    """Read again by another library: numbers are numbers, nothing is a formula, the head stays in view."""
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx.write(TABLE)))
    sheet, about = book.worksheets
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[1:] == [[FRAME.iloc[0, 0], "+", 3, 0.5, "2021-03-04"], ["=1+1", "-", 1, None, None]]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}
    marked = {cell.value for one in book for row in one.iter_rows() for cell in row if cell.quotePrefix}
    assert marked == {"=1+1", "=alles"}  # they stay texts for who goes into the cell and leaves it again
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E3"
    assert [row[1].value for row in about.iter_rows(min_row=3)] == ["versie 3", "=alles"]


def test_docx_has_its_head_on_each_page() -> None:
    """Read again by another library: title, what there is to know, and the rows."""
    made = docx.Document(io.BytesIO(as_docx.write(TABLE)))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts[:3] == ["Gecodeerde passages", "Codeboek: versie 3", "Filter: =alles"]
    (grid,) = made.tables
    assert [cell.text for cell in grid.rows[1].cells] == [FRAME.iloc[0, 0], "+", "3", "0.5", "2021-03-04"]
    assert "w:tblHeader" in grid.rows[0]._tr.xml
    assert (made.sections[0].page_width or 0) > (made.sections[0].page_height or 0)


@pytest.mark.parametrize("cell", HARM)
def test_no_cell_is_a_formula(cell: str) -> None:
    """What a spreadsheet would run begins with an apostrophe in csv, also behind a space or as a wide sign."""
    table = Table("t", pd.DataFrame({"a": [cell]}))
    assert read_csv(as_csv.write(table))[1] == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["+", "-", "±", "", "gewoon", "5 - 3", "1,5", 3, -4, None])
def test_what_is_no_formula_stays(cell: object) -> None:
    """A direction, a number and ordinary words are left as they are."""
    assert harmless(cell) is cell


@pytest.mark.parametrize("write", [as_csv.write, as_xlsx.write])
@given(text=st.text(max_size=40))
@pytest.mark.slow
def test_any_text_can_be_written(write: Callable[[Table], bytes], text: str) -> None:
    """Half surrogates, control characters, marks of direction: a file comes out."""
    assert write(Table(text or "t", pd.DataFrame({text or "a": [text]}), ((text, text),)))


@settings(max_examples=5)  # Word's template takes 50 ms to open: many texts in one document
@given(texts=st.lists(st.text(max_size=40), min_size=10))
@pytest.mark.slow
def test_any_text_can_be_written_for_word(texts: list[str]) -> None:
    """The same, in titles, heads and cells of a document."""
    assert as_docx.write(Table(texts[0], pd.DataFrame({texts[1]: texts}), tuple((text, text) for text in texts)))


def test_a_long_row_is_as_high_as_its_words() -> None:
    """Also in programs that do not work it out: no line lies over the next row; a column of numbers stays narrow."""
    frame = pd.DataFrame({"Passages waarin het voorkomt": [3, 12], "Citaat": ["kort", "woord " * 60]})
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.write(Table("t", frame)))).worksheets[0]
    assert sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height >= 15 * 360 / 60
    assert sheet.column_dimensions["A"].width < sheet.column_dimensions["B"].width == pytest.approx(60, abs=1)
    assert sheet.column_dimensions["A"].width < 16
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")


def test_more_columns_than_paper_takes_are_read_row_by_row() -> None:
    """Each thing behind its name; what is empty is left out."""
    names = [f"Kolom {n}" for n in range(docx_rows.MOST_COLUMNS + 1)]
    frame = pd.DataFrame([["a", "", *range(len(names) - 2)]], columns=names)
    made = docx.Document(io.BytesIO(as_docx.write(Table("t", frame))))
    assert made.tables == []
    assert made.paragraphs[-1].text.startswith("Kolom 0: a · Kolom 2: 0 · Kolom 3: 1 · ")
    assert "Kolom 1:" not in made.paragraphs[-1].text


def test_columns_of_a_document_hold_their_words() -> None:
    """A column of numbers is narrow and stands right; a word is not cut where there is room for it."""
    frame = pd.DataFrame({"Aantal": [1, 2], "Wat iemand zei": ["Samenwerkingsverband", "lang " * 80]})
    (grid,) = docx.Document(io.BytesIO(as_docx.write(Table("t", frame)))).tables
    first, second = (int(cell.width or 0) for cell in grid.rows[1].cells)
    assert first * 2 < second
    assert second > 20 * 12_000 * docx_rows.SIZE / 17  # EMU of a letter
    assert "right" in grid.rows[1].cells[0]._tc.xml
    assert "right" not in grid.rows[1].cells[1]._tc.xml
