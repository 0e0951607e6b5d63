"""Positions in a text: between code points and what a browser counts, and from one version of a text to the next.

Every offset is a code point, 0-based, end-exclusive, unless a name says `units`: then it counts UTF-16 code units,
as a browser's DOM does. Spans are carried over by quote, context and position, the three selectors of the
W3C Web Annotation Data Model (TextQuoteSelector, TextPositionSelector).
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

CONTEXT = 32
LIKE_ENOUGH = 0.6
CHARS_COMPARED = 6_000  # more than this is compared by word when likeness is asked
MOST_WORDS = 6_000  # more pieces than this in one changed run are not compared at all: it would take minutes
SHORT = 120  # code points, old and new together, that are compared one by one


def units_of(text: str, points: int) -> int:
    """The UTF-16 code units before code point `points` of `text`."""
    return len(text[:points].encode("utf-16-le", "surrogatepass")) // 2


def points_of(text: str, units: int) -> int:
    """The code points before UTF-16 unit `units` of `text`; a unit inside a surrogate pair belongs to that pair."""
    encoded = text.encode("utf-16-le", "surrogatepass")[: units * 2]
    return len(encoded.decode("utf-16-le", "ignore"))


@dataclass(frozen=True)
class Quote:
    """A passage by its words and its surroundings; `start` is a code point, 0-based, into the text it came from."""

    exact: str
    prefix: str
    suffix: str
    start: int


def quote(text: str, start: int, end: int, context: int = CONTEXT) -> Quote:
    """The passage text[start:end] (code points) with up to `context` code points on either side."""
    return Quote(text[start:end], text[max(0, start - context) : start], text[end : end + context], start)


def find(text: str, wanted: Quote) -> tuple[int, int] | None:
    """Where a quote stands in another text (start, end; code points); None when it is gone or has lost its place.

    Of several places the one with the most context in common wins, then the nearest to where it stood. A short
    quote ("Ja.") must keep some of its context, or any other "Ja." would do.
    """
    best: tuple[int, int, int] | None = None
    at = text.find(wanted.exact) if wanted.exact else -1
    while at >= 0:
        end = at + len(wanted.exact)
        shared = _common_end(text[max(0, at - len(wanted.prefix)) : at], wanted.prefix)
        shared += _common_start(text[end : end + len(wanted.suffix)], wanted.suffix)
        rank = (shared, -abs(at - wanted.start), at)
        best = rank if best is None or rank > best else best
        at = text.find(wanted.exact, at + 1)
    if best is None:
        return None
    context = len(wanted.prefix) + len(wanted.suffix)
    distinctive = len(wanted.exact) >= CONTEXT
    if not distinctive and context and best[0] * 2 < context:
        return None
    return best[2], best[2] + len(wanted.exact)


def carry_over(old_text: str, new_text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where old_text[start:end] stands in new_text (code points); None when the words are no longer there."""
    return Carrier(old_text, new_text).span(start, end)


class _Block(NamedTuple):
    """One piece of the comparison: old[a:b] became new[c:d]; `same` when the two are equal."""

    same: bool
    a: int
    b: int
    c: int
    d: int


class Carrier:
    """Carries spans from one text to a corrected one; compares the two texts once for any number of spans."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self.old = old_text
        self.new = new_text
        self._blocks = _compare(old_text, new_text)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where old[start:end] stands in the new text (start, end; code points, end-exclusive), or None.

        The comparison of the two texts says where the passage went. What it finds there must still be like what
        was coded; otherwise the passage was moved, and is looked for by its words and their surroundings.
        """
        if not 0 <= start < end <= len(self.old):
            return None
        wanted = self.old[start:end]
        first, last = self._point(start, after=True), self._point(end, after=False)
        if first < last and _alike(wanted, self.new[first:last]):
            return _trimmed(wanted, self.new, first, last)
        return find(self.new, quote(self.old, start, end))

    def _point(self, at: int, *, after: bool) -> int:
        """The place in the new text of a boundary in the old one; `after`: text added right there stays outside
        a passage that begins here (and, when False, outside one that ends here)."""
        found = 0
        for block in self._blocks:
            if block.a <= at <= block.b:
                if block.same:
                    found = block.c + (at - block.a)
                elif after:
                    found = block.d if at == block.b else block.c
                else:
                    found = block.c if at == block.a else block.d
                if at < block.b or not after:
                    return found
        return found


def _trimmed(wanted: str, text: str, first: int, last: int) -> tuple[int, int]:
    """Without white space at the ends that the passage did not have before."""
    while last > first + 1 and text[last - 1].isspace() and not wanted[-1].isspace():
        last -= 1
    while first < last - 1 and text[first].isspace() and not wanted[0].isspace():
        first += 1
    return first, last


def _alike(old: str, new: str) -> bool:
    if old == new:
        return True
    if not new.strip():
        return False
    if len(old) + len(new) > CHARS_COMPARED:
        return SequenceMatcher(None, old.split(), new.split()).ratio() >= LIKE_ENOUGH
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= LIKE_ENOUGH


def _compare(old: str, new: str) -> list[_Block]:
    """The two texts as equal and changed blocks, in order and without gaps: by line first, then inside the lines."""
    lines_old, lines_new = old.splitlines(keepends=True), new.splitlines(keepends=True)
    blocks = chain.from_iterable(
        [block] if block.same else _inside(old, new, block) for block in _matched(lines_old, lines_new)
    )
    return list(blocks)


def _inside(old: str, new: str, block: _Block) -> list[_Block]:
    """A changed block compared more closely: line with line where there are as many on either side, then by
    word, then by character within the words that differ: comparing long runs by character takes minutes."""
    was, became = old[block.a : block.b], new[block.c : block.d]
    lines_was, lines_became = was.splitlines(keepends=True), became.splitlines(keepends=True)
    if len(lines_was) == len(lines_became) > 1:
        olds, news = _starts(lines_was), _starts(lines_became)
        pairs = (
            _Block(False, block.a + olds[i], block.a + olds[i + 1], block.c + news[i], block.c + news[i + 1])
            for i in range(len(lines_was))
        )
        return [part for pair in pairs for part in _inside(old, new, pair)]
    if len(was) + len(became) <= SHORT:
        return _moved(_matched(list(was), list(became)), block)
    words = _words(was), _words(became)
    if max(map(len, words)) > MOST_WORDS:
        return [block]  # rewritten from end to end: passages are then looked for by their own words
    by_word = _moved(_matched(*words), block)
    closer = [
        _inside(old, new, part) if not part.same and part.b - part.a + part.d - part.c <= SHORT else [part]
        for part in by_word
    ]
    return list(chain.from_iterable(closer))


def _moved(blocks: list[_Block], into: _Block) -> list[_Block]:
    """Blocks of a piece, placed where the piece lies."""
    return [_Block(b.same, b.a + into.a, b.b + into.a, b.c + into.c, b.d + into.c) for b in blocks]


def _matched(old: list[str], new: list[str]) -> list[_Block]:
    """Blocks over the concatenation of two lists of pieces, in code points."""
    at_old, at_new = _starts(old), _starts(new)
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) > CHARS_COMPARED)
    return [
        _Block(tag == "equal", at_old[a], at_old[b], at_new[c], at_new[d])
        for tag, a, b, c, d in matcher.get_opcodes()
    ]


def _starts(pieces: list[str]) -> list[int]:
    starts, at = [0], 0
    for piece in pieces:
        at += len(piece)
        starts.append(at)
    return starts


def _words(text: str) -> list[str]:
    """Runs of white space and runs of anything else, in order; joined they are the text again."""
    pieces: list[str] = []
    for char in text:
        if pieces and pieces[-1][-1].isspace() == char.isspace():
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _common_start(one: str, other: str) -> int:
    n = 0
    while n < len(one) and n < len(other) and one[n] == other[n]:
        n += 1
    return n


def _common_end(one: str, other: str) -> int:
    return _common_start(one[::-1], other[::-1])


# --- temporary
class Turn(NamedTuple):
    start: int
    end: int
    speaker: str
    start_ms: int | None


class Turns(NamedTuple):
    text: str
    turns: tuple[Turn, ...]


class Carried(NamedTuple):
    start: int | None
    end: int | None
    is_certain: bool


def carry(old: Turns, new: Turns, spans):  # type: ignore
    carrier = Carrier(old.text, new.text)
    found = [carrier.span(*span) for span in spans]
    return [Carried(*span, True) if span else Carried(None, None, False) for span in found]
