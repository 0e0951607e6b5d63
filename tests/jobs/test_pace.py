"""The time left: honest, or silent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobs.pace import left_in_words, seconds_left
from pilot import words


def test_nothing_is_said_too_early() -> None:
    """Before ten seconds, without progress, or without a total there is no estimate."""
    assert seconds_left(500, 1000, 0, 9.9) is None
    assert seconds_left(300, 1000, 300, 500) is None
    assert seconds_left(500, None, 0, 60) is None
    assert seconds_left(5, 1000, 0, 30) is None
    assert seconds_left(5, 1000, 0, 60) is not None


def test_only_this_attempt_counts() -> None:
    """Work of an earlier attempt does not make the pace look better than it is."""
    assert seconds_left(600, 1000, 500, 100) == 400


def test_what_comes_after_the_last_unit_counts() -> None:
    """Half done in a minute, and half a minute of other work after it: a minute and a half; at the end that alone."""
    assert seconds_left(500, 1000, 0, 60, 30) == 90
    assert seconds_left(1000, 1000, 0, 120, 30) == 30
    assert seconds_left(1000, 1000, 1000, 5, 30) == 30
    assert seconds_left(0, 1000, 0, 60, 30) is None


@given(st.integers(1, 10**9), st.floats(10, 1e6), st.integers(1, 10**9))
def test_an_even_pace_is_told_right(made: int, elapsed: float, rest: int) -> None:
    """At an even pace the estimate is exactly the rest over the pace, and never negative."""
    left = seconds_left(made, made + rest, 0, elapsed)
    assert left is None or abs(left - rest * elapsed / made) < 1e-6 * max(1.0, left)
    assert seconds_left(made + rest, made, 0, elapsed) in (0, None)


def test_time_left_in_dutch_and_english() -> None:
    """Minutes up to an hour, quarters after it, in the reader's language."""
    assert left_in_words(None) == ""
    assert left_in_words(20) == "less than a minute left"
    assert left_in_words(61) == "about 1 minute left"
    assert left_in_words(240) == "about 4 minutes left"
    assert left_in_words(3600) == "about 1 hour left"
    assert left_in_words(8200) == "about 2 h 15 min left"
    with words.speaking("nl"):
        assert left_in_words(240) == "nog ongeveer 4 minuten"
        assert left_in_words(8200) == "nog ongeveer 2 uur en 15 minuten"
