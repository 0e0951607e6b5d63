"""An audit that draws more from what the machine marked still says how much the machine misses."""

from __future__ import annotations

import random

import pytest

from coding.suggest.audit import Unit, audited, draw


def everything() -> list[Unit]:
    """20,000 sentences: 1,000 have the code, of which the machine marks 500, and 25 that have it not."""
    units = [Unit(True, True)] * 500 + [Unit(True, False)] * 25 + [Unit(False, True)] * 500 + [
        Unit(False, False)] * 18_975
    random.Random(3).shuffle(units)
    return units


def test_recall_is_that_of_all_units() -> None:
    """True recall .50: what was drawn unweighted says .97, weighted back it says .50 with an interval around that."""
    units = everything()
    chosen = [units[at] for at in draw([unit.marked for unit in units], 525, 600, seed=1)]
    assert len(chosen) == 1125
    naive = sum(unit.marked and unit.has for unit in chosen) / sum(unit.has for unit in chosen)
    assert naive == pytest.approx(0.97, abs=0.015)
    found = audited(chosen, marked=525, others=19_475)
    assert found.recall.value == pytest.approx(0.50, abs=0.12)
    assert found.recall.low is not None
    assert found.recall.high is not None
    assert found.recall.low < 0.50 < found.recall.high
    assert found.recall.high < 0.75
    assert found.precision.value == pytest.approx(500 / 525)


@pytest.mark.slow
def test_intervals_hold_as_often_as_they_say() -> None:
    """Of a hundred audits about ninety-five have the true recall within their interval, to no side."""
    units = everything()
    marks = [unit.marked for unit in units]
    told = [audited([units[at] for at in draw(marks, 100, 800, seed)], 525, 19_475, seed).recall for seed in range(100)]
    assert sum(one.low is not None and one.high is not None and one.low <= 0.5 <= one.high for one in told) >= 88
    assert sum(one.value or 0 for one in told) / 100 == pytest.approx(0.50, abs=0.04)


def test_a_sample_is_drawn_with_its_seed() -> None:
    """The same seed draws the same units; all there are where there are fewer."""
    marks = [True] * 5 + [False] * 50
    assert draw(marks, 10, 10, 4) == draw(marks, 10, 10, 4) != draw(marks, 10, 10, 5)
    assert draw(marks, 10, 0, 4) == [0, 1, 2, 3, 4]


def test_nothing_is_no_share() -> None:
    """No unit of a kind drawn, or none that has the code: null rather than a number."""
    assert audited([], 0, 10).precision.value is None
    assert audited([Unit(False, False)], 0, 10).recall.value is None
    assert audited([Unit(True, False)] * 3, 3, 10).recall.value is None


def test_two_of_two_are_not_sure() -> None:
    """Where all of the few that were looked at agree, the interval says that they are few."""
    for has in (True, False):
        told = audited([Unit(True, has)] * 2 + [Unit(False, True)], 50, 100).precision
        assert told.value == float(has)
        assert told.low is not None
        assert told.high is not None
        assert told.low <= told.value <= told.high
        assert told.high - told.low > 0.5
