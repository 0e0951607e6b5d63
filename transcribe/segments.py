"""What a transcriber hears, and how it becomes turns one can read. All times: integer ms in the original's clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from texts.timings import CUE, WORD, Timing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAUSE_MS = 1000
TURN_WORDS = 60
LONGEST_TURN_WORDS = 90


@dataclass(frozen=True)
class Word:
    """One word as the model wrote it, with its leading space; probability 0-1.

    Attributes:
        speaker: who says it, counted from 0; None where nobody found out.
        channel: from which channel of the recording it comes, counted from 0; None where all were heard at once.
    """

    text: str
    start_ms: int
    end_ms: int
    probability: float
    speaker: int | None = None
    channel: int | None = None


@dataclass(frozen=True)
class Segment:
    """One stretch of text as the model gave it.

    Attributes:
        confidence: mean probability of its words, 0-1; None without word times.
        no_speech: probability 0-1 that nobody spoke.
        seek_ms, tokens, temperature, avg_logprob, compression_ratio: the decoder's own figures, as Whisper writes them.
    """

    start_ms: int
    end_ms: int
    text: str
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    no_speech: float = 0.0
    seek_ms: int = 0
    tokens: tuple[int, ...] = field(default=(), repr=False)
    temperature: float = 0.0
    avg_logprob: float = 0.0
    compression_ratio: float = 0.0


@dataclass(frozen=True)
class Heard:
    """A readable turn made of words that belong together; confidence is the mean of its words' probabilities.

    `timings`: when its words were said, offsets into `text`; of a stretch that came without word times its own time.
    `speaker`: who says it, counted from 0; None where nobody found out.
    """

    text: str
    start_ms: int
    end_ms: int
    confidence: float | None
    timings: tuple[Timing, ...] = ()
    speaker: int | None = None


def mean(values: Sequence[float]) -> float | None:
    """The mean, or None of nothing."""
    return sum(values) / len(values) if values else None


def turns(segments: Iterable[Segment]) -> list[Heard]:
    """Segments as readable turns: a new one where somebody else speaks, after a second's pause, or past 60 words at the
    end of a sentence.

    No word is lost, doubled or moved: the turns' texts joined are the words in order.
    """
    groups: list[list[Word]] = []
    for word in _words(segments):
        if not groups or _breaks(groups[-1], word):
            groups.append([])
        groups[-1].append(word)
    heard = [_heard(group) for group in groups]
    return [turn for turn in heard if turn.text]


def _heard(group: list[Word]) -> Heard:
    text = " ".join("".join(w.text for w in group).split())
    sure = mean([w.probability for w in group if w.probability >= 0])
    return Heard(text, group[0].start_ms, max(w.end_ms for w in group), sure, _timings(group), group[0].speaker)


def _timings(group: list[Word]) -> tuple[Timing, ...]:
    """The times of words in their text, in which spaces are single."""
    found: list[Timing] = []
    at = 0
    follows = False  # whether what comes next begins a word
    for word in group:
        length = len(" ".join(word.text.split()))
        if length and (not at or follows or word.text[:1].isspace()):
            start = at + bool(at)
            kind = WORD if word.probability >= 0 else CUE
            found.append(Timing(start, start + length, word.start_ms, max(word.start_ms, word.end_ms), kind))
            at = start + length
        elif length:
            # A piece of the word before it.
            at += length
            found[-1] = found[-1]._replace(end=at, end_ms=max(found[-1].end_ms or 0, word.end_ms))
        follows = word.text[-1:].isspace() or (follows and not length)
    return tuple(found)


def _words(segments: Iterable[Segment]) -> Iterable[Word]:
    """Every word; a segment without word times stands as one long word of unknown probability (-1)."""
    for segment in segments:
        if segment.words:
            yield from segment.words
        elif segment.text.strip():
            yield Word(" " + segment.text.strip(), segment.start_ms, segment.end_ms, -1.0)


def _breaks(group: list[Word], word: Word) -> bool:
    begins = word.text[:1].isspace()
    if begins and (word.speaker != group[-1].speaker or word.start_ms - group[-1].end_ms > PAUSE_MS):
        return True
    count = sum(len(w.text.split()) for w in group)
    ends = group[-1].text.rstrip().endswith((".", "?", "!", "…"))
    return count >= LONGEST_TURN_WORDS or (count >= TURN_WORDS and ends)
