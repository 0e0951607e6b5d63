"""Tests of what changed: beside scipy and printed examples, their bounds, and what is too small to test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from themes.outcomes import comparing, testing

if TYPE_CHECKING:
    from collections.abc import Callable

LEVELS = st.sampled_from([0.0, 2.5, 5.0, 7.5, 10.0, float("nan")])
MANY = st.lists(st.tuples(LEVELS, LEVELS), min_size=10, max_size=60)


def two(pairs: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Two columns of numbers."""
    found = np.array(pairs, dtype=np.float64).reshape(len(pairs), 2)
    return found[:, 0], found[:, 1]


def test_shares_as_newcombe_prints() -> None:
    """Newcombe's own example, 56 of 70 against 48 of 80: .2000, from .0524 to .3339 (his method 10)."""
    found = testing.shares(56, 70, 48, 80)
    assert isinstance(found, testing.Tested)
    assert (found.effect, found.low, found.high) == pytest.approx((.2, .0524, .3339), abs=5e-5)
    assert found.p == pytest.approx(stats.fisher_exact([[56, 14], [48, 32]]).pvalue)


def test_holm_by_hand() -> None:
    """The smallest of three is tripled, the next doubled, none is smaller than one before it, and none above 1."""
    assert comparing.holm([.01, .04, .03]) == pytest.approx([.03, .06, .06])
    assert comparing.holm([.5, .9]) == [1.0, 1.0]
    assert comparing.holm([]) == []


def test_signed_ranks_by_hand() -> None:
    """Eight of ten fell by one level, two rose by two: the ranks that fell are 36 of 55, those that rose 19."""
    first, last = np.array([5.0] * 10), np.array([2.5] * 8 + [10.0] * 2)
    found = testing.moved(first, last)
    assert isinstance(found, testing.Tested)
    assert (found.ns, found.moved) == ((10,), 10)
    assert found.effect == pytest.approx((36 - 19) / 55)
    assert found.p == pytest.approx(stats.wilcoxon([2.5] * 8 + [-5] * 2, correction=True, method="asymptotic").pvalue)


@given(MANY)
@pytest.mark.slow
def test_the_other_way_round(pairs: list[tuple[float, float]]) -> None:
    """From last to first every effect and its bounds turn, and p and the families stay the same."""
    first, last = two(pairs)
    for test in (testing.moved, testing.two_groups):
        there, back = test(first, last), test(last, first)
        if isinstance(there, testing.TooFew):
            assert isinstance(back, testing.TooFew)
            continue
        assert isinstance(back, testing.Tested)
        assert (-back.effect, -back.high, -back.low, back.p) == pytest.approx(
            (there.effect, there.low, there.high, there.p))


@given(MANY)
@pytest.mark.slow
def test_an_effect_lies_within_its_bounds(pairs: list[tuple[float, float]]) -> None:
    """Whatever the scores: low <= effect <= high, all within -1 and 1, and p is a chance."""
    one, other = two(pairs)
    for found in (testing.moved(one, other), testing.two_groups(one, other), testing.together(one, other)):
        if isinstance(found, testing.Tested):
            assert -1 <= found.low <= found.effect <= found.high <= 1
            assert 0 <= found.p <= 1
            assert min(found.ns) >= testing.LEAST


@given(MANY, st.integers(2, 4))
@pytest.mark.slow
def test_many_groups_are_scipys(pairs: list[tuple[float, float]], n: int) -> None:
    """H and p are scipy's; the samples drawn anew are counted by a formula that gives scipy's H for the scores too."""
    values = two(pairs * 4)[0]
    groups = [values[at::n] for at in range(n)]
    found = testing.many_groups(groups)
    known = [one[~np.isnan(one)] for one in groups]
    if isinstance(found, testing.TooFew):
        assert min(len(one) for one in known) < testing.LEAST
        return
    levels = np.unique(np.concatenate(known))
    if len(levels) == 1:
        assert (found.effect, found.p) == (0, 1)
        return
    h = stats.kruskal(*known)
    assert found.effect == pytest.approx(h.statistic / (sum(found.ns) - 1))
    assert found.p == pytest.approx(h.pvalue)
    counts = np.array([[[int((one == level).sum()) for level in levels] for one in known]])
    assert testing._h(counts)[0] == pytest.approx(h.statistic)
    assert found == testing.many_groups(groups)


@pytest.mark.parametrize(("found", "still"), [
    (lambda: testing.moved(np.zeros(9), np.ones(9)), False),
    (lambda: testing.moved(np.zeros(20), np.array([1.0] * 5 + [0.0] * 15)), True),
    (lambda: testing.two_groups(np.zeros(9), np.ones(30)), False),
    (lambda: testing.many_groups([np.zeros(9), np.ones(30), np.ones(30)]), False),
    (lambda: testing.many_groups([np.ones(30)]), False),
    (lambda: testing.shares(3, 9, 3, 30), False),
    (lambda: testing.together(np.arange(9.0), np.arange(9.0)), False),
    (lambda: testing.together(np.zeros(12), np.arange(12.0)), True)])
def test_too_few(found: Callable[[], testing.Tested | testing.TooFew], still: bool) -> None:
    """Under ten families, in any group, nothing is tested, nor where too few of them moved."""
    one = found()
    assert isinstance(one, testing.TooFew)
    assert one.still == still


def test_all_improved_is_not_certain() -> None:
    """Where every family improved the effect is 1, and its bounds still say how few they were."""
    few, more = (testing.moved(np.full(n, 5.0), np.zeros(n)) for n in (10, 40))
    assert isinstance(few, testing.Tested)
    assert isinstance(more, testing.Tested)
    assert few.high == more.high == 1
    assert few.low < more.low < 1
