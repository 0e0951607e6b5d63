"""The linear model: it learns what tells sentences apart, the same each time, and nobody reads words out of it."""

from __future__ import annotations

import numpy as np

from coding.suggest.linear import BUCKETS, counted, learn, number, rarity, weighted


def test_products_are_those_of_the_matrix() -> None:
    """With a vector, from either side, and of some rows; a row may be empty."""
    matrix = counted([[1, 1, 5], [], [5]])
    dense = np.zeros((3, BUCKETS))
    dense[0, 1], dense[0, 5], dense[2, 5] = 1 + np.log(2), 1, 1
    weights = np.arange(BUCKETS, dtype=float)
    assert np.allclose(matrix.times(weights), dense @ weights)
    assert np.allclose(matrix.against(np.array([1.0, 2.0, 3.0])), dense.T @ np.array([1.0, 2.0, 3.0]))
    some = matrix.of(np.array([2, 0]))
    assert np.allclose(some.times(weights), (dense @ weights)[[2, 0]])
    assert matrix.of(np.zeros(0, dtype=np.int64)).n == 0


def test_rare_words_weigh_more() -> None:
    """Rows have length 1, and of two words in one the rarer counts more."""
    counts = counted([[1, 2], [1], [1]])
    rows = weighted(counts, rarity(counts))
    assert np.allclose(np.add.reduceat(rows.values ** 2, rows.starts[:-1]), 1)
    assert rows.values[1] > rows.values[0]


def test_it_learns_what_tells_apart() -> None:
    """Five rows with a word in fifty without: those get the high scores, and twice the same ones."""
    counts = counted([[7, 100 + n] if n < 5 else [8, 100 + n] for n in range(50)])
    has = np.arange(50) < 5
    rows = weighted(counts, rarity(counts))
    learnt = learn(rows, has)
    scores = learnt.scores(rows)
    assert scores[has].min() > 0.5 > scores[~has].max()
    assert np.array_equal(learn(rows, has).weights, learnt.weights)


def test_a_word_is_a_number_nobody_reads() -> None:
    """Another salt makes another number of the same word."""
    assert number("a", "geheim") == number("a", "geheim")
    assert len({number(str(salt), "geheim") for salt in range(20)}) > 15
