"""What is not accounted for is decoded once more; only better text takes the place of what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.recordings import plain, sound, write_wav
from tests.transcribe.test_segments import said
from transcribe import audio, second_look, whisper
from transcribe.decoding import Decoded, Timed, Way
from transcribe.excerpts import Excerpt
from transcribe.second_look import better, looked_again
from transcribe.segments import Facts
from transcribe.windows import Window
from transcribe.writing import Written

VOICE = [(0, 9000)]
FACTS = Facts(-0.2, 1.2, 0.1)


def test_words_that_were_lost_come_back() -> None:
    """New words fill a gap, without those that stand on its edges already."""
    old = said("een twee").words + said("vijf zes", 3000).words
    new = said("twee drie vier vijf", 500, each_ms=600).words
    made = better(old, new, (600, 3000), VOICE)
    assert [w.text for w in made] == [" een", " twee", " drie", " vier", " vijf", " zes"]
    assert all(a.end_ms <= b.start_ms for a, b in zip(made, made[1:], strict=False))


def test_words_at_the_edges_of_a_gap_come_back_too() -> None:
    """Doubt begins a quarter of a second after the last word: what is said right after it is not left out."""
    old = said("een twee").words + said("zes", 3000).words
    new = said("drie vier vijf", 620, each_ms=300).words + said("niet", 2700).words
    assert [w.text for w in better(old, new, (850, 2750), VOICE)] == [
        " een", " twee", " drie", " vier", " vijf", " niet", " zes"]


@pytest.mark.parametrize("new", [
    said("drie vier", 1000, 600, sure=0.3), said("ja ja ja ja ja ja", 700), said("a b c d e f g h", 1000, 60)])
def test_worse_words_change_nothing(new: object) -> None:
    """Unsure words, loops and words nobody can speak so fast do not take the place of a gap."""
    old = said("een twee").words + said("vijf zes", 3000).words
    assert better(old, new.words, (600, 3000), VOICE) == list(old)  # type: ignore[attr-defined]


def test_words_under_a_stretched_one_do_not_come_after_it() -> None:
    """A word stretched over a lost sentence is not put before the end of that sentence; what is lost stays marked."""
    old = said("er", 1200, 200).words + said("zit", 1400, 2800).words + said("ook een mus", 4700).words
    voice = [(1200, 4000), (4500, 5600)]
    made = better(old, said("dat ik moe ben", 2900, 250).words, (2900, 4000), voice)
    assert made == list(old)
    assert second_look.marks(made, second_look.Voice(voice, is_sure=True))


def test_surer_words_take_the_place_of_unsure_ones() -> None:
    """Where both texts cover the voice, the surer one is kept; a little surer is not enough."""
    old, span = said("een iets anders vier", sure=0.4).words, (300, 900)
    fresh = said("een twee drie vier").words
    assert [w.text for w in better(old, fresh, span, VOICE)] == [" een", " twee", " drie", " vier"]
    assert better(old, said("een twee drie vier", sure=0.45).words, span, VOICE) == list(old)


def test_a_surer_text_covers_no_less() -> None:
    """Two sure words in place of three unsure ones would leave voice under none: the three stay."""
    old, span = said("een iets anders vier", sure=0.4).words, (300, 1500)
    assert better(old, said("een twee").words, span, VOICE) == list(old)


def of(window: Window) -> Excerpt:
    """Silence as long as a window, and a second around it."""
    return Excerpt(window.start_ms - 1000, np.zeros((window.end_ms - window.start_ms + 2000) * 16, np.float32))


def test_what_is_lost_is_decoded_again_and_marked_where_that_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two gaps of a window are one sound; of two windows one is mended, the other tried twice, and marked."""
    windows = [Window(0, 0, ((1000, 9000),)), Window(1, 0, ((20_000, 34_000),))]
    monkeypatch.setattr(second_look, "voice_in", lambda window, *_rest: second_look.Voice(list(window.spans), True))
    split = said("een twee drie", 23_000, 1000).words + said("vier vijf zes", 30_000, 1000).words
    first = [Written(windows[0], said("een twee drie vier vijf", 1000, 1000).words, FACTS),
             Written(windows[1], split, FACTS)]
    calls: list[list[int]] = []

    def decode(sounds: Sequence[np.ndarray], _way: Way) -> list[Decoded]:
        calls.append([len(one) // 16 for one in sounds])
        words = tuple(Timed(f" nieuw{n}", 0.9 + n * 0.6, 1.4 + n * 0.6, 0.9, ()) for n in range(4))
        return [Decoded(words if len(calls) == 1 and not n else (), -0.2, 1.0, 0.0, "nl", 1.0, 1.0)
                for n in range(len(sounds))]

    found = looked_again([(w, of(w)) for w in windows], first, decode)
    assert [len(sounds) for sounds in calls] == [2, 1]
    assert [w.text for w in found[0].words][-4:] == [" nieuw0", " nieuw1", " nieuw2", " nieuw3"]
    assert found[0].marks == ()
    assert {mark[2] for mark in found[1].marks} == {"voice without text"}
    assert found[1].words == split


def hum(seconds: float, kind: str) -> np.ndarray:
    """Sound that nobody makes: silence, noise, the mains, chords."""
    t = np.arange(round(seconds * audio.RATE)) / audio.RATE
    chance = np.random.default_rng(4)
    made = {
        "silence": np.zeros(len(t)), "noise": chance.normal(0, 0.05, len(t)),
        "hum": 0.1 * np.sin(2 * np.pi * 50 * t) + 0.05 * np.sin(2 * np.pi * 150 * t),
        "music": sum(0.05 * np.sin(2 * np.pi * (220 * 2 ** (step / 12)) * t) for step in (0, 4, 7))
        * (np.sin(2 * np.pi * t / 1.5) > 0)}
    return np.asarray(made[kind], np.float32)


@pytest.mark.model
def test_nothing_is_invented(base: whisper.FasterWhisper, dutch: Path, tmp_path: Path) -> None:
    """Silence and noise before real speech, hum and music after it add no word, and alone they are no text."""
    once = sound(dutch)
    before, after = (np.concatenate([part for kind in kinds for part in (hum(4, kind), hum(1, "silence"))])
                     for kinds in (("silence", "noise"), ("hum", "music")))
    path = write_wav(tmp_path / "a.wav", np.concatenate([before, once, hum(3, "silence"), after]))
    heard = whisper.transcribe_file(path, base).segments
    assert all(9_000 < one.start_ms < one.end_ms < 23_000 for one in heard)
    assert plain("".join(one.text for one in heard))[-4:] == ["moeten", "elkaar", "kunnen", "verstaan"]
