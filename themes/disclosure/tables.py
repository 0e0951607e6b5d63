"""A table of families, what of it is shown, and a release of such tables as it was drafted.

Pure values: ids of families stand for themselves, and leave this room in `Drafted.tables` only, which nobody shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

MEAN_STEP = 0.1  # what a mean is rounded to where it is told


@dataclass(frozen=True)
class Table:
    """Families by row and column, each family in at most one cell.

    Attributes:
        name: unlike that of any other table of the release.
        rows, columns: how they are called, each once.
        cells: ids of families, rows by columns.
        lone: that it has one column (or row) is only how it is laid out, as in "said, not said" of all families; a cell
            is then not full for being the only one of its row.
        scores: what each row stands for as a number, so that a mean can be told of it; empty where rows are no numbers.
        inside: the name of a table whose first column holds all families of the first column of this one: who said it
            as it failed, said it; '' for none.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[frozenset[str], ...], ...]
    lone: bool = False
    scores: tuple[float, ...] = ()
    inside: str = ""

    @property
    def mean(self) -> float | None:
        """Of the scores of its families; None without scores or families."""
        weighed = [(score, sum(map(len, row))) for score, row in zip(self.scores, self.cells, strict=bool(self.scores))]
        counted = sum(n for _score, n in weighed)
        return sum(score * n for score, n in weighed) / counted if counted else None

    @property
    def families(self) -> frozenset[str]:
        """All families in it."""
        return frozenset().union(*self.row_sets)

    @property
    def row_sets(self) -> tuple[frozenset[str], ...]:
        """The families of each row."""
        return tuple(frozenset().union(*row) for row in self.cells)

    @property
    def column_sets(self) -> tuple[frozenset[str], ...]:
        """The families of each column."""
        return tuple(frozenset().union(*column) for column in zip(*self.cells, strict=True))

    @property
    def where(self) -> dict[str, tuple[str, str]]:
        """By family what its row and its column are called."""
        return {family: (self.rows[row], self.columns[column]) for row, column in self.places()
                for family in self.cells[row][column]}

    def places(self) -> Iterator[tuple[int, int]]:
        """(row, column) of every cell, from 0, row by row."""
        return ((row, column) for row in range(len(self.rows)) for column in range(len(self.columns)))


@dataclass(frozen=True)
class Shown:
    """What of a table is shown: counts of families, None for what is held back.

    Attributes:
        cells: rows by columns; every number is a multiple of `base`.
        row_totals, column_totals, total: sums of the cells shown; None where none is.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None
    base: int


@dataclass(frozen=True)
class Drafted:
    """A release of tables as drafted.

    Attributes:
        tables: what it was drafted of, with the ids of families; for drafting the next, never shown.
        shown: one per table, in the same order.
        reason: the English msgid of why all of it is held back; None when it is not.
        threshold, rounding: by which rules it was drafted; `rounding` is the base asked for, that of `shown` is 1 under
            fifty families.
        means: one per table, rounded to `MEAN_STEP`; None where none is told. Empty is none at all.
    """

    tables: tuple[Table, ...]
    shown: tuple[Shown, ...]
    reason: str | None
    threshold: int = field(default=5)
    rounding: int = field(default=5)
    means: tuple[float | None, ...] = ()

    @property
    def families(self) -> frozenset[str]:
        """All families in any of its tables."""
        return frozenset().union(*(table.families for table in self.tables))
