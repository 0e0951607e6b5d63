"""Where a person should listen: places where a transcript is likely to be wrong. They flag; nothing is deleted.

Pure functions of segments and of the stretches in which voices were heard; times in integer ms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from transcribe.segments import mean, segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.segments import Segment
    from transcribe.writing import Written

Span = tuple[int, int]

SLOWEST, FASTEST = 0.5, 6.0  # words per second of natural speech; design note on transcription
RATE_FROM_MS = 2000
UNSURE = 0.5
UNHEARD_MS = 1500
SILENT_SHARE = 0.8
REPEATS = 3
LONGEST_NGRAM = 8
REASONS = ("who speaks", "repeated", "too many words", "too few words", "unsure", "voice without text",
           "text without voice", "damaged", "could not be written out")


class Told(TypedDict):
    """A place to listen to, as a job keeps it: integer ms, and one of REASONS."""

    start_ms: int
    end_ms: int
    reason: str


@dataclass(frozen=True)
class Listen:
    """One place to listen to; reason is one of REASONS. No text: the list lies outside the transcript."""

    start_ms: int
    end_ms: int
    reason: str

    def as_dict(self) -> Told:
        """For JSON."""
        return Told(start_ms=self.start_ms, end_ms=self.end_ms, reason=self.reason)


def listen_here(segments: Sequence[Segment], speech: Sequence[Span]) -> list[Listen]:
    """Every place to listen to, in order of time.

    Args:
        speech: stretches (start_ms, end_ms) in which voice-activity detection heard somebody.
    """
    found = [
        *repeated(segments), *paced(segments), *unsure(segments),
        *voice_without_text(segments, speech), *text_without_voice(segments, speech),
    ]
    return sorted(set(found), key=lambda place: (place.start_ms, place.end_ms, place.reason))


def places(written: Sequence[Written], damage: Sequence[Span]) -> list[Listen]:
    """Every place to listen to in what was written out, those where the recording is damaged among them, by time."""
    sentences = [one for w in written for one in segments(w.words, w.facts, w.window.start_ms)]
    marked = [Listen(*mark) for w in written for mark in w.marks]
    found = {*marked, *damaged(damage), *listen_here(sentences, [span for w in written for span in w.window.spans])}
    return sorted(found, key=lambda place: (place.start_ms, place.end_ms, place.reason))


def damaged(spans: Sequence[Span]) -> list[Listen]:
    """Places where the recording itself is damaged or breaks off."""
    return [Listen(start, end, "damaged") for start, end in spans]


def _plain_words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.casefold())


def has_loop(words: Sequence[str]) -> bool:
    """Whether some run of 1 to 8 words stands three times (a single word: five times) on end."""
    for n in range(1, LONGEST_NGRAM + 1):
        needed = REPEATS + 2 if n == 1 else REPEATS
        run = n
        for i in range(n, len(words)):
            run = run + 1 if words[i] == words[i - n] else n
            if run >= n * needed:
                return True
    return False


def repeated(segments: Sequence[Segment]) -> list[Listen]:
    """Loops: within one segment, or the same segment three times on end."""
    found = [Listen(s.start_ms, s.end_ms, "repeated") for s in segments if has_loop(_plain_words(s.text))]
    run: list[Segment] = []
    for segment in [*segments, None]:
        same = segment and run and _plain_words(segment.text) == _plain_words(run[-1].text)
        if not same:
            if len(run) >= REPEATS:
                found.append(Listen(run[0].start_ms, run[-1].end_ms, "repeated"))
            run = []
        if segment:
            run.append(segment)
    return found


def paced(segments: Sequence[Segment]) -> list[Listen]:
    """Segments with more than 6 words a second, or, from two seconds on, fewer than 0.5."""
    found = []
    for segment in segments:
        length_ms = segment.end_ms - segment.start_ms
        count = len(_plain_words(segment.text))
        rate = count * 1000 / max(length_ms, 1)
        if rate > FASTEST and count > FASTEST:
            found.append(Listen(segment.start_ms, segment.end_ms, "too many words"))
        elif rate < SLOWEST and length_ms >= RATE_FROM_MS:
            found.append(Listen(segment.start_ms, segment.end_ms, "too few words"))
    return found


def unsure(segments: Sequence[Segment]) -> list[Listen]:
    """Segments whose words have a mean probability under one half."""
    found = []
    for segment in segments:
        sure = mean([word.probability for word in segment.words if word.probability >= 0])
        if sure is not None and sure < UNSURE:
            found.append(Listen(segment.start_ms, segment.end_ms, "unsure"))
    return found


def uncovered(span: Span, cover: Sequence[Span]) -> list[Span]:
    """The parts of a span that no span of `cover` touches."""
    at, end = span
    free = []
    for start, stop in sorted(cover):
        if stop <= at or start >= end:
            continue
        if start > at:
            free.append((at, start))
        at = max(at, stop)
    if at < end:
        free.append((at, end))
    return free


def voice_without_text(segments: Sequence[Segment], speech: Sequence[Span]) -> list[Listen]:
    """Voices for 1.5 s or more with no text: speech that may have been lost."""
    text = [(s.start_ms, s.end_ms) for s in segments]
    return [
        Listen(start, end, "voice without text")
        for span in speech for start, end in uncovered(span, text) if end - start >= UNHEARD_MS
    ]


def text_without_voice(segments: Sequence[Segment], speech: Sequence[Span]) -> list[Listen]:
    """Segments of which four fifths lie where nobody was heard: text that may have been invented."""
    found = []
    for segment in segments:
        length = segment.end_ms - segment.start_ms
        silent = sum(end - start for start, end in uncovered((segment.start_ms, segment.end_ms), speech))
        if length and silent >= SILENT_SHARE * length:
            found.append(Listen(segment.start_ms, segment.end_ms, "text without voice"))
    return found
