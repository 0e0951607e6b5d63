"""Words of a stretch in place of those that stood there. Pure; times integer ms, offsets code points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from texts.documents import layout
from texts.timings import moved
from transcribe import segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts.documents import NewTurn
    from transcribe.segments import Word


def replaced(turns: Sequence[NewTurn], span: tuple[int, int], words: Sequence[Word]) -> list[NewTurn]:
    """The turns of a text with `words` in place of what stands in `span`.

    Who speaks stays: of several turns each gets the words that were said before the next one begins. Without words a
    turn may be left empty. `timings` of a turn are those of its new words.

    Args:
        span: whole words, offsets into the turns joined by a newline; twice the same where there are none.
    """
    spans = layout(turns)[1]
    last = len(turns) - 1
    first = next((n for n, (_a, b) in enumerate(spans) if span[0] <= b), last)
    final = next((n for n, (_a, b) in enumerate(spans) if span[1] <= b), last)
    made = list(turns)
    for n in range(first, final + 1):
        start, end = spans[n]
        own = _of_turn(turns, n, first, final, words)
        made[n] = _with(turns[n], max(span[0], start) - start, min(span[1], end) - start, own)
    return made


def _of_turn(turns: Sequence[NewTurn], n: int, first: int, final: int, words: Sequence[Word]) -> list[Word]:
    """The words said between the beginning of a turn and that of the next one that has a time."""
    def begins(at: int) -> float:
        known = (turns[k].start_ms for k in range(at, final + 1))
        return next((ms for ms in known if ms is not None), float("inf"))

    since = float("-inf") if n == first else begins(n)
    until = float("inf") if n == final else begins(n + 1)
    return [word for word in words if since <= (word.start_ms + word.end_ms) // 2 < until]


def _with(turn: NewTurn, start: int, end: int, words: Sequence[Word]) -> NewTurn:
    """One turn with new words between two of its code points."""
    text, timings = segments.text_of(words)
    before, after = turn.text[:start].rstrip(), turn.text[end:].lstrip()
    at = len(before) + 1 if before else 0
    return replace(
        turn, text=" ".join(part for part in (before, text, after) if part), timings=tuple(moved(timings, at)),
        start_ms=_earliest(turn.start_ms, words), end_ms=_latest(turn.end_ms, words))


def _earliest(ms: int | None, words: Sequence[Word]) -> int | None:
    return ms if ms is None else min([ms, *(word.start_ms for word in words)])


def _latest(ms: int | None, words: Sequence[Word]) -> int | None:
    return ms if ms is None else max([ms, *(word.end_ms for word in words)])
