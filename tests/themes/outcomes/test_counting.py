"""What is counted of life domains, beside a count family by family in plain Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.outcomes import counting
from themes.outcomes.counting import Cube, cube

WAVES, DOMAINS = ("T0", "T1", "T2"), ("a", "b")
SCORES = st.sampled_from([None, 0.0, 2.5, 5.0, 7.5, 10.0])
FAMILIES = st.lists(st.lists(SCORES, min_size=6, max_size=6), max_size=30)


def laid(families: list[list[float | None]]) -> Cube:
    """Families as six scores each: two domains at three waves."""
    rows = [(at, wave, domain, scores[w * 2 + d]) for at, scores in enumerate(families)
            for w, wave in enumerate(WAVES) for d, domain in enumerate(DOMAINS)]
    frame = pd.DataFrame(rows, columns=["family", "wave", "domain", "value"])
    return cube(frame.astype({"value": "float64"}).sample(frac=1, random_state=1), range(len(families)), WAVES, DOMAINS)


def known(scores: list[float | None]) -> list[float]:
    """Those scores that are known."""
    return [score for score in scores if score is not None]


def mean(values: list[Any]) -> Any:
    """The mean of numbers, None of none."""
    return pytest.approx(sum(values) / len(values)) if values else None


@given(FAMILIES)
@pytest.mark.slow
def test_known_and_missing_are_everybody(families: list[list[float | None]]) -> None:
    """At every wave of a domain those known and those missing are all families, and the counts are those known."""
    found = counting.at_wave(laid(families).at("T1", "b"))
    own = known([scores[3] for scores in families])
    assert (found.n, found.missing, found.mean) == (len(own), len(families) - len(own), mean(own))
    assert found.counts == {score: own.count(score) for score in sorted(set(own), reverse=True)}
    assert (found.percent is None) == (len(own) < 20)
    assert found.percent is None or sum(found.percent.values()) == pytest.approx(100)


@given(FAMILIES)
@pytest.mark.slow
def test_change_is_of_those_known_twice(families: list[list[float | None]]) -> None:
    """Improved, stable and worsened are counted of the families known at both waves, and are all of them."""
    of = laid(families)
    found = counting.change(of.at("T0", "a"), of.at("T2", "a"))
    both = [(one[0], one[4]) for one in families if one[0] is not None and one[4] is not None]
    assert (found.improved, found.worsened, found.n) == (
        sum(last < first for first, last in both), sum(last > first for first, last in both), len(both))


@given(FAMILIES)
@pytest.mark.slow
def test_over_domains_all_are_known(families: list[list[float | None]]) -> None:
    """Problem domains, moved domains, totals and the fall are of families without a domain that is not known."""
    of = laid(families)
    start = [known(one[:2]) for one in families if None not in one[:2]]
    both = [(known(one[:2]), known(one[4:])) for one in families if None not in one[:2] + one[4:]]
    problems = counting.problem_domains(of, "T0")
    assert (problems.n, problems.mean) == (len(start), mean([sum(x > 0 for x in one) for one in start]))
    assert problems.distribution == {number: sum(sum(x > 0 for x in one) == number for one in start)
                                     for number in range(3)}
    worse = counting.moved_domains(of, "T0", "T2", improved=False)
    assert worse.distribution == {
        number: sum(sum(y > x for x, y in zip(*one, strict=True)) == number for one in both) for number in range(3)}
    assert counting.total(of, "T0").mean == mean([sum(one) for one in start])
    totals = [(sum(first), sum(last)) for first, last in both]
    fall = counting.fall(of, "T0", "T2")
    assert (fall.n, fall.first, fall.last) == (len(both), mean([x for x, _y in totals]), mean([y for _x, y in totals]))
    assert (fall.falling, fall.halved) == (
        sum(x > 0 for x, _y in totals), sum(x > 0 and y <= x / 2 for x, y in totals))


@given(FAMILIES, st.randoms(use_true_random=False))
@pytest.mark.slow
def test_groups_add_up(families: list[list[float | None]], chance: Any) -> None:
    """Whatever the groups, their families, changes and known families are together those of the whole."""
    of = laid(families)
    inside = np.array([chance.random() < .5 for _ in families], dtype=bool)
    parts = [of.of(inside), of.of(~inside)]
    assert sum(counting.problem_domains(one, "T1").n for one in parts) == counting.problem_domains(of, "T1").n
    assert sum(counting.change(one.at("T0", "a"), one.at("T1", "a")).improved for one in parts) == counting.change(
        of.at("T0", "a"), of.at("T1", "a")).improved


def test_relative_fall_of_nothing() -> None:
    """Where the first mean total is 0 there is nothing to fall; where nobody is known neither."""
    assert counting.fall(laid([[0, 0, 0, 0, 5, 5]]), "T0", "T2").relative is None
    assert counting.fall(laid([]), "T0", "T2").relative is None
    assert counting.fall(laid([[5, 5, 0, 0, 2.5, 2.5]]), "T0", "T2").relative == .5


@pytest.mark.parametrize(("rows", "what"), [
    ([(0, "T0", "a", 11.0)], "0 to 10"), ([(0, "T0", "a", 5.0), (0, "T0", "a", 5.0)], "two scores")])
def test_scores_that_cannot_be(rows: list[tuple[int, str, str, float]], what: str) -> None:
    """A score off the scale and a second one are refused, not averaged; a stranger's is left out."""
    with pytest.raises(ValueError, match=what):
        cube(pd.DataFrame(rows, columns=["family", "wave", "domain", "value"]), [0], WAVES, DOMAINS)
