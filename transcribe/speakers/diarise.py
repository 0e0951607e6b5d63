"""Who speaks when in a recording: blocks of sound in, turns of voices out; memory does not grow with the sound.

What is kept of a block until the end is where somebody speaks, changes and overlap, and the vectors of its windows. The
vectors would be biometric data, so they stay inside this module's objects and are gone with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from transcribe.speakers import embedding, grouping, segmentation, telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from transcribe.speakers.installed import Sessions
    from transcribe.speakers.telling import Said

STEP = segmentation.STEP
STEP_MS = telling.STEP_MS
# Speech by the segmentation; silero adds what it is deaf to.
SPEECH = 0.35
SILENCE_MS, PAD_MS = 300, 30
# Share of the windows that must hear a change.
CHANGED = 0.5
BLOCK_MS = 300_000


@dataclass(frozen=True)
class Diarised:
    """Who speaks when.

    Attributes:
        said: turns of one voice each, in order of time; they overlap where people do.
        voices: how many there are.
        apart: how different the two most alike are, 0-1; under `grouping.ALIKE`'s rest they may be one person.
        both: where two speak at once for half a second or more (start_ms, end_ms).
    """

    said: tuple[Said, ...]
    voices: int
    apart: float
    both: tuple[tuple[int, int], ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """Whether two of the voices may be one."""
        return self.voices > 1 and self.apart < 1 - grouping.ALIKE


@dataclass
class Heard:
    """All that is kept of the blocks, vectors too: hold it no longer than needed. Steps of 10 ms from the beginning."""

    steps: int = 0
    speech: list[tuple[int, int]] = field(default_factory=list)
    windows: list[tuple[int, int]] = field(default_factory=list)
    vectors: list[NDArray[np.float32]] = field(default_factory=list, repr=False)
    parts: list[segmentation.Segmented] = field(default_factory=list, repr=False)

    def add(self, sessions: Sessions, sound: NDArray[np.float32]) -> None:
        """Hear a block that follows on the others."""
        part = segmentation.segmented(sessions.segmentation, sound)
        speech = _speech(part, sound)
        windows = embedding.windows(_cut(speech, part.change))
        if windows:
            self.vectors.append(embedding.vectors(sessions.embedding, sound, windows))
        self.speech += [(start + self.steps, end + self.steps) for start, end in speech]
        self.windows += [(start + self.steps, end + self.steps) for start, end in windows]
        self.parts.append(part)
        self.steps += len(part.speech)

    def segmented(self) -> segmentation.Segmented:
        """What the segmentation heard in all blocks."""
        return segmentation.Segmented(
            np.concatenate([part.speech for part in self.parts]), np.concatenate([part.several for part in self.parts]),
            np.concatenate([part.change for part in self.parts]))


def diarise(blocks: Iterable[NDArray[np.float32]], sessions: Sessions, asked: int | None = None,
            tell: Callable[[int], None] = lambda _ms: None) -> Diarised:
    """Who speaks when in blocks of sound (n,), float32 at 16 kHz, all but the last whole steps of 10 ms long.

    Args:
        asked: how many speak; None to find out.
        tell: called with the ms heard so far.
    """
    return told(hear(blocks, sessions, tell), asked)


def hear(blocks: Iterable[NDArray[np.float32]], sessions: Sessions,
         tell: Callable[[int], None] = lambda _ms: None) -> Heard:
    """All that the models hear, to be told for any number of voices; see `diarise`."""
    heard = Heard()
    for block in blocks:
        heard.add(sessions, block)
        tell(heard.steps * STEP_MS)
    return heard


def told(heard: Heard, asked: int | None) -> Diarised:
    """Who speaks when in what was heard; see `diarise`."""
    if not heard.windows:
        return Diarised((), 0, 1.0)
    vectors = np.concatenate(heard.vectors)
    found = grouping.voices(vectors, heard.windows, asked)
    chance = telling.chances(heard.steps, heard.windows, vectors, found.centres)
    segmented = heard.segmented()
    both = tuple(telling.both(segmented)) if len(found.centres) > 1 else ()
    return Diarised(*_numbered(telling.said(heard.speech, segmented, chance)), found.apart, both)


def _numbered(said: list[Said]) -> tuple[tuple[Said, ...], int]:
    """The same with voices counted from 0 in the order in which they are heard, and how many there are."""
    order: dict[int, int] = {}
    for one in said:
        order.setdefault(one.voice, len(order))
    return tuple(one._replace(voice=order[one.voice]) for one in said), len(order)


def _speech(part: segmentation.Segmented, sound: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Where somebody speaks (steps), by the segmentation or by silero."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    there = part.speech > SPEECH
    options = VadOptions(min_silence_duration_ms=SILENCE_MS, speech_pad_ms=PAD_MS)
    for chunk in get_speech_timestamps(sound, options):
        there[chunk["start"] // STEP: chunk["end"] // STEP] = True
    return [(start, end) for start, end in telling.runs(there.astype(np.int64)) if there[start]]


def _cut(speech: Sequence[tuple[int, int]], change: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Speech cut where a voice gives way to another, so that no window holds two."""
    moments = [(start + end) // 2 for start, end in telling.runs((change >= CHANGED).astype(np.int64))
               if change[start] >= CHANGED]
    found = []
    for start, end in speech:
        inside = [moment for moment in moments if start < moment < end]
        found += list(zip([start, *inside], [*inside, end], strict=True))
    return found
