"""Where passages of one version stand in the next: certain, for a person to decide, or gone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from texts.anchors.align import CELLS, Alignment
from texts.anchors.certain import MOSTLY, Certain
from texts.anchors.strays import Strays
from texts.anchors.words import place_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from texts.anchors.words import Turn, Words

MUCH = 1 / 3  # of a new place that must be words it had before; of a passage, when it may have been moved
FEW = 3  # words that are not taken for gone when one of them was typed nearly so
HINT = 8  # code points from which the same words elsewhere are worth showing to a person


@dataclass(frozen=True)
class Carried:
    """Where a passage stands in the new version: start and end in code points, 0-based, end-exclusive.

    `how` is 'carried' (certain), 'undecided' (a person decides; start and end are a proposal, or None) or 'gone' (its
    words were taken out; start and end are None).
    """

    start: int | None
    end: int | None
    how: Literal["carried", "undecided", "gone"]


def carry(
    old: Sequence[Turn], new: Sequence[Turn], spans: Sequence[tuple[int, int]], *, exactly: int = CELLS,
) -> list[Carried]:
    """Where each span of the old version stands in the new one: one answer a span, in their order.

    A passage is carried when its first and last word are certain, or were replaced where they stood, when half of it
    is left and nothing from elsewhere came into it. White space at its ends may be left off.

    Args:
        old: the turns of the old version; its text is theirs, joined by a newline.
        new: the turns of the new version.
        spans: start and end, in code points of the old text, 0-based, end-exclusive.
        exactly: old words times new words up to which two versions are compared as they are; longer ones are taken
            apart first, where long runs of words are the same.

    Raises: ValueError when a span is empty or lies outside the text.
    """
    places = _Places(Alignment(old, new, exactly))
    return [places.place(start, end) for start, end in spans]


class _Places:
    """Two versions, compared once, and what is certain in them. Words first to last are end-exclusive."""

    def __init__(self, found: Alignment) -> None:
        self.old, self.new = found.old, found.new
        self.known = Certain(found)
        self.to, self.maybe = self.known.to, self.known.maybe
        self._sure = [word for word, now in enumerate(self.to) if now >= 0]
        self._told = [word for word in self._sure if self._is_told(word)]
        self._from = {now: word for word, now in enumerate(found.chosen) if now >= 0}
        partners = set(self.to)
        self._lost = Strays(self.old, [now < 0 for now in self.to])
        self._typed = Strays(self.new, [now not in partners for now in range(len(self.new))])
        lengths = _lengths(self.old)
        self._all = [0, *accumulate(lengths)]
        self._kept = [0, *accumulate(n if now >= 0 else 0 for n, now in zip(lengths, self.maybe, strict=True))]
        self._all_new = [0, *accumulate(_lengths(self.new))]
        self._keys = "".join(map(chr, self.new.keys))  # a text to search in, one character a word

    def place(self, start: int, end: int) -> Carried:
        """The answer for one span (code points)."""
        if not 0 <= start < end <= len(self.old.text):
            raise ValueError(f"no passage of this text: {start} to {end}")
        if place := self._in_whole_turns(start, end):
            return Carried(*place, "carried")
        a, b = bisect_right(self.old.ends, start), bisect_left(self.old.starts, end)
        if a >= b:  # white space only
            return Carried(None, None, "undecided")
        first, last = self._start(a, b, start), self._end(a, b, end)
        if first is not None and last is not None and first < last and self._is_itself(a, b, first, last):
            return Carried(first, last, "carried")
        if self._is_gone(a, b):
            return Carried(None, None, "gone")
        proposal = self._proposal(a, b)
        return Carried(*proposal, "undecided") if proposal else Carried(None, None, "undecided")

    def _in_whole_turns(self, start: int, end: int) -> tuple[int, int] | None:
        """The place of a passage in turns that stand whole, in a row, in the new version."""
        old, new, whole = self.old, self.new, self.known.whole
        first, last = (bisect_right(old.turn_starts, at) - 1 for at in (start, end - 1))
        turns = range(first, last + 1)
        if any(turn not in whole for turn in turns) or end > old.turn_starts[last] + len(old.turns[last].text):
            return None
        told = {whole[turn] - turn for turn in turns if turn in self.known.told}
        if len(told) > 1:
            return None
        texts = [old.turns[turn].text for turn in turns]
        for shift in sorted(told) or self._shifts(first, last):
            if [turn.text for turn in new.turns[max(0, first + shift) : last + shift + 1]] == texts:
                return (start - old.turn_starts[first] + new.turn_starts[first + shift],
                        end - old.turn_starts[last] + new.turn_starts[last + shift])
        return None

    def _shifts(self, first: int, last: int) -> Iterator[int]:
        """How many turns those from first to last, none of which can be told from others, may have gone down."""
        yield self.known.whole[first] - first
        at = bisect_left(self._told, self.old.first[first])
        lowest = self.new.turn[self.to[self._told[at - 1]]] if at else 0
        highest = self.new.turn[self.to[self._told[at]]] if at < len(self._told) else len(self.new.turns) - 1
        yield from (now - first for now in range(lowest, highest - (last - first) + 1))

    def _start(self, a: int, b: int, at: int) -> int | None:
        """Where a passage of words a to b that begins at `at` begins now, or None when that is not certain."""
        if not self._is_told(a):
            return None
        if self.to[a] >= 0:
            return self._in_word(a, max(at, self.old.starts[a]), start=True)
        left, right = self._around(a)
        if left != a - 1 or right >= b or at > self.old.starts[a] or self._may_stand(a, right):
            return None  # a word outside the passage was changed too, or no word of it is certain
        first, until = self._between(left, right)
        if self.new.turn[first] != self.new.turn[until]:
            return None  # something was put in before it, and nobody knows whether that belongs to it
        return self.new.starts[first]

    def _end(self, a: int, b: int, at: int) -> int | None:
        """Where that passage, ending at `at`, ends now."""
        if not self._is_told(b - 1):
            return None
        if self.to[b - 1] >= 0:
            return self._in_word(b - 1, min(at, self.old.ends[b - 1]), start=False)
        left, right = self._around(b - 1)
        if right != b or left < a or at < self.old.ends[b - 1] or self._may_stand(left + 1, b):
            return None
        first, until = self._between(left, right)
        if self.new.turn[first - 1] != self.new.turn[until - 1]:
            return None
        return self.new.ends[until - 1]

    def _is_told(self, word: int) -> bool:
        """Whether a word is not in a turn that stands whole but could be another that is equal."""
        turn = self.old.turn[word]
        return turn not in self.known.whole or turn in self.known.told

    def _in_word(self, word: int, at: int, *, start: bool) -> int | None:
        now = self.to[word]
        within = place_in(self.old.word(word), self.new.word(now), at - self.old.starts[word], start=start)
        return None if within is None else self.new.starts[now] + within

    def _around(self, word: int) -> tuple[int, int]:
        """The nearest certain words before and after an uncertain one; -1 and the number of words where none is."""
        at = bisect_left(self._sure, word)
        return (self._sure[at - 1] if at else -1, self._sure[at] if at < len(self._sure) else len(self.old))

    def _between(self, left: int, right: int) -> tuple[int, int]:
        """The new words, first to last, between two old words that are certain next to each other."""
        return (self.to[left] + 1 if left >= 0 else 0, self.to[right] if right < len(self.old) else len(self.new))

    def _may_stand(self, first: int, last: int) -> bool:
        """Whether one of these words may stand somewhere, though that is not certain."""
        return any(self.maybe[word] >= 0 for word in range(first, last))

    def _is_itself(self, a: int, b: int, start: int, end: int) -> bool:
        """Whether enough of a passage is left, and nothing moved into it or out of it."""
        c, d = bisect_right(self.new.ends, start), bisect_left(self.new.starts, end)
        kept, words, now = (sums[last] - sums[first] for sums, first, last in (
            (self._kept, a, b), (self._all, a, b), (self._all_new, c, d)))
        if kept < words and (kept < MOSTLY * words or kept < MUCH * now):
            return False
        if any(not a <= self._from.get(word, a) < b for word in range(c, d)):
            return False
        lost, typed = self._lost, self._typed
        return not (lost.may_have_gone(typed, a, b) or typed.may_have_gone(lost, c, d)
                    or lost.may_have_slipped(typed, (a, b), (c, d)) or typed.may_have_slipped(lost, (c, d), (a, b)))

    def _is_gone(self, a: int, b: int) -> bool:
        """Whether it was taken out, nothing was put in its place, and nothing like it stands anywhere."""
        left, right = self._around(a)
        if self._may_stand(a, b) or self._typed.any(*self._between(left, right)):
            return False
        keys = self.old.keys
        if "".join(map(chr, keys[a:b])) in self._keys:
            return False
        if left >= 0 and keys[left] == keys[right - 1] or right < len(keys) and keys[right] == keys[left + 1]:
            return False  # of two words that are equal either may be the one that is left
        # What was moved and changed is known by the rest of its turn rather than by itself.
        a = max(left + 1, self.old.first[self.old.turn[a]])
        b = min(right, self.old.first[self.old.turn[b - 1] + 1])
        again = sum(key in self._typed.keys for key in keys[a:b])
        if again >= MUCH * (b - a) or self._lost.may_have_gone(self._typed, a, b):
            return False
        return b - a > FEW or not any(self._typed.hold_one_like(self.old.word(word)) for word in range(a, b))

    def _proposal(self, a: int, b: int) -> tuple[int, int] | None:
        """A place to show to the person who decides."""
        found = [self.maybe[word] for word in range(a, b) if self.maybe[word] >= 0]
        if found:
            return self.new.starts[min(found)], self.new.ends[max(found)]
        left, right = self._around(a)
        first, until = self._between(left, right)
        if left == a - 1 and right == b and 0 < until - first <= 2 * (b - a) + 2:  # replaced where it stood
            return self.new.starts[first], self.new.ends[until - 1]
        words = self.old.text[self.old.starts[a] : self.old.ends[b - 1]]
        at = self.new.text.find(words) if len(words) >= HINT else -1
        return (at, at + len(words)) if at >= 0 else None


def _lengths(words: Words) -> list[int]:
    return [end - start for start, end in zip(words.starts, words.ends, strict=True)]
