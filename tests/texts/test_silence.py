"""Where a recording is silent: what was taken out of its text, and stretches without words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import silence
from texts.places import Turn
from texts.silence import MARGIN, PAUSE, Said
from texts.timings import WORD, Timing


def kept(old: str, new: str) -> list[str]:
    """The words of one turn that count as kept when it becomes another."""
    words = silence.kept_words([Turn(old, "", 0)], [Turn(new, "", 0)])
    return [old[start:end] for start, end, stays in words if stays]


def test_what_stands_unchanged_is_kept() -> None:
    """A name that became a pseudonym is not, whatever stands around it; capitals and commas make no difference."""
    assert kept("Ja, Fatima kwam ook mee.", "ja [zoon 2] kwam ook mee") == ["Ja,", "kwam", "ook", "mee."]
    assert kept("Ze woont in Emmen nu", "Ze woont nu") == ["Ze", "woont", "nu"]


def test_of_the_same_words_side_by_side_none_is_kept() -> None:
    """Nobody knows which of the two was the name."""
    assert kept("Toen wil Wil niet", "Toen wil [vader] niet") == ["Toen", "niet"]
    assert kept("Toen zei Wil: wil je dat", "Toen zei [vader] wil je dat") == ["Toen", "zei", "je", "dat"]
    assert kept("heel heel erg", "heel heel erg") == ["heel", "heel", "erg"]


def test_words_without_an_end_last_until_the_next() -> None:
    """But never longer than a word can last."""
    words = [(0, 2, True), (3, 9, False), (10, 13, True)]
    timings = [Timing(0, 2, 100, None, WORD), Timing(3, 9, 400, None, WORD), Timing(10, 13, 9000, None, WORD)]
    assert silence.spoken(words, timings, [(0, 13, 0, 20_000)]) == [
        Said(100, 400, True), Said(400, 1600, False), Said(9000, 10_200, True)]


def test_a_word_that_went_and_has_no_time_takes_its_turn_along() -> None:
    """Where a turn has no time either, nobody knows, and nothing is heard at all."""
    words = [(0, 2, True), (3, 9, False)]
    timings = [Timing(0, 2, 100, 300, WORD)]
    assert silence.spoken(words, timings, [(0, 9, 0, 2000)]) == [Said(0, 2000, False)]
    assert silence.spoken(words, timings, [(0, 9, None, None)]) is None
    assert silence.spoken([(0, 2, True)], timings, [(0, 2, None, None)]) == [Said(100, 300, True)]


def test_pauses_in_which_a_word_fits_are_silent() -> None:
    """A short one is heard; of what was taken out 150 ms on either side is silent too, also where a word was kept."""
    assert silence.silent([Said(1000, 1500, True), Said(1800, 2000, True)], 4000) == [(0, 850), (2150, 4000)]
    assert silence.silent([Said(0, 1000, True), Said(1000, 1400, False), Said(1400, 2000, True)], 2000) == [(850, 1550)]
    assert silence.silent([Said(0, 1000, True), Said(1800, 2000, True)], 2000) == [(1150, 1650)]
    assert silence.silent([], 3000) == [(0, 3000)]


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 900), st.booleans()), max_size=30))
@pytest.mark.slow
def test_nothing_that_went_is_heard(lengths: list[tuple[int, int, bool]]) -> None:
    """Whatever the words: those taken out lie in silence with their margins, and so does what lies far from any word;
    a word that was kept is heard where none that went is near."""
    said, at = [], 0
    for pause, length, stays in lengths:
        said.append(Said(at + pause, at + pause + length, stays))
        at += pause + length
    duration = at + 500
    found = silence.silent(said, duration)
    assert all(0 <= start < end <= duration for start, end in found)
    assert all(before[1] < after[0] for before, after in zip(found, found[1:], strict=False))
    quiet = [False] * (duration + 1)
    for start, end in found:
        quiet[start:end] = [True] * (end - start)
    gone = [(max(0, one.start - MARGIN), min(duration, one.end + MARGIN)) for one in said if not one.kept]
    assert all(all(quiet[start:end]) for start, end in gone)
    for one in said:
        near = any(start < one.end and one.start < end for start, end in gone)
        if one.kept and one.end > one.start and not near:
            assert not any(quiet[one.start:one.end])
    for ms in range(0, duration, 50):
        if min((max(one.start - ms, ms - one.end) for one in said), default=duration) > max(MARGIN, PAUSE):
            assert quiet[ms]
