"""When words of which that is not known were said: between their neighbours. Pure; times integer ms."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from texts.timings import WORD, Timing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORD = re.compile(r"\S+")


class Spoken(NamedTuple):
    """A turn, and from when to when it was said (integer ms, None where that is not known)."""

    text: str
    start_ms: int | None
    end_ms: int | None


def filled(turns: Sequence[Spoken], known: Mapping[int, Timing]) -> list[Timing]:
    """A time for every word of a text, in its order: the known ones as they are, the others between their neighbours.

    Where the known ones rise and lie inside their turns, so do all. Words for which nothing is known, not even when
    their turn or one beside it was said, are left out.

    Args:
        known: by where a word begins, code points into the text, which is the turns joined by a newline.
    """
    found: list[Timing] = []
    said = 0  # until when the text before was said
    starts = accumulate((len(turn.text) + 1 for turn in turns), initial=0)
    for turn, start, end_ms in zip(turns, starts, _ends(turns), strict=False):
        words = [(start + word.start(), start + word.end()) for word in _WORD.finditer(turn.text)]
        low = said if turn.start_ms is None else turn.start_ms
        at = 0
        while at < len(words):
            own = known.get(words[at][0])
            if own is not None:
                found.append(own)
                low, at = max(low, own.start_ms if own.end_ms is None else own.end_ms), at + 1
                continue
            until = next((n for n in range(at, len(words)) if words[n][0] in known), len(words))
            high = known[words[until][0]].start_ms if until < len(words) else end_ms
            if high is not None or turn.start_ms is not None or found:
                found += _spread(words[at:until], low, high)
            at = until
        said = max(said, low, end_ms or 0)
    return found


def _ends(turns: Sequence[Spoken]) -> list[int | None]:
    """Until when each turn was said at most: until the next one where that is all that is known."""
    found = []
    for turn, after in zip(turns, [*turns[1:], None], strict=False):
        begins = after.start_ms if after else None
        late = begins is not None and begins >= (turn.start_ms or 0)
        found.append(turn.end_ms if turn.end_ms is not None else begins if late else None)
    return found


def _spread(words: Sequence[tuple[int, int]], low: int, high: int | None) -> list[Timing]:
    """Words one after the other from `low` to `high`, each as long as it has letters; all at `low` without an end."""
    if high is None:
        return [Timing(start, end, low, None, WORD) for start, end in words]
    low = min(low, high)
    sums = list(accumulate((end - start for start, end in words), initial=0))
    edges = [low + (high - low) * one // sums[-1] for one in sums]
    return [Timing(*word, edges[n], edges[n + 1], WORD) for n, word in enumerate(words)]


def replaced(
    old: Sequence[Timing | None], partners: Sequence[int], new: Sequence[tuple[int, int]]
) -> dict[int, Timing]:
    """The times of words of a text that was changed, by where each begins: of those that are the same, and of those
    that stand in the place of others. What was put in between has none.

    Args:
        old: of each word of the text before its time, None where it has none.
        partners: of each of these the number of the new word that it is, rising; -1 where it was changed or went.
        new: where each new word begins and ends, code points into its text.
    """
    found: dict[int, Timing] = {}
    stays = [(-1, -1), *((n, at) for n, at in enumerate(partners) if at >= 0), (len(old), len(new))]
    for (a, c), (b, d) in zip(stays, stays[1:], strict=False):
        if a >= 0 and (own := old[a]) is not None:
            found[new[c][0]] = own._replace(start=new[c][0], end=new[c][1])
        gone = [one for one in old[a + 1:b] if one is not None]
        put_in = new[c + 1:d]
        if not gone or not put_in:
            continue
        if len(gone) == len(put_in) == b - a - 1:
            found |= {word[0]: one._replace(start=word[0], end=word[1]) for one, word in zip(gone, put_in, strict=True)}
        else:
            last = gone[-1].end_ms
            found |= {one.start: one for one in _spread(put_in, gone[0].start_ms, gone[-1].start_ms if last is None
                                                         else last)}
    return found
