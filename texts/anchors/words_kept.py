"""Whether a passage still says what it said: its own words, but for spelling and for names that were replaced."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

LIKE = 0.8  # so much alike, and with the same first letter, a word is the same one spelled otherwise
SHORTEST = 4  # in shorter words one letter makes another word
_EDGES = re.compile(r"^[^\w\[\]]+|[^\w\[\]]+$")


def keeps_its_words(old: str, new: str) -> bool:
    """Whether `new` says the same as `old`; punctuation, case and white space do not count.

    A word in the place of another is the same when it is spelled nearly so, or when a name took the place of a name
    or a pseudonym in brackets that of anything. Words put in or taken out inside it make it another text: "geholpen"
    and "niet geholpen" have all words of the first in common.
    """
    was, now = _words(old), _words(new)
    steps = SequenceMatcher(None, [word.casefold() for word in was], [word.casefold() for word in now],
                            autojunk=False).get_opcodes()
    return all(tag == "equal" or (tag == "replace" and _same(was[a:b], now[c:d])) for tag, a, b, c, d in steps)


def _words(text: str) -> list[str]:
    return [word for word in (_EDGES.sub("", each) for each in text.split()) if word]


def _same(was: list[str], now: list[str]) -> bool:
    """Whether these words came in the place of those without saying something else."""
    if all(word.startswith("[") or word.endswith("]") for word in (now[0], now[-1])):
        return True
    if len(was) != len(now):
        return all(_is_name(word) for word in (*was, *now))
    return all(_is_name(a) and _is_name(b) or _spelled_otherwise(a, b) for a, b in zip(was, now, strict=True))


def _is_name(word: str) -> bool:
    return word[0].isupper() and not any(char.isdigit() for char in word)


def _spelled_otherwise(one: str, other: str) -> bool:
    a, b = one.casefold(), other.casefold()
    if any(char.isdigit() for char in a + b) or min(len(a), len(b)) < SHORTEST:
        return False
    return a[0] == b[0] and SequenceMatcher(None, a, b, autojunk=False).ratio() >= LIKE
