"""What is not accounted for: voice that no word covers, words that cannot be right. Pure; times integer ms.

Whisper's segments span gaps in which words are missing, and a word may be stretched over seconds. So each word counts
for as long as a word can last, and every voice must lie under one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from transcribe.segments import Word

Span = tuple[int, int]

LONGEST_WORD_MS = 1200
# What may lie between two words without one being missing: a breath, a drawn-out end.
NEAR_MS = 250
# So much voice under no word, without a pause, is a loss.
LOST_MS = 600
UNSURE, VERY_UNSURE, LONG_MS = 0.5, 0.3, 1000
# A word is marked from this probability down; a long one, which costs more listening, from that one.
LOW, DRAWN_MS, DRAWN_LOW = 0.46, 600, 0.35
# So many words on end that are this unsure in the mean: two people at once, or a language half understood.
TOGETHER, UNSURE_TOGETHER, LOW_TOGETHER = 5, 0.6, 0.55
FASTEST, FEWEST = 6.0, 6  # words per second, words over which that counts; design note on transcription
LONGEST_NGRAM = 8
# Whisper's own bounds of what is no text: it says the same again and again, or is not sure of anything.
MOST_COMPRESSED, LEAST_LOGPROB = 2.4, -1.0
ONCE_MORE = 4  # words said twice on end are doubtful from so many on, fewer from the third time on


class Doubt(NamedTuple):
    """A stretch that is likely to be wrong; reason is one of `checks.REASONS`."""

    start_ms: int
    end_ms: int
    reason: str


def covered(words: Iterable[Word]) -> list[Span]:
    """Where words account for what is heard: each for 1.2 s at most, and a little on both sides of it."""
    spans = sorted((max(0, w.start_ms - NEAR_MS), min(w.end_ms, w.start_ms + LONGEST_WORD_MS) + NEAR_MS)
                   for w in words if w.text.strip())
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def minus(spans: Iterable[Span], cover: Sequence[Span]) -> list[Span]:
    """What of `spans` lies under none of `cover`; both in order."""
    left: list[Span] = []
    for start, end in spans:
        for a, b in cover:
            if b <= start or a >= end:
                continue
            if a > start:
                left.append((start, a))
            start = max(start, b)
        if start < end:
            left.append((start, end))
    return left


def within(spans: Iterable[Span], span: Span) -> list[Span]:
    """What of `spans` lies in one span."""
    return [(max(a, span[0]), min(b, span[1])) for a, b in spans if a < span[1] and b > span[0]]


def total(spans: Iterable[Span]) -> int:
    """How long they are together."""
    return sum(end - start for start, end in spans)


def fails(logprob: float, compression: float) -> bool:
    """Whether what was decoded together cannot be what was said."""
    return compression > MOST_COMPRESSED or logprob < LEAST_LOGPROB


def doubts(words: Sequence[Word], voice: Sequence[Span]) -> list[Doubt]:
    """Every stretch to decode again, in order of time.

    Args:
        voice: where a voice was heard, without margins.
    """
    found = [*lost(words, voice), *unsure(words), *hurried(words), *repeated(words)]
    return sorted(found)


def lost(words: Sequence[Word], voice: Sequence[Span]) -> list[Doubt]:
    """Voice under no word."""
    return [Doubt(start, end, "voice without text") for start, end in minus(voice, covered(words))
            if end - start >= LOST_MS]


def _runs(words: Sequence[Word], doubtful: Callable[[int], bool]) -> list[tuple[int, int]]:
    """Runs of words, by index, end exclusive, for which something holds."""
    found: list[tuple[int, int]] = []
    for n in range(len(words)):
        if not doubtful(n):
            continue
        if found and found[-1][1] == n:
            found[-1] = (found[-1][0], n + 1)
        else:
            found.append((n, n + 1))
    return found


def _over(words: Sequence[Word], a: int, b: int, reason: str) -> Doubt:
    return Doubt(words[a].start_ms, max(w.end_ms for w in words[a:b]), reason)


def unsure(words: Sequence[Word]) -> list[Doubt]:
    """Two or more words on end under one half, one of them that is very unsure or long, or five unsure together."""
    low = [0 <= w.probability < UNSURE for w in words]
    found = [_over(words, a, b, "unsure") for a, b in _runs(words, lambda n: low[n])
             if b - a >= 2 or words[a].probability < VERY_UNSURE or words[a].end_ms - words[a].start_ms >= LONG_MS]
    return merged([*found, *_together(words, UNSURE_TOGETHER)])


def low(words: Sequence[Word]) -> list[Doubt]:
    """Where a person should listen for wrong words: those of low probability, one by one, and five unsure together.

    Of read Dutch these find 56 of 292 words that base gets wrong, in 3.4 % of the voice; runs of two (`unsure`), which
    are decoded again, found 31 in as much.
    """
    found = [_over(words, n, n + 1, "unsure") for n, w in enumerate(words)
             if 0 <= w.probability < (LOW if w.end_ms - w.start_ms <= DRAWN_MS else DRAWN_LOW)]
    return merged([*found, *_together(words, LOW_TOGETHER)])


def _together(words: Sequence[Word], least: float) -> list[Doubt]:
    """Five words on end that are less sure than that in the mean."""
    return [_over(words, n, n + TOGETHER, "unsure") for n in range(len(words) - TOGETHER + 1)
            if 0 <= sum(w.probability for w in words[n:n + TOGETHER]) < TOGETHER * least]


def hurried(words: Sequence[Word]) -> list[Doubt]:
    """More words than anybody can speak in that time."""
    def quick(n: int) -> bool:
        some = words[n:n + FEWEST]
        return len(some) == FEWEST and (some[-1].end_ms - some[0].start_ms) * FASTEST < FEWEST * 1000 * 0.75

    return [_over(words, a, min(len(words), b + FEWEST - 1), "too many words") for a, b in _runs(words, quick)]


def plain(text: str) -> str:
    """A word as it is compared: without case and signs."""
    return "".join(re.findall(r"[\w'’-]+", text.casefold()))


def repeated(words: Sequence[Word]) -> list[Doubt]:
    """The same words on end: from four on twice, fewer of them three times, one five times."""
    texts = [plain(w.text) for w in words]
    found: list[Doubt] = []
    for n in range(1, LONGEST_NGRAM + 1):
        times = 5 if n == 1 else 2 if n >= ONCE_MORE else 3
        run = n
        for i in range(n, len(texts) + 1):
            if i < len(texts) and texts[i] == texts[i - n]:
                run += 1
                continue
            if run >= n * times:
                found.append(_over(words, i - run, i, "repeated"))
            run = n
    return found


def merged(found: Iterable[Doubt], near_ms: int = 0) -> list[Doubt]:
    """Stretches that touch (or nearly) as one, with the reason of the first."""
    made: list[Doubt] = []
    for one in sorted(found):
        if made and one.start_ms <= made[-1].end_ms + near_ms:
            made[-1] = made[-1]._replace(end_ms=max(made[-1].end_ms, one.end_ms))
        else:
            made.append(one)
    return made
