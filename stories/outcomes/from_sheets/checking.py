"""From rows of cells to values: which column is which, and what each cell means; every fault is kept, by its row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pilot.errors import BadInput
from pilot.visible import visible_name
from pilot.words import LANGUAGES, N_, _, translate
from stories.outcomes.from_sheets.model import Column, Fault, Remark
from stories.outcomes.from_sheets.written import compared, said_of, short
from texts.intake.workbook import EMPTY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stories.outcomes.from_sheets.model import Asked, Kind, Read
    from texts.intake.workbook import Cell, Row

_HEAD_WITHIN = 8  # rows: a title may stand above the heads
_NOTHING = N_("There is nothing in this sheet but its heads. Fill in a row for each {about}.")
_NO_HEADS = N_("The heads of the columns were not found. A row above the others has to name them: {heads}.")
_LACKS = N_("The column “{name}” is missing.")
_LACKS_ALL = N_("At least one of these columns has to be there: {names}.")
_TWICE = N_("The column “{name}” is there twice. Take one of them out, or give it another head.")
_MUST = N_("This has to be filled in.")
_MUST_ONE = N_("At least one of these has to be filled in: {names}.")
_PASSED_OVER = N_("The column “{name}” is not known here and is not taken in.")
_NO_HEAD = N_("What stands in columns without a head is not taken in.")


class Values(NamedTuple):
    """A row: its number, its values by the keys of columns, how each is shown, and the columns whose cell is wrong."""

    row: int
    given: dict[str, Any]
    shown: dict[str, str]
    faulty: frozenset[str] = frozenset()


@dataclass
class Checked:
    """What a sheet says; `columns` are those that are there, in the order of the kind; `values` are the rows that could
    be read whole, `partial` those with a cell that could not."""

    columns: tuple[Column, ...] = ()
    values: list[Values] = field(default_factory=list)
    partial: list[Values] = field(default_factory=list)
    rows: int = 0
    faults: list[Fault] = field(default_factory=list)
    remarks: dict[str, list[int]] = field(default_factory=dict)

    def told(self) -> tuple[Remark, ...]:
        """The remarks, each with its rows."""
        return tuple(Remark(sentence, tuple(rows)) for sentence, rows in self.remarks.items())


def check(rows: Sequence[Row], kind: Kind, asked: Asked) -> Checked:
    """Read the rows of a sheet as a kind has them; those without a fault become values."""
    found = Checked()
    head = _head(rows, kind)
    if head is None:
        found.faults.append(Fault(0, "", "", translate(_NO_HEADS).format(
            heads=", ".join(_(one.name) for one in kind.columns if one.needed))))
        return found
    at = _placed(rows[head], kind, found)
    found.columns = tuple(one for one in kind.columns if one.key in at)
    below = rows[head + 1:]
    found.rows = len(below)
    if not below and not found.faults:
        found.faults.append(Fault(0, "", "", translate(_NOTHING).format(about=_(kind.about))))
    _beside(rows[head], below, set(at.values()), found)
    seen: dict[tuple[str, Cell], Read] = {}
    for row in below:
        if (values := _read(row, at, kind, asked, found, seen)) is not None:
            (found.partial if values.faulty else found.values).append(values)
    return found


def _head(rows: Sequence[Row], kind: Kind) -> int | None:
    """Where the heads are: of the first rows the one that names most columns, and at least two."""
    known = _known(kind)
    named = [sum(_bare(cell.text) in known for cell in row.cells) for row in rows[:_HEAD_WITHIN]]
    most = max(named, default=0)
    return named.index(most) if most >= min(2, len(kind.columns)) else None


def _known(kind: Kind) -> dict[str, Column]:
    """The columns by all they may be called."""
    known = {compared(other): column for column in kind.columns for other in (*column.called, column.key)}
    return known | {_bare(translate(column.name, language)): column
                    for column in kind.columns for language in LANGUAGES}


def _bare(head: str) -> str:
    """A head as it is compared: without what stands in brackets behind it, such as a unit."""
    return compared(re.sub(r"\([^)]*\)", " ", head))


def _placed(head: Row, kind: Kind, found: Checked) -> dict[str, int]:
    """By key of a column, at which place it is; faults for those that lack or are there twice."""
    known, at = _known(kind), dict[str, int]()
    for place, cell in enumerate(head.cells):
        column = known.get(_bare(cell.text))
        if column and column.key in at:
            found.faults.append(Fault(head.number, _(column.name), short(visible_name(cell.text)),
                                      translate(_TWICE).format(name=_(column.name))))
        elif column:
            at[column.key] = place
    lacking = [one for one in kind.columns if one.needed and one.key not in at]
    found.faults += [Fault(head.number, _(one.name), "", translate(_LACKS).format(name=_(one.name))) for one in lacking]
    if kind.one_of and not any(key in at for key in kind.one_of):
        found.faults.append(Fault(head.number, "", "", translate(_LACKS_ALL).format(names=_names(kind))))
    return at


def _names(kind: Kind) -> str:
    return ", ".join(_(one.name) for one in kind.columns if one.key in kind.one_of)


def _beside(head: Row, below: Sequence[Row], used: set[int], found: Checked) -> None:
    """Remarks on columns that hold something and are not taken in."""
    filled = {place for row in below for place, cell in enumerate(row.cells) if cell.text.strip()} - used
    for place in sorted(filled):
        name = visible_name(head.cells[place].text) if place < len(head.cells) else ""
        said = translate(_PASSED_OVER).format(name=short(name)) if name else translate(_NO_HEAD)
        found.remarks.setdefault(said, [])


def _read(
    row: Row, at: dict[str, int], kind: Kind, asked: Asked, found: Checked, seen: dict[tuple[str, Cell], Read],
) -> Values | None:
    """The values of a row; each fault in it is kept. None where a column is missing that it needs."""
    given: dict[str, Any] = {}
    shown: dict[str, str] = {}
    faults: list[Fault] = []
    faulty: set[str] = set()
    for column in (one for one in kind.columns if one.key in at):
        cell = row.cells[at[column.key]] if at[column.key] < len(row.cells) else EMPTY
        if not cell.text.strip() and not cell.formula:
            if column.needed:
                faults.append(Fault(row.number, _(column.name), "", translate(_MUST)))
                faulty.add(column.key)
            continue
        try:
            # Sheets say the same few words again and again.
            read = seen.get((column.key, cell)) or column.reader.read(cell, asked)
            seen[column.key, cell] = read
        except BadInput as error:
            faults.append(Fault(row.number, _(column.name), said_of(cell), error.sentence()))
            faulty.add(column.key)
            continue
        given[column.key], shown[column.key] = read.value, read.shown
        if read.remark:
            found.remarks.setdefault(read.remark, []).append(row.number)
    if kind.one_of and not faults and not any(key in given for key in kind.one_of):
        faults.append(Fault(row.number, "", "", translate(_MUST_ONE).format(names=_names(kind))))
    found.faults += faults
    lacks = any(one.needed and one.key not in at for one in kind.columns)
    return None if lacks else Values(row.number, given, shown, frozenset(faulty or ("",) if faults else ()))
