"""A sheet from outside, read behind the fence (`pilot.fence`) to rows of cells.

The function with `_behind` in its name runs in the child, and takes and gives plain values.
"""

from __future__ import annotations

import base64
import csv
import io
import re

from pilot import fence
from pilot.errors import BadInput
from pilot.visible import visible
from pilot.words import N_
from texts.importers import check_size, sniff
from texts.importers.charset import decode
from texts.importers.faults import shown_name
from texts.intake.sheet import no_sheet
from texts.intake.workbook import MOST_COLUMNS, MOST_ROWS, Cell, Row, rows_of

LIMIT_BYTES = 3_000_000
LONGEST_CELL = 2_000  # characters: nothing here is longer, and what is goes on in an answer
_LIMITS = fence.Limits(seconds=8, memory_mb=300, answer_mb=64)
_TOO_MANY = N_("{name} has more than {limit} rows. Split it into smaller sheets.")
_BROKEN = N_("{name} cannot be read as a table with columns. Save it as an Excel sheet (xlsx) and choose that.")
_SEP_LINE = re.compile(r"\s*\"?sep=([;,\t|])\"?[;,\t|]*\s*", re.IGNORECASE)
_BEGIN = 20  # lines by which it is seen what stands between cells


def rows_in(data: bytes, name: str) -> list[Row]:
    """The rows of a sheet that hold anything, by the numbers a spreadsheet shows.

    Args:
        name: what the user calls the file, for the sentence.

    Raises: BadInput for what is no sheet, is damaged, hostile or too large.
    """
    check_size(len(data), name, LIMIT_BYTES)
    packed = base64.b64encode(data).decode("ascii")
    found = fence.run(f"{__name__}:rows_behind", packed, name, limits=_LIMITS, name=shown_name(name))
    return [Row(number, [Cell(*cell) for cell in cells]) for number, cells in found]


def rows_behind(packed: str, name: str) -> list[list[object]]:
    """In the child: what `rows_in` is made of."""
    file = io.BytesIO(base64.b64decode(packed))
    kind = sniff.kind_of(file)
    file.seek(0)
    if kind == "xlsx":
        rows = rows_of(file, name)
    elif kind == "text":
        rows = _of_text(decode(file.read(), name), name)
    else:
        raise no_sheet(file.getvalue(), kind, name)
    return [[row.number, [list(_seen(cell)) for cell in row.cells]] for row in rows if not row.is_empty]


def _seen(cell: Cell) -> Cell:
    return Cell(visible(cell.text)[:LONGEST_CELL + 1], cell.kind, cell.formula[:LONGEST_CELL])


def _of_text(text: str, name: str) -> list[Row]:
    """The rows of a csv, whatever stands between its cells. Excel's line "sep=;" is no row: it does not show it."""
    head, _end, rest = text.partition("\n")
    told = _SEP_LINE.fullmatch(head)
    text, sign = (rest, told[1]) if told else (text, _between(text))
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=sign), 1):
            if number > MOST_ROWS:
                raise BadInput(_TOO_MANY, name=shown_name(name), limit=MOST_ROWS)
            rows.append(Row(number, [_cell(cell) for cell in cells[:MOST_COLUMNS]]))
    except csv.Error as fault:
        raise BadInput(_BROKEN, name=shown_name(name)) from fault
    return rows


def _between(text: str) -> str:
    """What stands between the cells: the sign that the first lines have most of; a decimal comma is none where another
    sign is there at all."""
    lines = [line for line in text.split("\n", 200) if line.strip()][:_BEGIN]
    return max(";\t|,", key=lambda sign: max((line.count(sign) for line in lines), default=0)
               * (1 if sign != "," else 0.4))


def _cell(text: str) -> Cell:
    """A cell of a text file: an apostrophe before what begins as a formula was put there by a program as ours."""
    if text.startswith("'") and text[1:2] in ("=", "+", "-", "@"):
        return Cell(text[1:])
    return Cell("", "text", text) if text.startswith("=") else Cell(text)
