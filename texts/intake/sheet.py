"""The first sheet of an Excel file (.xlsx) as rows of text, streamed; no formula is worked out and nothing is run."""

from __future__ import annotations

import csv
import io
import posixpath
import re
from pathlib import Path
from typing import BinaryIO

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers import sniff
from texts.importers.charset import decode
from texts.importers.faults import damaged, shown_name
from texts.importers.package import Walker, feed, package

_MOST_ROWS = 10_000
_MOST_COLUMNS = 50
_MOST_SHEETS = 10
_DAYS_TO_1904 = 1462
_TOO_MANY = N_("{name} has more than {limit} rows. Leave in it only those that were asked for.")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


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


class _Sheet(Walker):
    """The rows of a sheet as texts; an empty cell is ''."""

    skipped = frozenset({"rPh"})

    def __init__(self, strings: list[str], name: str, days: int = 0) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._strings, self._name, self._days = strings, name, days
        self._kind = self._value = self._formula = ""
        self._column = 0
        self._reads = self._reads_formula = False

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "row":
            if len(self.rows) >= _MOST_ROWS:
                raise BadInput(_TOO_MANY, name=shown_name(self._name), limit=_MOST_ROWS)
            self.rows.append([])
        elif local == "c":
            self._kind, self._value, self._formula = attributes.get("t", "n"), "", ""
            place = _CELL.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else len(self.rows[-1]) if self.rows else 0
        self._reads = local in ("v", "t")
        self._reads_formula = local == "f"

    def closed(self, local: str, tag: str) -> None:
        self._reads = self._reads_formula = False
        if local == "c" and self.rows and self._column < _MOST_COLUMNS:
            row = self.rows[-1]
            row += [""] * (self._column + 1 - len(row))
            row[self._column] = self._text()

    def characters(self, text: str) -> None:
        if self._reads:
            self._value += text
        elif self._reads_formula:
            self._formula += text

    def _text(self) -> str:
        if self._formula and not self._value:
            # Nobody worked it out yet: empty would be less than what was written there.
            return f"={self._formula}"
        if self._kind != "s":
            value = self._value.removesuffix(".0")
            is_day = self._days and self._kind == "n" and re.fullmatch(r"[1-6]\d{4}(?:\.\d+)?", value)
            return str(int(value.partition(".")[0]) + self._days) if is_day else value
        at = int(self._value) if self._value.isdecimal() and len(self._value) < 8 else -1
        return self._strings[at] if 0 <= at < len(self._strings) else ""


class _Book(Walker):
    """The relation ids of the sheets of a workbook, and whether its days count from 1904, as on old Macs."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[str] = []
        self.from_1904 = False

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "sheet":
            self.sheets.append(next((value for key, value in attributes.items() if key.endswith("}id")), ""))
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


def list_text(file: BinaryIO, name: str) -> str:
    """A list of files as text, from a csv in any character set or from an Excel file.

    Raises: BadInput as `sheet_text`, and when it is not clear which letters its bytes mean.
    """
    if sniff.kind_of(file) == "xlsx":
        return sheet_text(file, name)
    file.seek(0)
    return decode(file.read(), name)


def sheet_text(source: Path | BinaryIO, name: str) -> str:
    """The first sheet that holds anything as a list with semicolons, dates as the numbers that Excel counts days by.

    Raises: BadInput when it is damaged, locked, hostile or has far too many rows.
    """
    with package(source, name) as archive:
        names = set(archive.namelist())
        book, links, strings = _Book(), _Links(), _Strings()
        if "xl/workbook.xml" not in names:
            raise damaged(name)
        feed(archive, "xl/workbook.xml", book, name)
        for part, walker in (("xl/_rels/workbook.xml.rels", links), ("xl/sharedStrings.xml", strings)):
            if part in names:
                feed(archive, part, walker, name)
        rows: list[list[str]] = []
        # The list is on the first sheet that holds anything.
        for sheet in (book.sheets or [""])[:_MOST_SHEETS]:
            target = links.targets.get(sheet, "worksheets/sheet1.xml")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            if part not in names:
                raise damaged(name)
            found = _Sheet(strings.texts, name, _DAYS_TO_1904 if book.from_1904 else 0)
            feed(archive, part, found, name)
            rows = found.rows
            if any(cell.strip() for row in rows for cell in row):
                break
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([" ".join(cell.split()) for cell in row] for row in rows)
    return out.getvalue()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
