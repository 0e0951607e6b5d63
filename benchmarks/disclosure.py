"""What an attacker finds in releases of pilots drawn by chance, what is lost to keep it from her, and how fast.

Asked: nothing found in 300 pilots of 6 to 150 families, each with up to six releases of two linked tables; no more
cells held back than 1.3 times the fewest, on tables small enough to try every choice; half an hour on two cores for
all of it. The fewest are found a second way, by trying choices in order of size against an attacker written here: one
table of unknowns, no classes, and none of the rules but rounding. She knows less than the program's own does, so that
fewer may do. Counted besides: cells that somebody finds out who can run the program, and sees for each other way in
which families may have answered what it would hold back then; she knows the answers of no family.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from math import comb
from random import Random
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from benchmarks.rows import Row, table
from tests.themes.disclosure.pilots import numbers, pilot
from themes.disclosure.attacker import attacked
from themes.disclosure.choosing import chosen
from themes.disclosure.protect import drafted
from themes.disclosure.rules import first_held, meant_by, rounded
from themes.disclosure.tables import Drafted, Table
from themes.release.content import MUNICIPALITY

PILOTS, SMALL_PILOTS, SMALL_CELLS = 300, 200, 24
# Tables tried by who can run the program, other worlds that she tries for each, and of how many she takes them.
TABLES, WORLDS, DRAWN = 60, 80, 3000
Cell = tuple[int, int, int]  # table, row, column, from 0


class Pilot(NamedTuple):
    """What was seen of one pilot: releases, those that waited, things pinned, cells shown and all, seconds for each."""

    releases: int
    waited: int
    pinned: int
    shown: int
    cells: int
    seconds: list[float]


class Small(NamedTuple):
    """What was held back of one release, and the fewest cells that would have done."""

    held: int
    fewest: int


class Known(NamedTuple):
    """Cells of one table held back, those for which no other number was found, and whether every world was tried."""

    held: int
    alone: int
    is_sure: bool


def run() -> list[Row]:
    """Pilots drawn by chance, and small ones of which every choice is tried."""
    began = time.monotonic()
    with ProcessPoolExecutor(2) as pool:
        pilots = list(pool.map(one_pilot, range(PILOTS)))
        small = list(pool.map(one_small, range(SMALL_PILOTS)))
        known = list(pool.map(one_known, range(TABLES)))
    took = time.monotonic() - began
    seconds = sorted(second for one in pilots for second in one.seconds)
    held, fewest = sum(one.held for one in small), sum(one.fewest for one in small)
    worst = max(one.held / max(1, one.fewest) for one in small)
    releases, waited = sum(one.releases for one in pilots), sum(one.waited for one in pilots)
    pinned = sum(one.pinned for one in pilots)
    shown, cells = sum(one.shown for one in pilots), sum(one.cells for one in pilots)
    return [
        Row(f"pinned, {PILOTS} pilots, {releases} releases", str(pinned), "0", pinned > 0),
        Row("releases that waited", f"{waited} of {releases}"),
        Row("cells shown where a release did not wait", f"{shown} of {cells} ({shown / cells:.0%})"),
        Row("drafting a release, median and slowest", f"{seconds[len(seconds) // 2]:.2f} / {seconds[-1]:.2f} s"),
        Row(f"cells held back, {len(small)} small releases", f"{held}; the fewest {fewest}: {held / fewest:.3f}",
            "< 1.3"),
        Row("the same, the worst of them", f"{worst:.2f}", "< 1.3"),
        Row(f"pinned by who can run the program, {TABLES} tables",
            f"{sum(one.alone for one in known if one.is_sure)} of {sum(one.held for one in known)}; not known of "
            f"{sum(one.alone for one in known if not one.is_sure)}"),
        Row("all of it, on two cores", f"{took / 60:.1f} min", "< 30 min"),
    ]


def one_pilot(seed: int) -> Pilot:
    """Draft every release of a pilot, and attack all of them together."""
    told: list[Drafted] = []
    seconds = []
    for tables in pilot(Random(seed)):
        began = time.monotonic()
        told.append(drafted(tables, audience=MUNICIPALITY, earlier=told))
        seconds.append(time.monotonic() - began)
    cells = [cell for one in told if one.reason is None for shown in one.shown for row in shown.cells for cell in row]
    return Pilot(len(told), sum(one.reason is not None for one in told), len(attacked(told)),
                 sum(cell is not None for cell in cells), len(cells), seconds)


def one_small(seed: int) -> Small:
    """Draft one release of a small pilot, and try every choice of fewer cells."""
    chance = Random(f"small {seed}")
    while True:
        tables = pilot(chance, 10, 60, 1)[0]
        if sum(len(one.rows) * len(one.columns) for one in tables) <= SMALL_CELLS:
            break
    found = drafted(tables, audience=MUNICIPALITY)
    held = {(t, row, column) for t, shown in enumerate(found.shown) for row, line in enumerate(shown.cells)
            for column, cell in enumerate(line) if cell is None}
    must = {(t, *cell) for t, one in enumerate(tables) for cell in first_held(one, 5)}
    free = sorted({(t, *cell) for t, one in enumerate(tables) for cell in one.places()} - must)
    for more in range(len(held) - len(must)):
        for choice in itertools.combinations(free, more):
            if is_safe(tables, must | set(choice), found.shown[0].base):
                return Small(len(held), len(must) + more)
    return Small(len(held), len(held))


def one_known(seed: int) -> Known:
    """Draft one small table, and look for other worlds of which the very same would be held back."""
    chance = Random(f"known {seed}")
    rows, columns = chance.randint(2, 3), chance.randint(2, 3)
    cells = [[int(chance.random() ** 1.3 * 13) for _column in range(columns)] for _row in range(rows)]
    cells[0][0] += max(0, 10 - sum(map(sum, cells)))
    held = _held_back(cells)
    seen = [{cells[row][column]} for row, column in held]
    left = sum(cells[row][column] for row, column in held)
    is_all = len(held) <= 5 and comb(left + len(held), len(held)) < 10 * DRAWN
    worlds = [[*few, left - sum(few)] for few in itertools.product(range(left + 1), repeat=max(0, len(held) - 1))
              if sum(few) <= left] if is_all else [_other(cells, held, chance) for _n in range(DRAWN)]
    chance.shuffle(worlds)
    tried = 0
    for counts in worlds if held else ():
        if tried == WORLDS or all(len(numbers_) > 1 for numbers_ in seen):
            break
        if all(count in numbers_ for count, numbers_ in zip(counts, seen, strict=True)):
            continue
        other = [list(line) for line in cells]
        for (row, column), count in zip(held, counts, strict=True):
            other[row][column] = count
        if first_held(numbers(other), 5) <= set(held):
            tried += 1
            if _held_back(other) == held:
                for numbers_, count in zip(seen, counts, strict=True):
                    numbers_.add(count)
    return Known(len(held), sum(len(numbers_) == 1 for numbers_ in seen), is_all and tried < WORLDS)


def _held_back(cells: list[list[int]]) -> list[tuple[int, int]]:
    return sorted(cell[1:] for cell in chosen([numbers(cells)], 1, 5))


def _other(cells: list[list[int]], held: Sequence[tuple[int, int]], chance: Random) -> list[int]:
    """The numbers held back, with those in up to five places parted otherwise among them."""
    counts, at = [cells[row][column] for row, column in held], chance.sample(range(len(held)), min(5, len(held)))
    left = sum(counts[n] for n in at)
    cuts = [0, *sorted(chance.randint(0, left) for _n in at[1:]), left]
    for n, (low, high) in zip(at, itertools.pairwise(cuts), strict=True):
        counts[n] = high - low
    return counts


def is_safe(tables: Sequence[Table], held: set[Cell], base: int) -> bool:
    """Whether each cell held back can be another number, for every family that knows its own cells."""
    cells = [(t, *cell) for t, one in enumerate(tables) for cell in one.places()]
    at = {cell: n for n, cell in enumerate(cells)}
    truth = np.array([float(len(tables[t].cells[row][column])) for t, row, column in cells])
    everybody = float(len(tables[0].families))
    bounds = [meant_by(rounded(int(truth[at[cell]]), base), base, 5) if cell not in held else (0, everybody)
              for cell in cells]
    sums = [[float(cell[0] == t) for cell in cells] for t in range(len(tables))]
    sums += [[(1.0 if cell[0] == 0 else -1.0) * (cell[1] == row) for cell in cells]
             for row in range(len(tables[0].rows))]
    amounts = np.array([everybody] * len(tables) + [0.0] * len(tables[0].rows))
    known = LinearConstraint(np.array(sums), amounts, amounts)
    families = {tuple(n for n, (t, row, column) in enumerate(cells) if family in tables[t].cells[row][column])
                for family in tables[0].families}
    return all(_can_differ(at[cell], family, truth, bounds, known) for cell in held for family in families)


def _can_differ(cell: int, family: tuple[int, ...], truth: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
                bounds: Sequence[tuple[float, float]], known: LinearConstraint) -> bool:
    for way in (1, -1):
        least, most = (np.array(side, dtype=float) for side in zip(*bounds, strict=True))
        for own in family:
            least[own] = max(least[own], 1.0)
        if way > 0:
            least[cell] = max(least[cell], truth[cell] + 1)
        else:
            most[cell] = min(most[cell], truth[cell] - 1)
        if (least <= most).all() and milp(np.zeros(len(truth)), integrality=np.ones(len(truth)), constraints=known,
                                          bounds=Bounds(least, most), options={"presolve": False}).x is not None:
            return True
    return False


if __name__ == "__main__":
    print(table(run()))
