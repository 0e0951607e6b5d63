"""How far scorers agree: counts that can be counted by hand, and a coefficient only where there is enough."""

from __future__ import annotations

import pytest

from stories.outcomes.rounds import Pair
from themes.outcomes.scorers import ENOUGH, agreement


def given(values: list[tuple[float | None, float | None]], domain: str = "debts") -> list[Pair]:
    """Two who scored so many families."""
    return [Pair("round", at, domain, "coach", who, "scored" if value is not None else "unknown", value)
            for at, both in enumerate(values) for who, value in zip("ab", both, strict=True)]


def test_counted_by_hand() -> None:
    """The same, one level apart, two apart, one who does not know, two who do not."""
    line, whole = agreement(given([(5, 5), (5, 7.5), (0, 5), (None, 5), (None, None)]))
    assert (line.domain, line.families, line.pairs, line.same, line.near) == ("debts", 5, 3, 1, 2)
    assert (line.one_unknown, line.both_unknown, line.alpha) == (1, 1, None)
    assert line.apart == pytest.approx(2.5)
    assert (whole.domain, whole.families) == ("", 5)


def test_a_coefficient_where_there_is_enough() -> None:
    """Who give the same every time agree wholly; under so many families it is not said."""
    values: list[tuple[float | None, float | None]] = [(2.5, 2.5), (10, 10)] * (ENOUGH // 2)
    assert [line.alpha for line in agreement(given(values))] == [1, 1]
    assert [line.alpha for line in agreement(given(values[1:]))] == [None, None]
    opposed: list[tuple[float | None, float | None]] = [(0, 10), (10, 0)] * ENOUGH
    assert (agreement(given(opposed))[0].alpha or 1) < 0


def test_who_scored_alone_is_in_none() -> None:
    """One score is no pair, and three people are three pairs."""
    assert agreement(given([(5, 5)])[:1]) == []
    third = Pair("round", 0, "debts", "coach", "c", "scored", 7.5)
    assert agreement([*given([(5, 5)]), third])[0].pairs == 3


def test_domains_apart_and_together() -> None:
    """In the order of the rubric, and last all of them."""
    lines = agreement([*given([(5, 5)]), *given([(0, 10)], "safety")])
    assert [(line.domain, line.pairs) for line in lines] == [("safety", 1), ("debts", 1), ("", 2)]
