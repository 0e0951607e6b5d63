"""From chances to turns of voices, and from turns to words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.segments import Word
from transcribe.speakers import of_words, telling
from transcribe.speakers.segmentation import Segmented
from transcribe.speakers.telling import Said


def _heard(steps: int, change: int | None = None, several: slice | None = None) -> Segmented:
    found = Segmented(np.ones(steps, np.float32), np.ones(steps, np.float32), np.zeros(steps, np.float32))
    if change is not None:
        found.change[change - 5: change + 5] = 1
    if several:
        found.several[several] = 2
    return found


def _chance(*runs: tuple[int, float]) -> np.ndarray:
    """Chances of two voices: for so many steps, the first one's."""
    first = np.concatenate([np.full(steps, chance) for steps, chance in runs])
    return np.stack([first, 1 - first], axis=1).astype(np.float32)


def test_a_change_is_where_it_is_heard() -> None:
    """Chances change slowly, for a window is long; the border is put where the segmentation hears one."""
    ramp = [(10, 1 - n / 20) for n in range(21)]
    found = telling.said([(0, 610)], _heard(610, change=330), _chance((200, 0.95), *ramp, (200, 0.05)))
    assert [one.voice for one in found] == [0, 1]
    assert abs(found[0].end_ms - 3300) <= 60
    assert found[0].end_ms == found[1].start_ms


def test_a_moment_of_doubt_is_no_turn() -> None:
    """A tenth of a second that sounds like somebody else changes nothing; a second of it does."""
    short = telling.said([(0, 410)], _heard(410), _chance((200, 0.9), (10, 0.1), (200, 0.9)))
    assert [one.voice for one in short] == [0]
    long = telling.said([(0, 560)], _heard(560), _chance((200, 0.98), (160, 0.02), (200, 0.98)))
    assert [one.voice for one in long] == [0, 1, 0]


def test_two_at_once() -> None:
    """Where two speak at once, the other one who is nearest speaks too; for a moment only, nobody is added."""
    chance = _chance((300, 0.95), (300, 0.05))
    found = telling.said([(0, 600)], _heard(600, 300, slice(200, 260)), chance)
    assert (2000, 2600, 1) in [one[:3] for one in found]
    assert len(telling.said([(0, 600)], _heard(600, 300, slice(200, 210)), chance)) == 2
    assert found == sorted(found)


@given(st.lists(st.tuples(st.integers(1, 80), st.floats(0.01, 0.99)), min_size=1, max_size=12))
def test_all_speech_is_somebodys(runs: list[tuple[int, float]]) -> None:
    """Turns of one voice cover the speech once, without gap, and say how sure they are."""
    chance = _chance(*runs)
    found = telling.said([(0, len(chance))], _heard(len(chance)), chance)
    assert found[0].start_ms == 0
    assert found[-1].end_ms == len(chance) * 10
    assert all(a.end_ms == b.start_ms and a.voice != b.voice for a, b in zip(found, found[1:], strict=False))
    assert all(0 <= one.sure <= 1 for one in found)


def _words(text: str, each_ms: int = 400) -> list[Word]:
    return [Word(f" {word}", n * each_ms, (n + 1) * each_ms - 50, 0.9) for n, word in enumerate(text.split())]


def test_words_have_a_speaker() -> None:
    """A word is whose turn it is in; a word that no turn is near is nobody's."""
    found = of_words.spoken([*_words("Hoe gaat het? Goed hoor."), Word(" Zo", 60_000, 60_200, 0.9)],
                            [Said(0, 1200, 0, 0.9), Said(1200, 2000, 1, 0.8)])
    assert [one.voice for one in found] == [0, 0, 0, 1, 1, None]
    assert [one.sure for one in found] == [0.9, 0.9, 0.9, 0.8, 0.8, 0.0]


@pytest.mark.parametrize("border", [700, 1200, 1500])
def test_a_change_goes_to_the_end_of_a_sentence(border: int) -> None:
    """Half a second too early or too late, the border still stands between the two sentences."""
    found = of_words.spoken(_words("Hoe gaat het? Goed hoor dank je."), [Said(0, border, 0, 0.9),
                                                                       Said(border, 3000, 1, 0.9)])
    assert [one.voice for one in found] == [0, 0, 0, 1, 1, 1, 1]


def test_a_short_answer_stays() -> None:
    """“Ja.” between two sentences of somebody else keeps its speaker."""
    found = of_words.spoken(_words("Ging het goed? Ja. En daarna?"),
                            [Said(0, 1200, 0, 0.9), Said(1200, 1580, 1, 0.7), Said(1600, 2400, 0, 0.9)])
    assert [one.voice for one in found] == [0, 0, 0, 1, 0, 0]


def test_pieces_of_a_word_stay_together() -> None:
    """What continues a word has its speaker, whatever the time says."""
    words = [Word(" op", 0, 400, 0.9), Word("voeden", 400, 800, 0.9), Word(" ja", 800, 1000, 0.9)]
    found = of_words.spoken(words, [Said(0, 400, 0, 0.9), Said(400, 1000, 1, 0.9)])
    assert found[0].voice == found[1].voice
