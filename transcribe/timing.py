"""From times in decoded sound to times in the recording. Pure; times integer ms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcribe.segments import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.decoding import Decoded
    from transcribe.windows import Span


def words_in(found: Decoded, spans: Sequence[Span], channel: int | None = None) -> tuple[Word, ...]:
    """The words of a sound that was made of these spans of a recording, at their times in it.

    A word lies in the span in which its middle does: the aligner stretches words over the seam between two spans, and
    what lies between them is a pause. Times never run backwards.
    """
    words = []
    last = spans[0][0] if spans else 0
    for word in found.words:
        start, end = _placed(round(word.start_s * 1000), round(word.end_s * 1000), spans)
        start = max(last, start)
        last = max(start, end)
        # As it is kept, so that what is read back is judged alike.
        words.append(Word(word.text, start, last, round(word.probability, 4), channel=channel, tokens=word.tokens))
    return tuple(words)


def _placed(start: int, end: int, spans: Sequence[Span]) -> Span:
    """The part of a word that lies in the span of its middle."""
    middle = (start + end) // 2
    before = 0
    for n, (a, b) in enumerate(spans):
        if middle < before + b - a or n == len(spans) - 1:
            return tuple(min(max(a, a + ms - before), b) for ms in (start, end))  # type: ignore[return-value]
        before += b - a
    raise ValueError("no spans")
