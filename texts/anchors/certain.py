"""What of an alignment is certain enough to place a passage by without a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from texts.anchors.words import bounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from texts.anchors.align import Alignment, Comparison

ALIKE, LONG_ENOUGH = 0.7, 4  # two words that stand in the same place are one word, corrected
CORRECTED = 4  # words in a row that may be so
FIRM = 4  # words in a row that nobody types again by chance
MOSTLY = 0.5  # of the words of a turn


@dataclass
class Certain:
    """What can be relied on; lists by the number of a word."""

    to: list[int]  # per old word the new word that it is, rising; -1 where that is not certain
    maybe: list[int]  # per old word a new word that it may be, or -1
    whole: dict[int, int]  # old turns that stand whole in the new version -> which turn
    told: set[int]  # those of them that can be told from all others


def certain(comparison: Comparison) -> Certain:
    """Read from an alignment what is certain.

    A turn whose words stand whole in both versions, in the order of what stayed, is the same turn. Where equal turns
    with the same speaker and time could each have been there, as many are placed as there are, the earliest first.
    """
    found = comparison.found
    whole = _whole(found)
    to = [chosen if sure or found.old.turn[i] in whole else -1
          for i, (chosen, sure) in enumerate(zip(found.chosen, found.certain, strict=True))]
    _add_corrected(found, to)
    maybe = [best if best >= 0 else chosen if chosen >= 0 else possible
             for best, chosen, possible in zip(to, found.chosen, found.possible, strict=True)]
    wanted = found.wanted.copy()
    for j in to:
        if j >= 0:
            wanted[j] = True
    typed = [not it for it in wanted]
    for i in _loose(found, to, maybe, typed, whole):
        to[i] = -1
    told = {turn for turn in whole if all(found.certain[found.old.first[turn] : found.old.first[turn + 1]])}
    for stretch in list(hunks(to, len(found.new))):
        for turn, now, sure in comparison.whole_turns(*stretch):
            first, last = found.old.first[turn], found.old.first[turn + 1]
            if any(partner >= 0 for partner in found.chosen[first:last]):
                continue  # its words have gone elsewhere
            to[first:last] = range(found.new.first[now], found.new.first[now + 1])
            whole[turn] = now
            told |= {turn} if sure else set()
    return Certain(to, maybe, whole, told)


def _whole(found: Alignment) -> dict[int, int]:
    old, new, whole = found.old, found.new, {}
    for turn, (first, last) in enumerate(pairwise(old.first)):
        if first == last or found.chosen[first] < 0:
            continue
        now = new.turn[found.chosen[first]]
        if (old.turns[turn].text == new.turns[now].text
                and found.chosen[first:last] == list(range(new.first[now], new.first[now + 1]))):
            whole[turn] = now
    return whole


def hunks(to: Sequence[int], new_length: int) -> Iterator[tuple[int, int, int, int]]:
    """The stretches between certain words: old words a to b against new words c to d, one of them not empty."""
    at_old = at_new = 0
    for i, j in enumerate([*to, new_length]):
        if j >= 0:
            if i > at_old or j > at_new:
                yield at_old, i, at_new, j
            at_old, at_new = i + 1, j + 1


def _add_corrected(found: Alignment, to: list[int]) -> None:
    """Words that stand in the same place and are nearly the same, or that were replaced alike everywhere (a name)."""
    alike: list[tuple[int, int]] = []
    same_place = [
        (a, b, c) for a, b, c, d in hunks(to, len(found.new))
        if b - a == d - c <= CORRECTED
        and all(found.possible[i] < 0 for i in range(a, b)) and not any(found.wanted[c:d])]
    renamed = _renamed(found, [(a, c) for a, b, c in same_place if b - a == 1])
    for a, b, c in same_place:
        pairs = [(i, c + i - a) for i in range(a, b)]
        if all(renamed.get(found.old.keys[i]) == found.new.keys[j] or _alike(found.old.word(i), found.new.word(j))
               for i, j in pairs):
            alike.extend(pairs)
    for i, j in alike:
        to[i] = j


def _renamed(found: Alignment, replaced: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Words that were replaced more than once, by the same each time, and are gone from the new version."""
    by: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for i, j in replaced:
        by[found.old.keys[i]][found.new.keys[j]] += 1
    left = set(found.new.keys)
    return {key: next(iter(new)) for key, new in by.items() if len(new) == 1 and new.total() > 1 and key not in left}


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < LONG_ENOUGH:
        return False
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= ALIKE


def _loose(
    found: Alignment, to: Sequence[int], maybe: Sequence[int], typed: Sequence[bool], whole: dict[int, int],
) -> list[int]:
    """Certain words that may yet be others typed by chance: few in a row, and with typed words on both sides, or in
    a turn that was mostly rewritten."""
    old, new = found.old, found.new
    typed_before = [0, *accumulate(typed)]
    kept_old = Counter(old.turn[i] for i, j in enumerate(maybe) if j >= 0)
    kept_new = Counter(new.turn[j] for j, it in enumerate(typed) if not it)

    def rewritten(i: int) -> bool:
        was, now = old.turn[i], new.turn[to[i]]
        return kept_old[was] <= MOSTLY * old.length(was) or kept_new[now] < MOSTLY * new.length(now)

    loose: list[int] = []
    at_new = 0
    runs = list(_runs(to))
    for number, (first, last) in enumerate(runs):
        start, end = to[first], to[last - 1] + 1
        following = to[runs[number + 1][0]] if number + 1 < len(runs) else len(new)
        if last - first < FIRM:
            by_whole = any(old.turn[i] in whole for i in range(first, last))
            typed_around = typed_before[start] > typed_before[at_new] and typed_before[following] > typed_before[end]
            loose.extend(i for i in range(first, last) if old.turn[i] not in whole and (
                rewritten(i) or (typed_around and not by_whole)))
        at_new = end
    return loose


def _runs(to: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Old words first to last that are certain and stand in a row in both versions."""
    first = 0
    for i in range(1, len(to) + 1):
        if i == len(to) or to[i] < 0 or to[i - 1] < 0 or to[i] != to[i - 1] + 1:
            if to[first] >= 0:
                yield first, i
            first = i


def moved(old: str, new: str, at: int, *, start: bool) -> int | None:
    """Where a boundary at `at` (code points) of a word lies in the word as it is now; None where that is not certain.

    Args:
        start: whether a passage begins there; else one ends. Punctuation typed outside it stays outside.
    """
    if old == new:
        return at
    (first, last), (now_first, now_last) = bounds(old), bounds(new)
    if old[first:last].casefold() != new[now_first:now_last].casefold():
        # Another word in its place, brackets and all ("[mother]"), but for the punctuation that stood there before.
        before, after = old[:first], old[last:]
        kept = new.startswith(before) and new.endswith(after) and len(before) + len(after) < len(new)
        now_first, now_last = (len(before), len(new) - len(after)) if kept else (0, len(new))
        if not kept and at in (first, last):
            return {0: 0, len(old): len(new)}.get(at)
        return {first: now_first, last: now_last, 0: 0, len(old): len(new)}.get(at)
    if at == (first if start else last):
        return now_first if start else now_last
    if at in (0, len(old)):
        return 0 if at == 0 else len(new)
    if first <= at <= last and last - first == now_last - now_first:
        return now_first + at - first
    return None
