"""What a transcriber hears, and how it becomes turns one can read. All times: integer ms in the original's clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from texts.timings import CUE, WORD, Timing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PAUSE_MS = 1000
TURN_WORDS = 60
LONGEST_TURN_WORDS = 90
LONGEST_SEGMENT_WORDS = 30


@dataclass(frozen=True)
class Word:
    """One word as the model wrote it, with its leading space.

    Attributes:
        probability: 0-1; -1 where it is not known.
        speaker: who says it, counted from 0; None where nobody found out.
        channel: the channel it was heard on, from 0; None for all together.
        tokens: of the model.
    """

    text: str
    start_ms: int
    end_ms: int
    probability: float
    speaker: int | None = None
    channel: int | None = None
    tokens: tuple[int, ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True)
class Facts:
    """The decoder's own figures for words that were decoded together.

    Attributes:
        logprob: mean log-probability of the tokens. compression: above 2.4 the text says the same again and again.
        no_speech: probability 0-1 that nobody speaks.
        language: code of what is spoken, as the model hears it; '' where it knows one only. sure_of_language: 0-1.
    """

    logprob: float = 0.0
    compression: float = 0.0
    no_speech: float = 0.0
    language: str = ""
    sure_of_language: float = 0.0


@dataclass(frozen=True)
class Segment:
    """A sentence, or what one person says between two pauses; never across one.

    Attributes:
        seek_ms: where the window begins that it was decoded in.
    """

    words: tuple[Word, ...]
    facts: Facts = Facts()
    seek_ms: int = 0

    @property
    def start_ms(self) -> int:
        """When its first word begins."""
        return self.words[0].start_ms

    @property
    def end_ms(self) -> int:
        """When its last word ends."""
        return max(word.end_ms for word in self.words)

    @property
    def text(self) -> str:
        """Its words, with the space before the first."""
        return "".join(word.text for word in self.words)


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


def turns(words: Iterable[Word]) -> list[Heard]:
    """Words as readable turns: a new one for another speaker, after a second's pause, or after 60 words and a sentence.

    No word is lost, doubled or moved: the turns' texts joined are the words in order.
    """
    heard = [_heard(group) for group in _grouped(words, _breaks)]
    return [turn for turn in heard if turn.text]


def segments(words: Iterable[Word], facts: Facts, seek_ms: int) -> list[Segment]:
    """Words that were decoded together as segments: a new one at each pause and after each sentence."""
    return [Segment(tuple(group), facts, seek_ms) for group in _grouped(words, _ends)
            if any(word.text.strip() for word in group)]


def _grouped(words: Iterable[Word], breaks: Callable[[list[Word], Word], bool]) -> list[list[Word]]:
    groups: list[list[Word]] = []
    for word in words:
        if not groups or breaks(groups[-1], word):
            groups.append([])
        groups[-1].append(word)
    return groups


def text_of(words: Sequence[Word]) -> tuple[str, tuple[Timing, ...]]:
    """Words as a text with single spaces, and when each is said, offsets into it."""
    return " ".join("".join(w.text for w in words).split()), _timings(words)


def _heard(group: list[Word]) -> Heard:
    text, timings = text_of(group)
    sure = mean([w.probability for w in group if w.probability >= 0])
    return Heard(text, group[0].start_ms, max(w.end_ms for w in group), sure, timings, group[0].speaker)


def _timings(group: Sequence[Word]) -> tuple[Timing, ...]:
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


def _parts(group: list[Word], word: Word) -> bool:
    """Whether somebody else speaks, or there was a pause."""
    paused = word.start_ms - group[-1].end_ms > PAUSE_MS
    return word.text[:1].isspace() and (paused or word.speaker != group[-1].speaker)


def _ends_sentence(word: Word) -> bool:
    return word.text.rstrip().endswith((".", "?", "!", "…"))


def _breaks(group: list[Word], word: Word) -> bool:
    if _parts(group, word):
        return True
    count = sum(len(w.text.split()) for w in group)
    return count >= LONGEST_TURN_WORDS or (count >= TURN_WORDS and _ends_sentence(group[-1]))


def _ends(group: list[Word], word: Word) -> bool:
    starts = word.text[:1].isspace()
    return starts and (_parts(group, word) or _ends_sentence(group[-1]) or len(group) >= LONGEST_SEGMENT_WORDS)
