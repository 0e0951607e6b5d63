"""xlsx: a sheet with the rows, its head in view and a filter on it, and a sheet that tells about them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pilot.words import _

if TYPE_CHECKING:
    from pilot.files.table import Table

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAX_WIDTH, _MIN_WIDTH = 60, 8  # in characters
_CELL_CHARS = 32_767  # the most a cell holds
_SHEET_CHARS = 31


def write(table: Table) -> bytes:
    """The file. Texts are written as texts: nothing in them is run, or read as a link or a number."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "nan_inf_to_errors": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    _rows(book.add_worksheet(_sheet_name(_("Table"))), table, head, body)
    _about(book.add_worksheet(_sheet_name(_("About this file"))), table, head, body)
    book.set_properties({"title": table.title})
    book.close()
    return out.getvalue()


def _rows(sheet: Any, table: Table, head: object, body: object) -> None:
    names = [str(name) for name in table.frame.columns]
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, head)
        longest = max((len(str(value)) for value in table.frame.iloc[:, column]), default=0)
        sheet.set_column(column, column, min(max(longest, len(name), _MIN_WIDTH), _MAX_WIDTH))
    for row, values in enumerate(table.frame.itertuples(index=False, name=None), start=1):
        for column, value in enumerate(values):
            if value is None or value == "" or value != value:  # NaN
                continue
            if isinstance(value, str):
                sheet.write_string(row, column, value[:_CELL_CHARS], body)
            else:
                sheet.write(row, column, value.item() if hasattr(value, "item") else value, body)
    sheet.freeze_panes(1, 0)
    if len(table.frame):
        sheet.autofilter(0, 0, len(table.frame), len(names) - 1)


def _about(sheet: Any, table: Table, head: object, body: object) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, table.title, head)
    for row, (what, how) in enumerate(table.about, start=2):
        sheet.write_string(row, 0, what, body)
        sheet.write_string(row, 1, how, body)


def _sheet_name(name: str) -> str:
    return name[:_SHEET_CHARS]
