"""What is found: spans, and how those that lie over one another become spans that do not."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = ("name", "place", "address", "org", "phone", "email", "iban", "bsn", "nrn", "postcode", "plate", "date", "age")
# What is counted in a lexicon of names and organisations; the others are numbers and days.
NAMED = ("name", "place", "org", "address")
LEXICON, PATTERN, LISTS, PIPELINE, HAND = "lexicon", "pattern", "lists", "pipeline", "hand"


@dataclass(frozen=True)
class Found:
    """Something found in a body (`bodies.Body`), before it is a span of the text.

    Attributes:
        start, end: offsets into the folded text, 0-based, end-exclusive.
        head: offset from which the name itself stands; before it are words such as mevrouw, oma, obs.
        sureness: 0 to 1; below `DOUBTFUL` a person should look first.
        pseudonym: what the lexicon says stands in its place, or ''.
        key: who or what it is, the same in any inflection: of a lexicon its entry, else the name itself.
        stays: the lexicon says that this one may be named.
    """

    start: int
    end: int
    kind: str
    source: str
    sureness: float
    head: int = -1
    pseudonym: str = ""
    key: str = ""
    stays: bool = False

    @property
    def named_from(self) -> int:
        """Where the name itself begins."""
        return self.head if self.head >= 0 else self.start


@dataclass(frozen=True)
class Span:
    """A place in a text that gives somebody away.

    Attributes:
        start, end: code points into the text as it was given, 0-based, end-exclusive; never over another span, never
            over the end of a line.
        kind: one of `KINDS`.
        replacement: what may stand in its place.
        source: which layer found it: lexicon, pattern, lists or pipeline.
        sureness: 0 to 1.
        key: the same for everything that means the same in this text, as `Found.key`.
    """

    start: int
    end: int
    kind: str
    replacement: str
    source: str
    sureness: float
    key: str = ""


DOUBTFUL = 0.7


def apart(found: Iterable[Found]) -> list[Found]:
    """No two over each other, in order: the longer takes the shorter in, and what the lexicon says of it along.

    Where two only overlap, the surer stays whole and the other is left out of what they share.
    """
    kept: list[Found] = []  # in order, none over another: those over a new one stand side by side
    for one in sorted(found, key=lambda one: (one.start - one.end, one.source != LEXICON, -one.sureness)):
        last = first = bisect_left(kept, one.end, key=_start)
        while first and kept[first - 1].end > one.start:
            first -= 1
        over = kept[first:last]
        if len(over) == 1 and over[0].start <= one.start and one.end <= over[0].end:
            kept[first] = _with(over[0], one)
        else:
            for piece in _rest(one, over) if over else [one]:
                insort(kept, piece, key=_start)
    return kept


def _start(one: Found) -> int:
    return one.start


def _with(outer: Found, inner: Found) -> Found:
    """The outer one, called as the lexicon calls the inner one where that is a name in it."""
    if inner.source != LEXICON or inner.kind != outer.kind or outer.source == LEXICON:
        return outer
    return replace(outer, source=LEXICON, pseudonym=inner.pseudonym, key=inner.key, stays=inner.stays,
                   sureness=max(outer.sureness, inner.sureness))


def _rest(one: Found, over: list[Found]) -> list[Found]:
    """What is left of one beside others, where a whole piece is."""
    pieces, at = [], one.start
    for other in sorted(over, key=lambda each: each.start):
        if at < other.start:
            pieces.append((at, other.start))
        at = max(at, other.end)
    if at < one.end:
        pieces.append((at, one.end))
    # A piece of a street or firm is none.
    return [replace(one, start=start, end=end, head=-1) for start, end in pieces
            if end - start > 3 and one.kind == "name"]
