"""Where to listen: each check finds its fault and leaves good text alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.transcribe.test_segments import said
from transcribe.checks import (
    Listen,
    has_loop,
    listen_here,
    paced,
    repeated,
    text_without_voice,
    uncovered,
    unsure,
    voice_without_text,
)
from transcribe.segments import Segment, Word

spans = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 60)).map(lambda p: (p[0], p[0] + p[1])), max_size=12)


def at(start_ms: int, end_ms: int, text: str) -> Segment:
    """A stretch of text without word times."""
    return Segment((Word(text, start_ms, end_ms, -1),))


def test_good_speech_is_left_alone() -> None:
    """Ordinary, sure, evenly spoken text where voices were heard gives no place to listen to."""
    good = [said("Zij belde zelf nog een keer op en dat vond ik fijn."), said("Ja, ja, dat is zo.", 5000)]
    assert listen_here(good, [(0, 7000)]) == []


def test_loops_are_found() -> None:
    """A run of words three times on end, one word five times, or three equal segments."""
    assert has_loop(["dank", "je", "wel"] * 3)
    assert has_loop(["ja"] * 5)
    assert not has_loop(["ja"] * 4)
    assert not has_loop(["dank", "je", "wel"] * 2)
    same = [said("Ondertiteld door niemand.", start) for start in (0, 2000, 4000)]
    assert repeated(same) == [Listen(0, same[2].end_ms, "repeated")]
    assert repeated(same[:2]) == []
    assert [p.reason for p in repeated([said("en toen en toen en toen en toen")])] == ["repeated"]


def test_impossible_pace_is_found() -> None:
    """More than six words a second, or fewer than one in two seconds, over two seconds or more."""
    quick = said("een twee drie vier vijf zes zeven acht", each_ms=100)
    assert [p.reason for p in paced([quick])] == ["too many words"]
    assert [p.reason for p in paced([at(0, 10_000, " Ja.")])] == ["too few words"]
    assert paced([at(0, 1500, " Ja."), said("Dat kan best wel zo zijn.")]) == []


def test_unsure_words_are_found() -> None:
    """A mean probability under one half is unsure; a segment without any is not judged."""
    assert [p.reason for p in unsure([said("misschien zo", sure=0.3)])] == ["unsure"]
    assert unsure([said("zeker zo", sure=0.6), at(0, 500, " Ja.")]) == []


def test_voice_without_text_and_text_without_voice() -> None:
    """Speech of 1.5 s or more that nothing was written for, and text four fifths of which lie in silence."""
    text = [at(0, 2000, " Ja dat klopt."), at(9000, 10_000, " Bedankt voor het kijken.")]
    speech = [(0, 4000), (5000, 6000)]
    assert voice_without_text(text, speech) == [Listen(2000, 4000, "voice without text")]
    assert text_without_voice(text, speech) == [Listen(9000, 10_000, "text without voice")]


@given(st.tuples(st.integers(0, 300), st.integers(1, 300)), spans)
def test_uncovered_is_the_rest(span: tuple[int, int], cover: list[tuple[int, int]]) -> None:
    """What is covered and what is not make up the span, millisecond by millisecond."""
    start, end = span[0], span[0] + span[1]
    free = uncovered((start, end), cover)
    expected = {ms for ms in range(start, end) if not any(a <= ms < b for a, b in cover)}
    assert {ms for a, b in free for ms in range(a, b)} == expected
    assert all(a < b for a, b in free)
