"""A version of a text as words: what two versions are compared by.

A word is what stands between white space. Two words are the same when they differ in capitals or in the punctuation
around them only ("weg." and "Weg,"): those are the lightest corrections, and they should not cost a passage its place.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\S+")
_STRAIGHT = str.maketrans(dict.fromkeys(
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}\N{ACUTE ACCENT}`",
    "'"))
SEPARATOR = "\n"  # between the turns of a version


class Turn(Protocol):
    """One turn of a version; speaker ("" for none) and time (ms, or None) help to tell equal turns apart."""

    @property
    def text(self) -> str:
        """What was said."""

    @property
    def speaker(self) -> str:
        """Who said it."""

    @property
    def start_ms(self) -> int | None:
        """When, from the start of the recording."""


@dataclass
class Words:
    """The words of one version, in parallel lists; starts and ends in code points into the version's text."""

    text: str
    turns: Sequence[Turn]
    turn_starts: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)  # per turn, and one more: the number of its first word
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)  # equal for words that are the same, in both versions
    turn: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.keys)

    def word(self, number: int) -> str:
        """The word as it stands in the text."""
        return self.text[self.starts[number] : self.ends[number]]

    def length(self, turn: int) -> int:
        """How many words a turn has."""
        return self.first[turn + 1] - self.first[turn]

    def turns_inside(self, first: int, last: int) -> list[int]:
        """Turns that have words, all of them among words first to last (end-exclusive)."""
        if first == last:
            return []
        turns = range(self.turn[first], self.turn[last - 1] + 1)
        return [turn for turn in turns if first <= self.first[turn] < self.first[turn + 1] <= last]


class Reader:
    """Reads versions into words; words of one reader have the same key when they are the same."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._keys: dict[str, int] = {}

    def read(self, turns: Sequence[Turn]) -> Words:
        """The words of a version."""
        found = Words(SEPARATOR.join(turn.text for turn in turns), turns)
        at = 0
        for number, turn in enumerate(turns):
            found.turn_starts.append(at)
            found.first.append(len(found.keys))
            for match in _WORD.finditer(turn.text):
                found.starts.append(at + match.start())
                found.ends.append(at + match.end())
                found.keys.append(self._key(match.group()))
                found.turn.append(number)
            at += len(turn.text) + len(SEPARATOR)
        found.first.append(len(found.keys))
        return found

    def _key(self, word: str) -> int:
        key = self._seen.get(word)
        if key is None:
            first, last = bounds(word)
            key = self._keys.setdefault(straight(word[first:last]).casefold(), len(self._keys))
            self._seen[word] = key
        return key


def straight(text: str) -> str:
    """With straight apostrophes for curly ones, as many characters as before: "zo’n" is "zo'n"."""
    return text.translate(_STRAIGHT)


def bounds(word: str) -> tuple[int, int]:
    """Where a word begins and ends without the punctuation around it; the whole of what is nothing else."""
    first, last = 0, len(word)
    while first < last and _is_punctuation(word[first]):
        first += 1
    while last > first and _is_punctuation(word[last - 1]):
        last -= 1
    return (first, last) if first < last else (0, len(word))


def _is_punctuation(char: str) -> bool:
    # Not every sign: joiners, marks and skin tones belong to the letter or emoji before them.
    return not char.isalnum() and unicodedata.category(char).startswith("P")


def place_in(old: str, new: str, at: int, *, start: bool) -> int | None:
    """Where a boundary inside a word lies in the word as it is now; None where that is not certain.

    Args:
        old: the word; new: what stands in its place now, the same word or another.
        at: code points from the start of the word.
        start: whether a passage begins there; else one ends. Punctuation typed outside it stays outside.
    """
    if old == new:
        return at
    (first, last), (now_first, now_last) = bounds(old), bounds(new)
    if straight(old[first:last]).casefold() != straight(new[now_first:now_last]).casefold():
        return _place_in_other(old, new, at)
    if at == (first if start else last):
        return now_first if start else now_last
    if at in (0, len(old)):
        return 0 if at == 0 else len(new)
    if first <= at <= last and last - first == now_last - now_first:
        return now_first + at - first
    return None


def _place_in_other(old: str, new: str, at: int) -> int | None:
    """The same in another word, such as a pseudonym, brackets and all, but for punctuation that stood there before."""
    first, last = bounds(old)
    before, after = old[:first], old[last:]
    ends = {0: 0, len(old): len(new)}
    if new.startswith(before) and new.endswith(after) and len(before) + len(after) < len(new):
        ends |= {first: len(before), last: len(new) - len(after)}
    return ends.get(at)
