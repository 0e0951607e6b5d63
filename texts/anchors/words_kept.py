"""Whether a passage still says what it said: its own words, but for spelling and for names that were replaced.

What is not certain is not kept: a person then looks at the passage herself.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from texts.anchors.kinds import fits
from texts.anchors.meanings import (
    ARTICLES,
    BEFORE_KINDS,
    BEFORE_NAMES,
    BEFORE_PLACES,
    GENERAL,
    IN_ROLES,
    JUDGING,
    JUDGING_ENDINGS,
    NUMBERS,
    PERSONS_AND_PLACES,
    PLACES,
    THING_ENDINGS,
    THINGS,
)
from texts.anchors.spelling import SAYING_PLAIN, SHORTEST, are_joined, differs_in_spelling, is_meant, is_slip, plain
from texts.anchors.words import straight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONG = 8  # letters in which two may differ, and one may be missing
FEW_CAPITALS, MOST_CAPITALS = 2, 1 / 8  # words inside sentences that may be names
SHORTEST_ROLE = 4  # of what longer words may end in: "pleegmoeder"
SHORTEST_THING = 7  # of what has the ending of a thing; "Katie" is somebody
_EDGES = re.compile(r"^[^\w\[\]]+|[^\w\[\]]+$")
_BRACKETS = re.compile(r"\[([^\[\]]+)\](?:['\N{RIGHT SINGLE QUOTATION MARK}]?s)?")  # "[moeder]'s"
_LABEL = re.compile(r"[A-Z]\.?|[A-Z]?\d{1,3}")  # "[A]", "[M1]", the 2 of "[buurvrouw 2]"
_ENDS_SENTENCE = re.compile(r"(?:[.!?…:]|^[-–—*•]+)[\"'”’»)\]]*$")


class Wording:
    """Two versions of a text, and which of their words are names or spellings of one another."""

    def __init__(self, old: Iterable[str], new: Iterable[str]) -> None:
        """Read both versions, each as the texts of its turns."""
        self._old, self._new = _Used(map(straight, old)), _Used(map(straight, new))

    def keeps(self, passage: str, now: str, before: str = "", after: str = "") -> bool:
        """Whether `now`, of the new version, says the same as a passage of the old one; punctuation, case and white
        space do not count.

        `before` and `after` stand beside the passage in the old version: "5" is no age in "5 keer".

        A word in the place of another is the same when it is a spelling of it, or when a name took the place of a
        name, or a pseudonym in brackets did. Words put in or taken out inside it make it another text: "geholpen" and
        "niet geholpen" have all words of the first in common.
        """
        was, words = _words(straight(passage)), _words(straight(now))
        if not any(map(_has_letters, was)):
            return was == words
        steps = SequenceMatcher(None, [word.casefold() for word in was], [word.casefold() for word in words],
                                autojunk=False).get_opcodes()
        around = ["", *_words(straight(before))][-1], _words(straight(after))
        return all(
            tag == "equal" or (tag == "delete" and not any(map(_has_letters, was[a:b])))
            or (tag == "replace" and self._same(
                was[a:b], words[c:d], was[a - 1] if a else around[0], [*was[b:], *around[1]]))
            for tag, a, b, c, d in steps)

    def _same(self, was: Sequence[str], now: Sequence[str], before: str, after: Sequence[str]) -> bool:
        """Whether these words came in the place of those, between others, without saying something else."""
        if self._pseudonym(was, now, before, after) or are_joined(was, now) or self._names(was, now):
            return True
        return len(was) == len(now) and all(
            self._names([a], [b]) or self._spelling(a, b) or self._slip(a, b)
            or self._pseudonym([a], [b], [before, *was][at], [*was[at + 1 :], *after])
            for at, (a, b) in enumerate(zip(was, now, strict=True)))

    def _names(self, was: Sequence[str], now: Sequence[str]) -> bool:
        """Whether names took the place of names everywhere: a name that stands in both versions is somebody else's.

        A capital alone makes no name, so that each must be an initial, or stand there more than once.
        """
        return (all(self._old.is_name(word) and not self._new.has(word) for word in was)
                and all(self._new.is_name(word) and not self._old.has(word) for word in now)
                and (self._old.is_known(was) and self._new.is_known(now) or any(
                    len(words) == len(words[0]) == 1 for words in (was, now))))

    def _pseudonym(self, was: Sequence[str], now: Sequence[str], before: str, after: Sequence[str]) -> bool:
        """Whether what stands in brackets now stands for a name, or for a number of the kind that it says."""
        text = " ".join(now)
        inside = " ".join(_BRACKETS.findall(text)).split()
        if not inside or _BRACKETS.sub("", text).strip() or "[" in "".join(was):
            return False
        if [word.casefold() for word in was] == [word.casefold() for word in inside]:
            return True
        if any(_says(word) for word in inside if word.casefold() not in IN_ROLES and not _LABEL.fullmatch(word)):
            return False
        is_place = any(word.casefold().endswith(place) for word in inside for place in PLACES)
        kinds = NUMBERS & {word.casefold() for word in inside}
        if any(map(_has_digits, was)) or kinds - PLACES:
            return any(fits(kind, was, before, after) for kind in kinds)
        if not (_fits_place(was, inside) if is_place else _may_be_person(was, before, inside)):
            return False
        named = [word for word in was if self._may_be_named(word, is_place=is_place)]
        others = [word for word in was if word not in named]
        if not named or any(_says(word) and word.casefold() not in BEFORE_NAMES for word in others):
            return False
        if any(_is_role(word) for word in inside) or all(_LABEL.fullmatch(word) for word in inside):
            return all(word.casefold() in BEFORE_NAMES or _is_role(word) for word in others)
        # Some other word in brackets: a name only when it came for the same word again and again.
        return not others and all(
            self._old.times(word) > 1 and not self._new.has(word) for word in was) and self._new.shown(text) > 1

    def _may_be_named(self, word: str, *, is_place: bool) -> bool:
        """Whether a word that a pseudonym took the place of may have been a name: written with a capital, always, and
        without an article where it is no place."""
        return (_is_capitalised(word) and not _says(word) and not _is_thing(word)
                and not {word.casefold()} & (self._old.lower | self._new.lower)
                and (is_place or word.casefold() not in self._old.after_articles))

    def _spelling(self, one: str, other: str) -> bool:
        """Whether they are one word, spelled otherwise; not when both stand elsewhere, as words of their own."""
        a, b = one.casefold(), other.casefold()
        if self._new.has(one) or self._old.has(other) or _says(a) or _says(b) or _has_digits(a + b):
            return False
        if min(len(a), len(b)) < SHORTEST or "[" in a + b:
            return False
        return differs_in_spelling(plain(a), plain(b), two=min(len(a), len(b)) >= LONG)

    def _slip(self, one: str, other: str) -> bool:
        """Whether a word that says something took the place of what is no word, a slip of the pen, and of another form
        of itself."""
        if is_meant(one, other):
            return True
        return not (self._new.has(one) or self._old.times(one) > 1) and is_slip(one, other)


class _Used:
    """The words of a version: how often, and where with a capital."""

    def __init__(self, turns: Iterable[str]) -> None:
        self._times: Counter[str] = Counter()
        self.lower: set[str] = set()  # words that stand somewhere without a capital
        self.after_articles: set[str] = set()
        self._inside: Counter[str] = Counter()  # words that stand with one inside a sentence
        lines = [line for turn in turns for line in turn.splitlines()]
        self._text = "\n".join(lines)
        for line in lines:
            self._read(line)
        # Where every other word has a capital, or every noun, a capital tells nothing.
        self._tells = self._inside.total() <= FEW_CAPITALS + self._times.total() * MOST_CAPITALS

    def _read(self, line: str) -> None:
        begins, before, article = True, "", False
        for token in line.split():
            word = _EDGES.sub("", token)
            if word:
                key = word.casefold()
                self._times[key] += 1
                if word[0].islower() or before in BEFORE_KINDS:  # "een Engel" is nobody's name
                    self.lower.add(key)
                elif not begins and token[0] == word[0] and _is_capitalised(word):  # nor first in a quotation
                    self._inside[key] += 1
                if article and not begins:
                    self.after_articles.add(key)
                article = key in ARTICLES and before != "van" and (begins or word[0].islower() or word[0] == "'")
                before = key
            begins = _ENDS_SENTENCE.search(token) is not None

    def times(self, word: str) -> int:
        """How often a word stands in it, whatever its capitals."""
        return self._times[word.casefold()]

    def has(self, word: str) -> bool:
        """Whether it stands in it."""
        return word.casefold() in self._times

    def shown(self, text: str) -> int:
        """How often this stands in it, as it is written."""
        return self._text.count(text)

    def is_name(self, word: str) -> bool:
        """Whether it always has a capital, also inside a sentence, and says nothing itself."""
        key = word.casefold()
        return (self._tells and key in self._inside and key not in self.lower | self.after_articles
                and _is_capitalised(word) and not _says(word) and not _is_thing(word) and not _has_digits(word))

    def is_known(self, words: Sequence[str]) -> bool:
        """Whether one of these words stands there more than once."""
        return any(self.times(word) > 1 for word in words)


def _words(text: str) -> list[str]:
    found = []
    for token in text.split():
        word = _EDGES.sub("", token) or "".join(char for char in token if unicodedata.category(char)[0] == "S")
        found += [word] * bool(word)
    return found


def _has_letters(word: str) -> bool:
    return any(char.isalnum() for char in word)


def _has_digits(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _is_capitalised(word: str) -> bool:
    """As a name is: scripts without capitals have none, and a word in capitals throughout is emphasis or initials."""
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def _says(word: str) -> bool:
    return plain(word) in SAYING_PLAIN


def _is_thing(word: str) -> bool:
    key = plain(word)
    return key in THINGS | JUDGING or (
        len(key) >= SHORTEST_THING and key.endswith((*THING_ENDINGS, *JUDGING_ENDINGS))) or (
            len(key) > SHORTEST_THING and key.endswith("ing"))


def _is_role(word: str) -> bool:
    key = word.casefold()
    return key in PERSONS_AND_PLACES or any(
        key.endswith(role) for role in PERSONS_AND_PLACES if len(role) >= SHORTEST_ROLE)


def _place_in(word: str) -> str | None:
    """What kind of place a name ends in: "school" of "Lindenschool"."""
    key = word.casefold()
    return next((place for place in PLACES if len(place) >= SHORTEST_ROLE and len(key) > len(place)
                 and key.endswith(place)), None)


def _fits_place(was: Sequence[str], inside: Sequence[str]) -> bool:
    """Whether a place in brackets may stand for these words: not a village for a Lindenschool."""
    kinds = {place for word in was if (place := _place_in(word))}
    keys = [word.casefold() for word in inside]
    return not kinds or any(key in GENERAL or key.endswith(tuple(kinds)) for key in keys)


def _may_be_person(was: Sequence[str], before: str, inside: Sequence[str]) -> bool:
    """Whether a person or any name in brackets may stand for these words: somebody is in no other, nor a school."""
    if not any(_is_role(word) for word in inside) or GENERAL & {word.casefold() for word in inside}:
        return True
    return before.casefold() not in BEFORE_PLACES and not any(map(_place_in, was))
