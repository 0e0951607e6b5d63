"""Writing down, with the real tiny.en weights."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pilot.errors import BadInput
from tests.recordings import JFK, is_jfk, plain, sound, write_wav
from transcribe import audio, models, whisper
from transcribe.segments import Segment, turns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ENGLISH = whisper.Settings(language="en")


@dataclass
class Heard:
    """Keeps what it is told; stops after so many segments when asked to."""

    stop_after: int = 10**6
    segments: list[Segment] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    until: list[int] = field(default_factory=list)

    def voices(self, spans: Sequence[tuple[int, int]]) -> None:
        """Keep."""
        self.spans.extend(spans)

    def segment(self, segment: Segment) -> None:
        """Keep, or stop."""
        self.segments.append(segment)
        if len(self.segments) >= self.stop_after:
            raise KeyboardInterrupt

    def heard(self, until_ms: int) -> None:
        """Keep."""
        self.until.append(until_ms)

    def damaged(self, damage: audio.Damage) -> None:
        """A whole recording never says so."""
        raise AssertionError(damage)


@pytest.mark.model
def test_real_words_at_real_times(tiny: whisper.FasterWhisper, jfk: Path) -> None:
    """The known sentence comes out, each word inside the sound and in order, with a probability."""
    heard = Heard()
    with jfk.open("rb") as file:
        assert tiny.transcribe(file, ENGLISH, 0, heard) == pytest.approx(11_000, abs=60)
    assert plain("".join(s.text for s in heard.segments)) == JFK
    words = [w for s in heard.segments for w in s.words]
    assert [w.start_ms for w in words] == sorted(w.start_ms for w in words)
    assert all(0 <= w.start_ms <= w.end_ms <= 11_000 and 0 < w.probability <= 1 for w in words)
    ask = next(w for w in words if plain(w.text) == ["ask"])
    assert 2500 < ask.end_ms < 4500
    assert heard.until[-1] == pytest.approx(11_000, abs=60)


@pytest.mark.model
def test_times_count_over_a_long_silence(tiny: whisper.FasterWhisper, jfk: Path, tmp_path: Path) -> None:
    """Silence is not decoded and not lost: what is said after 40 s of it has its own time, in a second stretch too."""
    once = sound(jfk)
    quiet = np.zeros(40 * audio.RATE, dtype=np.float32)
    path = write_wav(tmp_path / "a.wav", np.concatenate([once, quiet, once]))
    heard = Heard()
    with path.open("rb") as file:
        tiny.transcribe(file, whisper.Settings(language="en", stretch_ms=30_000), 0, heard)
    assert len(heard.until) > 1
    assert is_jfk("".join(s.text for s in heard.segments), 2)
    made = turns(heard.segments)
    second = next(t for t in made if t.start_ms > 20_000)
    assert second.start_ms == pytest.approx(51_100, abs=700)
    assert plain(second.text)[:2] == ["and", "so"]


@pytest.mark.model
def test_going_on_after_a_stop_doubles_and_loses_nothing(
    tiny: whisper.FasterWhisper, jfk: Path, tmp_path: Path
) -> None:
    """Stopped in the middle of a window and gone on from its last segment: each word once, times in one clock."""
    path = write_wav(tmp_path / "a.wav", np.concatenate([sound(jfk)] * 3))
    first, second = Heard(stop_after=2), Heard()
    # A sentence three times in one window looks like a loop; one temperature, so that it is not decoded six times.
    settings = whisper.Settings(language="en", temperatures=(0.0,))
    with path.open("rb") as file, pytest.raises(KeyboardInterrupt):
        tiny.transcribe(file, settings, 0, first)
    seam = first.segments[-1].end_ms
    with path.open("rb") as file:
        tiny.transcribe(file, settings, seam, second)
    assert is_jfk("".join(s.text for s in first.segments + second.segments), 3)
    assert second.segments[0].start_ms >= seam
    assert second.segments[-1].end_ms == pytest.approx(32_600, abs=700)


@pytest.mark.model
def test_english_only_is_refused_before_any_work(tiny: whisper.FasterWhisper) -> None:
    """Asked for Dutch, the model says no before it even looks at the file."""
    with pytest.raises(BadInput, match="knows English only"):
        tiny.transcribe(BytesIO(b"no sound"), whisper.Settings(), 0, Heard())


@pytest.mark.model
def test_a_damaged_model_is_one_sentence(tiny_model: Path, jfk: Path, tmp_path: Path) -> None:
    """Weights cut off in the middle are told in a sentence."""
    for file in tiny_model.iterdir():
        if file.name != "model.bin":
            (tmp_path / file.name).symlink_to(file)
    (tmp_path / "model.bin").write_bytes((tiny_model / "model.bin").read_bytes()[:1_000_000])
    with pytest.raises(BadInput, match="damaged"):
        whisper.transcribe_file(jfk, whisper.FasterWhisper(models.at(tmp_path, "cut")), ENGLISH)


@pytest.mark.model
def test_silence_is_one_sentence(tiny: whisper.FasterWhisper, tmp_path: Path) -> None:
    """Where nobody speaks there is a sentence and no invented text."""
    path = write_wav(tmp_path / "a.wav", np.random.default_rng(1).normal(0, 0.001, 30 * audio.RATE).astype(np.float32))
    with pytest.raises(BadInput, match="Nobody is heard"):
        whisper.transcribe_file(path, tiny, ENGLISH)


def test_the_settings_are_those_of_the_design() -> None:
    """The defaults that the field's experience asks for."""
    made = whisper.Settings()
    assert (made.language, made.task, made.beam) == ("nl", "transcribe", 5)
    assert (made.min_silence_ms, made.speech_pad_ms) == (500, 200)
    assert (made.hallucination_silence_s, made.compute_type, len(made.temperatures)) == (2.0, "int8", 6)


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
    count = 0
    with path.open("rb") as file:
        heard = [speech for _sound, speech in whisper.stretches(file, whisper.Settings(), 0)]
    for speech in heard:
        count += len(speech)
        for chunk in speech:
            covered[audio.milliseconds(chunk["start"]): audio.milliseconds(chunk["end"])] = True
    spoken = [(int(u["start"] * 1000), int(u["end"] * 1000)) for u in utterances(truth)]
    inside = sum(int(covered[a:b].sum()) for a, b in spoken)
    assert inside >= 0.95 * sum(b - a for a, b in spoken)
    assert 5 <= count <= len(spoken)


def utterances(truth: object) -> list[dict[str, float]]:
    """The list of utterances, whatever the file wraps it in."""
    rows = truth if isinstance(truth, list) else next(v for v in dict(truth).values() if isinstance(v, list))  # type: ignore[call-overload]
    return [dict(row) for row in rows]


def speech_at(*spans: tuple[float, float]) -> list[dict[str, int]]:
    """Spans in seconds as voice-activity detection gives them."""
    return [{"start": int(a * audio.RATE), "end": int(b * audio.RATE)} for a, b in spans]


def test_a_stretch_is_cut_where_nobody_speaks() -> None:
    """Beside the last voice of the second half; in the quietest moment when one voice never stops."""
    noise = np.random.default_rng(2).normal(0, 0.3, 100 * audio.RATE).astype(np.float32)
    assert whisper.cut_at(noise, []) == 50 * audio.RATE
    assert whisper.cut_at(noise, speech_at((0, 20))) == 50 * audio.RATE
    assert whisper.cut_at(noise, speech_at((0, 60), (70, 95))) == 95 * audio.RATE
    assert whisper.cut_at(noise, speech_at((0, 60), (70, 100))) == 70 * audio.RATE
    noise[80 * audio.RATE: 81 * audio.RATE] *= 0.01
    assert 80 * audio.RATE <= whisper.cut_at(noise, speech_at((0, 100))) <= 81 * audio.RATE


def test_stretches_join_to_the_whole(jfk: Path, tmp_path: Path) -> None:
    """However a recording is cut, no sound and no voice is lost or doubled."""
    path = write_wav(tmp_path / "a.wav", np.concatenate([sound(jfk)] * 3))
    with path.open("rb") as file:
        pieces = list(whisper.stretches(file, whisper.Settings(stretch_ms=8000), 0))
        at_once = list(whisper.stretches(file, ENGLISH, 0))
    assert len(pieces) > 2
    assert np.array_equal(np.concatenate([piece for piece, _ in pieces]), sound(path))
    assert all(0 <= c["start"] < c["end"] <= len(piece) for piece, speech in pieces for c in speech)
    whole = sum(c["end"] - c["start"] for _, speech in at_once for c in speech)
    parts = sum(c["end"] - c["start"] for _, speech in pieces for c in speech)
    assert parts == pytest.approx(whole, rel=0.1)
