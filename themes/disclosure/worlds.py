"""Every way in which families may have answered that fits all an attacker knows, as whole-number programs for HiGHS.

Families who were in the same tables of the same releases are one *class*: the attacker knows how many there are and can
tell them from others, not one from another. A *place* is a cell of a class, in a table, over those releases in a row in
which nobody of the class answered otherwise: an attacker knows that nothing changed. A *world* is a number of families
per place. The families of a class are once in every table, and in rows that two tables share they are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import csr_array, vstack

from themes.disclosure.allowance import within
from themes.disclosure.linking import INSIDE, SAME, Cells, links
from themes.disclosure.rules import is_lone, meant_by
from themes.disclosure.tables import MEAN_STEP, Table

Numbers = NDArray[np.float64]
Tables = Sequence[Table]
Where = tuple[int, int, int, int]  # release, table, row, column, from 0
SECONDS = 5.0  # of processor time for one program; an attacker who needs more counts as having won
NO_WORLD = 2  # as scipy's milp calls it


class Rows(NamedTuple):
    """Rows of a program: what each adds up, between its least and its most."""

    matrix: csr_array
    least: Numbers
    most: Numbers


class OutOfTime(Exception):
    """A program was not finished in its time."""


class Worlds:
    """What is known of releases of tables, but for the numbers shown.

    Attributes:
        truth: families per place, as it is.
        everybody: number of families that are in any table.
        at: places that make up a cell.
        classes: per class its families.
        of_class: per class, release and table the place of each of its cells.
        knowers: per kind of family the places it is in; two families in the same places know the same.
    """

    def __init__(self, releases: Sequence[Tables], known: Sequence[tuple[int, int, Cells]] = ()) -> None:
        """`known`: (release, table, cells) of which is known how many families of each class are in them."""
        self.releases = releases
        self._where = [[_cell_of(table) for table in tables] for tables in releases]
        self.classes = self._classes()
        self.of_class: dict[tuple[int, int, int], dict[tuple[int, int], int]] = {}
        self.at: dict[Where, list[int]] = {
            (r, t, row, column): [] for r, tables in enumerate(releases) for t, table in enumerate(tables)
            for row, column in table.places()}
        counted: list[int] = []
        self._equal: list[tuple[dict[int, float], float]] = []
        self._below: list[dict[int, float]] = []  # rows that add up to nought at most
        for number, families in enumerate(self.classes):
            self._place(number, families, counted)
        self.truth = np.array(counted, dtype=float)
        self.everybody = sum(len(families) for families in self.classes)
        self._link()
        for r, t, cells in known:
            self._know(r, t, cells)
        self.knowers = self._knowers()

    def _classes(self) -> list[tuple[str, ...]]:
        """Families by the tables and releases they are in."""
        found: dict[tuple[tuple[int, int], ...], list[str]] = {}
        everybody = sorted(frozenset().union(*(cells for release in self._where for cells in release)))
        for family in everybody:
            there = tuple((r, t) for r, release in enumerate(self._where) for t, cells in enumerate(release)
                          if family in cells)
            found.setdefault(there, []).append(family)
        return [tuple(families) for families in found.values()]

    def _place(self, number: int, families: Sequence[str], counted: list[int]) -> None:
        """Give a class its places in every table, the same ones over releases between which none of it moved."""
        last: dict[str, tuple[int, int]] = {}
        for r, tables in enumerate(self.releases):
            for t, table in enumerate(tables):
                if families[0] not in self._where[r][t]:
                    continue
                before = last.get(table.name)
                kept = self._kept(number, before, (r, t)) if before else None
                mine = self._new(table, families, self._where[r][t], counted) if kept is None else kept
                self.of_class[number, r, t] = mine
                for (row, column), place in mine.items():
                    self.at[r, t, row, column].append(place)
                last[table.name] = (r, t)

    def _new(self, table: Table, families: Sequence[str], where: dict[str, tuple[int, int]],
             counted: list[int]) -> dict[tuple[int, int], int]:
        mine = {cell: len(counted) + n for n, cell in enumerate(table.places())}
        numbers = dict.fromkeys(mine, 0)
        for family in families:
            numbers[where[family]] += 1
        counted += numbers.values()
        self._equal.append((dict.fromkeys(mine.values(), 1.0), len(families)))
        return mine

    def _kept(self, number: int, before: tuple[int, int], now: tuple[int, int]) -> dict[tuple[int, int], int] | None:
        """The places of the release before, by the cells of now; None when somebody of the class moved."""
        (r, t), (later, u) = before, now
        old, new = self.releases[r][t], self.releases[later][u]
        was, is_ = self._where[r][t], self._where[later][u]
        if any(_called(old, was[family]) != _called(new, is_[family]) for family in self.classes[number]):
            return None
        places = {_called(old, cell): place for cell, place in self.of_class[number, r, t].items()}
        named = {_called(new, cell): cell for cell in new.places()}
        # Nobody moved, so nobody is in a row that only one of the two releases has.
        gone = {places[name]: 1.0 for name in places if name not in named}
        if gone:
            self._equal.append((gone, 0.0))
        return {cell: places[name] for name, cell in named.items() if name in places}

    def _link(self) -> None:
        """Rows and columns that tables of a release share hold the same families of each class."""
        for r, tables in enumerate(self.releases):
            for link in links(tables):
                for number in range(len(self.classes)):
                    # Who is in the larger table only is in none of the cells that the smaller one is about.
                    ours = self.of_class.get((number, r, link.table), {})
                    theirs = self.of_class.get((number, r, link.other), {})
                    row = {ours[cell]: 1.0 for cell in link.cells if cell in ours}
                    for place in (theirs[cell] for cell in link.others if cell in theirs):
                        row[place] = row.get(place, 0.0) - 1.0
                    if not any(row.values()) or (link.kind != SAME and not (ours and theirs)):
                        continue
                    if link.kind == INSIDE:
                        self._below.append(row)
                    else:
                        self._equal.append((row, 0.0))

    def _know(self, r: int, t: int, cells: Cells) -> None:
        """How many of each class there are in some cells is known."""
        for number in range(len(self.classes)):
            mine = self.of_class.get((number, r, t), {})
            places = [mine[cell] for cell in cells if cell in mine]
            if places:
                self._equal.append((dict.fromkeys(places, 1.0), float(self.truth[places].sum())))

    def _knowers(self) -> list[frozenset[int]]:
        """The places of each kind of family."""
        kinds: dict[frozenset[int], None] = {}
        for number, families in enumerate(self.classes):
            tables = [(r, t, places) for (n, r, t), places in self.of_class.items() if n == number]
            for family in families:
                kinds[frozenset(places[self._where[r][t][family]] for r, t, places in tables)] = None
        return list(kinds)

    @cached_property
    def known(self) -> Rows:
        """What is known without any number shown."""
        amounts = [amount for _row, amount in self._equal]
        rows = [*(row for row, _amount in self._equal), *self._below]
        return Rows(self.matrix(rows), np.array([*amounts, *[-np.inf] * len(self._below)]),
                    np.array([*amounts, *[0.0] * len(self._below)]))

    def matrix(self, rows: Sequence[dict[int, float]]) -> csr_array:
        """Rows of a program from the weight of each place in them."""
        at = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        places = np.array([place for row in rows for place in row], dtype=np.int64)
        weights = np.array([weight for row in rows for weight in row.values()])
        return csr_array((weights, (at, places)), shape=(len(rows), len(self.truth)))

    def sums(self, cells: Sequence[Sequence[int]]) -> csr_array:
        """Rows that each add up some places."""
        return self.matrix([dict.fromkeys(places, 1.0) for places in cells])

    def told(self, shown: dict[Where, int], base: Sequence[int], threshold: Sequence[int]) -> Rows:
        """What numbers shown tell, by release: between what they can stand for, and not all of their row or column."""
        rows: list[dict[int, float]] = []
        least: list[float] = []
        most: list[float] = []
        for where, number in shown.items():
            low, high = meant_by(number, base[where[0]], threshold[where[0]])
            rows.append(dict.fromkeys(self.at[where], 1.0))
            least.append(low)
            most.append(high)
            for others in self.beside(where):
                rows.append(dict.fromkeys(others, 1.0))
                least.append(1)
                most.append(np.inf)
        return Rows(self.matrix(rows), np.array(least), np.array(most))

    def averaged(self, means: dict[tuple[int, int], float]) -> Rows:
        """What means told (by release and table) say of the families in it, as far as they were rounded."""
        rows: list[dict[int, float]] = []
        least: list[float] = []
        most: list[float] = []
        for (r, t), mean in means.items():
            table = self.releases[r][t]
            rows.append({place: score for row, score in enumerate(table.scores) if score
                         for column in range(len(table.columns)) for place in self.at[r, t, row, column]})
            off, families = MEAN_STEP / 2 + 1e-9, len(table.families)
            least.append((mean - off) * families)
            most.append((mean + off) * families)
        return Rows(self.matrix(rows), np.array(least), np.array(most))

    def small(self, base: Sequence[int], threshold: Sequence[int]) -> Rows:
        """What is held back for being under the threshold is so, of releases that are rounded.

        There hardly any cell is held back for another reason, so an attacker may take it for that.
        """
        cells = [where for where, places in self.at.items()
                 if base[where[0]] > 1 and self.truth[places].sum() < threshold[where[0]]]
        most = np.array([threshold[where[0]] - 1.0 for where in cells])
        return Rows(self.sums([self.at[where] for where in cells]), np.zeros(len(cells)), most)

    def beside(self, where: Where) -> list[list[int]]:
        """The places of the rest of its row and of its column: a cell that is shown is not all of either."""
        r, t, row, column = where
        table = self.releases[r][t]
        across = [at for other in range(len(table.columns)) if other != column for at in self.at[r, t, row, other]]
        down = [at for other in range(len(table.rows)) if other != row for at in self.at[r, t, other, column]]
        lone_row, lone_column = is_lone(table)
        return [places for places, lone in ((across, lone_row), (down, lone_column)) if not lone]


def solve(rows: Sequence[Rows], least: Numbers, most: Numbers, weights: Numbers, *, seconds: float = SECONDS,
          presolve: bool = True) -> Numbers | None:
    """The whole numbers within bounds that keep to all rows and weigh least; None when there are none.

    What HiGHS makes simpler before it solves (`presolve`) came out wrong for some programs of a choice and many worlds:
    dearer than need be. So those go without, as does a second look where there seems to be no world.

    Raises: OutOfTime when neither was found in `seconds`; what was found by then is given, if another weighs less too.
    """
    matrix = vstack([row.matrix for row in rows], format="csr")
    low, high = np.concatenate([row.least for row in rows]), np.concatenate([row.most for row in rows])
    found = within(seconds, weights, Bounds(least, most), LinearConstraint(matrix, low, high), presolve=presolve,
                   whole=np.ones(len(weights)))
    if found.x is not None:
        world: Numbers = np.round(found.x)
        sums = matrix @ world
        if (sums >= low).all() and (sums <= high).all() and (world >= least).all() and (world <= most).all():
            return world
    elif found.status == NO_WORLD:
        return solve(rows, least, most, weights, seconds=seconds, presolve=False) if presolve else None
    raise OutOfTime


def _cell_of(table: Table) -> dict[str, tuple[int, int]]:
    return {family: (row, column) for row, column in table.places() for family in table.cells[row][column]}


def _called(table: Table, cell: tuple[int, int]) -> tuple[str, str]:
    return table.rows[cell[0]], table.columns[cell[1]]
