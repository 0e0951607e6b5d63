"""Words that have no partner in the other version, and whether they may have been moved."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts.anchors.words import Words

ALIKE = 0.6  # so much alike, a word may be another one corrected


class Strays:
    """The words of one version that have no partner in the other; `stray` says so of every word."""

    def __init__(self, words: Words, stray: Sequence[bool]) -> None:
        self.words, self.stray = words, stray
        self._before = [0, *accumulate(stray)]
        self.keys = {key for key, it in zip(words.keys, stray, strict=True) if it}
        self._rare = {key for key, number in Counter(words.keys).items() if number == 1 and key in self.keys}
        self._pairs = {pair for at, pair in enumerate(pairwise(words.keys)) if stray[at] and stray[at + 1]}
        self._alone = {words.keys[first] for first, last in pairwise(words.first) if last - first == 1 and stray[first]}

    def any(self, first: int, last: int) -> bool:
        """Whether there are any among words first to last (end-exclusive, as everywhere here)."""
        return self._before[last] > self._before[first]

    def may_have_gone(self, other: Strays, first: int, last: int) -> bool:
        """Whether some of them may have been moved, from first to last to anywhere in the other version: a word that
        occurs once in both, a turn of one word, or two in a row that are two in a row there."""
        if not self.any(first, last):
            return False
        words = self.words
        for word in range(first, last):
            if self.stray[word]:
                key = words.keys[word]
                lone = key in other._alone or words.length(words.turn[word]) == 1
                if key in other.keys and (lone or (key in self._rare and key in other._rare)):
                    return True
                if word + 1 < last and self.stray[word + 1] and (key, words.keys[word + 1]) in other._pairs:
                    return True
        return False

    def may_have_slipped(self, other: Strays, inside: tuple[int, int], there: tuple[int, int]) -> bool:
        """Whether one of them may have been moved out of a passage, to elsewhere in the turns that it is in; `inside`
        and `there` are the words of the passage here and in the other version."""
        if not self.any(*inside):
            return False
        first, last = (other.words.turn[word] for word in (there[0], there[1] - 1))
        around = (*range(other.words.first[first], there[0]), *range(there[1], other.words.first[last + 1]))
        outside = {other.words.keys[word] for word in around if other.stray[word]}
        return any(self.stray[word] and self.words.keys[word] in outside for word in range(*inside))

    def hold_one_like(self, word: str) -> bool:
        """Whether one of them is nearly this word."""
        return bool(get_close_matches(word, self._spelled, 1, ALIKE))

    @cached_property
    def _spelled(self) -> list[str]:
        return list(dict.fromkeys(self.words.word(word) for word, it in enumerate(self.stray) if it))
