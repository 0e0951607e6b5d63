"""Times inside a turn: when a cue, a line or a word of it was said, as subtitles, programs and Whisper know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

CUE, WORD = "cue", "word"


class Timing(NamedTuple):
    """Words of a text and when they were said.

    Args:
        start, end: code points, 0-based, end-exclusive, into the text that holds the words: a turn, or a version.
        start_ms, end_ms: integer ms from the start of the recording; the end None when it is not known.
        kind: CUE for a stretch of words, WORD for one.
    """

    start: int
    end: int
    start_ms: int
    end_ms: int | None
    kind: str


def moved(timings: Iterable[Timing], by: int) -> tuple[Timing, ...]:
    """The timings so many code points further on in a text."""
    return tuple(one._replace(start=one.start + by, end=one.end + by) for one in timings)


def inside(timings: Iterable[Timing], start: int, end: int) -> tuple[Timing, ...]:
    """The timings of a stretch (code points), counted from its start.

    Of one that reaches over its end the words inside; one that begins before it is left out, for when its words here
    were said is not known.
    """
    return tuple(
        one._replace(start=one.start - start, end=min(one.end, end) - start,
                     end_ms=one.end_ms if one.end <= end else None)
        for one in timings if start <= one.start < end)


def with_own(
    text: str, start_ms: int | None, end_ms: int | None, timings: tuple[Timing, ...]
) -> tuple[Timing, ...]:
    """The timings of a stretch of words that has times of its own, from its first word on."""
    if start_ms is None or not text or (timings and timings[0].start == 0):
        return timings
    if not timings:
        return (Timing(0, len(text), start_ms, end_ms, CUE),)
    following = timings[0]
    until = following.start_ms if following.start_ms >= start_ms else None
    return (Timing(0, len(text[: following.start].rstrip()), start_ms, until, following.kind), *timings)
