"""Differences between two groups: against published examples, against scipy, and what holds for all numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from themes.outcomes.comparing import (
    LEAST,
    Share,
    extremes,
    holm,
    measured,
    of_means,
    of_shares,
    standardised,
    standardised_shares,
    wilson,
)

GROUPS = st.integers(LEAST, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)).map(lambda p: Share(*p)))
VALUES = st.lists(st.floats(-10, 10).map(lambda one: round(one, 2)), min_size=LEAST, max_size=60)


@pytest.mark.parametrize(("first", "second", "low", "high"), [
    (Share(56, 70), Share(48, 80), 0.0524, 0.3339),  # Newcombe (1998), table II (a), method 10
    (Share(0, 20), Share(0, 20), -0.1611, 0.1611),
])
def test_published_intervals(first: Share, second: Share, low: float, high: float) -> None:
    """The example of the paper, and nobody in both groups: an interval around 0, not a point."""
    found = of_shares(first, second)
    assert found
    assert found.low == pytest.approx(low, abs=1e-4)
    assert found.high == pytest.approx(high, abs=1e-4)


@given(GROUPS, GROUPS)
@pytest.mark.slow
def test_shares(first: Share, second: Share) -> None:
    """The interval holds the difference, stays between -1 and 1, and is mirrored when the groups change places."""
    found, turned = of_shares(first, second), of_shares(second, first)
    assert found
    assert turned
    assert found.low is not None
    assert found.high is not None
    assert turned.high is not None
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert found.low == pytest.approx(-turned.high)
    assert found.p == pytest.approx(turned.p)
    low, high = wilson(first)
    exact = stats.binomtest(first.yes, first.n).proportion_ci(method="wilson")
    assert (low, high) == pytest.approx((exact.low, exact.high), abs=1e-9)


@given(VALUES, VALUES)
@pytest.mark.slow
def test_means(first: list[float], second: list[float]) -> None:
    """The same as Welch's test of scipy; without any spread there is a difference and no interval."""
    found = of_means(first, second)
    assert found
    assert found.value == pytest.approx(np.mean(first) - np.mean(second))
    if np.std(first) < 1e-6 and np.std(second) < 1e-6:
        assert (found.low, found.p) == (None, None)
    elif found.p is not None:
        theirs = stats.ttest_ind(first, second, equal_var=False)
        assert found.p == pytest.approx(theirs.pvalue, abs=1e-9)
        assert (found.low, found.high) == pytest.approx(tuple(theirs.confidence_interval()))


def test_small_groups_have_a_difference_and_no_more() -> None:
    """One family short in one group: no interval, no p; nobody known: nothing at all."""
    found = of_shares(Share(9, LEAST - 1), Share(3, 60))
    assert found
    assert found.value == pytest.approx(9 / 19 - 3 / 60)
    assert found[1:] == (None, None, None)
    assert of_means([1.0] * (LEAST - 1), [2.0, 3.0] * LEAST) == (-1.5, None, None, None)
    assert of_shares(Share(0, 0), Share(3, 60)) is None
    assert of_means([], [1.0]) is None
    assert np.isnan(Share(0, 0).part)
    with pytest.raises(ValueError, match="nobody"):
        wilson(Share(0, 0))


@given(GROUPS, GROUPS, st.integers(0, 30), st.integers(0, 30))
@pytest.mark.slow
def test_extremes(first: Share, second: Share, more: int, others: int) -> None:
    """Whoever is missing, the difference lies between the extremes; with nobody missing they are the difference."""
    low, high = extremes(first, first.n + more, second, second.n + others)
    for one, other in ((0, 0), (more, 0), (0, others), (more, others)):
        value = (first.yes + one) / (first.n + more) - (second.yes + other) / (second.n + others)
        assert low - 1e-9 <= value <= high + 1e-9
    if not more and not others:
        assert low == high == pytest.approx(first.part - second.part)
    with pytest.raises(ValueError, match="known"):
        extremes(first, first.n - 1, second, second.n)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm(ps: list[float]) -> None:
    """Never smaller than before nor above 1, in the same order; one alone stays as it is."""
    raised = holm(ps)
    assert all(one <= after <= 1 for one, after in zip(ps, raised, strict=True))
    assert [raised[at] for at in np.argsort(ps, kind="stable")] == sorted(raised)
    assert len(ps) != 1 or raised == ps


def test_holm_by_hand() -> None:
    """0.01 times three; 0.03 times two; 0.04 no less than the one before."""
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


def test_standard_deviations_apart() -> None:
    """By hand: means 5 and 3 with a spread of 2 lie one apart; without spread it cannot be said."""
    one, other = measured([3, 5, 7]), measured([1, 3, 5])
    assert standardised(one, other) == pytest.approx(1)
    assert standardised(measured([3, 3]), measured([1, 1])) is None
    assert standardised(measured([3]), other) is None
    assert standardised_shares(Share(10, 20), Share(5, 20)) == pytest.approx(0.25 / ((0.25 + 0.1875) / 2) ** 0.5)
    assert standardised_shares(Share(0, 20), Share(0, 20)) is None
    assert standardised_shares(Share(0, 0), Share(1, 20)) is None
    assert measured([1, float("nan"), 3])[:2] == (2, 2)
