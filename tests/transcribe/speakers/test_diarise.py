"""From sound to turns of voices: with stand-ins for the models always, with the real ones where they are."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from benchmarks import der
from pilot.config import Home
from tests.transcribe.speakers.voices_made import voice
from transcribe import audio
from transcribe.speakers import diarise, embedding, installed, segmentation
from transcribe.speakers.installed import Sessions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

LOW, HIGH = 150, 450


class _Segmentation:
    """Hears a low tone as the first voice, a high one as the second, silence as nobody."""

    def run(self, _names: None, given: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        count = (segmentation.WINDOW - segmentation.FIELD) // segmentation.SHIFT + 1
        found = np.full((len(given["x"]), count, 7), -9.0, np.float32)
        for row, classes in zip(given["x"][:, 0], found, strict=True):
            for frame in range(count):
                field = row[frame * segmentation.SHIFT: frame * segmentation.SHIFT + segmentation.FIELD]
                crossings = int((np.diff(np.signbit(field)) != 0).sum()) * 16000 / segmentation.FIELD / 2
                classes[frame, 0 if np.abs(field).max() < 0.01 else 1 if crossings < 300 else 2] = 0.0
        return [found]


class _Embedding:
    """A low tone sounds like one person, a high one like another."""

    def run(self, _names: None, given: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        high = given["x"].std(axis=1)[:, 12:20].mean(axis=1) > given["x"].std(axis=1)[:, :8].mean(axis=1)
        return [np.stack([voice(int(h), 50)[n % 50] for n, h in enumerate(high)])]


STANDINS = Sessions(_Segmentation(), _Embedding())


def _tone(hertz: int, ms: int) -> NDArray[np.float32]:
    """A tone that swells four times a second, over a little noise."""
    time = np.arange(ms * 16) / 16000
    tone = (0.2 + 0.15 * np.sin(2 * np.pi * 4 * time)) * np.sin(2 * np.pi * hertz * time)
    return np.asarray(tone + np.random.default_rng(0).normal(size=ms * 16) * 1e-3, np.float32)


def _blocks(sound: NDArray[np.float32], ms: int) -> Iterator[NDArray[np.float32]]:
    for at in range(0, len(sound), ms * 16):
        yield sound[at: at + ms * 16]


def test_silence_is_nobodys() -> None:
    """Nobody speaks in silence, nor in no sound at all."""
    assert diarise.diarise(_blocks(np.zeros(160_000, np.float32), 5000), STANDINS).said == ()
    assert diarise.diarise([], STANDINS, 2).voices == 0


def test_times_go_on_from_block_to_block() -> None:
    """A recording that comes in blocks has the times of the whole; who is heard first is the first voice."""
    pieces = [_tone(HIGH, 4000), np.zeros(16_000, np.float32), _tone(LOW, 6000), np.zeros(16_000, np.float32)] * 3
    sound = np.concatenate(pieces)
    told: list[int] = []
    found = diarise.diarise(_blocks(sound, 10_000), STANDINS, 2, told.append)
    assert told == [10_000, 20_000, 30_000, 36_000]
    reference = [(at, at + 4000, "high") for at in (0, 12_000, 24_000)] + [
        (at, at + 6000, "low") for at in (5000, 17_000, 29_000)]
    assert der.error(reference, [(s.start_ms, s.end_ms, str(s.voice)) for s in found.said]).rate < 0.05
    assert found.said[0].voice == 0
    assert found.voices == 2


def test_windows_fill_speech() -> None:
    """Windows of 1.5 s at most cover each stretch of speech to its end, and no more; what is too short has none."""
    spans = [(0, 30), (100, 180), (200, 350), (400, 1003)]
    found = embedding.windows(spans)
    for start, end in spans[1:]:
        inside = [(a, b) for a, b in found if start <= a < end]
        assert inside[0][0] == start
        assert inside[-1][1] == end
        assert all(b - a <= embedding.LENGTH for a, b in inside)
        assert all(b[0] <= a[1] for a, b in zip(inside, inside[1:], strict=False))
    assert all(start >= 100 for start, _end in found)


@pytest.mark.slow
def test_no_vector_outlives_the_call() -> None:
    """What a voice sounds like is kept nowhere: when the turns are there, no array of vectors is left in memory."""
    sound = np.concatenate([_tone(LOW, 4000), np.zeros(8000, np.float32), _tone(HIGH, 4000)])
    found = diarise.diarise([sound], STANDINS, 2)
    gc.collect()
    left: list[Any] = [one for one in gc.get_objects() if isinstance(one, diarise.Heard)]
    assert left == []
    assert all(isinstance(value, int | float) for one in found.said for value in one)


@pytest.mark.model
def test_a_real_conversation(shared: Path, models_here: Path, tmp_path: Path) -> None:
    """Two real Dutch voices, in 40 seconds: their number is found, and hardly anything goes to the wrong one."""
    sessions = installed.loaded(Home(tmp_path))
    with (shared / "samples/audio/dialoog_coach_ouder.wav").open("rb") as file:
        sound = next(audio.pieces(file, 40_000))
    reference = [said for said in der.read_rttm(shared / "samples/audio/dialoog_coach_ouder.rttm") if said[1] < 39_000]
    found = diarise.diarise([sound], sessions, None)
    assert found.voices == 2
    assert not found.is_doubtful
    end = reference[-1][1]
    said = [(s.start_ms, s.end_ms, str(s.voice)) for s in found.said if s.start_ms < end]
    assert der.error(reference, said).rate < 0.05
