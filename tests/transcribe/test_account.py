"""Words account for what is heard; what they leave is doubted, and good speech is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.transcribe.test_segments import said
from transcribe.account import (
    LONGEST_WORD_MS,
    covered,
    doubts,
    hurried,
    lost,
    low,
    merged,
    minus,
    repeated,
    total,
    unsure,
)
from transcribe.segments import Word

spans = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 60)).map(lambda p: (p[0], p[0] + p[1])), max_size=12)


def test_good_speech_is_left_alone() -> None:
    """Ordinary, sure, evenly spoken words under all that is voice give nothing to listen to."""
    words = said("Zij belde zelf nog een keer op en dat vond ik fijn.").words + said("Ja, ja, dat is zo.", 5000).words
    assert doubts(words, [(0, 3600), (4900, 6500)]) == []


def test_a_stretched_word_hides_no_gap() -> None:
    """Seventeen words vanished while one "were" lasted 5.7 s: it counts for 1.2 s, and the rest is lost."""
    words = [Word(" we", 0, 300, 0.9), Word(" were", 300, 6020, 0.98), Word(" far", 6020, 6400, 0.9)]
    (one,) = lost(words, [(0, 6400)])
    assert (one.start_ms, one.end_ms) == (300 + LONGEST_WORD_MS + 250, 6020 - 250)
    assert lost(words, [(0, 1500), (5800, 6400)]) == []


def test_voice_under_no_word_at_all_is_lost() -> None:
    """Also where the text ends before the voice does, and where there is no text; a breath is no loss."""
    assert [one[:2] for one in lost(said("Ja dat klopt.").words, [(0, 4000)])] == [(1150, 4000)]
    assert [one[:2] for one in lost([], [(100, 900)])] == [(100, 900)]
    assert lost([], [(100, 600)]) == []


def test_unsure_words_are_found() -> None:
    """Two on end under one half, one very unsure, or five unsure together; one that is a little unsure is not."""
    assert [one.reason for one in unsure(said("misschien zo", sure=0.4).words)] == ["unsure"]
    assert [one.reason for one in unsure(said("misschien", sure=0.2).words)] == ["unsure"]
    assert [one.reason for one in unsure(said("een twee drie vier vijf", sure=0.55).words)] == ["unsure"]
    assert unsure(said("een twee drie vier", sure=0.55).words) == []
    assert unsure(said("misschien", sure=0.4).words) == []
    assert unsure([Word(" zonder", 0, 300, -1), Word(" maat", 300, 600, -1)]) == []


def test_words_that_are_likely_wrong_are_marked() -> None:
    """Each by itself; a long one, which takes long to listen to, only when it is very unsure; five unsure together."""
    words = [Word(" dat", 0, 300, 0.45), Word(" was", 400, 700, 0.5), Word(" lang", 800, 1500, 0.4),
             Word(" zeer", 2000, 2700, 0.3)]
    assert [one[:2] for one in low(words)] == [(0, 300), (2000, 2700)]
    assert low([Word(" zonder", 3000, 3200, -1)]) == []
    assert low(said("een twee drie vier", sure=0.5).words) == []
    assert [one[:2] for one in low(said("een twee drie vier vijf", sure=0.5).words)] == [(0, 1500)]


def test_loops_are_found() -> None:
    """Four words twice on end, a few three times, one five times; not what people say twice."""
    assert [one.reason for one in repeated(said("en dat was toen en dat was toen").words)] == ["repeated"]
    assert [one.reason for one in repeated(said("dank je wel dank je wel dank je wel").words)] == ["repeated"]
    assert [one.reason for one in repeated(said("ja ja ja ja ja").words)] == ["repeated"]
    assert repeated(said("Dank je wel, dank je wel. Ja, ja, ja.").words) == []


def test_impossible_pace_is_found() -> None:
    """Words faster than anybody speaks."""
    quick = said("een twee drie vier vijf zes zeven", each_ms=60).words
    assert [one.reason for one in hurried(quick)] == ["too many words"]
    assert hurried(said("een twee drie vier vijf zes zeven", each_ms=180).words) == []


@given(spans, spans)
def test_what_is_left_is_what_is_under_nothing(some: list[tuple[int, int]], cover: list[tuple[int, int]]) -> None:
    """Millisecond by millisecond, for spans in order."""
    apart = covered([Word(" x", 4 * a, 4 * b, 1) for a, b in some])
    over = sorted(cover)
    left = minus(apart, over)
    expected = {ms for a, b in apart for ms in range(a, b) if not any(c <= ms < d for c, d in over)}
    assert {ms for a, b in left for ms in range(a, b)} == expected
    assert total(left) == len(expected)


def test_near_doubts_are_one() -> None:
    """Stretches that touch are listened to at once."""
    found = lost([], [(0, 1000), (1400, 2400), (9000, 9900)])
    assert [one[:2] for one in merged(found, 500)] == [(0, 2400), (9000, 9900)]
