"""How many words of a transcript are wrong: the word error rate, against a text that somebody corrected. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# Signs that stand in words: “z'n”, “oma's”, “half-broer”.
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Errors(NamedTuple):
    """So many words of `of` right ones were left out, put in or taken for another (Levenshtein distance over words)."""

    wrong: int
    of: int

    @property
    def rate(self) -> float:
        """Wrong words for each right one; above 1 where more was invented than said; 0 of nothing."""
        return self.wrong / self.of if self.of else 0.0


def words(text: str) -> list[str]:
    """Words as they are compared: without capitals and punctuation, one form of accents and apostrophes."""
    return [word.replace("’", "'") for word in _WORD.findall(unicodedata.normalize("NFC", text).casefold())]


def compared(heard: str, right: str) -> Errors:
    """What is wrong in `heard`, where `right` is what was said."""
    return between(words(heard), words(right))


def between(heard: Sequence[str], right: Sequence[str]) -> Errors:
    """The same of words as `words` gives them."""
    from rapidfuzz.distance import Levenshtein

    return Errors(int(Levenshtein.distance(heard, right)), len(right))
