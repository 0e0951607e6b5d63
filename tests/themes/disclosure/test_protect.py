"""What of tables is shown: by hand, by properties of drawn pilots, and against an attacker."""

from __future__ import annotations

import csv
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.themes.disclosure.pilots import numbers, pilot
from themes.disclosure.attacker import attacked
from themes.disclosure.protect import TOO_FEW, TOO_LIKE, drafted
from themes.disclosure.rules import first_held, meant_by, rounded
from themes.disclosure.tables import Drafted, Table
from themes.release.content import MUNICIPALITY, PUBLIC, TEAM

if TYPE_CHECKING:
    from pathlib import Path


def cells(table: Table, audience: str = MUNICIPALITY) -> tuple[tuple[int | None, ...], ...]:
    """What is shown of a table by itself."""
    return drafted([table], audience=audience).shown[0].cells


@pytest.mark.parametrize(("given", "shown"), [
    ([[7, 8], [9, 6]], ((7, 8), (9, 6))),  # nothing to hide
    ([[3, 8], [9, 6]], ((None, 8), (9, None))),  # 26 families less 23 is 3: the smallest of the others goes with it
    ([[3, 8], [4, 9]], ((None, 8), (None, 9))),  # two cells under the threshold hide one another
    ([[0, 8], [9, 6]], ((None, None), (None, 6))),  # nobody in a cell makes its neighbours all of their row and column
    ([[1, 6, 5], [5, 0, 5], [5, 5, 5]], ((None, 6, None), (5, None, 5), (5, 5, 5))),  # 1 + 0: that one knows the other
])
def test_by_hand(given: list[list[int]], shown: tuple[tuple[int | None, ...], ...]) -> None:
    """Small tables, worked out on paper."""
    assert cells(numbers(given)) == shown


def test_totals_are_of_what_is_shown() -> None:
    """Totals add up the cells shown, and are null where none is."""
    (shown,) = drafted([numbers([[3, 8], [4, 9]])], audience=MUNICIPALITY).shown
    assert (shown.row_totals, shown.column_totals, shown.total) == ((8, 9), (None, 17), 17)


def test_it_is_rounded_from_fifty_families_on() -> None:
    """With 49 families counts are as they are, with 50 multiples of the base."""
    assert cells(numbers([[7, 11], [12, 19]])) == ((7, 11), (12, 19))
    assert cells(numbers([[7, 11], [13, 19]])) == ((5, 10), (15, 20))


def test_the_public_has_a_higher_threshold() -> None:
    """What a municipality may read is held back for everybody; the team reads all of it."""
    table = numbers([[7, 8], [9, 6]])
    assert cells(table, PUBLIC) == ((None, None), (None, None))
    assert cells(numbers([[3, 0], [0, 1]]), TEAM) == ((3, 0), (0, 1))


@pytest.mark.parametrize("base", range(1, 12))
def test_rounding_stands_for_what_it_was(base: int) -> None:
    """A count rounded is a multiple of the base, above nought, and among what the number shown can stand for."""
    for threshold in (1, 2, 5, 10):
        for count in range(threshold, 60):
            shown = rounded(count, base)
            low, high = meant_by(shown, base, threshold)
            assert shown > 0
            assert not shown % base
            assert low <= count <= high
            assert {rounded(n, base) for n in range(low, high + 1)} == {shown}


def test_few_families_wait() -> None:
    """Under twice the threshold all is held back, with a reason."""
    found = drafted([numbers([[5, 4]])], audience=MUNICIPALITY)
    assert found.reason == TOO_FEW
    assert found.shown[0].total is None


def without(table: Table, *families: str) -> Table:
    """The table after families left."""
    return Table(table.name, table.rows, table.columns,
                 tuple(tuple(cell - set(families) for cell in row) for row in table.cells))


def test_who_leaves_is_not_named() -> None:
    """Where one family left the release waits; where as many as the threshold did, it does not."""
    table = numbers([[9, 8], [9, 12]])
    first = drafted([table], audience=MUNICIPALITY)
    one = min(table.cells[0][0])
    after = drafted([without(table, one)], audience=MUNICIPALITY, earlier=[first])
    assert (after.reason, after.shown[0].total) == (TOO_LIKE, None)
    leave = [*sorted(table.cells[0][1])[:2], *sorted(table.cells[1][1])[:2], one]
    later = drafted([without(table, *leave)], audience=MUNICIPALITY, earlier=[first, after])
    assert later.reason is None
    assert later.shown[0].cells == ((8, 6), (9, 10))


def test_who_leaves_is_not_named_by_what_is_rounded() -> None:
    """13 families are shown as 15 and 12 as 10: the one who left was among them, so that release waits."""
    table = numbers([[13, 20], [20, 20]])
    first = drafted([table], audience=MUNICIPALITY)
    assert first.shown[0].cells == ((15, 20), (20, 20))
    seen = drafted([without(table, min(table.cells[0][0]))], audience=MUNICIPALITY, earlier=[first])
    assert seen.reason is not None
    unseen = drafted([without(table, min(table.cells[0][1]))], audience=MUNICIPALITY, earlier=[first])
    assert unseen.shown == first.shown


def test_the_same_again_is_shown_again() -> None:
    """A release in which nothing changed says what the one before said."""
    tables = [numbers([[3, 8], [9, 6]])]
    first = drafted(tables, audience=MUNICIPALITY)
    assert drafted(tables, audience=MUNICIPALITY, earlier=[first]).shown == first.shown


def test_a_table_that_shares_its_rows_gives_nothing_away() -> None:
    """A row that is shown whole in one table would tell the one cell of it that another holds back."""
    one, two = numbers([[3, 8, 9], [9, 6, 7]], "one"), numbers([[10, 10], [11, 11]], "two")
    found = drafted([one, two], audience=MUNICIPALITY)
    assert not attacked([found])
    held = {(t, row) for t, table in enumerate(found.shown) for row, line in enumerate(table.cells) if None in line}
    alone = drafted([one], audience=MUNICIPALITY)
    assert (0, 0) in held
    assert sum(cell is None for row in alone.shown[0].cells for cell in row) == 2
    assert attacked([Drafted((one, two), (alone.shown[0], drafted([two], audience=MUNICIPALITY).shown[0]), None)])


def test_most_of_a_table_of_domains_is_shown(shared: Path) -> None:
    """106 families by nine domains and three referrers: at least 60 % of the 27 cells of families with a problem."""
    tables, families = [], [f"family {n}" for n in range(106)]
    with (shared / "golden" / "go_t0.csv").open(encoding="utf-8") as file:
        levels = list(csv.DictReader(file))
    for domain in dict.fromkeys(line["domain"] for line in levels):
        order = families.copy()
        Random(domain).shuffle(order)
        of = [line for line in levels if line["domain"] == domain]
        well = int(next(line["families"] for line in of if float(line["score"]) == 0))
        known = sum(int(line["families"]) for line in of)
        state = {family: 1 if n < well else 0 if n < known else 2 for n, family in enumerate(order)}
        # A half came by one referrer, a third and a sixth by two others.
        referrer = {family: (0, 0, 0, 1, 1, 2)[n % 6] for n, family in enumerate(families)}
        tables.append(Table(domain, ("problem", "none", "missing"), ("one", "two", "three"), tuple(
            tuple(frozenset(f for f in families if (state[f], referrer[f]) == (row, column)) for column in range(3))
            for row in range(3))))
    found = drafted(tables, audience=MUNICIPALITY)
    assert len(tables) == 9
    assert sum(cell is not None for table in found.shown for cell in table.cells[0]) >= 0.6 * 27
    assert not attacked([found])


@pytest.mark.slow
def test_pilots_drawn_by_chance() -> None:
    """Twelve pilots: what the rules name is held back, the rest is as it should be, and no attacker finds anything."""
    chance = Random(20261126)
    for n in range(12):
        told: list[Drafted] = []
        for tables in pilot(chance, *((6, 49) if n % 2 else (50, 150)), releases=4):
            found = drafted(tables, audience=MUNICIPALITY, earlier=told)
            for table, shown in zip(tables, found.shown, strict=True):
                held = first_held(table, 5)
                for row, column in table.places():
                    cell = shown.cells[row][column]
                    assert cell is None or ((row, column) not in held and not cell % shown.base
                                            and abs(cell - len(table.cells[row][column])) <= shown.base // 2)
                assert list(shown.row_totals) == [sum(c for c in row if c is not None) or None for row in shown.cells]
                assert shown.total == (sum(total for total in shown.row_totals if total) or None)
                assert (shown.total is None) or found.reason is None
            told.append(found)
        assert drafted(tables, audience=MUNICIPALITY, earlier=told[:-1]) == found
        assert not attacked(told)
