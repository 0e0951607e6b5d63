"""From segments to turns one can read."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from texts.timings import Timing
from transcribe.segments import LONGEST_TURN_WORDS, PAUSE_MS, Facts, Segment, Word, segments, turns


def said(text: str, start_ms: int = 0, each_ms: int = 300, sure: float = 0.9) -> Segment:
    """A segment of words spoken one after the other."""
    words = tuple(
        Word(f" {w}", start_ms + i * each_ms, start_ms + (i + 1) * each_ms, sure) for i, w in enumerate(text.split()))
    return Segment(words)


def test_a_pause_makes_a_turn() -> None:
    """More than a second without a word starts a new turn; less does not."""
    one = said("Ja dat klopt.")
    near, far = said("En toen?", one.end_ms + PAUSE_MS), said("Nou.", one.end_ms + PAUSE_MS + 700)
    assert [t.text for t in turns(one.words + near.words)] == ["Ja dat klopt. En toen?"]
    assert [(t.text, t.start_ms, t.end_ms) for t in turns(one.words + far.words)] == [
        ("Ja dat klopt.", 0, one.end_ms), ("Nou.", far.start_ms, far.end_ms)]


def test_a_long_turn_ends_with_a_sentence() -> None:
    """After sixty words the next full stop ends the turn; without one ninety words do."""
    sentences = said(" ".join(["Zo was het toen."] * 40))
    assert [len(t.text.split()) for t in turns(sentences.words)] == [60, 60, 40]
    endless = said(" ".join(["en"] * 200))
    assert [len(t.text.split()) for t in turns(endless.words)] == [LONGEST_TURN_WORDS, LONGEST_TURN_WORDS, 20]


def test_confidence_is_the_mean_of_the_words() -> None:
    """Each turn carries how sure its words are; None without word times."""
    words = said("een twee", sure=0.4).words + said("drie vier", 700, sure=0.8).words
    assert turns(words)[0].confidence == 0.6000000000000001
    assert turns([Word(" Goed dan.", 0, 900, -1)])[0].confidence is None


def test_words_cut_in_pieces_stay_whole() -> None:
    """A piece of a word, without a space in front, never starts a turn of its own."""
    pieces = (Word(" wel", 0, 300, 0.9), Word("kom", 2000, 2300, 0.9))
    assert [t.text for t in turns(pieces)] == ["welkom"]


spoken = st.tuples(st.text("abc .?", min_size=1, max_size=8), st.integers(0, 3000), st.integers(0, 900))


@given(st.lists(spoken, max_size=150))
def test_no_word_is_lost_and_time_runs_on(parts: list[tuple[str, int, int]]) -> None:
    """The turns joined are the words in order, and turns never overlap or run backwards."""
    at, words = 0, []
    for text, pause, length in parts:
        words.append(Word(" " + text, at + pause, at + pause + length, 0.5))
        at += pause + length
    made = turns(words)
    assert " ".join(t.text for t in made).split() == "".join(w.text for w in words).split()
    assert all(t.start_ms <= t.end_ms for t in made)
    assert all(a.end_ms <= b.start_ms for a, b in zip(made, made[1:], strict=False))
    told = "".join(t.text[one.start:one.end] for t in made for one in t.timings)
    assert told.replace(" ", "") == "".join(t.text for t in made).replace(" ", "")
    assert all(a.end <= b.start and a.start_ms <= b.start_ms for t in made for a, b in pairwise(t.timings))


def test_every_word_keeps_its_time() -> None:
    """Words of a turn are timed, a word in pieces as one, and a stretch without word times as a whole."""
    pieces = (Word(" wel", 0, 300, 0.9), Word("kom", 300, 600, 0.9), Word(" hier.", 700, 900, 0.9))
    (turn,) = turns([*pieces, Word(" Ga  zitten.", 900, 1400, -1)])
    assert turn.text == "welkom hier. Ga zitten."
    assert turn.timings == (Timing(0, 6, 0, 600, "word"), Timing(7, 12, 700, 900, "word"),
                            Timing(13, 23, 900, 1400, "cue"))


def test_a_segment_is_a_sentence_and_never_spans_a_pause() -> None:
    """Each sentence is one, a pause of more than a second parts it, and no word is lost."""
    words = said("Ja dat klopt. En").words + said("toen niet meer.", 4000).words
    found = segments(words, Facts(logprob=-0.2), 100)
    assert [one.text for one in found] == [" Ja dat klopt.", " En", " toen niet meer."]
    assert {(one.facts.logprob, one.seek_ms) for one in found} == {(-0.2, 100)}
    assert [len(one.words) for one in segments(said(" ".join(["en"] * 70)).words, Facts(), 0)] == [30, 30, 10]
