"""Where the turns of two versions of a text part: the shortest stretches of turns that are one another. Pure.

Turns are compared whole first; where they differ by their words, so that a turn that was split stands beside its two
halves and the turns around it stay apart from that.
"""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Words times words that are compared; of what is longer, as long as it has as many turns, each is the other.
CELLS = 4_000_000


class Said(NamedTuple):
    """A turn: who says it (a key), and what."""

    who: str
    text: str


class Hunk(NamedTuple):
    """Turns a to b of the one are turns c to d of the other (0-based, end-exclusive)."""

    a: int
    b: int
    c: int
    d: int


def hunks(old: Sequence[Said], new: Sequence[Said]) -> list[Hunk]:
    """The stretches in order; together they are all turns of both."""
    return [Hunk(a, b, c, d) for (a, c), (b, d) in pairwise(borders(old, new))]


def borders(old: Sequence[Said], new: Sequence[Said]) -> list[tuple[int, int]]:
    """The pairs of places between turns that are the same place, from (0, 0) to the ends of both; none goes back."""
    # What is alike at both ends is not compared: hundreds of turns "ja" in a row take minutes by the square.
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    found = [(at, at) for at in range(head + 1)]
    middle = old[head:len(old) - tail], new[head:len(new) - tail]
    for tag, a, b, c, d in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
        inner = zip(range(a + 1, b), range(c + 1, d), strict=True) if tag == "equal" else _by_words(
            middle[0][a:b], middle[1][c:d])
        found += [(head + pair[0], head + pair[1]) if tag == "equal" else (head + a + pair[0], head + c + pair[1])
                  for pair in inner]
        found.append((head + b, head + d))
    return found + [(len(old) - at, len(new) - at) for at in range(tail - 1, -1, -1)]


def _alike(old: Sequence[Said], new: Sequence[Said]) -> int:
    """How many turns both begin with."""
    return next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
                min(len(old), len(new)))


def _by_words(old: Sequence[Said], new: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """The borders inside a stretch of turns that are not equal."""
    words = [[word for turn in turns for word in turn.text.split()] for turns in (old, new)]
    if len(words[0]) * len(words[1]) > CELLS:
        if len(old) == len(new):
            yield from zip(range(1, len(old)), range(1, len(new)), strict=True)
        return
    blocks = SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks()
    pairs = [(block.a + n, block.b + n) for block in blocks for n in range(block.size)]
    # A border of the one is a border of the other when as many words that stayed lie before both.
    sides = [_before(turns, [pair[side] for pair in pairs]) for side, turns in enumerate((old, new))]
    for count in sorted({count for count, _at in sides[0]} & {count for count, _at in sides[1]}):
        ours, theirs = ([at for number, at in side if number == count] for side in sides)
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)
        else:
            yield ours[0], theirs[0]
            if len(ours) > 1 and len(theirs) > 1:
                yield ours[-1], theirs[-1]
            elif len(theirs) > 1:
                yield from ((ours[0], at) for at in theirs[1:])
            else:
                yield from ((at, theirs[0]) for at in ours[1:])


def _before(turns: Sequence[Said], kept: Sequence[int]) -> list[tuple[int, int]]:
    """For each place between turns how many words that stayed lie before it, and which place it is."""
    found, words = [], 0
    for at, turn in enumerate(turns[:-1], 1):
        words += len(turn.text.split())
        found.append((bisect_left(kept, words), at))
    return found


def runs(borders_: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """By each border of the one the first and the last border of the other that it is."""
    found: dict[int, tuple[int, int]] = {}
    for at, pairs in groupby(borders_, key=lambda pair: pair[0]):
        theirs = [pair[1] for pair in pairs]
        found[at] = (theirs[0], theirs[-1])
    return found
