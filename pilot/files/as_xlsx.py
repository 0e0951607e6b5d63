"""xlsx: a sheet with the rows, its head in view and a filter on it, and a sheet that tells about them."""

from __future__ import annotations

import io
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from pilot.files.links import Link
from pilot.files.table import harmless
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilot.files.table import Table

    Report = Callable[[int, int], None]

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST, _MIN_WIDTH = (60, 48, 36, 28), 8  # in characters; the widest at which all columns fit a page
_CELL_CHARS = 32_767  # the most a cell holds
_SHEET_CHARS = 31
_LINE, _HIGHEST = 15, 409  # points
_MOST_LINKS = 65_530  # a sheet holds no more; the others are text
_ONE_PAGE = 220  # characters: a table this wide is still read when it is printed on one page
_EVERY = 500  # rows between two reports


def write(table: Table, report: Report | None = None) -> bytes:
    """The file. Texts are written as texts: nothing in them is run, or read as a link or a number; only a Link is one.

    What would be a formula if somebody typed it is marked as a text as Excel marks it, so that it stays one when she
    goes into the cell and leaves it again; she sees what was written, nothing before it.

    Args:
        report: told how many rows are written, of how many.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "nan_inf_to_errors": True})
    head, body = look(book, bold=True, bottom=1, text_wrap=True, valign="top"), look(book, text_wrap=True, valign="top")
    _rows(book.add_worksheet(sheet_name(_("Table"))), table, (head, body), report)
    _about(book.add_worksheet(sheet_name(_("About this file"))), table, head, body)
    book.set_properties({"title": table.title})
    book.close()
    return out.getvalue()


def look(book: Any, **said: object) -> Look:
    """What cells of a book look like (as xlsxwriter has it), whatever people wrote in them."""
    return Look(book.add_format(said), book.add_format({**said, "quote_prefix": True}))


class Look(NamedTuple):
    """How a cell looks, and the same for a text that begins as a formula."""

    plain: object
    marked: object

    def of(self, text: str) -> object:
        """The one for this text."""
        return self.plain if harmless(text) is text else self.marked


def _rows(sheet: Any, table: Table, looks: tuple[Look, Look], report: Report | None) -> None:
    head, body = looks
    names = [str(name) for name in table.frame.columns]
    wished = [_width(name, table.frame.iloc[:, column]) for column, name in enumerate(names)]
    most = next((one for one in _WIDEST if sum(min(width, one) for width in wished) <= _ONE_PAGE), _WIDEST[0])
    widths = [min(width, most) for width in wished]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_row(0, _high(names, widths))
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, head.of(name))
    for row, values in enumerate(table.frame.itertuples(index=False, name=None), start=1):
        if report and row % _EVERY == 0:
            report(row, len(table.frame))
        # Said, for not every program works out how high a row with long texts is.
        if (high := _high(values, widths)) > _LINE:
            sheet.set_row(row, high)
        for column, value in enumerate(values):
            if value is None or value == "" or value != value:  # NaN
                continue
            if isinstance(value, Link) and row <= _MOST_LINKS:
                sheet.write_url(row, column, str(value), body.plain)
            elif isinstance(value, str):
                sheet.write_string(row, column, value[:_CELL_CHARS], body.of(value))
            else:
                sheet.write(row, column, value.item() if hasattr(value, "item") else value, body.plain)
    sheet.freeze_panes(1, 0)
    if len(table.frame):
        sheet.autofilter(0, 0, len(table.frame), len(names) - 1)
    _printed(sheet, is_narrow=sum(widths) <= _ONE_PAGE)


def _width(name: str, values: Any) -> int:
    """Of a column, in characters: its longest line, and of its head the longest word."""
    longest = max((len(line) for value in values for line in str(value).split("\n")), default=0)
    word = max(map(len, name.split()), default=0) + 3  # the button of the filter stands over its end
    return max(longest + 2, word, _MIN_WIDTH)


def _high(values: Sequence[object], widths: Sequence[int]) -> int:
    """How high a row is, in points, for the cell with most lines."""
    lines = max((sum(1 if len(line) < width else ceil(len(line) * 1.1 / width) for line in value.split("\n"))
                 for value, width in zip(values, widths, strict=True) if isinstance(value, str)), default=1)
    return min(lines * _LINE, _HIGHEST)


def _printed(sheet: Any, *, is_narrow: bool) -> None:
    """On A4 on its side, the head on each page, and as wide as a page where that can still be read."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
    if is_narrow:
        sheet.fit_to_pages(1, 0)


def _about(sheet: Any, table: Table, head: Look, body: Look) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, table.title, head.of(table.title))
    for row, (what, how) in enumerate(table.about, start=2):
        sheet.set_row(row, _high((what, how), (24, 80)))
        sheet.write_string(row, 0, what, body.of(what))
        sheet.write_string(row, 1, how, body.of(how))


def sheet_name(name: str) -> str:
    """What a sheet can be called: as much of a name as Excel takes."""
    return name[:_SHEET_CHARS]
