"""Whether two words are one word, spelled otherwise: by what a slip of the pen does, and by what words are made of."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from texts.anchors.meanings import SAYING
from texts.anchors.slips import SAME, SLIPS
from texts.anchors.words import straight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORTEST = 4  # in shorter words one letter makes another word
LETTERS_ALIKE = ({"s", "z"}, {"f", "v"}, {"c", "k"}, {"i", "y"})
MISSED = 2  # letters that a slip of the pen left out
_VOWELS = frozenset("aeiouy")


def plain(word: str) -> str:
    """Without capitals and accents, and with straight apostrophes."""
    letters = unicodedata.normalize("NFKD", straight(word).casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))


SAYING_PLAIN = frozenset(map(plain, SAYING))


def _clusters(word: str) -> Iterator[str]:
    """Consonants in a row, as far as three letters or a word's end show them: "tjd", "bn$"."""
    for at in range(len(word) - 1):
        three = (word + "$")[at : at + 3]
        if not set(three) & _VOWELS:
            yield three


# What no word that says something has, "niett" and "hebn" have: they are nobody's words.
_CLUSTERS = frozenset(cluster for word in SAYING_PLAIN for cluster in _clusters(word))


def is_meant(one: str, other: str) -> bool:
    """Whether a word took the place of what is known as a slip for it, or of a shorter or longer form of itself."""
    a, b = plain(one), plain(other)
    return SLIPS.get(a) == b or (one.islower() and other.islower() and frozenset((a, b)) in SAME)


def is_slip(one: str, other: str) -> bool:
    """Whether a word that says something took the place of letters that are no word: "niett", "altjd"."""
    a, b = plain(one), plain(other)
    if b not in SAYING_PLAIN or a in SAYING_PLAIN:
        return False
    if min(len(a), len(b)) < SHORTEST or a[0] != b[0] or not a.isalpha() or not {*_clusters(a)} - _CLUSTERS:
        return False
    letters = iter(b)
    return differs_in_spelling(a, b, two=False) or (
        len(b) - len(a) <= MISSED and all(letter in letters for letter in a))


def are_joined(was: Sequence[str], now: Sequence[str]) -> bool:
    """Whether words were written as one, or one as more: "te rug" and "terug"."""
    one, other = (plain("".join(words)).replace("-", "") for words in (was, now))
    return one == other and one.isalpha()


def differs_in_spelling(one: str, other: str, *, two: bool) -> bool:
    """Whether words without accents differ as spellings of one word do: a doubled letter, two that changed places, a d
    for a t at the end, an s for a z; in a long word also a letter too many, and two such things.

    Any other letter for a letter makes another word too often: "verdacht" and "verwacht", "geholpen" and "gehouden".
    """
    if one == other:
        return True
    if one[0] != other[0] or abs(len(one) - len(other)) > 1 + two:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, its = one[at:], other[at:]
    if len(rest) > 1 and rest[:2] == its[1::-1] and _rest_differs(rest[2:], its[2:], two=two):
        return True
    if rest and its and ({rest[0], its[0]} in LETTERS_ALIKE or ({rest[0], its[0]} == {"d", "t"} and (
            len(rest) == len(its) == 1))) and _rest_differs(rest[1:], its[1:], two=two):
        return True
    longer, shorter = (rest, its) if len(rest) > len(its) else (its, rest)
    if len(longer) == len(shorter):
        return False
    # In a word that is not long not before a vowel, where it makes another word: "wonnen" and "wonen".
    makes_another = not two and longer[0] not in _VOWELS and longer[1:2] and longer[1] in _VOWELS
    is_double = longer[0] == (one if longer is rest else other)[at - 1] and not makes_another
    is_stem = longer == "t" and not shorter and one[at - 1] == "d"  # "word" and "wordt"
    return (is_double or is_stem or (two and bool(shorter))) and _rest_differs(longer[1:], shorter, two=two)


def _rest_differs(one: str, other: str, *, two: bool) -> bool:
    """Whether what follows is the same, or in a long word differs once more, as in a word that is not long."""
    return one == other or (two and bool(one) and bool(other) and differs_in_spelling(
        "_" + one, "_" + other, two=False))
