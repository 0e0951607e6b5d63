"""Codings of several coders on one document lined up to passages, each with what kind of (dis)agreement it is. Pure.

First by code: codings of one code that overlap, whoever made them, are one passage; words on which every coder of the
document has the code stand apart from what only overlaps them. What then is one coder's alone is put beside what others
say with another code of about the same words. Nobody's name or place in a list has a say in it, so that the answer is
the same whoever comes first; sorting takes n log n, all else looks at each coding a few times.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

ALIKE = 0.5  # of the longer of two spans the other holds this much: then they are about the same words


class Kind(StrEnum):
    """What coders say of a passage."""

    SAME = "same"  # all of them the same code and sign on the same words
    SIGN = "sign"  # the same code on the same words, with another sign
    CODE = "code"  # about the same words, another code
    BOUNDS = "bounds"  # the same code on words that overlap
    SOME = "some"  # the same code and sign on the same words, but not by all of more than two
    ONE = "one"  # one coder only
    GONE = "gone"  # nobody any more: of what was decided about before; never of codings


@dataclass(frozen=True)
class Mark:
    """One coding.

    Attributes:
        guid: of the coding. coder, code: what tells them apart. sign: '+', '-', '±' or '' where none is stated.
        start, end: code points, 0-based, end-exclusive, all of one version; `places.BEHIND` for the whole document.
    """

    guid: str
    coder: str
    code: str
    sign: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Its words."""
        return self.start, self.end


@dataclass(frozen=True)
class Passage:
    """Codings that are decided about together, in order of their words; start and end hold all of them."""

    kind: Kind
    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def coders(self) -> frozenset[str]:
        """Who says anything here."""
        return frozenset(mark.coder for mark in self.marks)


def align(marks: Iterable[Mark], coders: Collection[str] = ()) -> list[Passage]:
    """The passages of one document in order of their words; every coding is in exactly one of them.

    Args:
        marks: living codings, in any order. coders: all who coded the document, also those who found nothing in it.
    """
    every = sorted(marks, key=_place)
    number = len({*coders, *(mark.coder for mark in every)})
    found: list[Passage] = []
    alone: list[tuple[Mark, ...]] = []
    for _code, alike in groupby(sorted(every, key=lambda mark: (mark.code, *_place(mark))), lambda mark: mark.code):
        for group in _by_code(list(alike), number):
            if len({mark.coder for mark in group}) > 1:
                found.append(_passage(group, number))
            else:
                alone.append(group)
    found += [_passage(group, number) for group in _beside(alone)]
    return sorted(found, key=lambda passage: (passage.start, passage.end, [_place(mark) for mark in passage.marks]))


def _place(mark: Mark) -> tuple[int, int, str, str, str]:
    return mark.start, mark.end, mark.code, mark.sign, mark.guid


def _by_code(alike: list[Mark], number: int) -> Iterator[tuple[Mark, ...]]:
    """Codings of one code in order: first the words on which all have it, then what overlaps of the others."""
    left: list[Mark] = []
    for _span, on in groupby(alike, lambda mark: mark.span):
        same = tuple(on)
        if number > 1 and len({mark.coder for mark in same}) == number:
            yield same
        else:
            left += same
    yield from _chains(left)


def _chains(marks: list[Mark]) -> Iterator[tuple[Mark, ...]]:
    """Codings in order of their words, parted wherever none of them goes on."""
    chain: list[Mark] = []
    until = -1
    for mark in marks:
        if chain and mark.start >= until:
            yield tuple(chain)
            chain = []
        until = max(until, mark.end) if chain else mark.end
        chain.append(mark)
    if chain:
        yield tuple(chain)


def _beside(alone: list[tuple[Mark, ...]]) -> list[tuple[Mark, ...]]:
    """What is one coder's alone, beside what others say of about the same words; what has nothing beside it as it was.

    Spans of which each holds half of the other differ in length at most by two: so each is compared with the last one
    of about its length only.
    """
    last: dict[int, int] = {}  # number of binary digits of a length -> the last of `together` of that length
    together: list[tuple[tuple[int, int], list[tuple[Mark, ...]]]] = []
    for group in sorted(alone, key=lambda group: (*_around(group), [_place(mark) for mark in group])):
        span = _around(group)
        size = (span[1] - span[0]).bit_length()
        near = [(_shared(together[last[one]][0], span), -last[one])
                for one in (size - 1, size, size + 1) if one in last]
        share, at = max(near, default=(0.0, 0))
        if share >= ALIKE:
            together[-at][1].append(group)
        else:
            last[size] = len(together)
            together.append((span, [group]))
    found: list[tuple[Mark, ...]] = []
    for _span, groups in together:
        if len({group[0].coder for group in groups}) > 1:
            found.append(tuple(sorted((mark for group in groups for mark in group), key=_place)))
        else:
            found += groups
    return found


def _around(group: tuple[Mark, ...]) -> tuple[int, int]:
    return group[0].start, max(mark.end for mark in group)


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """How much of the longer span the other holds."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both / max(one[1] - one[0], other[1] - other[0])


def _passage(group: tuple[Mark, ...], number: int) -> Passage:
    return Passage(_kind(group, number), *_around(group), group)


def _kind(group: tuple[Mark, ...], number: int) -> Kind:
    coders = {mark.coder for mark in group}
    if len(coders) == 1:
        return Kind.ONE
    if len({mark.code for mark in group}) > 1:
        return Kind.CODE
    if len({mark.span for mark in group}) > 1:
        return Kind.BOUNDS
    if len({mark.sign for mark in group}) > 1:
        return Kind.SIGN
    return Kind.SAME if len(coders) == number else Kind.SOME
