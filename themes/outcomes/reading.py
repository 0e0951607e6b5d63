"""A csv file of scores, without a pilot: family, wave, domain, score and, where there is one, group."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from coding.agreement.reading import rows_of
from pilot.errors import BadInput
from pilot.words import N_
from themes.outcomes.counting import BEST, WORST, Cube, cube

if TYPE_CHECKING:
    from pathlib import Path

    from coding.agreement.reading import Rows

COLUMNS = ("family", "wave", "domain", "score")
GROUP = "group"
_NUMBER = re.compile(r"[+-]?([0-9]{1,15}([.,][0-9]{0,15})?|[.,][0-9]{1,15})")
_MISSING = N_("There is no column {column}. There have to be: family, wave, domain, score.")
_COLUMN_TWICE = N_("Two columns are called {column}. Give each column a name of its own.")
_NO_ROWS = N_("There is no row under the names of the columns.")
_EMPTY_CELL = N_("Line {line}: there is nothing under {column}.")
_NO_SCORE = N_("Line {line}: “{value}” is no score. A score is a number from 0 to 10; leave it empty when it is not"
               " known.")
_TWICE = N_("Line {line}: this family has this domain in this wave in line {first} already.")
_TWO_GROUPS = N_("Line {line}: the group “{group}” is not the one that this family has in line {first}.")


class Row(NamedTuple):
    """A row as it was read; score None where it is not known, group '' where it is not told."""

    family: str
    wave: str
    domain: str
    score: float | None
    group: str


@dataclass
class Found:
    """What a file holds.

    Attributes:
        rows: those in which nothing is wrong, in the order of the file.
        faults: a sentence for each row in which something is, in that order.
        grouped: whether there is a column of groups.
        unused: columns that are not read.
        group_of: family to its group.
    """

    grouped: bool
    unused: list[str]
    rows: list[Row] = field(default_factory=list)
    faults: list[BadInput] = field(default_factory=list)
    group_of: dict[str, str] = field(default_factory=dict)

    def cube(self) -> Cube:
        """The scores laid out: families, waves and domains in the order in which the file first has them."""
        frame = pd.DataFrame(self.rows, columns=[*COLUMNS, GROUP]).rename(columns={"score": "value"})
        frame["value"] = frame["value"].astype("float64")
        return cube(frame, *(list(dict.fromkeys(frame[name])) for name in ("family", "wave", "domain")))


def read(path: Path) -> Found:
    """The scores in a csv file: commas, semicolons or tabs, also with decimal commas.

    Raises: BadInput where it is no table, lacks a column, or holds no row. What is wrong with rows is in `faults`.
    """
    return found_in(rows_of(path))


def found_in(table: Rows) -> Found:
    """The scores in a table. Raises: as `read`."""
    names = [column.casefold() for column in table.columns]
    for name in (*COLUMNS, GROUP):
        if names.count(name) > 1:
            raise BadInput(_COLUMN_TWICE, column=name)
        if name != GROUP and name not in names:
            raise BadInput(_MISSING, column=name)
    if not table.rows:
        raise BadInput(_NO_ROWS)
    places = [names.index(name) for name in COLUMNS]
    group = names.index(GROUP) if GROUP in names else None
    found = Found(group is not None, [column for column, name in zip(table.columns, names, strict=True)
                                      if name not in (*COLUMNS, GROUP)])
    seen: dict[tuple[str, str, str], int] = {}
    grouped_in: dict[str, int] = {}
    for line, cells in table.rows:
        try:
            row = _row(line, [cells[place] for place in places], "" if group is None else cells[group])
            _not_twice(seen, line, row)
            _one_group(found.group_of, grouped_in, line, row)
        except BadInput as fault:
            found.faults.append(fault)
        else:
            found.rows.append(row)
    return found


def _row(line: int, cells: list[str], group: str) -> Row:
    for column, cell in zip(COLUMNS[:3], cells, strict=False):
        if not cell:
            raise BadInput(_EMPTY_CELL, line=line, column=column)
    family, wave, domain, score = cells
    return Row(family, wave, domain, _score(line, score), group)


def _score(line: int, cell: str) -> float | None:
    if not cell:
        return None
    value = float(cell.replace(",", ".")) if _NUMBER.fullmatch(cell) else WORST + 1
    if not BEST <= value <= WORST:
        raise BadInput(_NO_SCORE, line=line, value=cell[:40])
    return value + 0.0  # -0 is 0


def _not_twice(seen: dict[tuple[str, str, str], int], line: int, row: Row) -> None:
    first = seen.setdefault(row[:3], line)
    if first != line:
        raise BadInput(_TWICE, line=line, first=first)


def _one_group(group_of: dict[str, str], grouped_in: dict[str, int], line: int, row: Row) -> None:
    if row.group and group_of.setdefault(row.family, row.group) != row.group:
        raise BadInput(_TWO_GROUPS, line=line, group=row.group[:40], first=grouped_in[row.family])
    if row.group:
        grouped_in.setdefault(row.family, line)
