"""A table in a csv file from outside, read behind the fence (`pilot.fence`): a header, and rows of cells."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coding.agreement.unitizing import Unit
from pilot import fence
from pilot.errors import BadInput
from pilot.words import N_
from texts.importers import check_size
from texts.importers.charset import decode
from texts.importers.faults import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT_BYTES = 20_000_000
UNIT_COLUMNS = ("coder", "code", "start", "end")
_LIMITS = fence.Limits(seconds=60, memory_mb=1_500, answer_mb=128)
_SEP_LINE = re.compile(r'"?sep=([;,\t|])"?\s*', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_NO_HEADER = N_("{name} has no row with the names of the columns. Let it begin with one.")
_NO_NAME = N_("A column of {name} has values and no name. Give each column a name in the first row.")
_TWICE = N_("Two columns are called {column}. Give each column a name of its own.")
_CELLS = N_("Line {line}: there are {found} cells where the first line has {wanted}.")
_LINE = N_("Line {line}: this line cannot be read.")
_UNKNOWN = N_("The column {column} is not known here. There are: coder, code, start, end.")
_MISSING = N_("There is no column {column}. There have to be: coder, code, start, end.")
_EMPTY_CELL = N_("Line {line}: there is nothing under {column}. Fill it in, or leave the line out.")
_NO_PLACE = N_("Line {line}: “{value}” under {column} is no whole number. Count in steps so small that it is one.")


@dataclass(frozen=True)
class Rows:
    """A table.

    Attributes:
        columns: their names, each once.
        rows: as many cells each as there are columns, with the line each ends on.
        empty: rows without a value, which are not among `rows`.
    """

    columns: list[str]
    rows: list[tuple[int, list[str]]]
    empty: int


def rows_of(path: Path) -> Rows:
    """The table in a csv file: commas, semicolons, tabs or bars, with or without the mark of a byte order.

    Raises: BadInput for what is no table, a row with more cells than columns, and a column without a name.
    """
    found = fence.run(f"{__name__}:rows_behind", str(path), path.name, limits=_LIMITS, name=shown_name(path.name))
    return Rows(found["columns"], [(line, cells) for line, cells in found["rows"]], found["empty"])


def rows_behind(path: str, name: str) -> fence.Plain:
    """In the child: what `rows_of` is made of."""
    data = Path(path).read_bytes()
    check_size(len(data), name, LIMIT_BYTES)
    found = rows_in(decode(data, name), name)
    return {"columns": found.columns, "rows": found.rows, "empty": found.empty}


def rows_in(text: str, name: str = "") -> Rows:
    """The table in the text of a csv file. Raises: as `rows_of`."""
    first_line, sign = 0, ""
    head, _end, rest = text.partition("\n")
    if told := _SEP_LINE.fullmatch(head.rstrip("\r")):
        first_line, sign, text = 1, told[1], rest
    read = list(_read(text, sign or _sign(text), first_line))
    filled = [(line, cells) for line, cells in read if cells]
    if not filled:
        raise BadInput(_NO_HEADER, name=shown_name(name))
    columns, rows = filled[0][1], filled[1:]
    width = max((at for at, cell in enumerate(columns, 1) if cell), default=0)
    for line, cells in rows:
        used = max((at for at, cell in enumerate(cells, 1) if cell), default=0)
        if used > len(columns):
            raise BadInput(_CELLS, line=line, found=used, wanted=width)
        width = max(width, used)
    columns = columns[:width]
    if not columns:
        raise BadInput(_NO_HEADER, name=shown_name(name))
    for column in columns:
        if not column:
            raise BadInput(_NO_NAME, name=shown_name(name))
        if columns.count(column) > 1:
            raise BadInput(_TWICE, column=column[:40])
    kept = [(line, (cells + [""] * width)[:width]) for line, cells in rows if any(cells)]
    return Rows(columns, kept, len(rows) - len(kept))


def _sign(text: str) -> str:
    """What stands between the cells of the first line that is not empty."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = _QUOTED.sub("", first)
    return max(",;\t|", key=bare.count)


def _read(text: str, sign: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for cells in reader:
            yield reader.line_num + first_line, [cell.strip() for cell in cells]
    except csv.Error as fault:
        raise BadInput(_LINE, line=reader.line_num + first_line) from fault


def units_in(table: Rows) -> list[Unit]:
    """What coders marked, of a table with UNIT_COLUMNS in any order. Raises: BadInput with the line that is wrong."""
    at = {column.casefold(): place for place, column in enumerate(table.columns)}
    for column in table.columns:
        if column.casefold() not in UNIT_COLUMNS:
            raise BadInput(_UNKNOWN, column=column[:40])
    for column in UNIT_COLUMNS:
        if column not in at:
            raise BadInput(_MISSING, column=column)
    return [_unit(line, {column: cells[at[column]] for column in UNIT_COLUMNS}) for line, cells in table.rows]


def _unit(line: int, cells: dict[str, str]) -> Unit:
    for column, cell in cells.items():
        if not cell:
            raise BadInput(_EMPTY_CELL, line=line, column=column)
    return Unit(cells["coder"], cells["code"], _whole(line, "start", cells["start"]), _whole(line, "end", cells["end"]))


def _whole(line: int, column: str, cell: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,15}([.,]0+)?", cell):
        raise BadInput(_NO_PLACE, line=line, column=column, value=cell[:40])
    return int(re.split("[.,]", cell)[0])
