"""Writing down, with the real tiny.en weights."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pilot.errors import BadInput
from tests.recordings import JFK, is_jfk, plain, sound, write_wav
from transcribe import audio, hearing, models, whisper, windows
from transcribe.decoding import Way
from transcribe.segments import turns
from transcribe.writing import merged

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.model
def test_real_words_at_real_times(tiny: whisper.FasterWhisper, jfk: Path) -> None:
    """The known sentence comes out, each word inside the sound and in order, with a probability."""
    until: list[int] = []
    words = merged(whisper.transcribe_file(jfk, tiny, until.append).written)
    assert plain("".join(word.text for word in words)) == JFK
    assert [w.start_ms for w in words] == sorted(w.start_ms for w in words)
    assert all(0 <= w.start_ms <= w.end_ms <= 11_000 and 0 < w.probability <= 1 for w in words)
    ask = next(w for w in words if plain(w.text) == ["ask"])
    assert 2500 < ask.end_ms < 4500
    assert until[-1] == pytest.approx(10_900, abs=300)


@pytest.mark.model
def test_times_count_over_a_long_silence(tiny: whisper.FasterWhisper, jfk: Path, tmp_path: Path) -> None:
    """Silence is not decoded and not lost: what is said after 40 s of it has its own time, and the same words."""
    once = sound(jfk)
    quiet = np.zeros(40 * audio.RATE, dtype=np.float32)
    path = write_wav(tmp_path / "a.wav", np.concatenate([once, quiet, once]))
    words = merged(whisper.transcribe_file(path, tiny).written)
    assert is_jfk("".join(w.text for w in words), 2)
    second = next(t for t in turns(words) if t.start_ms > 20_000)
    assert second.start_ms == pytest.approx(51_100, abs=700)
    assert plain(second.text)[:2] == ["and", "so"]


@pytest.mark.model
def test_english_only_is_refused(tiny: whisper.FasterWhisper) -> None:
    """Asked for Dutch, the model says no."""
    with pytest.raises(BadInput, match="knows English only"):
        tiny.using(whisper.Settings()).decode([np.zeros(audio.RATE, np.float32)], Way())


@pytest.mark.model
def test_a_damaged_model_is_one_sentence(tiny_model: Path, jfk: Path, tmp_path: Path) -> None:
    """Weights cut off in the middle are told in a sentence."""
    for file in tiny_model.iterdir():
        if file.name != "model.bin":
            (tmp_path / file.name).symlink_to(file)
    (tmp_path / "model.bin").write_bytes((tiny_model / "model.bin").read_bytes()[:1_000_000])
    with pytest.raises(BadInput, match="damaged"):
        whisper.transcribe_file(jfk, whisper.FasterWhisper(models.at(tmp_path, "cut"), whisper.Settings(language="en")))


@pytest.mark.model
def test_silence_is_one_sentence(tiny: whisper.FasterWhisper, tmp_path: Path) -> None:
    """Where nobody speaks there is a sentence and no invented text."""
    path = write_wav(tmp_path / "a.wav", np.random.default_rng(1).normal(0, 0.001, 30 * audio.RATE).astype(np.float32))
    with pytest.raises(BadInput, match="Nobody is heard"):
        whisper.transcribe_file(path, tiny)


def test_physical_cores_count_without_hyper_threads() -> None:
    """Two threads of one core count once; where the machine does not say, 0."""
    block = "processor\t: {}\nphysical id\t: 0\ncore id\t\t: {}\n"
    assert whisper._cores("\n".join(block.format(n, n // 2) for n in range(4))) == 2
    assert whisper._cores("processor\t: 0\nmodel name\t: x\n") == 0
    assert whisper.physical_cores() >= 1


def test_dutch_voices_are_found_where_they_are(shared: Path) -> None:
    """In the conversation of two real Dutch voices nearly all that is said lies in a stretch that will be heard."""
    truth = json.loads((shared / "samples/audio/dialoog_coach_ouder.json").read_text())
    path = shared / "samples/audio/dialoog_coach_ouder.wav"
    covered = np.zeros(80_000, dtype=bool)
    with path.open("rb") as file:
        spans = windows.voices(hearing.listen(audio.blocks(file)))
    for start, end in spans:
        covered[start:end] = True
    spoken = [(int(u["start"] * 1000), int(u["end"] * 1000)) for u in utterances(truth)]
    inside = sum(int(covered[a:b].sum()) for a, b in spoken)
    assert inside >= 0.95 * sum(b - a for a, b in spoken)
    assert 5 <= len(spans) <= len(spoken)


def utterances(truth: object) -> list[dict[str, float]]:
    """The list of utterances, whatever the file wraps it in."""
    rows = truth if isinstance(truth, list) else next(v for v in dict(truth).values() if isinstance(v, list))  # type: ignore[call-overload]
    return [dict(row) for row in rows]
