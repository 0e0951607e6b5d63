"""What of a comparison is certain enough to place a passage by without a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from texts.anchors.runs import Stretch
from texts.anchors.speakers import strangers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from texts.anchors.align import Alignment

ALIKE, LONG_ENOUGH = 0.7, 4  # so much and so many characters: two words in the same place are one word, corrected
CORRECTED = 4  # words in a row that may be so
FIRM = 4  # words in a row that nobody types again by chance
MOSTLY = 0.5  # of the words of a turn


class Certain:
    """What can be relied on.

    `to`: per old word the new word that it is, rising, -1 where that is not certain; `maybe`: per old word a new one
    that it may be, or -1; `whole`: old turns that stand whole in the new version, and which turn they are there;
    `told`: those of them that can be told from every other turn.

    A turn whose words stand whole in both versions, in the order of what stayed, is the same turn. Where turns that
    are equal, speaker and time too, could each have been there, as many are placed as there are, the earliest first;
    but one that somebody else says now waits.
    """

    def __init__(self, found: Alignment) -> None:
        self._found = found
        self.whole = dict(self._whole_turns())
        self.told = {turn for turn in self.whole
                     if all(found.certain[found.old.first[turn] : found.old.first[turn + 1]])}
        self.to = [chosen if sure or found.old.turn[word] in self.whole else -1
                   for word, (chosen, sure) in enumerate(zip(found.chosen, found.certain, strict=True))]
        self._add_corrected()
        self.maybe = [next((now for now in partners if now >= 0), -1)
                      for partners in zip(self.to, found.chosen, found.possible, strict=True)]
        others = [*strangers(found.old, found.new, self.to, self.whole, self._doubtful(), FIRM)]
        for word in [*self._chance(), *(word for group in others for word in range(*group))]:
            self.to[word] = -1
            self.whole.pop(found.old.turn[word], None)
            self.told.discard(found.old.turn[word])

    def _whole_turns(self) -> Iterator[tuple[int, int]]:
        old, new, chosen = self._found.old, self._found.new, self._found.chosen
        for turn, (first, last) in enumerate(pairwise(old.first)):
            if first < last and chosen[first] >= 0:
                now = new.turn[chosen[first]]
                stands = chosen[first:last] == list(range(new.first[now], new.first[now + 1]))
                if stands and old.turns[turn].text == new.turns[now].text:
                    yield turn, now

    def _doubtful(self) -> set[int]:
        """Turns that stand whole where by their words alone others could stand, or in the place of one of some that are
        equal and not of one speaker: who speaks has to settle it."""
        found, doubtful = self._found, set()
        speakers: defaultdict[str, set[str]] = defaultdict(set)
        for said in found.new.turns:
            speakers[said.text].add(said.speaker)
        for turn, now in self.whole.items():
            words = slice(found.old.first[turn], found.old.first[turn + 1])
            is_any = turn not in self.told or all(found.elsewhere[words])
            if all(found.rivals[words]) or (is_any and len(speakers[found.new.turns[now].text]) > 1):
                doubtful.add(turn)
        return doubtful

    def _add_corrected(self) -> None:
        """Words that stand in the same place and are nearly the same, or that were replaced alike everywhere, as
        names are."""
        found = self._found
        replaced = [
            at for at in _hunks(self.to, len(found.new))
            if at.b - at.a == at.d - at.c <= CORRECTED
            and max(found.possible[at.a : at.b]) < 0 and not any(found.wanted[at.c : at.d])]
        renamed = self._renamed([(at.a, at.c) for at in replaced if at.b - at.a == 1])
        for at in replaced:
            pairs = list(zip(range(at.a, at.b), range(at.c, at.d), strict=True))
            if all(renamed.get(found.old.keys[word]) == found.new.keys[now]
                   or _alike(found.old.word(word), found.new.word(now)) for word, now in pairs):
                self.to[at.a : at.b] = range(at.c, at.d)

    def _renamed(self, replaced: Sequence[tuple[int, int]]) -> dict[int, int]:
        """Words that were replaced more than once, by the same each time, and are gone from the new version."""
        by: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for word, now in replaced:
            by[self._found.old.keys[word]][self._found.new.keys[now]] += 1
        left = set(self._found.new.keys)
        return {key: next(iter(new)) for key, new in by.items()
                if len(new) == 1 and new.total() > 1 and key not in left}

    def _chance(self) -> Iterator[int]:
        """Words that may yet be others, typed by chance: few in a row, and in a turn that was mostly rewritten or with
        typed words on both sides."""
        old, new, to = self._found.old, self._found.new, self.to
        partners = {*to, *self._found.chosen}
        typed = [0, *accumulate(now not in partners for now in range(len(new)))]
        kept_old = Counter(old.turn[word] for word, now in enumerate(self.maybe) if now >= 0)
        kept_new = Counter(new.turn[now] for now in partners if now >= 0)
        before = 0
        rows = [*_rows(to), (len(to), len(to))]
        for (first, last), (following, _) in pairwise(rows):
            start, end = to[first], to[last - 1] + 1
            after = to[following] if following < len(to) else len(new)
            among = typed[start] > typed[before] and typed[after] > typed[end] and not any(
                old.turn[word] in self.whole for word in range(first, last))
            for word in range(first, last) if last - first < FIRM else ():
                was, now = old.turn[word], new.turn[to[word]]
                if was not in self.whole and (
                        among or kept_old[was] <= MOSTLY * old.length(was) or kept_new[now] < MOSTLY * new.length(now)):
                    yield word
            before = end


def _hunks(to: Sequence[int], new_length: int) -> Iterator[Stretch]:
    """The stretches between certain words, where one of the versions has words."""
    at_old = at_new = 0
    for word, now in enumerate([*to, new_length]):
        if now >= 0:
            if word > at_old or now > at_new:
                yield Stretch(at_old, word, at_new, now)
            at_old, at_new = word + 1, now + 1


def _rows(to: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Old words first to last (end-exclusive) that are certain and stand in a row in both versions."""
    first = 0
    for word in range(1, len(to) + 1):
        if word == len(to) or to[word] < 0 or to[word - 1] < 0 or to[word] != to[word - 1] + 1:
            if to[first] >= 0:
                yield first, word
            first = word


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < LONG_ENOUGH:
        return False
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= ALIKE
