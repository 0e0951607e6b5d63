"""Who wants to know more than is shown: everything that releases together pin down, found by whole-number programs.

The attacker is any one family that takes part. She knows the rules, all releases, what is in `worlds.py` (how many
families there are, who came, stayed and left, that nobody who stayed changed where nobody did), and her own answers.
She wins where every world that fits gives the same number for a cell that is held back; and where it gives the same
number, not nought, for few families who came or left together, or all of them in one cell: that names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from themes.disclosure.allowance import spent
from themes.disclosure.parting import Piece, pieces
from themes.disclosure.tables import Drafted
from themes.disclosure.worlds import SECONDS, Numbers, OutOfTime, Rows, Where, Worlds, solve

# Seconds of processor time for all programs of tables that belong together; what is not open by then counts as pinned.
IN_ALL = 60.0
ROUNDS = 6  # worlds looked for at random before each cell that is still closed is tried by itself


class Target(NamedTuple):
    """A number that must stay open.

    Attributes:
        where: a cell held back, or the one where families who came or left together are; release, table, row and
            column from 0.
        places: of which the families are counted.
        spared: kinds of family who may know it.
        names: whether it would name families who came or left.
    """

    where: Where
    places: tuple[int, ...]
    spared: frozenset[int]
    names: bool


class Pinned(NamedTuple):
    """What an attacker knows for certain, and the kind of family who does, by its place in `Worlds.knowers`."""

    target: Target
    knower: int


class Game:
    """Worlds that fit what is shown, looked for until each target has two, for each kind of family."""

    def __init__(self, worlds: Worlds, rows: Sequence[Rows], targets: Sequence[Target], seconds: float = SECONDS
                 ) -> None:
        self.worlds, self.rows, self.targets, self.seconds = worlds, rows, targets, seconds
        self._until = spent() + IN_ALL
        self._sums = worlds.sums([target.places for target in targets])
        self._own = worlds.sums([sorted(places) for places in worlds.knowers])
        self._sizes = np.array([len(places) for places in worlds.knowers])
        self._true = self._sums @ worlds.truth
        # By kind of family and target: whether a world that fits what she knows has another number.
        self.open: NDArray[np.bool_] = np.zeros((len(worlds.knowers), len(targets)), dtype=bool)
        for at, target in enumerate(targets):
            self.open[sorted(target.spared), at] = True

    def closed(self, *, first_only: bool = False) -> list[Pinned]:
        """What is pinned; with `first_only` the first found, to say that there is one."""
        if not self.targets or not self.worlds.knowers:
            return []
        self._at_random()
        found = []
        for at, target in enumerate(self.targets):
            knower = self._who_knows(at)
            if knower is not None:
                found.append(Pinned(target, knower))
                if first_only:
                    break
        return found

    def _fits(self, world: Numbers) -> None:
        """Note what a world leaves open, for every kind of family whose own answers fit in it."""
        fitting = (self._own @ (world >= 1)) == self._sizes
        self.open[fitting] |= (self._sums @ world) != self._true

    def _at_random(self) -> None:
        """Look for worlds that change many targets at once, and in which every family can be who she is."""
        chance = np.random.default_rng(0)
        everyone = np.minimum(self.worlds.truth, 1.0)
        for _n in range(ROUNDS):
            closed = ~self.open.all(axis=0)
            if not closed.any():
                return
            weights = np.where(closed, chance.uniform(-1, 1, len(self.targets)), 0.0)
            self._look(everyone, self.rows, weights @ self._sums)

    def _look(self, least: Numbers, rows: Sequence[Rows], weights: Numbers | None = None, *, fits: bool = True) -> bool:
        """Look for a world with at least `least` in each place, and note what it opens where it `fits` what is shown.

        One that was not found in time is as one found that opens nothing.
        """
        none = np.zeros(len(self.worlds.truth))
        left = min(self.seconds, self._until - spent())
        if left <= 0:
            return not fits
        try:
            world = solve(rows, least, np.full(len(none), np.inf), none if weights is None else weights, seconds=left)
        except OutOfTime:
            return not fits
        if world is not None and fits:
            self._fits(world)
        return world is not None

    def _who_knows(self, at: int) -> int | None:
        """The first kind of family for whom no world has another number at a target."""
        nothing = np.zeros(len(self.worlds.truth))
        for least in (np.minimum(self.worlds.truth, 1.0), nothing):
            if not self.open[:, at].all():
                self._change(at, least, self.rows)
        if not self.open[:, at].any() and not self._change(at, nothing, [self.worlds.known]):
            self.open[:, at] = True  # it follows from how the tables are laid out, whatever they show
        while not self.open[:, at].all():
            knower = int(np.argmin(self.open[:, at]))
            least = nothing.copy()
            least[sorted(self.worlds.knowers[knower])] = 1.0
            self._change(at, least, self.rows)
            if not self.open[knower, at]:
                # What she would know if nothing were shown (she is the only one in her row) is told by no number.
                if self._change(at, least, [self.worlds.known]):
                    return knower
                self.open[knower, at] = True
        return None

    def _change(self, at: int, least: Numbers, rows: Sequence[Rows]) -> bool:
        """Look for a world in which a target is more, and when there is none, for one in which it is less."""
        for bounds in ((self._true[at] + 1, np.inf), (0.0, self._true[at] - 1)):
            change = Rows(self._sums[[at]], np.array([bounds[0]]), np.array([bounds[1]]))
            if bounds[1] >= 0 and self._look(least, [*rows, change], fits=rows is self.rows):
                return True
        return False


def attacked(releases: Sequence[Drafted], *, first_only: bool = False, seconds: float = SECONDS) -> list[Pinned]:
    """Everything pinned by releases together, oldest first; places of releases are as in `releases`.

    What is not shown at all, a release or tables that belong together, says nothing and is left out. A program that is
    not solved within `seconds` counts as pinned. With `first_only`, one thing for tables that belong together.
    """
    told = [at for at, one in enumerate(releases) if one.reason is None]
    found: list[Pinned] = []
    for piece in pieces([releases[at].tables for at in told]):
        for one in _in_piece(piece, [releases[at] for at in told], first_only=first_only, seconds=seconds):
            r, t, row, column = one.target.where
            where = (told[r], piece.tables[r][t], row, column)
            found.append(one._replace(target=one.target._replace(where=where)))
    return found


def _in_piece(piece: Piece, releases: Sequence[Drafted], *, first_only: bool, seconds: float) -> list[Pinned]:
    """What is pinned in the tables of a piece; places of tables are as in the piece."""
    piece, releases = _telling(piece, releases)
    if not releases:
        return []
    worlds = Worlds([[one.tables[t] for t in of] for one, of in zip(releases, piece.tables, strict=True)], piece.known)
    shown, held = {}, []
    for r, (one, of) in enumerate(zip(releases, piece.tables, strict=True)):
        for t, place in enumerate(of):
            for row, column in one.tables[place].places():
                cell = one.shown[place].cells[row][column]
                if cell is None:
                    held.append((r, t, row, column))
                else:
                    shown[r, t, row, column] = cell
    base, threshold = [one.shown[0].base for one in releases], [one.threshold for one in releases]
    means = {(r, t): mean for r, (one, of) in enumerate(zip(releases, piece.tables, strict=True)) if one.means
             for t, place in enumerate(of) if (mean := one.means[place]) is not None}
    rows = [worlds.known, worlds.told(shown, base, threshold), worlds.small(base, threshold), worlds.averaged(means)]
    targets = [*hidden(worlds, held), *passing(worlds, max(threshold))]
    return Game(worlds, rows, targets, seconds).closed(first_only=first_only)


def _telling(piece: Piece, releases: Sequence[Drafted]) -> tuple[Piece, list[Drafted]]:
    """Only the releases that show something of the piece: the others say nothing about it."""
    kept = [r for r, of in enumerate(piece.tables) if any(releases[r].shown[t].total is not None for t in of)]
    known = tuple((kept.index(r), t, cells) for r, t, cells in piece.known if r in kept)
    return Piece(tuple(piece.tables[r] for r in kept), known), [releases[r] for r in kept]


def hidden(worlds: Worlds, held: Sequence[Where]) -> list[Target]:
    """The cells held back."""
    return [Target(where, tuple(worlds.at[where]), frozenset(), False) for where in held]


def passing(worlds: Worlds, threshold: int) -> Iterator[Target]:
    """Where families are who came or left together: in one release and not in another, or in the same releases."""
    for group in together(worlds) if len(worlds.releases) > 1 else ():
        families = sum(len(worlds.classes[number]) for number in group)
        seen: set[frozenset[int]] = set()
        for r, t, row, column in worlds.at:
            ours = [worlds.of_class[number, r, t] for number in group if (number, r, t) in worlds.of_class]
            mine = frozenset(of[row, column] for of in ours if (row, column) in of)
            there = int(worlds.truth[sorted(mine)].sum())
            if not there or mine in seen or (families >= threshold and there < families - 1):
                continue
            seen.add(mine)
            spared = _spared(worlds, group, mine, there, families, threshold)
            if len(spared) < len(worlds.knowers):
                yield Target((r, t, row, column), tuple(sorted(mine)), spared, True)


def together(worlds: Worlds) -> list[tuple[int, ...]]:
    """Classes that can be told together from the others: in the same tables, or in one of them then and not later."""
    there: list[set[tuple[str, int]]] = [set() for _families in worlds.classes]
    for number, r, t in worlds.of_class:
        there[number].add((worlds.releases[r][t].name, r))
    found: dict[frozenset[tuple[str, int]], list[int]] = {}
    for number, of in enumerate(there):
        found.setdefault(frozenset(of), []).append(number)
    groups = {tuple(numbers) for numbers in found.values()}
    # In another release, of some table: its name alone says who came to it or left it.
    names = {name for of in there for name, _r in of}
    groups |= {tuple(n for n, of in enumerate(there) if (name, a) in of and (name, b) not in of)
               for name in names for a, b in permutations(range(len(worlds.releases)), 2)
               if any((name, b) in of for of in there)}
    groups |= {tuple(n for n, of in enumerate(there) if a in {r for _name, r in of} and b not in {r for _name, r in of})
               for a, b in permutations(range(len(worlds.releases)), 2)}
    return sorted(group for group in groups if group)


def _spared(worlds: Worlds, group: Sequence[int], mine: frozenset[int], there: int, families: int,
            threshold: int) -> frozenset[int]:
    """The kinds of family to whom a number of a group tells nothing of another: her own answer is all of it."""
    places = {place for (number, _r, _t), of in worlds.of_class.items() if number in group for place in of.values()}
    spared = set()
    for knower, own in enumerate(worlds.knowers):
        inside = bool(own & places)
        others, others_there = families - inside, there - (inside and bool(own & mine))
        few = 0 < others < threshold
        if not others_there or not (few or others_there == others):
            spared.add(knower)
    return frozenset(spared)
