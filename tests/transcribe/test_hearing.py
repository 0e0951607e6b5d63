"""Listening piece by piece hears what listening at once does; a window gets its own sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.recordings import sound
from transcribe import audio, hearing
from transcribe.decoding import Decoded, Timed
from transcribe.excerpts import MARGIN_MS, excerpts
from transcribe.timing import words_in
from transcribe.windows import VOICE, Window, cut, frame_at, voices


@pytest.fixture(scope="module")
def spoken() -> np.ndarray:
    """Three sentences of real speech."""
    return np.concatenate([sound(Path(__file__).parents[1] / "fixtures/audio/jfk.ogg")] * 3)


def test_pieces_are_heard_as_the_whole(spoken: np.ndarray) -> None:
    """However sound comes in, each frame is judged alike, and nearly always as the detector's own program judges it."""
    from faster_whisper.vad import get_vad_model

    at_once = hearing.listen([spoken])
    bits = hearing.listen(np.array_split(spoken, 97))
    assert np.array_equal(at_once.edges, bits.edges)
    assert np.allclose(at_once.voice, bits.voice, atol=0.01)
    assert np.array_equal(at_once.level, bits.level)
    assert at_once.length_ms == bits.length_ms == audio.milliseconds(len(spoken))
    own = get_vad_model()(np.pad(spoken, (0, -len(spoken) % hearing.FRAME))).reshape(-1)
    ours = [at_once.voice[frame_at(at_once, n * hearing.FRAME_MS + hearing.FRAME_MS // 2)] for n in range(len(own))]
    assert np.mean((np.array(ours) >= VOICE) == (own >= VOICE)) > 0.95


def test_frames_follow_one_another_and_begin_anew_where_it_is_loudest(spoken: np.ndarray) -> None:
    """Frames cover the whole recording without a gap, none longer than 32 ms, and an edge lies at each peak."""
    heard = hearing.listen([spoken])
    steps = np.diff(heard.edges)
    assert heard.edges[0] == 0
    assert heard.length_ms <= heard.edges[-1] < heard.length_ms + hearing.FRAME_MS + 1
    assert len(heard.edges) == len(heard.voice) + 1 == len(heard.level) + 1
    assert steps.min() >= 0
    assert steps.max() <= hearing.FRAME_MS + 1
    loudest = int(np.abs(spoken[:5 * audio.RATE]).argmax())
    assert audio.milliseconds(loudest) in heard.edges


def sounds_of(sound: np.ndarray) -> set[bytes]:
    """The sound of each window of a recording, sample for sample."""
    found = excerpts([sound], cut(hearing.listen([sound])))
    return {excerpt.of_window(window).tobytes() for window, excerpt in found}


@pytest.mark.slow
def test_the_same_sound_falls_into_the_same_frames_elsewhere(spoken: np.ndarray) -> None:
    """A few samples more or less before it change nothing after the first second: neither frames nor windows."""
    pause = np.zeros(4 * audio.RATE, np.float32)
    spoken = np.concatenate([part for some in np.array_split(spoken, 6) for part in (some, pause)])
    alone = hearing.listen([spoken])
    for more in (777, 800, 12_345):
        before = np.concatenate([spoken[-4 * audio.RATE:], np.zeros(2 * audio.RATE + more, np.float32)])
        later = hearing.listen([np.concatenate([before, spoken])])
        shift = audio.milliseconds(len(before))
        here = {span for span in voices(alone) if span[0] > 2000}
        there = voices(later)
        near = [min(abs(a - shift - span[0]) + abs(b - shift - span[1]) for a, b in there) for span in here]
        # The detector's memory of what came before can still tip a frame that is hardly a voice.
        assert sum(by <= 2 for by in near) >= 0.8 * len(near) > 4, more
        both = sounds_of(spoken) & sounds_of(np.concatenate([before, spoken]))
        assert len(both) >= 3, more


def test_silence_and_what_is_shorter_than_a_frame_are_heard() -> None:
    """Nothing is loudest in silence; sound of any length has frames to its end."""
    for length in (1, 511, 512, 513, 3 * audio.RATE + 7):
        for one in (np.zeros(length, np.float32), np.full(length, 0.5, np.float32)):
            heard = hearing.listen(np.array_split(one, 3))
            assert heard.length_ms == audio.milliseconds(length)
            assert heard.edges[-1] >= heard.length_ms
            assert len(heard.voice) == len(heard.edges) - 1 > 0


def test_nothing_at_all_is_heard_as_nothing() -> None:
    """A recording of no length has no frames and no windows."""
    assert hearing.listen([]).length_ms == 0
    assert cut(hearing.listen([])) == []


def test_a_window_gets_its_own_sound() -> None:
    """Each excerpt holds exactly the samples of its spans, and a second around them."""
    whole = np.arange(60 * audio.RATE, dtype=np.float32)
    spans: list[tuple[tuple[int, int], ...]] = [((500, 2000), (3000, 4500)), ((9000, 20_000),), ((58_000, 60_000),)]
    some = [Window(n, 0, one) for n, one in enumerate(spans)]
    for blocks in ([whole], np.array_split(whole, 41)):
        found = list(excerpts(blocks, some))
        assert [window for window, _ in found] == some
        for window, excerpt in found:
            wanted = np.concatenate([whole[a * 16:b * 16] for a, b in window.spans])
            assert np.array_equal(excerpt.of(window.spans), wanted)
            assert excerpt.start_ms == max(0, window.start_ms - MARGIN_MS)
            assert len(excerpt.sound) <= (window.end_ms - window.start_ms + 2 * MARGIN_MS) * 16


def test_words_get_their_times_in_the_recording() -> None:
    """A word stretched over the seam of two spans lies in the one of its middle; times never run backwards."""
    timed = tuple(Timed(text, start, end, 0.9, ()) for text, start, end in (
        (" een", 0.2, 0.8), (" twee", 0.9, 1.7), (" drie", 1.6, 9.0)))
    found = words_in(Decoded(timed, -0.1, 1.0, 0.0, "nl", 1.0, 1.0), ((10_000, 11_000), (20_000, 21_000)), 1)
    assert [(w.text, w.start_ms, w.end_ms, w.channel) for w in found] == [
        (" een", 10_200, 10_800, 1), (" twee", 20_000, 20_700, 1), (" drie", 20_700, 21_000, 1)]
