"""Long stretches of words that two versions have in common: what a text of any length is taken apart by.

Two runs of a few words each, one right after the other, that both occur once in either version are the same in both;
taken in rising order they are grown as far as they go (patience diff). One run would not do: a sentence that was typed
once more, while a word of the first was changed, occurs once too. What a run could share with what lies beside it is
left to an exact comparison.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts.anchors.words import Words

GIVEN_BACK = 20  # words at the end of a run that are left to be compared with what lies beside it; more where all of
# these stand there in a row, as in a paragraph that was pasted twice


class Stretch(NamedTuple):
    """Old words a to b beside new words c to d, end-exclusive."""

    a: int
    b: int
    c: int
    d: int


class Run(NamedTuple):
    """So many words that are the same, from one in the old version and one in the new on."""

    old: int
    new: int
    length: int


def runs(old: Words, new: Words, within: Stretch, length: int) -> list[Run]:
    """The runs in a stretch, in order, around twice so many words in a row, each half once in both sides of it."""
    a, b, c, d = within
    once_old, once_new = _once(old.keys, a, b, length), _once(new.keys, c, d, length)
    once = {i: once_new[words] for words, i in once_old.items() if words in once_new}
    pairs = [(i, j) for i, j in once.items() if once.get(i + length) == j + length]
    grown: list[Run] = []
    at_old, at_new = a, c
    for i, j in _rising(pairs):
        if i < at_old or j < at_new:
            continue  # inside the one before
        while i > at_old and j > at_new and old.keys[i - 1] == new.keys[j - 1]:
            i, j = i - 1, j - 1
        last, last_new = i, j
        while last < b and last_new < d and old.keys[last] == new.keys[last_new]:
            last, last_new = last + 1, last_new + 1
        grown.append(Run(i, j, last - i))
        at_old, at_new = last, last_new
    return _given_back(old, new, within, grown)


def _once(keys: Sequence[int], start: int, end: int, length: int) -> dict[tuple[int, ...], int]:
    """So many keys in a row that occur once between start and end, each with where they begin."""
    found: dict[tuple[int, ...], int] = {}
    for at, words in enumerate(zip(*(keys[start + n : end] for n in range(length)), strict=False), start):
        found[words] = -1 if words in found else at
    return {words: at for words, at in found.items() if at >= 0}  # in order of where they begin


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, sorted by the first, in which the second rises too (patience sorting)."""
    tops: list[int] = []
    at_top: list[int] = []
    below: list[int] = []
    for number, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        below.append(at_top[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [second]
        at_top[pile : pile + 1] = [number]
    found = []
    number = at_top[-1] if at_top else -1
    while number >= 0:
        found.append(pairs[number])
        number = below[number]
    return found[::-1]


def _given_back(old: Words, new: Words, within: Stretch, grown: Sequence[Run]) -> list[Run]:
    """The runs without the words at their ends that could as well belong to what lies between them: of "ja ja", one
    of which was taken out, neither is certain."""
    kept: list[Run] = []
    for run in [*grown, Run(within.b, within.d, 0)]:
        while True:
            before = kept[-1] if kept else Run(within.a, within.c, 0)
            end, new_end = before.old + before.length, before.new + before.length
            between = _Between(old, new, Stretch(end, run.old, new_end, run.new))
            head = between.shared(run, range(run.old, run.old + min(run.length, GIVEN_BACK)))
            tail = between.shared(before, range(end - 1, end - 1 - min(before.length, GIVEN_BACK), -1))
            run = Run(run.old + head, run.new + head, run.length - head)
            if not kept:
                break
            kept[-1] = before._replace(length=before.length - tail)
            if kept[-1].length:
                break
            kept.pop()
        if run.length:
            kept.append(run)
    return kept


class _Between:
    """What lies between two runs."""

    def __init__(self, old: Words, new: Words, gap: Stretch) -> None:
        self.old, self.new = old, new
        self.rows = [old.keys[gap.a : gap.b], new.keys[gap.c : gap.d]]
        self.keys = {*old.keys[gap.a : gap.b], *new.keys[gap.c : gap.d]}
        self.turns = {
            words.turns[turn].text for words, first, last in ((old, gap.a, gap.b), (new, gap.c, gap.d))
            for turn in words.turns_inside(first, last)}

    def shared(self, run: Run, words: range) -> int:
        """How many of these words of a run, up to the first that cannot, could belong here.

        Those of a turn that stands in the run whole can only when there is such a turn here.
        """
        number = 0
        for number, word in enumerate(words, 1):
            turn, now = self.old.turn[word], self.new.turn[run.new + word - run.old]
            text, first, last = self.old.turns[turn].text, self.old.first[turn], self.old.first[turn + 1]
            whole = (run.old <= first and last <= run.old + run.length and text == self.new.turns[now].text
                     and self.new.first[now] - run.new == first - run.old)
            if self.old.keys[word] not in self.keys or (whole and text not in self.turns):
                return number - 1
        return self._in_a_row(run, words.step, number) if number == GIVEN_BACK else number

    def _in_a_row(self, run: Run, step: int, number: int) -> int:
        """How many words of a run, at least so many from its start (step 1) or its end (-1), stand here in a row."""
        keys, *rows = ("".join(map(chr, row[::step])) for row in (
            self.old.keys[run.old : run.old + run.length], *self.rows))
        lengths = range(number + 1, run.length + 1)
        return number + bisect_left(lengths, True, key=lambda length: not any(keys[:length] in row for row in rows))
