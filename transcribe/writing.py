"""The one path from a recording to words: listen through it, cut it into windows, write them out batch by batch.

Whoever keeps what is found (a job in its pilot's file, a command in memory) is told each step, and may have done some
of them before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from transcribe import account, audio, channels, in_turn, windows
from transcribe.decoding import Way
from transcribe.excerpts import Excerpt, excerpts
from transcribe.hearing import listen
from transcribe.second_look import looked_again
from transcribe.segments import Facts, Segment, Word, segments
from transcribe.timing import words_in

if TYPE_CHECKING:
    from typing import BinaryIO

    import numpy as np

    from transcribe.decoding import Decoded
    from transcribe.windows import Window

Mark = tuple[int, int, str]
PIECE_MS = 10_000
PIECE_VOICE_MS = 12_000
# How probable the language asked for must be, and another one, before that is said.
LEAST_ASKED, SURE_OF_OTHER = 0.25, 0.6
STRICT = Way(beam=8, ngram=3, repetition=1.1)


class Engine(Protocol):
    """Anything that makes words of sounds."""

    @property
    def engine(self) -> str:
        """What it is, such as 'faster-whisper tiny.en'."""

    def decode(self, sounds: Sequence[np.ndarray], way: Way) -> list[Decoded]:
        """The words of each sound (16 kHz mono, 30 s at most); the same ones each time."""


@dataclass(frozen=True)
class Written:
    """What was found in a window; marks (start_ms, end_ms, reason) say where to listen."""

    window: Window
    words: tuple[Word, ...]
    facts: Facts = Facts()
    marks: tuple[Mark, ...] = ()


class Keeping(Protocol):
    """Where windows and what is found in them are kept; each call stores all it is given or nothing.

    Any of them may raise to stop the work.
    """

    def is_cut(self) -> bool:
        """Whether the windows of the whole recording are there."""

    def cut(self, found: Sequence[Window], damage: audio.Damage, length_ms: int) -> None:
        """These are the windows, this could not be read, and so long it is."""

    def waiting(self) -> list[list[Window]]:
        """The batches that are still to be written out, in order."""

    def begin(self, batch: Sequence[Window]) -> list[Written] | None:
        """These windows are written out next; what the first look found, where the second one was broken off."""

    def first(self, found: Sequence[Written]) -> None:
        """What the first look at a batch found."""

    def keep(self, found: Sequence[Written]) -> None:
        """A batch is written out."""


def write_out(file: BinaryIO, engine: Engine, keeping: Keeping) -> None:
    """Write out a recording, or what is left of it to do.

    Raises: BadInput when the file holds no sound.
    """
    if not keeping.is_cut():
        damage = audio.Damage()
        compared = channels.Compared()
        heard = listen(audio.blocks(file, damage, compared))
        found = in_turn.cut(file) if compared.are_apart else []
        keeping.cut(found or windows.cut(heard), damage, heard.length_ms)
    for batch in _with_sound(file, keeping.waiting()):
        before = keeping.begin([window for window, _sound in batch])
        keeping.keep(written(batch, engine, before, keeping.first))


def _with_sound(file: BinaryIO, batches: Sequence[Sequence[Window]]) -> Iterator[list[tuple[Window, Excerpt]]]:
    """Each batch with its sound; the recording is read once for each way of listening."""
    for channel, some in groupby(batches, key=lambda batch: batch[0].channel):
        held = list(some)
        pieces = audio.pieces(file, PIECE_MS, ears=channels.ears_of(channel))
        sounds = excerpts(pieces, [window for batch in held for window in batch])
        for batch in held:
            yield [next(sounds) for _window in batch]


def written(
    batch: Sequence[tuple[Window, Excerpt]], engine: Engine, before: Sequence[Written] | None = None,
    tell: Callable[[Sequence[Written]], None] = lambda _found: None,
) -> list[Written]:
    """What is said in each window of a batch.

    Args:
        before: what the first look found already. tell: is told what it finds, for whoever goes on from there.
    """
    if before is None:
        before = _first_look(batch, engine)
        tell(before)
    return looked_again(batch, before, engine.decode)


def _first_look(batch: Sequence[tuple[Window, Excerpt]], engine: Engine) -> list[Written]:
    found = engine.decode([excerpt.of_window(window) for window, excerpt in batch], Way())
    return [
        _anew(window, excerpt, engine, one) if _fails(one) else _first(window, one)
        for (window, excerpt), one in zip(batch, found, strict=True)]


def _fails(found: Decoded) -> bool:
    return account.fails(found.logprob, found.compression)


def _first(window: Window, found: Decoded) -> Written:
    words = words_in(found, window.spans, window.channel)
    return Written(window, words, facts_of(found), _other_language(window, found))


def _other_language(window: Window, found: Decoded) -> tuple[Mark, ...]:
    """Asked for one language, Whisper translates another into it, and is quite sure of what it writes."""
    other = found.asked_language < LEAST_ASKED and found.sure_of_language >= SURE_OF_OTHER
    return ((window.start_ms, window.end_ms, "another language"),) if other else ()


def _anew(window: Window, excerpt: Excerpt, engine: Engine, failed: Decoded) -> Written:
    """A window that failed, in shorter pieces, those that fail too in a way that says nothing twice.

    A text that repeats itself is not wrong for that, so the last word is with the surest.
    """
    pieces = windows.shorter(window.spans, PIECE_VOICE_MS)
    sounds = [excerpt.of(spans) for spans in pieces]
    found = engine.decode(sounds, Way())
    again = [n for n, one in enumerate(found) if _fails(one)]
    for n, one in zip(again, engine.decode([sounds[n] for n in again], STRICT) if again else (), strict=True):
        if one.logprob > found[n].logprob:
            found[n] = one
    if len(pieces) == 1 and failed.logprob > found[0].logprob:
        found = [failed]
    words = [word for one, spans in zip(found, pieces, strict=True) for word in words_in(one, spans, window.channel)]
    surest = min(found, key=lambda one: one.logprob)
    return Written(window, tuple(words), facts_of(surest), _other_language(window, failed))


def facts_of(found: Decoded) -> Facts:
    """The figures that are kept."""
    return Facts(found.logprob, found.compression, found.no_speech, found.language, found.sure_of_language)


@dataclass
class InMemory:
    """Keeps what is found in memory, for a file outside any pilot.

    Attributes:
        tell: called with the time (ms) up to which all is done.
        damage: what could not be read.
    """

    tell: Callable[[int], None] = lambda _ms: None
    windows: list[Window] | None = None
    written: list[Written] = field(default_factory=list)
    damage: audio.Damage = field(default_factory=audio.Damage)

    @property
    def segments(self) -> list[Segment]:
        """All sentences, in order of time."""
        found = [one for w in self.written for one in segments(w.words, w.facts, w.window.start_ms)]
        return sorted(found, key=lambda segment: segment.start_ms)

    def is_cut(self) -> bool:
        """Whether `cut` was called."""
        return self.windows is not None

    def cut(self, found: Sequence[Window], damage: audio.Damage, length_ms: int) -> None:
        """Keep the windows and what is damaged."""
        self.windows, self.damage = list(found), damage

    def waiting(self) -> list[list[Window]]:
        """All batches from the first that was not kept."""
        left = (self.windows or [])[len(self.written):]
        return [list(some) for _batch, some in groupby(left, key=lambda window: window.batch)]

    def begin(self, batch: Sequence[Window]) -> None:
        """Nothing: who ends before it is kept begins anew."""

    def first(self, found: Sequence[Written]) -> None:
        """Nothing, for the same reason."""

    def keep(self, found: Sequence[Written]) -> None:
        """Keep it."""
        self.written.extend(found)
        self.tell(found[-1].window.end_ms)


def merged(found: Sequence[Written]) -> list[Word]:
    """All words, in order of time; where channels are apart their sentences come in between each other, whole."""
    if all(one.window.channel is None for one in found):
        return sorted((word for one in found for word in one.words), key=lambda word: word.start_ms)
    said = [one for w in found for one in segments(w.words, w.facts, w.window.start_ms)]
    return [word for one in sorted(said, key=lambda one: one.start_ms) for word in one.words]
