"""Pilots drawn by chance: families who come, stay and leave over releases of two tables that share their rows."""

from __future__ import annotations

from random import Random

from themes.disclosure.tables import Table

Answers = tuple[int, int, int]


def by(name: str, of: dict[str, tuple[int, int]], rows: int, columns: int) -> Table:
    """A table of families by row and column."""
    cells = tuple(tuple(frozenset(family for family, at in of.items() if at == (row, column))
                        for column in range(columns)) for row in range(rows))
    return Table(name, tuple(f"row {n}" for n in range(rows)), tuple(f"{name} {n}" for n in range(columns)), cells)


def numbers(cells: list[list[int]], name: str = "table") -> Table:
    """A table with so many families in its cells."""
    where = [(row, column) for row, line in enumerate(cells) for column, count in enumerate(line)
             for _n in range(count)]
    return by(name, {f"family {n}": at for n, at in enumerate(where)}, len(cells), len(cells[0]))


def pilot(chance: Random, fewest: int = 6, most: int = 150, releases: int = 6) -> list[tuple[Table, Table]]:
    """Up to six releases of a pilot, oldest first; answers stay as they are, families come and go."""
    rows, columns, others = (chance.randint(2, 5) for _n in range(3))
    weights = [[chance.random() ** 2 + 0.02 for _n in range(size)] for size in (rows, columns, others)]
    answers: dict[str, Answers] = {}

    def come(count: int) -> list[str]:
        new = [f"family {len(answers) + n}" for n in range(count)]
        for family in new:
            row, column, other = (chance.choices(range(len(of)), of)[0] for of in weights)
            answers[family] = (row, column, other)
        return new

    here = come(chance.randint(fewest, most))
    told = []
    for _n in range(chance.randint(1, releases)):
        told.append((by("one", {f: answers[f][:2] for f in here}, rows, columns),
                     by("two", {f: (answers[f][0], answers[f][2]) for f in here}, rows, others)))
        chance.shuffle(here)
        here = here[chance.choice([0, 0, 1, 2, 6]):] + come(chance.choice([0, 0, 1, 2, 5, 9]))
    return told
