"""A linear model on TF-IDF, in numpy: logistic regression by code, on words that were made numbers.

Small on purpose: a pilot has hundreds to some thousands of coded sentences, and what is learnt must be able to go.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

BUCKETS = 1 << 14
_STEPS, _RATE, _KEEP_SMALL = 120, 0.5, 2e-3


class Matrix(NamedTuple):
    """Rows of a sparse matrix: row i holds `values[starts[i]:starts[i + 1]]` at those `columns`."""

    starts: Ints
    columns: Ints
    values: Floats

    @property
    def n(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1

    def of(self, rows: Ints) -> Matrix:
        """Some of the rows, in the order given."""
        sizes = np.diff(self.starts)[rows]
        at = np.concatenate([np.arange(self.starts[row], self.starts[row + 1]) for row in rows]) if len(rows) else (
            np.zeros(0, dtype=np.int64))
        return Matrix(np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), self.columns[at], self.values[at])

    def times(self, weights: Floats) -> Floats:
        """The product with a vector of BUCKETS weights."""
        summed = np.concatenate([[0.0], np.cumsum(weights[self.columns] * self.values)])
        product: Floats = summed[self.starts[1:]] - summed[self.starts[:-1]]
        return product

    def against(self, rows: Floats) -> Floats:
        """The product of the transposed matrix with a vector of one number a row."""
        spread = np.repeat(rows, np.diff(self.starts))
        summed: Floats = np.bincount(self.columns, weights=spread * self.values, minlength=BUCKETS).astype(np.float64)
        return summed


class Learnt(NamedTuple):
    """What was learnt for a code."""

    weights: Floats
    bias: float

    def scores(self, matrix: Matrix) -> Floats:
        """How likely each row has the code, from 0 to 1."""
        result: Floats = 1 / (1 + np.exp(-np.clip(matrix.times(self.weights) + self.bias, -30, 30)))
        return result


def number(salt: str, word: str) -> int:
    """The column of a word: without the salt nobody can tell which word it was."""
    made = hashlib.blake2b(word.encode(), key=salt.encode()[:64], digest_size=4).digest()
    return int.from_bytes(made, "big") % BUCKETS


def counted(rows: Sequence[Sequence[int]]) -> Matrix:
    """Columns that occur in each row as a matrix of 1 + log(count)."""
    starts, columns, values = [0], [], []
    for row in rows:
        found, times = np.unique(np.asarray(row, dtype=np.int64), return_counts=True)
        columns.append(found)
        values.append(1 + np.log(times))
        starts.append(starts[-1] + len(found))
    return Matrix(np.asarray(starts, dtype=np.int64), np.concatenate([np.zeros(0, dtype=np.int64), *columns]),
                  np.concatenate([np.zeros(0), *values]))


def rarity(matrix: Matrix) -> Floats:
    """The inverse document frequency of each column."""
    seen = np.bincount(matrix.columns, minlength=BUCKETS)
    found: Floats = np.log((1 + matrix.n) / (1 + seen)) + 1
    return found


def weighted(matrix: Matrix, idf: Floats) -> Matrix:
    """The rows by TF-IDF, each of length 1."""
    values = matrix.values * idf[matrix.columns]
    squares = np.concatenate([[0.0], np.cumsum(values ** 2)])
    lengths = np.sqrt(np.maximum(squares[matrix.starts[1:]] - squares[matrix.starts[:-1]], 1e-12))
    return Matrix(matrix.starts, matrix.columns, values / np.repeat(lengths, np.diff(matrix.starts)))


def learn(matrix: Matrix, has: NDArray[np.bool_]) -> Learnt:
    """Logistic regression with both kinds of row counting alike and weights kept small; the same each time."""
    yes = max(1, int(has.sum()))
    share = np.where(has, 0.5 / yes, 0.5 / max(1, len(has) - yes))
    weights, bias = np.zeros(BUCKETS), 0.0
    speed, speed_bias = np.ones(BUCKETS) * 1e-8, 1e-8
    for _step in range(_STEPS):  # AdaGrad: rare words move as far as common ones
        wrong = (Learnt(weights, bias).scores(matrix) - has) * share
        slope, slope_bias = matrix.against(wrong) + _KEEP_SMALL * weights, float(wrong.sum())
        speed, speed_bias = speed + slope ** 2, speed_bias + slope_bias ** 2
        weights, bias = weights - _RATE * slope / np.sqrt(speed), bias - _RATE * slope_bias / speed_bias ** 0.5
    return Learnt(weights, bias)
