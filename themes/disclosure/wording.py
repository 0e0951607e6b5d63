"""Which words of a small pilot would tell one family's answer, all words and earlier releases taken together.

A word says between which two numbers the families lie who said something. The attacker is the one of `attacker.py`: any
one family, who besides knows how many were asked in every row. She wins where every world that fits gives nobody, or
all, of the other families who came and left together: then she knows what each of them said.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from themes.disclosure.attacker import Game, Target, together
from themes.disclosure.linking import Cells
from themes.disclosure.parting import Piece, pieces
from themes.disclosure.tables import Drafted, Table
from themes.disclosure.words import FEWEST, meant, word
from themes.disclosure.worlds import Rows, Worlds

SAID = 0  # the column of who said it; the others are who was asked and did not
Place = tuple[int, int]  # table and row, from 0


def telling(releases: Sequence[Drafted]) -> list[frozenset[Place]]:
    """The rows whose word is held back in each release that is told in words, oldest first, each knowing the earlier.

    Its tables have who said it in the first column, and in the others who was asked and did not.
    """
    held: list[frozenset[Place]] = []
    for last, one in enumerate(releases, 1):
        before = [release.tables for release in releases[:last]]
        silent = frozenset((t, row) for t, table in enumerate(one.tables) for row in range(len(table.rows))
                           if not _has_word(table, row, one.threshold))
        for piece in pieces(before):
            silent |= _held(piece, before, [*held, silent])
        held.append(silent)
    return held


def _has_word(table: Table, row: int, threshold: int) -> bool:
    return len(table.row_sets[row]) >= max(threshold, FEWEST)


def _held(piece: Piece, releases: Sequence[Sequence[Table]], held: Sequence[frozenset[Place]]) -> frozenset[Place]:
    """The rows of a piece whose words in the last release tell of a family; if that is not enough, the smallest too."""
    last = len(releases) - 1
    tables = releases[last]
    told = {(t, row) for t in piece.tables[last] for row in range(len(tables[t].rows))} - held[last]
    more: set[Place] = set()
    while (found := _pinned(piece, releases, [*held[:last], held[last] | more])) and told - more:
        here = {(t, row) for r, t, row in found if r == last} & (told - more)
        more |= here or {min(told - more, key=lambda place: (len(tables[place[0]].row_sets[place[1]]), place))}
    return frozenset(more)


def _pinned(piece: Piece, releases: Sequence[Sequence[Table]], held: Sequence[frozenset[Place]]
            ) -> set[tuple[int, int, int]]:
    """(release, table, row) where words tell what every other family said."""
    tables = [[releases[r][t] for t in of] for r, of in enumerate(piece.tables)]
    rows_of = [(r, t, row) for r, of in enumerate(tables) for t, table in enumerate(of)
               for row in range(len(table.rows))]
    asked = [(r, t, _cells(tables[r][t], row)) for r, t, row in rows_of]
    worlds = Worlds(tables, [*piece.known, *asked])
    told = [(r, t, row) for r, t, row in rows_of if (piece.tables[r][t], row) not in held[r]]
    numbers = [meant(word(len(tables[r][t].cells[row][SAID]), len(tables[r][t].row_sets[row])),
                     len(tables[r][t].row_sets[row])) for r, t, row in told]
    rows = Rows(worlds.sums([worlds.at[r, t, row, SAID] for r, t, row in told]),
                np.array([float(of[0]) for of in numbers]), np.array([float(of[-1]) for of in numbers]))
    targets = [target for group in together(worlds) for r, t, row in rows_of
               for target in _targets(worlds, group, (r, t, row), _cells(tables[r][t], row))]
    return {(r, piece.tables[r][t], row) for one in Game(worlds, [worlds.known, rows], targets).closed()
            for r, t, row in [one.target.where[:3]]}


def _cells(table: Table, row: int) -> Cells:
    return frozenset((row, column) for column in range(len(table.columns)))


def _targets(worlds: Worlds, group: Sequence[int], where: tuple[int, int, int], cells: Cells) -> list[Target]:
    """How many of families who came and left together said it, where that is none or all of the others for somebody."""
    of = [worlds.of_class[number, where[0], where[1]] for number in group if (number, *where[:2]) in worlds.of_class]
    said = frozenset(places[where[2], SAID] for places in of if (where[2], SAID) in places)
    asked = frozenset(places[cell] for places in of for cell in cells if cell in places)
    many, all_of = int(worlds.truth[sorted(said)].sum()), int(worlds.truth[sorted(asked)].sum())
    spared = set()
    for knower, own in enumerate(worlds.knowers):
        others, who_said = all_of - bool(own & asked), many - bool(own & said)
        if not others or who_said not in (0, others):
            spared.add(knower)
    if len(spared) == len(worlds.knowers):
        return []
    return [Target((*where, SAID), tuple(sorted(said)), frozenset(spared), True)]
