"""What coders said of units: who gave which value to what, nothing where somebody gave none."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = ("nominal", "ordinal", "interval", "ratio")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class Ratings:
    """Values of coders.

    Attributes:
        marks: int, shape (rows, coders): the place of a value in `values`, -1 where there is none.
        values: the values that are present, each once; numbers ascending at every level but nominal.
        units: how many units each row stands for.
    """

    marks: np.ndarray
    values: tuple[str | float, ...]
    units: np.ndarray

    @cached_property
    def given(self) -> np.ndarray:
        """How many coders gave the units of each row a value."""
        found: np.ndarray = (self.marks >= 0).sum(axis=1)
        return found

    @property
    def coders(self) -> int:
        """How many coders there are, also those who gave no value."""
        return int(self.marks.shape[1])

    @cached_property
    def paired(self) -> Ratings:
        """Those of units with two values or more: what can agree."""
        can = self.given >= 2
        return Ratings(self.marks[can], self.values, self.units[can])

    @property
    def total(self) -> int:
        """How many units there are."""
        return int(self.units.sum())

    @cached_property
    def counts(self) -> np.ndarray:
        """How often each value was given."""
        is_given = self.marks >= 0
        found: np.ndarray = np.bincount(
            self.marks[is_given], weights=np.repeat(self.units, self.coders).reshape(is_given.shape)[is_given],
            minlength=len(self.values))
        return found

    @property
    def numbers(self) -> np.ndarray:
        """`values` as numbers."""
        return np.array(self.values, dtype=np.float64)


def from_cells(rows: Sequence[Sequence[str]], coders: int, level: str = "nominal") -> Ratings:
    """Ratings of cells as somebody wrote them, a row per unit; an empty cell is a missing value.

    Where every value is a number 1 and 1.0 are one value. Raises: BadInput for what is no number where the level
    asks for numbers, and for a number below nought on a ratio scale.
    """
    cells = [cell.strip() for row in rows for cell in row]
    numbers = {cell: number(cell) for cell in set(cells) if cell}
    no_number = next((cell for cell in cells if cell and numbers[cell] is None), None)
    if level != "nominal":
        if no_number is not None:
            raise BadInput(N_("“{value}” is no number, and {level} values are numbers. Mend it, or choose nominal."),
                           value=no_number[:40], level=level)
        if level == "ratio" and any(one is not None and one < 0 for one in numbers.values()):
            raise BadInput(N_("There is a number below nought, and a ratio scale begins at nought. Choose interval."))
    called: dict[str, str | float] = {
        cell: cell if no_number is not None or one is None else one for cell, one in numbers.items()}
    values = sorted(set(called.values()), key=lambda one: (0, one) if isinstance(one, float) else (1, one))
    at = {one: place for place, one in enumerate(values)}
    places = {"": -1, **{cell: at[one] for cell, one in called.items()}}
    return Ratings(np.array([places[cell] for cell in cells], dtype=np.int64).reshape(len(rows), coders),
                   tuple(values), np.ones(len(rows), dtype=np.int64))


def number(cell: str) -> float | None:
    """The number a cell says, with a point or a comma; None for what is no number, nan and inf among it."""
    if not _NUMBER.fullmatch(cell):
        return None
    found = float(cell.replace(",", "."))
    return found if math.isfinite(found) else None
