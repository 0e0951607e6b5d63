"""The attacker: what she finds in what is shown carelessly, and what the command says of it."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from random import Random

import numpy as np
import pytest
from click.testing import CliRunner

from cli import cli
from tests.themes.disclosure.pilots import numbers
from themes.disclosure.attacker import attacked
from themes.disclosure.choosing import chosen
from themes.disclosure.protect import CHANGED_BY_FEW, drafted
from themes.disclosure.rules import as_shown, first_held
from themes.disclosure.tables import Drafted, Table
from themes.disclosure.worlds import Numbers, Worlds
from themes.release.content import MUNICIPALITY


def shown(table: Table, *held: tuple[int, int]) -> Drafted:
    """A table shown but for some cells, not rounded; every count above nought may be shown."""
    return Drafted((table,), (as_shown(table, held, 1),), None, 1, 1)


def found(*releases: Drafted) -> set[tuple[int, int, int, int]]:
    """The cells pinned."""
    return {one.target.where for one in attacked(releases)}


def test_one_cell_held_back_is_what_is_left() -> None:
    """All families less those shown are in the one cell that is not."""
    assert found(shown(numbers([[3, 8], [9, 6]]), (0, 0))) == {(0, 0, 0, 0)}


def test_nobody_and_nobody_is_nobody() -> None:
    """Three cells held back of which all are empty are found out; with a fourth they are not."""
    table = numbers([[0, 6, 6], [7, 0, 6], [6, 7, 0]])
    assert found(shown(table, (0, 0), (1, 1), (2, 2))) == {(0, 0, 0, 0), (0, 0, 1, 1), (0, 0, 2, 2)}
    assert not found(shown(table, (0, 0), (1, 1), (2, 2), (2, 0)))


def test_a_family_knows_itself() -> None:
    """One family in two cells held back: who that is knows the other cell is empty."""
    assert found(shown(numbers([[1, 9, 8], [9, 0, 7]]), (0, 0), (1, 1))) == {(0, 0, 0, 0), (0, 0, 1, 1)}


def test_a_release_before_gives_it_away() -> None:
    """What two releases hold back in different places, of the same families, each tells of the other."""
    table = numbers([[3, 8], [9, 6]])
    assert not found(shown(table, (0, 0), (0, 1)))
    assert (0, 0, 0, 0) in found(shown(table, (0, 0), (0, 1)), shown(table, (0, 0), (1, 0)))


def some_of(table: Table, name: str, cells: list[list[list[int]]]) -> Table:
    """A table of some of the families of another: per cell, how many of each cell of the row called alike."""
    rows = []
    for row, line in enumerate(cells):
        left = [sorted(cell) for cell in table.cells[row]]
        rows.append(tuple(frozenset(left[at].pop() for at, n in enumerate(cell) for _n in range(n)) for cell in line))
    return Table(name, table.rows, tuple(f"{name} {n}" for n in range(len(cells[0]))), tuple(rows))


@pytest.mark.slow
def test_a_table_of_some_families_gives_it_away() -> None:
    """All in a row but one have a problem; who has none is in another row, so she knows that row to be as long as it
    is among those with a problem: eleven, of whom eight are shown."""
    table = numbers([[3, 8], [9, 6]])
    both = [table, some_of(table, "problem", [[[3, 2], [0, 6]], [[5, 0], [4, 5]]])]
    careless = Drafted(tuple(both), (as_shown(table, [(0, 0), (1, 1)], 1), as_shown(both[1], (), 1)), None, 1, 1)
    assert (0, 0, 0, 0) in found(careless)
    assert not found(shown(table, (0, 0), (1, 1)))
    assert not attacked([drafted(both, audience=MUNICIPALITY)])


def yes_no(name: str, yes: range, asked: range, inside: str = "") -> Table:
    """Who said it and who did not."""
    said, others = (frozenset(f"family {n}" for n in of) for of in (yes, set(asked) - set(yes)))
    return Table(name, ("all",), ("yes", "no"), ((said, others),), lone=True, inside=inside)


def test_who_said_it_as_it_failed_said_it() -> None:
    """In no world more families say that it failed than said it at all."""
    said = yes_no("said", range(10), range(20))
    for inside, few in (("said", 7), ("", 0)):
        worlds = Worlds([[said, yes_no("failed", range(7), range(20), inside)]])
        assert fits(worlds, worlds.truth)
        assert [n for n in range(21) if fits(worlds, np.array([n, 20 - n, 7, 13]))] == list(range(few, 21))


def fits(worlds: Worlds, world: Numbers) -> bool:
    """Whether a world keeps to what is known."""
    sums = worlds.known.matrix @ world
    return bool((sums >= worlds.known.least).all() and (sums <= worlds.known.most).all())


def test_one_newly_coded_family_is_not_named() -> None:
    """Of twenty families one says it now: "6 of 20" and then "7 of 20" would tell who knows whose story was coded; of
    five it may be told. The same where she was in one table before, and now is in another of the same release too."""
    def drafts(*releases: list[Table]) -> list[Drafted]:
        told: list[Drafted] = []
        for tables in releases:
            told.append(drafted(tables, audience=MUNICIPALITY, earlier=told))
        return told

    other = yes_no("other", range(9), range(20))
    first, one, five = ([yes_no("said", range(n), range(20)), other] for n in (6, 7, 11))
    assert [[table.total for table in each.shown] for each in drafts(first, one, five)] == [
        [20, 20], [None, 20], [20, 20]]
    joined = [[yes_no("said", range(6), range(n)), other] for n in (19, 20)]
    assert [each.shown[0].total for each in drafts(*joined)] == [19, None]
    assert drafts([first[0]], [one[0]])[1].reason == CHANGED_BY_FEW


def every_world(total: int, cells: int) -> list[tuple[int, ...]]:
    """Every way to part families over cells."""
    return [world for world in product(range(total + 1), repeat=cells) if sum(world) == total]


def by_counting(table: Table, held: frozenset[tuple[int, int]]) -> set[tuple[int, int]]:
    """What one family could find out in one table, by going through every world."""
    cells = list(table.places())
    truth = {cell: len(table.cells[cell[0]][cell[1]]) for cell in cells}
    hidden = sorted(held)
    left = sum(truth[cell] for cell in hidden)
    worlds = []
    for counts in every_world(left, len(hidden)):
        world = truth | dict(zip(hidden, counts, strict=True))
        lines = [[c for c in cells if c[0] == cell[0]] for cell in cells if cell not in held]
        lines += [[c for c in cells if c[1] == cell[1]] for cell in cells if cell not in held]
        each = [cell for cell in cells if cell not in held] * 2
        if all(world[cell] < sum(world[c] for c in line) for cell, line in zip(each, lines, strict=True)):
            worlds.append(world)
    known = set()
    for family in (cell for cell in cells if truth[cell]):
        fitting = [world for world in worlds if world[family]]
        known |= {cell for cell in hidden if len({world[cell] for world in fitting}) == 1}
    return known


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.slow
def test_counting_finds_the_same(seed: int) -> None:
    """The whole-number programs pin what going through every world pins, in small tables with any cells held back."""
    chance = Random(seed)
    table = numbers([[chance.choice([0, 1, 2, 3, 5, 6]) for _column in range(3)] for _row in range(2)])
    full = first_held(table, 1)  # a cell that is all of its row or column is never shown
    held = frozenset(full | set(chance.sample(sorted(table.places()), chance.randint(1, 3))))
    while sum(len(table.cells[row][column]) for row, column in held) > 12 or len(held) > 5:
        held = held - {max(held - full or held, key=lambda cell: len(table.cells[cell[0]][cell[1]]))}
    pinned = {where[2:] for where in found(shown(table, *held))}
    assert pinned == by_counting(table, held)


@pytest.mark.parametrize("cells", [
    [[3, 6, 5], [5, 6, 0]], [[4, 5, 4], [4, 5, 5]], [[0, 7, 5], [5, 1, 5]], [[1, 5, 6], [6, 5, 7]],
    [[2, 2, 6], [5, 1, 6]],
])
@pytest.mark.slow
def test_who_knows_how_it_is_chosen_finds_no_more(cells: list[list[int]]) -> None:
    """Of each cell held back there is another number for which the program would have shown the very same."""
    table = numbers(cells)
    held = frozenset(cell[1:] for cell in chosen([table], 1, 5))
    hidden = sorted(held)
    seen: list[set[int]] = [{cells[row][column]} for row, column in hidden]
    for counts in every_world(sum(cells[row][column] for row, column in hidden), len(hidden)):
        if all(count in known for count, known in zip(counts, seen, strict=True)):
            continue
        world = [list(row) for row in cells]
        for (row, column), count in zip(hidden, counts, strict=True):
            world[row][column] = count
        other = numbers(world)
        if first_held(other, 5) <= held and frozenset(cell[1:] for cell in chosen([other], 1, 5)) == held:
            for known, count in zip(seen, counts, strict=True):
                known.add(count)
        if all(len(known) > 1 for known in seen):
            break
    assert all(len(known) > 1 for known in seen)


def checked(folder: Path, releases: list[dict[str, object]]) -> tuple[int, str]:
    """Exit status and stdout of the command."""
    path = folder / "releases.json"
    path.write_text(json.dumps({"audience": "municipality", "threshold": 5, "base": 5, "releases": releases}))
    answer = CliRunner().invoke(cli, ["release", "check", str(path)])
    return answer.exit_code, answer.stdout


@pytest.mark.slow
def test_the_command_attacks_what_it_would_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafted as it should be nothing is pinned; without further cells held back the one that is, is named."""
    table = numbers([[3, 8], [9, 6]])
    release: dict[str, object] = {"tables": [{"name": "said", "rows": ["yes", "no"], "columns": ["Emmen", "Assen"],
                                              "cells": [[sorted(cell) for cell in row] for row in table.cells]}]}
    assert checked(tmp_path, [release]) == (0, "")
    assert drafted([table], audience=MUNICIPALITY).shown[0].cells == ((None, 8), (9, None))
    monkeypatch.setattr("themes.disclosure.protect.chosen", lambda *_given: frozenset({(0, 0, 0)}))
    monkeypatch.setattr("themes.disclosure.protect.attacked", lambda *_given, **_more: [])
    status, out = checked(tmp_path, [release])
    assert (status, out.count("\n")) == (1, 1)
    assert all(word in out for word in ("said", "yes", "Emmen"))
    assert "family" not in out.replace("families", "")
