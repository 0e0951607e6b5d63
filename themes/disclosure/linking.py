"""Which cells of two tables hold the same families: rows or columns that both have, subtotals, and filters.

Who reads both tables knows such links from what rows and columns are called. Found here from the families themselves,
by whole rows or columns only: that two single cells happen to hold the same families is no knowledge of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from themes.disclosure.tables import Table

Cells = frozenset[tuple[int, int]]
SAME, OF_BOTH, INSIDE = "same", "of both", "inside"


class Part(NamedTuple):
    """A row or a column: its name, its families and its cells, as (row, column) from 0."""

    name: str
    families: frozenset[str]
    cells: Cells


class Link(NamedTuple):
    """The families in some cells of one table are those in some cells of another; tables by place, from 0.

    Attributes:
        axis: which rows or columns several tables share, from 0; None for a subtotal or a filter.
        kind: whether the two hold the same families (SAME), the same of those who are in both tables (OF_BOTH), or the
            second all of the first and maybe more (INSIDE).
    """

    table: int
    cells: Cells
    other: int
    others: Cells
    axis: int | None = None
    kind: str = SAME


Axis = tuple[Part, ...]


def axes(table: Table) -> tuple[Axis, Axis]:
    """Its rows and its columns."""
    across, down = range(len(table.columns)), range(len(table.rows))
    rows = tuple(Part(name, families, frozenset((at, column) for column in across))
                 for at, (name, families) in enumerate(zip(table.rows, table.row_sets, strict=True)))
    columns = tuple(Part(name, families, frozenset((row, at) for row in down))
                    for at, (name, families) in enumerate(zip(table.columns, table.column_sets, strict=True)))
    return rows, columns


def links(tables: Sequence[Table]) -> list[Link]:
    """Every link between two of the tables; of axes that are the same in many tables, each is linked to the first."""
    found: list[Link] = []
    firsts: list[tuple[int, Axis]] = []
    for at, table in enumerate(tables):
        for axis in axes(table):
            if len(axis) < 2:
                continue  # all families: how many those are is known anyway
            # A table is linked to itself by nothing, and to another by each of its axes.
            same = next(((n, other, pairs) for n, (other, first) in enumerate(firsts)
                         if other != at and (pairs := _same(axis, first)) is not None), None)
            if same is None:
                firsts.append((at, axis))
            else:
                found += [Link(at, part.cells, same[1], its.cells, same[0]) for part, its in same[2]]
    for at, axis in firsts:
        for other, finer in firsts:
            if at != other:
                found += [Link(at, part.cells, other, cells) for part, cells in _sums(axis, finer)]
    return found + _filtered(tables) + _of_both(tables) + _inside(tables)


def _filled(axis: Axis) -> dict[frozenset[str], Part]:
    return {part.families: part for part in axis if part.families}


def _same(axis: Axis, other: Axis) -> list[tuple[Part, Part]] | None:
    """The parts of two axes that part the families alike, side by side; None when they do not."""
    ours, theirs = _filled(axis), _filled(other)
    if set(ours) != set(theirs):
        return None
    names = {part.name: part for part in other}
    called_alike = [(part, names[part.name]) for part in axis if part.name in names]
    by_name = len(called_alike) == len(axis) == len(other) and all(a.families == b.families for a, b in called_alike)
    if not by_name and len(ours) < 2:
        return None  # all families in one row of each: no sign that the two are one thing
    empty = [(a, b) for a, b in called_alike if not a.families and not b.families]
    return [(part, theirs[families]) for families, part in ours.items()] + empty


def _sums(axis: Axis, finer: Axis) -> list[tuple[Part, Cells]]:
    """Each part of an axis as the cells of the parts of a finer one, whose sum it is; nothing when it is none."""
    ours, theirs = _filled(axis), _filled(finer)
    return _unions(ours.values(), theirs.values()) if 2 <= len(ours) < len(theirs) else []


def _filtered(tables: Sequence[Table]) -> list[Link]:
    """Links between a table and another of some of its families only, such as those of one municipality."""
    found = []
    everybody = [table.families for table in tables]
    for at, table in enumerate(tables):
        for other, whole in enumerate(tables):
            if everybody[at] < everybody[other]:
                cells = [Part("", whole.cells[r][c], frozenset({(r, c)})) for r, c in whole.places()
                         if whole.cells[r][c] and not whole.cells[r][c].isdisjoint(everybody[at])]
                for axis in axes(table):
                    sums = _unions(_filled(axis).values(), cells)
                    found += [Link(at, part.cells, other, them) for part, them in sums]
    return found


def _of_both(tables: Sequence[Table]) -> list[Link]:
    """Links of a table of some families (those with a problem) with one of more, by rows, columns, cells called alike.
    """
    found = []
    everybody = [table.families for table in tables]
    for at, table in enumerate(tables):
        for other, whole in enumerate(tables):
            if everybody[at] < everybody[other] and not (table.lone or whole.lone):
                alike = [found_ for ours in (*axes(table), _cells(table)) for theirs in (*axes(whole), _cells(whole))
                         for found_ in _within(ours, theirs)]
                found += [Link(at, part.cells, other, its.cells, None, OF_BOTH) for part, its in alike]
    return found


def _cells(table: Table) -> Axis:
    """Each cell as a part by itself, called by its row and its column."""
    return tuple(Part(f"{table.rows[row]}\n{table.columns[column]}", table.cells[row][column],
                      frozenset({(row, column)})) for row, column in table.places())


def _within(ours: Axis, theirs: Axis) -> list[tuple[Part, Part]]:
    """Each part beside the one called alike whose families hold all of its own; nothing unless all parts have one."""
    named = {part.name: part for part in theirs}
    if len(theirs) < 2 or not all(part.name in named and part.families <= named[part.name].families for part in ours):
        return []
    return [(part, named[part.name]) for part in ours]


def _inside(tables: Sequence[Table]) -> list[Link]:
    """Links of the first column of a table with that of the one it says it lies inside of."""
    by_name = {table.name: at for at, table in enumerate(tables)}
    found = []
    for at, table in enumerate(tables):
        other = by_name.get(table.inside)
        if other is not None and table.column_sets[0] <= tables[other].column_sets[0]:
            found.append(Link(at, axes(table)[1][0].cells, other, axes(tables[other])[1][0].cells, None, INSIDE))
    return found


def _unions(parts: Iterable[Part], finer: Iterable[Part]) -> list[tuple[Part, Cells]]:
    """Each part with the finer ones inside it; nothing unless those are all of each part."""
    pieces, found = list(finer), []
    for part in parts:
        inside = [piece for piece in pieces if piece.families <= part.families]
        if frozenset().union(*(piece.families for piece in inside)) != part.families:
            return []
        found.append((part, frozenset().union(*(piece.cells for piece in inside))))
    return found
