"""A sheet to fill in: heads, cells that only take what can stand there, and a sheet that says what that is."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot.files.as_xlsx import sheet_name
from pilot.files.table import harmless
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROWS = 2_000  # in which cells are checked while they are filled in
_FIRST_DAY = "1900-01-01"
_WIDTH = 16


@dataclass(frozen=True)
class Asked:
    """A column to fill in.

    Attributes:
        head: what stands above it. must: whether every row needs it. hint: what to fill in, a sentence.
        words: that stand in its cells; none where anything may. picks: one of them has to stand in each.
        fill: 'text', 'day' or 'number'.
    """

    head: str
    must: bool
    hint: str
    words: tuple[str, ...] = ()
    picks: bool = False
    fill: str = "text"


def xlsx(title: str, about: str, columns: Sequence[Asked]) -> bytes:
    """The sheet as an Excel file; days in it look as people write them, and a list opens where there are words."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    must = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    may = book.add_format({"italic": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    looks = {"text": book.add_format({"num_format": "@"}), "day": book.add_format({"num_format": "dd-mm-yyyy"}),
             "number": book.add_format({"num_format": "General"})}
    sheet = book.add_worksheet(sheet_name(_("Fill in")))
    told = book.add_worksheet(sheet_name(_("What to fill in")))
    lists = book.add_worksheet(sheet_name(_("Words")))
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.head, must if column.must else may)
        sheet.set_column(place, place, max(_WIDTH, len(column.head) + 3), looks[column.fill])
        if column.words:
            lists.write_string(0, place, column.head, must)
            lists.write_column(1, place, [str(word) for word in column.words], looks["text"])
            lists.set_column(place, place, max(_WIDTH, *(len(word) + 2 for word in column.words)))
        _checked(sheet, place, column, lists.get_name())
    sheet.freeze_panes(1, 0)
    _explained(book, told, title, about, columns)
    book.set_properties({"title": title})
    book.close()
    return out.getvalue()


def _checked(sheet: Any, place: int, column: Asked, lists: str) -> None:
    rule: dict[str, object] = {"input_title": column.head[:32], "input_message": column.hint[:255],
                               "ignore_blank": True}
    if column.words and column.picks:
        letter = _letter(place)
        rule |= {"validate": "list", "source": f"='{lists}'!${letter}$2:${letter}${len(column.words) + 1}"}
    elif column.fill == "day":
        import datetime

        # Told and not refused: what is wrong with a day is said by its row when the sheet is read.
        rule |= {"validate": "date", "criteria": ">=", "value": datetime.date.fromisoformat(_FIRST_DAY),
                 "error_type": "warning"}
    else:
        rule |= {"validate": "any"}
    sheet.data_validation(1, place, _ROWS, place, rule)


def _letter(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))


def _explained(book: Any, sheet: Any, title: str, about: str, columns: Sequence[Asked]) -> None:
    head = book.add_format({"bold": True, "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate((28, 16, 70, 60)):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, title, head)
    sheet.merge_range(1, 0, 1, 3, about, body)
    sheet.set_row(1, 32)
    for place, name in enumerate((_("Column"), _("Needed"), _("What to fill in"), _("Words"))):
        sheet.write_string(3, place, name, head)
    for row, column in enumerate(columns, 4):
        cells = (column.head, _("yes") if column.must else _("no"), column.hint, _some(column.words))
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, body)


def _some(words: tuple[str, ...], most: int = 30) -> str:
    return ", ".join(words[:most]) + (" …" if len(words) > most else "")


def as_csv(columns: Sequence[Asked]) -> bytes:
    """The heads alone, as Dutch Excel opens them with a double click."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([harmless(one.head) for one in columns])
    return out.getvalue().encode("utf-8-sig")
