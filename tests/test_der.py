"""The diarisation error rate that the benchmarks tell, against cases counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import der

TALK = [(0, 10_000, "a"), (12_000, 20_000, "b")]
SPANS = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 200), st.sampled_from("abc")), min_size=1, max_size=6)


def test_names_do_not_matter() -> None:
    """The same turns under other names are no error, with a collar and without."""
    renamed = [(start, end, {"a": "1", "b": "0"}[name]) for start, end, name in TALK]
    for collar in (0, 250):
        assert der.error(TALK, renamed, collar).rate == 0


def test_each_kind_of_error() -> None:
    """Two seconds missed, one invented, four confused, of eighteen."""
    found = [(0, 8000, "a"), (10_000, 11_000, "a"), (12_000, 16_000, "a"), (16_000, 20_000, "b")]
    error = der.error(TALK, found, 0)
    assert error.speech_ms == 18_000
    assert error.missed == pytest.approx(2 / 18)
    assert error.invented == pytest.approx(1 / 18)
    assert error.confused == pytest.approx(4 / 18)


def test_overlap_counts_for_each() -> None:
    """Where two speak and one is told, one is missed."""
    error = der.error([(0, 4000, "a"), (2000, 4000, "b")], [(0, 4000, "x")], 0)
    assert error.speech_ms == 6000
    assert error.missed == pytest.approx(2 / 6)


def test_the_collar() -> None:
    """A quarter of a second off on either side of a border is no error, half a second is."""
    assert der.error(TALK, [(0, 9760, "a"), (12_240, 20_000, "b")]).rate == 0
    assert der.error(TALK, [(0, 9500, "a"), (12_000, 20_000, "b")]).missed > 0


@given(SPANS, SPANS)
@pytest.mark.slow
def test_bounds(reference: list[tuple[int, int, str]], found: list[tuple[int, int, str]]) -> None:
    """Nothing is missed or confused against itself; missed and confused are never more than all."""
    truth, guess = ([(a * 10, (a + n) * 10, who) for a, n, who in some] for some in (reference, found))
    assert der.error(truth, truth, 0).rate == 0
    error = der.error(truth, guess, 0)
    assert error.missed + error.confused <= 1
    assert min(error.missed, error.invented, error.confused) >= 0
