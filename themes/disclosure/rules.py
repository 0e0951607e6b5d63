"""The rules that everybody may know: which cells are held back for what they hold, and how the others are rounded."""

from __future__ import annotations

from collections.abc import Collection

from themes.disclosure.tables import Shown, Table
from themes.release.content import MUNICIPALITY, PUBLIC, TEAM

THRESHOLDS = {TEAM: 0, MUNICIPALITY: 5, PUBLIC: 10}
BASE = 5
MEAN_FROM = 20  # families of whom a mean is told
ROUNDED_FROM = 50  # families in a release: with fewer, rounding would leave nothing to read


def base_for(families: int, base: int) -> int:
    """What counts are rounded to: `base` from fifty families on, else 1."""
    return base if families >= ROUNDED_FROM else 1


def rounded(count: int, base: int) -> int:
    """To the nearest multiple of `base`, halves up, and never to nothing: 7 is 5, 8 is 10."""
    return max(base, (count + base // 2) // base * base) if count else 0


def meant_by(shown: int, base: int, threshold: int) -> tuple[int, int]:
    """The least and the most families that a number shown can stand for."""
    most = shown + base - 1 - base // 2
    least = threshold if shown == base else shown - base // 2
    return max(least, threshold), most


def is_lone(table: Table) -> tuple[bool, bool]:
    """Whether a cell is alone in its row, and in its column, only for how the table is laid out."""
    return table.lone and len(table.columns) == 1, table.lone and len(table.rows) == 1


def first_held(table: Table, threshold: int) -> frozenset[tuple[int, int]]:
    """The cells held back for what they hold: under the threshold, nothing, or all families of their row or column."""
    rows, columns = table.row_sets, table.column_sets
    lone_row, lone_column = is_lone(table)
    held = set()
    for row, column in table.places():
        cell = table.cells[row][column]
        full = (cell == rows[row] and not lone_row) or (cell == columns[column] and not lone_column)
        if threshold and (len(cell) < threshold or full):
            held.add((row, column))
    return frozenset(held)


def as_shown(table: Table, held: Collection[tuple[int, int]], base: int) -> Shown:
    """The table with the cells of `held` left out and the others rounded; totals are of what is left."""
    cells = tuple(
        tuple(None if (row, column) in held else rounded(len(table.cells[row][column]), base)
              for column in range(len(table.columns))) for row in range(len(table.rows)))
    return Shown(table.name, table.rows, table.columns, cells, tuple(total(row) for row in cells),
                 tuple(total(column) for column in zip(*cells, strict=True)),
                 total([cell for row in cells for cell in row]), base)


def total(cells: Collection[int | None]) -> int | None:
    """The sum of what is shown; None when nothing is."""
    numbers = [cell for cell in cells if cell is not None]
    return sum(numbers) if numbers else None
