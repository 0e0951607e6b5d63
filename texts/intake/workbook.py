"""The sheets of an Excel file (.xlsx) cell by cell, streamed; no formula is worked out and nothing is run."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers.faults import damaged, shown_name
from texts.importers.package import Walker, feed, package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO
    from zipfile import ZipFile

MOST_ROWS = 10_000
MOST_COLUMNS = 50
_MOST_SHEETS = 10
_DAYS_TO_1904 = 1462
_TOO_MANY = N_("{name} has more than {limit} rows. Leave in it only those that were asked for.")
_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# Numbers of the formats that Excel has built in and shows as a day or a time.
_DAY_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
# What in a format of somebody's own is no sign for a part of a day: texts, what is escaped, colours and conditions.
_NO_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DAY_SIGN = re.compile(r"[dmyhs]", re.IGNORECASE)
_KINDS = {"s": "text", "str": "text", "inlineStr": "text", "b": "flag", "e": "error", "d": "text"}


class Cell(NamedTuple):
    """A cell as it was written.

    Attributes:
        text: what is in it; a number as Excel stores it, a day as the number by which Excel counts days from 1900.
        kind: 'text', 'number', 'day' (a number that is shown as a day or a time), 'error' or 'flag' (true or false).
        formula: the formula that gave it, '' where it was typed; one that was not worked out has no text.
    """

    text: str = ""
    kind: str = "text"
    formula: str = ""


EMPTY = Cell()


class Row(NamedTuple):
    """A row; number: as a spreadsheet shows it, from 1. Empty rows between others may be left out."""

    number: int
    cells: list[Cell]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is seen in it."""
        return not any(cell.text.strip() or cell.formula for cell in self.cells)


class _Strings(Walker):
    """The texts that cells point at, by their number; how they sound (phonetic) is left out."""

    skipped = frozenset({"rPh"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._in_text = False

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "si":
            self.texts.append("")
        self._in_text = local == "t"

    def closed(self, local: str, tag: str) -> None:
        self._in_text = False

    def characters(self, text: str) -> None:
        if self._in_text and self.texts:
            self.texts[-1] += text


class _Styles(Walker):
    """Which styles of cells show a number as a day, by their number."""

    def __init__(self) -> None:
        super().__init__()
        self.days: list[bool] = []
        self._own: dict[str, bool] = {}
        self._in_cells = False

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "numFmt":
            signs = _NO_SIGN.sub("", attributes.get("formatCode", ""))
            self._own[attributes.get("numFmtId", "")] = bool(_DAY_SIGN.search(signs.replace("General", "")))
        elif local == "cellXfs":
            self._in_cells = True
        elif local == "xf" and self._in_cells:
            number = attributes.get("numFmtId", "0")
            is_built_in = number.isdecimal() and len(number) < 4 and int(number) in _DAY_FORMATS
            self.days.append(self._own.get(number, is_built_in))

    def closed(self, local: str, tag: str) -> None:
        if local == "cellXfs":
            self._in_cells = False


class _Sheet(Walker):
    """The rows of a sheet."""

    skipped = frozenset({"rPh"})

    def __init__(self, strings: list[str], days: list[bool], name: str, shift: int) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._strings, self._days, self._name, self._shift = strings, days, name, shift
        self._kind = self._value = self._formula = self._style = ""
        self._column = 0
        self._reads = self._reads_formula = self._is_formula = False
        self._merged: list[tuple[int, int, int]] = []  # column, first and last row

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "row":
            self._next_row(attributes.get("r", ""))
        elif local == "c":
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value = self._formula = ""
            self._is_formula = False
            place = _CELL.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else len(self.rows[-1].cells) if self.rows else 0
        elif local == "mergeCell" and (merged := _MERGED.fullmatch(attributes.get("ref", ""))):
            down = merged[1] == merged[3] and _column(merged[1]) < MOST_COLUMNS and len(self._merged) < MOST_ROWS
            self._merged += [(_column(merged[1]), int(merged[2]), int(merged[4]))] if down else []
        self._reads = local in ("v", "t")
        self._reads_formula = local == "f"
        self._is_formula |= self._reads_formula

    def _next_row(self, told: str) -> None:
        if len(self.rows) >= MOST_ROWS:
            raise BadInput(_TOO_MANY, name=shown_name(self._name), limit=MOST_ROWS)
        after = self.rows[-1].number + 1 if self.rows else 1
        number = int(told) if told.isdecimal() and len(told) < 8 else after
        self.rows.append(Row(max(number, after), []))

    def spread(self) -> None:
        """Say in each row what one cell says that was merged down over them; of one merged to the right it is a title.

        Only what is merged over rows that hold anything else is looked at.
        """
        numbered = {row.number: row for row in self.rows if not row.is_empty}
        ends: dict[int, int] = {}
        for column, first, last in sorted(self._merged):
            # In no spreadsheet two of them lie over each other.
            if first <= ends.get(column, 0):
                continue
            ends[column] = last
            top = numbered.get(first)
            said = top.cells[column] if top and column < len(top.cells) else EMPTY
            for number in range(first + 1, min(last, first + MOST_ROWS) + 1) if said.text.strip() else ():
                if row := numbered.get(number):
                    row.cells.extend([EMPTY] * (column + 1 - len(row.cells)))
                    row.cells[column] = row.cells[column] if row.cells[column].text.strip() else said

    def closed(self, local: str, tag: str) -> None:
        self._reads = self._reads_formula = False
        if local == "c" and self.rows and self._column < MOST_COLUMNS:
            cells = self.rows[-1].cells
            cells.extend([EMPTY] * (self._column + 1 - len(cells)))
            cells[self._column] = self._cell()

    def characters(self, text: str) -> None:
        if self._reads:
            self._value += text
        elif self._reads_formula:
            self._formula += text

    def _cell(self) -> Cell:
        # Of formulas that are shared only the first cell has the words.
        formula = f"={self._formula}" if self._is_formula else ""
        kind = _KINDS.get(self._kind, "number")
        if self._kind == "s":
            at = int(self._value) if self._value.isdecimal() and len(self._value) < 8 else -1
            return Cell(self._strings[at] if 0 <= at < len(self._strings) else "", kind, formula)
        value = self._value.removesuffix(".0")
        if kind != "number":
            return Cell(self._value, kind, formula)
        is_day = self._style.isdecimal() and len(self._style) < 6 and int(self._style) < len(self._days) and (
            self._days[int(self._style)])
        # A day is moved to the count that everybody has; an amount of money is none.
        if self._shift and is_day and re.fullmatch(r"[1-6]\d{4}(?:\.\d+)?", value):
            value = str(int(value.partition(".")[0]) + self._shift)
        return Cell(value, "day" if is_day and value else kind, formula)


class _Book(Walker):
    """The relation ids of the sheets of a workbook, and whether its days count from 1904, as on old Macs."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[str] = []
        self.hidden: list[str] = []
        self.from_1904 = False

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "sheet":
            shown = attributes.get("state", "visible") == "visible"
            (self.sheets if shown else self.hidden).append(
                next((value for key, value in attributes.items() if key.endswith("}id")), ""))
        elif local == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in ("1", "true", "on")


class _Links(Walker):
    """By id, where the parts of a workbook lie."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


def rows_of(source: Path | BinaryIO, name: str) -> list[Row]:
    """The rows of the first sheet that holds anything, as `sheets_of`. Raises: BadInput, as that does."""
    rows: list[Row] = []
    for rows in sheets_of(source, name):
        if not all(row.is_empty for row in rows):
            break
    return rows


def sheets_of(source: Path | BinaryIO, name: str, *, spread: bool = False) -> Iterator[list[Row]]:
    """The rows of each sheet, those that Excel hides last; of a sheet at most MOST_COLUMNS columns.

    Args:
        name: what the user calls the file, for the sentence.
        spread: what was merged down over rows stands in each of them; never of amounts, which would count twice.

    Raises: BadInput when it is damaged, locked, hostile or has far too many rows.
    """
    with package(source, name) as archive:
        names = set(archive.namelist())
        book, links, strings, styles = _Book(), _Links(), _Strings(), _Styles()
        if "xl/workbook.xml" not in names:
            raise damaged(name)
        feed(archive, "xl/workbook.xml", book, name)
        for part, walker in (("xl/_rels/workbook.xml.rels", links), ("xl/sharedStrings.xml", strings),
                             ("xl/styles.xml", styles)):
            if part in names:
                feed(archive, part, walker, name)
        for sheet in (book.sheets + book.hidden or [""])[:_MOST_SHEETS]:
            found = _Sheet(strings.texts, styles.days, name, _DAYS_TO_1904 if book.from_1904 else 0)
            feed(archive, _part(archive, links.targets.get(sheet, "worksheets/sheet1.xml"), name), found, name)
            if spread:
                found.spread()
            yield found.rows


def _part(archive: ZipFile, target: str, name: str) -> str:
    """Where a sheet lies in the package. Raises: BadInput."""
    part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
    if part not in archive.namelist():
        raise damaged(name)
    return part


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
