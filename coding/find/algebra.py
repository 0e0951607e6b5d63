"""How passages that have codes lie beside one another: which of one kind overlap, hold or follow those of another.

A span lies in one version of a text; spans of different versions have nothing to do with one another. Everything here
takes and gives lists of spans in order, each place once.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Judged(NamedTuple):
    """Who thought what of a span: a code and a coder by their numbers, and a direction ('' when none is stated)."""

    code_id: int
    coder_id: int
    sign: str


class Span(NamedTuple):
    """A passage: code points, 0-based, end-exclusive, into the text of a version; and who judged what there."""

    version_id: int
    start: int
    end: int
    judged: frozenset[Judged] = frozenset()


def once(spans: Iterable[Span]) -> list[Span]:
    """In order, each place once, with what all say of it."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: one[:3]):
        if found and found[-1][:3] == span[:3]:
            found[-1] = found[-1]._replace(judged=found[-1].judged | span.judged)
        else:
            found.append(span)
    return found


def either(one: list[Span], other: list[Span]) -> list[Span]:
    """Passages of the one or the other."""
    return once([*one, *other])


def both(one: list[Span], other: list[Span]) -> list[Span]:
    """The words that a passage of the one shares with a passage of the other."""
    found = []
    for version, mine, theirs in _beside(one, other):
        for span in mine:
            found += [Span(version, max(span.start, two.start), min(span.end, two.end), span.judged | two.judged)
                      for two in theirs.touching(span.start, span.end)]
    return once(found)


def overlapping(one: list[Span], other: list[Span]) -> list[Span]:
    """Passages of the one that share words with any of the other."""
    return _kept(one, other, lambda span, theirs: theirs.farthest(span.end) > span.start)


def without(one: list[Span], other: list[Span]) -> list[Span]:
    """Passages of the one that share no word with any of the other."""
    shared = {span[:3] for span in overlapping(one, other)}
    return [span for span in one if span[:3] not in shared]


def within(one: list[Span], other: list[Span]) -> list[Span]:
    """Passages of the one that lie wholly inside one of the other."""
    return _kept(one, other, lambda span, theirs: theirs.farthest(span.start + 1) >= span.end)


def followed(
    one: list[Span], other: list[Span], turns: Callable[[Iterable[tuple[int, int]]], Mapping[tuple[int, int], int]],
    most: int,
) -> list[Span]:
    """Passages of the one after which one of the other begins.

    Args:
        turns: gives the number of the turn at each of some places (version_id, code point).
        most: so many turns after the one in which the first ends; 0: in the same turn.
    """
    pairs = []
    for version, mine, theirs in _beside(one, other):
        for span in mine:
            at = bisect_left(theirs.starts, span.end)
            if at < len(theirs.starts):
                pairs.append((span, (version, span.end - 1), (version, theirs.starts[at])))
    number = turns(place for _span, *both_ends in pairs for place in both_ends)
    return [span for span, ends, begins in pairs if number[begins] - number[ends] <= most]


class _Beside:
    """The spans of one version, in order, with how far those that begin before a place reach."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self.starts = [span.start for span in spans]
        self.reach = list(accumulate((span.end for span in spans), max))

    def farthest(self, before: int) -> int:
        """The last end of those that begin before a place; -1 when none does."""
        at = bisect_left(self.starts, before)
        return self.reach[at - 1] if at else -1

    def touching(self, start: int, end: int) -> list[Span]:
        """Those that share words with a span."""
        found = []
        at = bisect_left(self.starts, end)
        while at and self.reach[at - 1] > start:
            at -= 1
            if self.spans[at].end > start:
                found.append(self.spans[at])
        return found


def _beside(one: list[Span], other: list[Span]) -> Iterable[tuple[int, list[Span], _Beside]]:
    theirs = {version: _Beside(list(spans)) for version, spans in groupby(other, key=lambda span: span.version_id)}
    for version, spans in groupby(one, key=lambda span: span.version_id):
        yield version, list(spans), theirs.get(version, _NOTHING)


def _kept(one: list[Span], other: list[Span], keeps: Callable[[Span, _Beside], bool]) -> list[Span]:
    return [span for _version, mine, theirs in _beside(one, other) for span in mine if keeps(span, theirs)]


_NOTHING = _Beside([])
