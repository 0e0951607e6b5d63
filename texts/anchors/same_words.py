"""Where words that nobody touched stand in the next version: enough for a time, which is no judgement."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from texts.anchors.align import Alignment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts.anchors.words import Turn


def same_words(
    old: Sequence[Turn], new: Sequence[Turn], spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int] | None]:
    """Of each span of the old version the words, from its first on, that stand unchanged in the new one.

    Spans are code points, 0-based, end-exclusive. None where the first word changed or went.
    """
    compared = Alignment(old, new)
    before, now = compared.old, compared.new
    found: list[tuple[int, int] | None] = []
    for start, end in spans:
        first, last = bisect_right(before.ends, start), bisect_left(before.starts, end)
        to = compared.chosen[first] if first < last else -1
        if to < 0 or before.word(first) != now.word(to):
            found.append(None)
            continue
        length = 1
        while (first + length < last and compared.chosen[first + length] == to + length
               and now.turn[to + length] == now.turn[to]):
            length += 1
        found.append((now.starts[to], now.ends[to + length - 1]))
    return found


def paired(
    old: Sequence[Turn], new: Sequence[Turn]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[int]]:
    """The words of both versions (code points, end-exclusive), and of each old word the number of the new one that it
    is, rising; -1 for none. Words that differ in capitals or in the punctuation around them are the same."""
    compared = Alignment(old, new)
    before, now = (list(zip(words.starts, words.ends, strict=True)) for words in (compared.old, compared.new))
    return before, now, compared.chosen
