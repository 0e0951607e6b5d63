"""How families did between two moments, of plain values."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.vocabulary.domains import DOMAINS
from themes.outcomes.beside import BETTER, NOTHING, SAME, UNKNOWN, WORSE, Change, changes

LEVELS = (0.0, 2.5, 5.0, 7.5, 10.0)
COLUMNS = ["family_id", "wave", "domain", "voice", "state", "value"]


def scores(*rows: tuple[int, str, str, str, str, float | None]) -> pd.DataFrame:
    """Scores as `frames.scores` gives them."""
    return pd.DataFrame(rows, columns=COLUMNS).astype({"value": "float64", "family_id": "int64"})


def test_only_what_is_known_at_both_moments_counts() -> None:
    """A domain known once, unknown, of another voice or another round is in no mean."""
    found = changes(scores(
        (1, "T0", "debts", "coach", "scored", 10), (1, "T1", "debts", "coach", "scored", 5),
        (1, "T0", "work", "coach", "scored", 5), (1, "T1", "work", "coach", "unknown", None),
        (1, "T0", "income", "coach", "scored", 5), (1, "T1", "income", "family", "scored", 0),
        (1, "T0", "safety", "coach", "scored", 2.5), (1, "T1", "safety", "coach", "scored", 2.5),
        (1, "T2", "safety", "coach", "scored", 10),
        (2, "T0", "debts", "coach", "scored", 10)), "T0", "T1", "coach", DOMAINS)
    assert found == {1: Change(2, 1, 1, 0, 6.25, 3.75)}
    assert found[1].points == -2.5
    assert found[1].how == BETTER


def test_a_family_that_fell_on_one_and_rose_on_another_is_stable() -> None:
    """The mean decides, and the numbers of domains say what is behind it."""
    found = changes(scores(
        (1, "T0", "debts", "coach", "scored", 10), (1, "T1", "debts", "coach", "scored", 7.5),
        (1, "T0", "work", "coach", "scored", 2.5), (1, "T1", "work", "coach", "scored", 5)),
        "T0", "T1", "coach", DOMAINS)
    assert (found[1].better, found[1].worse, found[1].how) == (1, 1, SAME)
    assert NOTHING.how == UNKNOWN
    assert Change(1, 0, 0, 1, 2.5, 5).how == WORSE


@given(st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(DOMAINS), st.sampled_from(LEVELS), st.sampled_from(LEVELS)),
    unique_by=lambda one: one[:2]))
@pytest.mark.slow
def test_backwards_is_the_other_way_round(rows: list[tuple[int, str, float, float]]) -> None:
    """What is better from one moment to the other is worse the other way, for each family with the same domains."""
    frame = scores(*((family, wave, domain, "coach", "scored", value) for family, domain, one, other in rows
                     for wave, value in (("T0", one), ("T1", other))))
    there, back = changes(frame, "T0", "T1", "coach", DOMAINS), changes(frame, "T1", "T0", "coach", DOMAINS)
    assert set(there) == set(back) == {family for family, *_rest in rows}
    for family, one in there.items():
        other = back[family]
        assert (one.known, one.better, one.worse) == (other.known, other.worse, other.better)
        assert (one.first, one.last) == (other.last, other.first)
        assert one.known == one.better + one.same + one.worse
