"""Which cells to hold back besides those that the rules name, so that an attacker pins none of them: as few as can be.

The choice is a whole-number program: a cell is held back or shown, and for each thing that must stay open there is a
world, another way in which families may have answered, in which it is another number and every cell shown says what it
says now. Such worlds are asked for as the attacker finds what needs them, so that few programs are large. Where even
that is too much (`LARGE`), what is pinned is opened one by one, and what was held back for nothing is shown again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from themes.disclosure.allowance import spent
from themes.disclosure.attacker import Game, Pinned, hidden
from themes.disclosure.parting import Piece, pieces
from themes.disclosure.rules import first_held, meant_by, rounded
from themes.disclosure.tables import Table
from themes.disclosure.worlds import Numbers, OutOfTime, Rows, Where, Worlds, solve

LARGE = 6_000  # numbers in one program: those of all its worlds
AT_ONCE = 4  # things pinned for which worlds are asked in one go
CHOICE_SECONDS = 10.0  # for one program
IN_ALL = 60.0  # seconds of processor time for tables that belong together


class Setting(NamedTuple):
    """A release to draft, by itself.

    Attributes:
        worlds: of this release only.
        may_show: cells that the rules do not name, with how many families are in them; must_hold: the others.
        base, threshold: by which it is drafted.
        until: when to stop looking, by `allowance.spent`; what is not chosen by then is all held back.
    """

    worlds: Worlds
    may_show: dict[Where, int]
    must_hold: tuple[Where, ...]
    base: int
    threshold: int
    until: float


class _Impossible(Exception):
    """Something is pinned whatever is held back."""


def chosen(tables: Sequence[Table], base: int, threshold: int) -> frozenset[tuple[int, int, int]]:
    """The cells to hold back, as (table, row, column) from 0; all of tables of which nothing can be shown."""
    return frozenset((piece.tables[0][t], row, column) for piece in pieces([tables])
                     for _r, t, row, column in _of_piece(piece, tables, base, threshold))


def _of_piece(piece: Piece, tables: Sequence[Table], base: int, threshold: int) -> frozenset[Where]:
    """The cells to hold back in the tables of a piece; places of tables are as in the piece."""
    ours = [tables[t] for t in piece.tables[0]]
    worlds = Worlds([ours], piece.known)
    must = {(0, at, *cell) for at, table in enumerate(ours) for cell in first_held(table, threshold)}
    may = {where: int(worlds.truth[places].sum()) for where, places in worlds.at.items() if where not in must}
    setting = Setting(worlds, may, tuple(sorted(must)), base, threshold, spent() + IN_ALL)
    try:
        more = _exactly(setting)
    except (OutOfTime, _TooLarge):
        more = _one_by_one(setting)
    except _Impossible:
        more = frozenset(may)
    return frozenset(must) | more


class _TooLarge(Exception):
    """One program for all is too large."""


def _closed(of: Setting, held: frozenset[Where], *, first_only: bool = False) -> list[Pinned]:
    """What the attacker pins when `held` is held back besides what must be."""
    worlds = of.worlds
    shown = {where: rounded(count, of.base) for where, count in of.may_show.items() if where not in held}
    rows = [worlds.known, worlds.told(shown, [of.base], [of.threshold]), worlds.small([of.base], [of.threshold])]
    return Game(worlds, rows, hidden(worlds, [*of.must_hold, *sorted(held)])).closed(first_only=first_only)


def _exactly(of: Setting) -> frozenset[Where]:
    """The fewest cells, by a program for all worlds at once. Raises: _Impossible, OutOfTime, _TooLarge."""
    asked: list[Pinned] = []
    held: frozenset[Where] = frozenset()
    while found := _closed(of, held):
        more = _new(found, asked)
        if not more:
            raise OutOfTime  # what has a world is pinned none the less: its program ran out of time
        asked += more
        if len(asked) * (len(of.worlds.truth) + 1) > LARGE:
            raise _TooLarge
        held = _fewest(of, asked, frozenset())
    return held


def _new(found: Sequence[Pinned], asked: Sequence[Pinned]) -> list[Pinned]:
    """Some of what was found: few at a time, of different cells, since one more cell held back opens many."""
    by_cell: dict[Where, Pinned] = {}
    for one in found:
        if one not in asked:
            by_cell.setdefault(one.target.where, one)
    return list(by_cell.values())[:AT_ONCE]


def _one_by_one(of: Setting) -> frozenset[Where]:
    """Cells held back until nothing is pinned, for one thing at a time; then those shown that need not be held."""
    held: frozenset[Where] = frozenset()
    while found := _closed(of, held, first_only=True):
        if spent() > of.until:
            return frozenset(of.may_show)
        try:
            more = _fewest(of, found[:1], held)
        except (OutOfTime, _Impossible):
            more = held
        if more == held:
            return frozenset(of.may_show)
        held = more
    for where in sorted(held, key=lambda w: (-of.may_show[w], w)):
        if spent() < of.until and not _closed(of, held - {where}, first_only=True):
            held -= {where}
    return held


def _fewest(of: Setting, asked: Sequence[Pinned], held: frozenset[Where]) -> frozenset[Where]:
    """The fewest cells to hold back besides `held` so that each of `asked` has a world of its own.

    Of as many cells those with the fewest families, then the first. Raises: _Impossible, OutOfTime.
    """
    cells = sorted(of.may_show)
    program = _Program(of, cells, asked)
    rank = {where: n for n, where in enumerate(sorted(cells, key=lambda w: (of.may_show[w], w)))}
    weights = np.array([1 + rank[where] / (10 * len(cells) ** 2) for where in cells])
    least = np.array([float(where in held) for where in cells])
    choice = program.solved(weights, least)
    return frozenset(where for where, one in zip(cells, choice, strict=True) if one > 0.5)


class _Program:
    """One choice of cells, and per thing asked a world and whether the number in it is more or less."""

    def __init__(self, of: Setting, cells: Sequence[Where], asked: Sequence[Pinned]) -> None:
        self.setting, self.cells, self.asked = of, cells, asked
        self.size = len(of.worlds.truth)
        self.everybody = float(of.worlds.everybody)

    def solved(self, weights: Numbers, held: Numbers) -> Numbers:
        """The choice, 1 for held back, that weighs least and holds back `held`."""
        choices, each = len(self.cells), self.size + 1
        rows = [self._rows(n, one) for n, one in enumerate(self.asked)]
        least = [held, *(np.append(self._own(one), 0.0) for one in self.asked)]
        most = [np.ones(choices), *(np.append(np.full(self.size, self.everybody), 1.0) for _one in self.asked)]
        cost = np.concatenate([weights, np.zeros(each * len(self.asked))])
        found = solve(rows, np.concatenate(least), np.concatenate(most), cost, seconds=CHOICE_SECONDS,
                      presolve=False)
        if found is None:
            raise _Impossible
        return found[:choices]

    def _own(self, one: Pinned) -> Numbers:
        least = np.zeros(self.size)
        least[sorted(self.setting.worlds.knowers[one.knower])] = 1.0
        return least

    def _rows(self, n: int, one: Pinned) -> Rows:
        """The rows of the world of one thing asked."""
        parts = [self._known(), self._told(), self._changed(one)]
        choice = vstack([part[0] for part in parts], format="csr")
        world = vstack([part[1] for part in parts], format="csr")
        height, each = world.shape[0], self.size + 1
        left, right = csr_array((height, n * each)), csr_array((height, (len(self.asked) - n - 1) * each))
        return Rows(hstack([choice, left, world, right], format="csr"), np.concatenate([part[2] for part in parts]),
                    np.concatenate([part[3] for part in parts]))

    def _known(self) -> tuple[csr_array, csr_array, Numbers, Numbers]:
        of = self.setting
        small = of.worlds.small([of.base], [of.threshold])
        both = vstack([of.worlds.known.matrix, small.matrix, csr_array((0, self.size))], format="csr")
        height = both.shape[0]
        return (csr_array((height, len(self.cells))), hstack([both, csr_array((height, 1))], format="csr"),
                np.concatenate([of.worlds.known.least, small.least]),
                np.concatenate([of.worlds.known.most, small.most]))

    def _told(self) -> tuple[csr_array, csr_array, Numbers, Numbers]:
        """What the cells that may be shown tell, unless they are held back."""
        worlds, of = self.setting.worlds, self.setting
        sums, choice, least, most = [], [], [], []
        for at, where in enumerate(self.cells):
            low, high = meant_by(rounded(of.may_show[where], of.base), of.base, of.threshold)
            for places, factor, bottom, top in [
                    (worlds.at[where], float(low), float(low), np.inf),
                    (worlds.at[where], high - self.everybody, -np.inf, float(high)),
                    *((others, 1.0, 1.0, np.inf) for others in worlds.beside(where))]:
                sums.append(places)
                choice.append((at, factor))
                least.append(bottom)
                most.append(top)
        matrix = csr_array((np.array([factor for _at, factor in choice]),
                            (np.arange(len(choice)), np.array([at for at, _factor in choice], dtype=np.int64))),
                           shape=(len(choice), len(self.cells)))
        world = hstack([worlds.sums(sums), csr_array((len(sums), 1))], format="csr")
        return matrix, world, np.array(least), np.array(most)

    def _changed(self, one: Pinned) -> tuple[csr_array, csr_array, Numbers, Numbers]:
        """The number asked for is at least one more, or at least one less; for a cell that is held back only."""
        worlds = self.setting.worlds
        target = one.target
        true, far = float(worlds.truth[list(target.places)].sum()), self.everybody + 1
        total = worlds.sums([target.places, target.places])
        free = target.where in self.setting.may_show
        # more: sum >= true + h - far (1 - g); less: sum <= true - h + far g, where h is 1 when it is held back.
        choice = csr_array((2, len(self.cells)))
        add = 1.0
        if free:
            at, add = self.cells.index(target.where), 0.0
            choice = csr_array((np.array([-1.0, 1.0]), (np.array([0, 1]), np.array([at, at]))),
                               shape=(2, len(self.cells)))
        world = hstack([total, csr_array(np.array([[-far], [-far]]))], format="csr")
        return (choice, world, np.array([true + add - far, -np.inf]), np.array([np.inf, true - add]))
