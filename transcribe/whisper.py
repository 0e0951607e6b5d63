"""Writing down what is said: a small protocol, and faster-whisper behind it.

A recording is taken in stretches of five minutes, cut where nobody speaks, so that memory does not grow with its
length, voices are sought once, and a restart begins anywhere. Times are integer ms in the original's clock.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from pilot.errors import BadInput
from pilot.words import N_
from transcribe import audio
from transcribe.segments import Segment, Word, mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    import numpy as np

    from transcribe.models import Model

TEMPERATURES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
Span = tuple[int, int]


def physical_cores() -> int:
    """Cores that compute, without hyper-threads; at most those this process may use."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            pairs = _cores(file.read())
    except OSError:
        return allowed
    return min(allowed, pairs or allowed)


def _cores(cpuinfo: str) -> int:
    """Different (physical id, core id) pairs in the text of /proc/cpuinfo; 0 when it does not say."""
    pairs = set()
    for block in cpuinfo.split("\n\n"):
        lines = [line.split(":", 1) for line in block.splitlines() if ":" in line]
        facts = {key.strip(): value.strip() for key, value in lines}
        if "core id" in facts:
            pairs.add((facts.get("physical id"), facts["core id"]))
    return len(pairs)


@dataclass(frozen=True)
class Settings:
    """How to transcribe. Source of the defaults: the design note on transcription, and faster-whisper's own.

    Attributes:
        hotwords: names and terms to expect, 223 tokens at most; they are offered in every window.
        min_silence_ms, speech_pad_ms: of voice-activity detection.
        hallucination_silence_s: silence beyond which improbable text is passed over.
        threads: 0 means as many as there are physical cores.
        stretch_ms: about how much of a recording is taken at once.
    """

    language: str = "nl"
    task: str = "transcribe"
    beam: int = 5
    temperatures: tuple[float, ...] = TEMPERATURES
    min_silence_ms: int = 500
    speech_pad_ms: int = 200
    hallucination_silence_s: float = 2.0
    hotwords: str = ""
    threads: int = 0
    compute_type: str = "int8"
    stretch_ms: int = 300_000


class Listener(Protocol):
    """What is told while it goes on; all times integer ms."""

    def voices(self, spans: Sequence[Span]) -> None:
        """Voices were heard in these spans, which are about to be written down."""

    def segment(self, segment: Segment) -> None:
        """A segment is ready; whatever lies before its end is done."""

    def heard(self, until_ms: int) -> None:
        """All before this time is done."""

    def damaged(self, damage: audio.Damage) -> None:
        """All is done, and this could not be read; not called for a recording that is whole."""


class Transcriber(Protocol):
    """Anything that writes down a recording."""

    @property
    def engine(self) -> str:
        """What it is, such as 'faster-whisper tiny.en'."""

    def transcribe(self, file: BinaryIO, settings: Settings, start_ms: int, listener: Listener) -> int:
        """Write down a recording from `start_ms` on; segments come in order and do not overlap.

        Whoever listens may raise to stop it.

        Returns: the length of the recording, integer ms.
        Raises: BadInput when the file holds no sound.
        """


@dataclass
class FasterWhisper:
    """A Whisper model on CTranslate2, on the processor; loaded when first used, from its folder and nowhere else."""

    model: Model
    _loaded: Any = field(default=None, init=False, repr=False)

    @property
    def engine(self) -> str:
        """Name for the version's record."""
        return f"faster-whisper {self.model.name}"

    def _load(self, settings: Settings) -> Any:
        if self._loaded is None:
            from faster_whisper import WhisperModel

            try:
                self._loaded = WhisperModel(
                    str(self.model.path), device="cpu", compute_type=settings.compute_type, local_files_only=True,
                    cpu_threads=settings.threads or physical_cores())
            except (RuntimeError, ValueError, OSError) as error:
                raise BadInput(N_("The model {name} is damaged. Fetch it again."), name=self.model.name) from error
        return self._loaded

    def transcribe(self, file: BinaryIO, settings: Settings, start_ms: int, listener: Listener) -> int:
        """See Transcriber. Raises also: BadInput for an English-only model asked for another language."""
        self.model.require_language(settings.language)
        at, damage = start_ms, audio.Damage()
        for sound, speech in stretches(file, settings, start_ms, damage):
            if speech:
                listener.voices([_span(at, chunk) for chunk in speech])
                for segment in self._segments(sound, speech, settings, at):
                    listener.segment(segment)
            at += audio.milliseconds(len(sound))
            listener.heard(at)
        if damage.is_any:
            listener.damaged(damage)
        return at

    def _segments(
        self, sound: np.ndarray, speech: list[dict[str, int]], settings: Settings, at_ms: int
    ) -> Iterator[Segment]:
        """Segments of one stretch that begins at `at_ms`: only the voices are decoded, times are put back after."""
        import numpy as np
        from faster_whisper.transcribe import restore_speech_timestamps
        from faster_whisper.vad import collect_chunks

        voices = np.concatenate(collect_chunks(sound, speech)[0])
        raw, _info = self._load(settings).transcribe(
            voices, language=settings.language, task=settings.task, beam_size=settings.beam,
            temperature=list(settings.temperatures), condition_on_previous_text=False, word_timestamps=True,
            vad_filter=False, hallucination_silence_threshold=settings.hallucination_silence_s,
            hotwords=settings.hotwords or None)
        before = at_ms
        for one in restore_speech_timestamps(raw, speech, audio.RATE):
            segment = _segment(one, at_ms, before)
            before = segment.end_ms
            yield segment


def _span(at_ms: int, chunk: dict[str, int]) -> Span:
    return at_ms + audio.milliseconds(chunk["start"]), at_ms + audio.milliseconds(chunk["end"])


def _segment(raw: Any, at_ms: int, before_ms: int) -> Segment:
    """One of faster-whisper's segments; times never run backwards, also not before the segment in front of it."""
    words, last = [], before_ms
    for word in raw.words or ():
        start = max(last, at_ms + round(float(word.start) * 1000))
        last = max(start, at_ms + round(float(word.end) * 1000))
        words.append(Word(word.word, start, last, float(word.probability)))
    start = words[0].start_ms if words else max(before_ms, at_ms + round(float(raw.start) * 1000))
    end = words[-1].end_ms if words else max(start, at_ms + round(float(raw.end) * 1000))
    return Segment(
        start, end, raw.text, tuple(words), mean([w.probability for w in words]), float(raw.no_speech_prob),
        at_ms + int(raw.seek) * 10, tuple(raw.tokens), float(raw.temperature), float(raw.avg_logprob),
        float(raw.compression_ratio))


def stretches(
    file: BinaryIO, settings: Settings, start_ms: int, damage: audio.Damage | None = None
) -> Iterator[tuple[np.ndarray, list[dict[str, int]]]]:
    """The recording from `start_ms` on, cut where nobody speaks.

    Args:
        damage: is told what could not be read.

    Yields: sound (float32, 16 kHz) and where in it voices are heard (dicts start, end in samples).
    """
    import numpy as np
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(min_silence_duration_ms=settings.min_silence_ms, speech_pad_ms=settings.speech_pad_ms)
    rest = np.zeros(0, dtype=np.float32)
    for window in audio.windows(file, start_ms, settings.stretch_ms, damage):
        sound = np.concatenate([rest, window])
        whole = len(sound) < audio.samples(settings.stretch_ms)
        speech = [dict(chunk) for chunk in get_speech_timestamps(sound, options)]
        cut = len(sound) if whole else cut_at(sound, speech)
        yield sound[:cut], [
            {"start": chunk["start"], "end": min(chunk["end"], cut)} for chunk in speech if chunk["start"] < cut]
        rest = sound[cut:]
    if len(rest):
        yield rest, [dict(chunk) for chunk in get_speech_timestamps(rest, options)]


def cut_at(sound: np.ndarray, speech: Sequence[dict[str, int]]) -> int:
    """Where to cut a stretch, in samples, somewhere in its second half: beside the last voice heard in it.

    Only when one voice goes on through the whole second half is it cut, at the quietest quarter second.
    """
    import numpy as np

    half = len(sound) // 2
    last = speech[-1] if speech else {"start": 0, "end": 0}
    if last["end"] < len(sound) - audio.RATE:
        return max(half, last["end"])
    if last["start"] > half:
        return last["start"]
    step = audio.RATE // 4
    late = sound[half: half + (len(sound) - half) // step * step].reshape(-1, step)
    return half + int(np.argmin(np.square(late).mean(axis=1))) * step + step // 2


@dataclass
class InMemory:
    """What was heard in a file outside any pilot, kept in memory; a Listener.

    Attributes:
        tell: called with the audio time (integer ms) up to which it is done.
        speech: spans (start_ms, end_ms) in which voices were heard.
    """

    tell: Callable[[int], None]
    segments: list[Segment] = field(default_factory=list)
    speech: list[Span] = field(default_factory=list)
    damage: audio.Damage = field(default_factory=audio.Damage)

    def voices(self, spans: Sequence[Span]) -> None:
        """Remember where voices are."""
        self.speech.extend(spans)

    def segment(self, segment: Segment) -> None:
        """Keep it."""
        self.segments.append(segment)
        self.tell(segment.end_ms)

    def heard(self, until_ms: int) -> None:
        """Pass it on."""
        self.tell(until_ms)

    def damaged(self, damage: audio.Damage) -> None:
        """Keep it."""
        self.damage = damage


def transcribe_file(
    path: Path, engine: Transcriber, settings: Settings, tell: Callable[[int], None] = lambda _ms: None,
) -> InMemory:
    """Write down one file without a pilot.

    Args:
        tell: called with the audio time (ms) up to which it is done.

    Raises: BadInput when there is no file, no sound or no speech in it, or the model does not know the language.
    """
    if not path.is_file():
        raise BadInput(N_("There is no file {path}."), path=path)
    heard = InMemory(tell)
    with path.open("rb") as file:
        engine.transcribe(file, settings, 0, heard)
    if not heard.segments:
        raise BadInput(N_("Nobody is heard speaking in this file. Listen whether it is the right one."))
    return heard
