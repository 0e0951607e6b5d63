"""Words of which nobody knows when they were said have times between their neighbours; known times stay."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.between import Spoken, filled, replaced
from texts.timings import WORD, Timing

Told = tuple[list[Spoken], dict[int, Timing]]


@st.composite
def texts(draw: st.DrawFn) -> Told:
    """Turns that follow one another in time, and of some of their words when these were said."""
    turns: list[Spoken] = []
    known: dict[int, Timing] = {}
    at = clock = 0
    for counts in draw(st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=6), max_size=5)):
        start = clock
        place = at
        for length in counts:
            begins, clock = clock, clock + draw(st.integers(0, 900))
            if draw(st.booleans()):
                known[place] = Timing(place, place + length, begins, draw(st.sampled_from([begins, clock, None])), WORD)
            place += length + 1
        turns.append(Spoken(" ".join("x" * length for length in counts), start, clock))
        at = place
    return turns, known


@given(texts())
@pytest.mark.slow
def test_times_rise_inside_their_turns(told: Told) -> None:
    """Every word has a time, those that were known exactly theirs; they rise, and none lies outside its turn."""
    turns, known = told
    found = filled(turns, known)
    assert [one.start for one in found] == [
        start + at for turn, start in zip(turns, accumulate((len(t.text) + 1 for t in turns), initial=0), strict=False)
        for at, letter in enumerate(turn.text) if letter == "x" and turn.text[at - 1 : at] in ("", " ")]
    assert {one.start: one for one in found} | known == {one.start: one for one in found}
    assert all(one.start_ms <= other.start_ms for one, other in pairwise(found))
    assert all(one.end_ms is None or one.start_ms <= one.end_ms for one in found)
    ends = list(accumulate(len(turn.text) + 1 for turn in turns))
    for one in found:
        turn = turns[next(n for n, end in enumerate(ends) if one.start < end)]
        assert (turn.start_ms or 0) <= one.start_ms <= (turn.end_ms or 0)
        assert one.end_ms is None or one.end_ms <= (turn.end_ms or 0)


def test_without_any_time() -> None:
    """Where not even a turn has a time nobody can say when a word was said; after one that has, it follows."""
    assert filled([Spoken("ja nee", None, None)], {}) == []
    turns = [Spoken("ja", 100, 300), Spoken("en nee", None, None)]
    assert [one.start_ms for one in filled(turns, {})] == [100, 300, 300]


def timed(*words: str, each: int = 100) -> tuple[list[Timing | None], list[tuple[int, int]]]:
    """Times of words that follow one another, and where these stand."""
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))[:-1]
    spans = [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    return [Timing(*span, n * each, n * each + each, WORD) for n, span in enumerate(spans)], spans


def test_a_word_for_a_word_has_its_time() -> None:
    """A word that was corrected was said when the wrong one was; two for one share its time, by their letters."""
    own, _spans = timed("Zij", "heet", "Berk", "hoor")
    _times, new = timed("Zij", "heet", "Berg", "hoor")
    found = replaced(own, [0, 1, -1, 3], new)
    assert [found[start].start_ms for start, _end in new] == [0, 100, 200, 300]
    _times, longer = timed("Zij", "heet", "van", "den", "Berg", "hoor")
    shared = replaced(own, [0, 1, -1, 5], longer)
    assert [shared[start].start_ms for start, _end in longer] == [0, 100, 200, 230, 260, 300]
    assert shared[longer[4][0]].end_ms == 300


def test_a_word_that_was_put_in_has_none() -> None:
    """Nothing was there before: it lies between its neighbours, which is for `filled` to say."""
    own, _spans = timed("Zij", "belt")
    _times, new = timed("Zij", "nu", "belt")
    assert set(replaced(own, [0, 2], new)) == {0, new[2][0]}
