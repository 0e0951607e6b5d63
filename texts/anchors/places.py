"""Where passages of one version stand in the next: certain, for a person to decide, or gone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal

from texts.anchors.align import CELLS, align
from texts.anchors.certain import MOSTLY, certain, moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts.anchors.words import Turn, Words

LONGEST_HINT = 8  # code points from which the same words elsewhere are worth showing to a person


@dataclass(frozen=True)
class Carried:
    """Where a passage stands in the new version: start and end in code points, 0-based, end-exclusive.

    `how` is 'carried' (certain), 'undecided' (a person decides; start and end are a proposal, or None) or 'gone' (its
    words were taken out; start and end are None).
    """

    start: int | None
    end: int | None
    how: Literal["carried", "undecided", "gone"]


GONE = Carried(None, None, "gone")


def carry(
    old: Sequence[Turn], new: Sequence[Turn], spans: Sequence[tuple[int, int]], cells: int = CELLS,
) -> list[Carried]:
    """Where each span of the old version stands in the new one, one answer a span, in their order.

    Args:
        old: the turns of the old version; its text is theirs, joined by a newline.
        new: the turns of the new version.
        spans: start and end, in code points of the old text, 0-based, end-exclusive.
        cells: how many pairs of words of a changed stretch are compared exactly.

    Raises: ValueError when a span is empty or lies outside the text.
    """
    places = _Places(old, new, cells)
    return [places.place(start, end) for start, end in spans]


MUCH = 1 / 3  # of a new place that must be words it had before
FEW, ALIKE = 3, 0.6  # so few words may stand elsewhere spelled otherwise, so much alike


class Loose:
    """The words of one version that have no partner in the other."""

    def __init__(self, words: Words, loose: Sequence[bool]) -> None:
        self.words, self.loose = words, loose
        self._before = [0, *accumulate(loose)]
        self.keys = {key for key, it in zip(words.keys, loose, strict=True) if it}
        self.pairs = {pair for at, pair in enumerate(pairwise(words.keys)) if loose[at] and loose[at + 1]}
        self.alone = {words.keys[first] for first, last in pairwise(words.first) if last - first == 1 and loose[first]}

    @cached_property
    def spelled(self) -> list[str]:
        """Each of them once."""
        return list(dict.fromkeys(self.words.word(at) for at, it in enumerate(self.loose) if it))

    def any(self, first: int, last: int) -> bool:
        """Whether there are any among words first to last."""
        return self._before[last] > self._before[first]

    def found_in(self, other: Loose, first: int, last: int) -> bool:
        """Whether some of those from first to last may have been moved to where the other has loose words: two in
        a row that are two in a row there, or a turn of one word."""
        if not self.any(first, last):
            return False
        words = self.words
        return any(
            (words.keys[at] in other.alone)
            or (words.keys[at] in other.keys and words.keys[at] in self.alone
                and words.length(words.turn[at]) == 1)
            or (at + 1 < last and self.loose[at + 1] and tuple(words.keys[at : at + 2]) in other.pairs)
            for at in range(first, last) if self.loose[at])

    def beside(self, other: Loose, span: tuple[int, int], there: tuple[int, int]) -> bool:
        """Whether one of those in a span may have been moved out of it, to elsewhere in the turns it is in."""
        if not self.any(*span):
            return False
        first, last = (other.words.turn[word] for word in (there[0], there[1] - 1))
        around = (*range(other.words.first[first], there[0]), *range(there[1], other.words.first[last + 1]))
        outside = {other.words.keys[at] for at in around if other.loose[at]}
        return any(self.loose[at] and self.words.keys[at] in outside for at in range(*span))


class _Places:
    """Two versions, compared once, and what was certain in them."""

    def __init__(self, old: Sequence[Turn], new: Sequence[Turn], cells: int) -> None:
        comparison = align(old, new, cells)
        self.old, self.new = comparison.old, comparison.new
        known = certain(comparison)
        self.to, self.maybe, self.whole, self.told = known.to, known.maybe, known.whole, known.told
        self._sure = [i for i, j in enumerate(self.to) if j >= 0]
        lengths = [end - start for start, end in zip(self.old.starts, self.old.ends, strict=True)]
        self._kept = [0, *accumulate(n if j >= 0 else 0 for n, j in zip(lengths, self.maybe, strict=True))]
        self._all = [0, *accumulate(lengths)]
        self._new_all = [0, *accumulate(b - a for a, b in zip(self.new.starts, self.new.ends, strict=True))]
        self._new_keys = "".join(map(chr, self.new.keys))
        partners = set(self.to)
        self._lost = Loose(self.old, [j < 0 for j in self.to])
        self._typed = Loose(self.new, [j not in partners for j in range(len(self.new))])

    def place(self, start: int, end: int) -> Carried:
        if not 0 <= start < end <= len(self.old.text):
            raise ValueError(f"no passage of this text: {start} to {end}")
        a, b = bisect_right(self.old.ends, start), bisect_left(self.old.starts, end)
        if a >= b:
            return self._between_words(start, end)
        if place := self._in_whole_turns(start, end):
            return Carried(*place, "carried")
        first, last = self._start(a, b, start), self._end(a, b, end)
        if first is not None and last is not None and first < last and self._is_itself(a, b, first, last):
            return Carried(first, last, "carried")
        if self._is_gone(a, b):
            return GONE
        proposal = self._proposal(a, b)
        return Carried(proposal[0], proposal[1], "undecided")

    def _between_words(self, start: int, end: int) -> Carried:
        """A passage of white space only, which nobody makes: it stays in its turn or is left to a person."""
        place = self._in_whole_turns(start, end)
        return Carried(*place, "carried") if place else Carried(None, None, "undecided")

    def _in_whole_turns(self, start: int, end: int) -> tuple[int, int] | None:
        """The place of a passage in turns that stand whole, in a row, in the new version."""
        first, last = self._turn(start), self._turn(end - 1)
        turns = range(first, last + 1)
        if any(turn not in self.whole for turn in turns):
            return None
        if end > self.old.turn_starts[last] + len(self.old.turns[last].text):
            return None
        shifts = {self.whole[turn] - turn for turn in turns}
        told = {self.whole[turn] - turn for turn in turns if turn in self.told}
        for shift in sorted(told or shifts):
            now = self.new.turns[max(0, first + shift) : last + shift + 1]
            if len(told) < 2 and [turn.text for turn in now] == [self.old.turns[turn].text for turn in turns]:
                return (start - self.old.turn_starts[first] + self.new.turn_starts[first + shift],
                        end - self.old.turn_starts[last] + self.new.turn_starts[last + shift])
        return None

    def _turn(self, at: int) -> int:
        return bisect_right(self.old.turn_starts, at) - 1

    def _start(self, a: int, b: int, at: int) -> int | None:
        """Where a passage of words a to b that begins at `at` begins now, or None when that is not certain."""
        turn = self.old.turn[a]
        if turn in self.whole and turn not in self.told:
            return None
        if self.to[a] >= 0:
            return self._in_word(a, max(at, self.old.starts[a]), start=True)
        left, right = self._around(a)
        if left != a - 1 or right >= b or at > self.old.starts[a] or self._may_stand(a, right):
            return None  # a word outside the passage was changed too, or no word of it is certain
        first, until = self.to[left] + 1 if left >= 0 else 0, self.to[right]
        if self.new.turn[first] != self.new.turn[until]:
            return None  # something was put in before it, and nobody knows whether that belongs to it
        return self.new.starts[first]

    def _end(self, a: int, b: int, at: int) -> int | None:
        """Where that passage, ending at `at`, ends now."""
        turn = self.old.turn[b - 1]
        if turn in self.whole and turn not in self.told:
            return None
        if self.to[b - 1] >= 0:
            return self._in_word(b - 1, min(at, self.old.ends[b - 1]), start=False)
        left, right = self._around(b - 1)
        if right != b or left < a or at < self.old.ends[b - 1] or self._may_stand(left + 1, b):
            return None
        from_, last = self.to[left], (self.to[right] if right < len(self.old) else len(self.new)) - 1
        if self.new.turn[from_] != self.new.turn[last]:
            return None
        return self.new.ends[last]

    def _in_word(self, word: int, at: int, *, start: bool) -> int | None:
        now = self.to[word]
        within = moved(self.old.word(word), self.new.word(now), at - self.old.starts[word], start=start)
        return None if within is None else self.new.starts[now] + within

    def _around(self, word: int) -> tuple[int, int]:
        """The nearest certain words before and after an uncertain one; -1 and the number of words where none is."""
        at = bisect_left(self._sure, word)
        return (self._sure[at - 1] if at else -1,
                self._sure[at] if at < len(self._sure) else len(self.old))

    def _may_stand(self, first: int, last: int) -> bool:
        return any(self.maybe[word] >= 0 for word in range(first, last))

    def _is_itself(self, a: int, b: int, first: int, last: int) -> bool:
        """Whether enough of the words of a passage are left, and make up enough of the new one."""
        kept, words = self._kept[b] - self._kept[a], self._all[b] - self._all[a]
        c, d = bisect_right(self.new.ends, first), bisect_left(self.new.starts, last)
        now = self._new_all[d] - self._new_all[c]
        if kept < words and (kept < MOSTLY * words or kept < MUCH * now):
            return False
        return not (self._lost.found_in(self._typed, a, b) or self._typed.found_in(self._lost, c, d)
                    or self._lost.beside(self._typed, (a, b), (c, d)) or self._typed.beside(self._lost, (c, d), (a, b)))

    def _is_gone(self, a: int, b: int) -> bool:
        """Whether it was taken out and nothing like it was put in anywhere."""
        if self._may_stand(a, b):
            return False
        left, right = self._around(a)
        first = self.to[left] + 1 if left >= 0 else 0
        until = self.to[right] if right < len(self.old) else len(self.new)
        if self._typed.any(first, until):
            return False
        first = max(left + 1, self.old.first[self.old.turn[a]])
        last = min(right, self.old.first[self.old.turn[b - 1] + 1])
        return not self._lost.found_in(self._typed, first, last) and not (
            self._stands_anywhere(a, b) or self._spelled_otherwise(first, last))

    def _stands_anywhere(self, a: int, b: int) -> bool:
        """Whether the same words stand in a row anywhere in the new version."""
        return "".join(map(chr, self.old.keys[a:b])) in self._new_keys

    def _spelled_otherwise(self, first: int, last: int) -> bool:
        """Whether half of the words were typed again, or one of a few was typed nearly so."""
        again = sum(key in self._typed.keys for key in self.old.keys[first:last])
        return again >= MOSTLY * (last - first) or last - first <= FEW and any(
            get_close_matches(self.old.word(word), self._typed.spelled, 1, ALIKE) for word in range(first, last))

    def _proposal(self, a: int, b: int) -> tuple[int, int] | tuple[None, None]:
        """A place to show to the person who decides."""
        found = [self.maybe[i] for i in range(a, b) if self.maybe[i] >= 0]
        if found:
            return self.new.starts[min(found)], self.new.ends[max(found)]
        left, right = self._around(a)
        if left == a - 1 and right == b:  # replaced where it stood
            first = self.to[left] + 1 if left >= 0 else 0
            last = (self.to[right] if right < len(self.old) else len(self.new)) - 1
            if 0 <= last - first < 2 * (b - a) + 2:
                return self.new.starts[first], self.new.ends[last]
        words = self.old.text[self.old.starts[a] : self.old.ends[b - 1]]
        at = self.new.text.find(words) if len(words) >= LONGEST_HINT else -1
        return (at, at + len(words)) if at >= 0 else (None, None)
