"""Figures of suggestions: families left out, a threshold for precision, and silence where it is not reached."""

from __future__ import annotations

import numpy as np
import pytest

from coding.suggest.judging import MOST_GROUPS, groups, judge, share, threshold
from coding.suggest.linear import counted


def test_a_share_has_wilsons_interval() -> None:
    """8 of 10 as Wilson (1927) has it; nothing of nothing is no share; all of few is not sure."""
    found = share(8, 10)
    assert found.value == 0.8
    assert [found.low, found.high] == [pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4)]
    assert share(0, 0).value is None
    assert share(5, 5).high == 1.0
    assert share(5, 5).low == pytest.approx(0.5655, abs=1e-4)


def test_families_are_left_out_whole() -> None:
    """One at a time, or in groups where there are many; each row once, and no family in two."""
    for families in ([1, 2, 1, 3], list(range(25)) * 2):
        out = groups(families)
        assert len(out) == min(len(set(families)), MOST_GROUPS)
        assert np.array_equal(np.sum(out, axis=0), np.ones(len(families)))
        for rows in out:
            left = {family for family, is_out in zip(families, rows, strict=True) if is_out}
            assert not left & {family for family, is_out in zip(families, rows, strict=True) if not is_out}


def test_the_threshold_is_the_lowest_that_is_right_enough() -> None:
    """Equal scores are marked together; too few marked are no evidence; none is None."""
    has = np.array([1, 1, 1, 1, 1, 1, 0, 1, 0, 0], dtype=bool)
    scores = np.linspace(1, 0.1, 10)
    assert threshold(scores, has) == pytest.approx((scores[7] + scores[8]) / 2)  # 7 of 8
    tied = scores.copy()
    tied[7:10] = tied[7]
    # The three behind the seventh are one step: 7 of 10. So the last is the sixth.
    assert threshold(tied, has) == pytest.approx((scores[5] + scores[6]) / 2)
    assert threshold(scores, ~has) is None
    assert threshold(scores[:4], has[:4]) is None


def rows(n: int, families: int, word: int) -> tuple[list[list[int]], list[bool], list[int]]:
    """Sentences of which each third has the code, and `word` with it."""
    has = [at % 3 == 0 for at in range(n)]
    return [[word if yes else 9, 1000 + at] for at, yes in enumerate(has)], has, [at % families for at in range(n)]


def test_what_holds_in_all_families_is_found() -> None:
    """A word that goes with the code everywhere is learnt from the others and found in each."""
    sentences, has, families = rows(90, 5, 7)
    judged = judge("code", counted(sentences), np.array(has), families)
    assert (judged.examples, judged.families, judged.too_few) == (30, 5, False)
    assert judged.recall.value == 1.0
    assert judged.precision.k == 30
    assert judged.precision.value is not None
    assert judged.precision.value >= 0.85
    assert judged.coverage == share(judged.precision.n, 90)
    assert judged.threshold is not None


def test_what_is_of_one_family_only_is_not() -> None:
    """Each family has a word of its own for the code: judged on itself all would be found, honestly nothing."""
    _sentences, has, families = rows(90, 5, 7)
    own = [[50 + families[at] if yes else 60 + families[at], 1000 + at] for at, yes in enumerate(has)]
    judged = judge("code", counted(own), np.array(has), families)
    assert judged.recall.value is not None
    assert judged.recall.value < 0.5


def test_fewer_than_fifteen_examples_are_too_few() -> None:
    """And so are any number of one family."""
    sentences, has, families = rows(90, 5, 7)
    few = np.array(has) & (np.arange(90) < 42)
    assert few.sum() == 14
    judged = judge("code", counted(sentences), few, families)
    assert judged.too_few
    assert judged.threshold is None
    assert judged.precision.value is None
    assert judge("code", counted(sentences), np.array(has), [1] * 90).too_few
