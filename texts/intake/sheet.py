"""A list of files, from a csv or from the first sheet of an Excel file, as text."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers import sniff
from texts.importers.charset import decode
from texts.importers.faults import locked, shown_name
from texts.importers.source import InMemory
from texts.intake.file_list import TITLE_ROWS, names_files
from texts.intake.workbook import sheets_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from texts.intake.workbook import Cell, Row

_NO_SHEET = N_("{name} is no sheet: it is {looks}. Choose an Excel sheet (xlsx) or a table with a line a row (csv).")
_TWO_LISTS = N_("{name} has a list of files on {number} sheets. Put all rows on one sheet and choose it again.")


def list_text(file: BinaryIO, name: str) -> str:
    """A list of files as text, from a csv in any character set or from an Excel file.

    Raises: BadInput as `sheet_text`, when it is another kind of file, or it is not clear which letters its bytes mean.
    """
    kind = sniff.kind_of(file)
    if kind == "xlsx":
        return sheet_text(file, name)
    file.seek(0)
    data = file.read()
    if kind not in ("text", "unknown"):
        raise no_sheet(data, kind, name)
    return decode(data, name)


def no_sheet(data: bytes, kind: str, name: str) -> BadInput:
    """The sentence for a file of a kind (a key of sniff.LOOKS) that is no sheet, or one with a password."""
    if kind == "office" and sniff.is_password_office(InMemory(data)):
        return locked(name)
    return BadInput(_NO_SHEET, name=shown_name(name), looks=BadInput(sniff.LOOKS.get(kind, sniff.LOOKS["zip"])))


def sheet_text(source: Path | BinaryIO, name: str) -> str:
    """The sheet that names files, or the first that holds anything, as a list with semicolons.

    Dates are the numbers that Excel counts days by.

    Raises: BadInput when two sheets name files, or when it is damaged, locked, hostile or has far too many rows.
    """
    filled = [rows for rows in sheets_of(source, name, spread=True) if not all(row.is_empty for row in rows)]
    listed = [rows for rows in filled if any(names_files(_cells(row)) for row in rows[:TITLE_ROWS])]
    if len(listed) > 1:
        raise BadInput(_TWO_LISTS, name=shown_name(name), number=len(listed))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(map(_cells, next(iter(listed or filled), [])))
    return out.getvalue()


def _cells(row: Row) -> list[str]:
    return [" ".join(_written(cell).split()) for cell in row.cells]


def _written(cell: Cell) -> str:
    """What is in a cell; of a formula that nobody worked out the formula: empty would be less than was written."""
    return cell.text or cell.formula
