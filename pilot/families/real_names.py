"""Finding a family's real names in a text: pure, so that no name needs to be written down anywhere."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words inside a name that stand in every text.
_SMALL = frozenset({
    "van", "de", "den", "der", "het", "ten", "ter", "te", "in", "op", "aan", "bij", "onder", "uit", "voor", "el", "al",
    "la", "le", "von", "zu", "and", "en",
})
# Shorter parts of a name only count when written the same way: "Wil" is a name, "wil" is a verb.
_ANY_CASE_CHARS = 5


@dataclass(frozen=True)
class Hit:
    """A word that gives somebody away: where (code points, 0-based, end-exclusive) and what may replace it."""

    start: int
    end: int
    found: str
    replacement: str


def _folded(text: str, *, case: bool) -> tuple[str, list[int]]:
    """`text` without accents (and, for `case`, in one case), with the place in `text` of each character."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in unicodedata.normalize("NFD", char.casefold() if case else char):
            if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf":  # nor what cannot be seen
                letters.append("'" if letter == "’" else letter)
                places.append(place)
    return "".join(letters), places


def parts(name: str) -> list[str]:
    """The words of a name that give it away by themselves, the whole name first."""
    words = [word for word in re.split(r"[\s-]+", name.strip()) if len(word) > 1 and word.casefold() not in _SMALL]
    return list(dict.fromkeys([name.strip(), *words]))


def find(text: str, known: Iterable[tuple[str, str]]) -> list[Hit]:
    """Where words of `known` (word, replacement) stand in `text`, in order, the longest first at one place.

    Accents never count, nor what cannot be seen; a possessive s is allowed ("Jannekes fiets"), and a low line parts
    words; capitals count only in short words, which may also stand in capitals throughout.
    """
    folded = {case: _folded(text, case=case) for case in (True, False)}
    hits: list[Hit] = []
    for word, replacement in dict.fromkeys(known):
        case = len(word) >= _ANY_CASE_CHARS
        body, places = folded[case]
        needle = _folded(word.strip(), case=case)[0]
        if not needle:
            continue
        written = re.escape(needle) if case else f"(?:{re.escape(needle)}|{re.escape(needle.upper())})"
        for match in re.finditer(rf"(?<![^\W_]){written}(?='?s?(?![^\W_]))", body):
            start, end = places[match.start()], places[match.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            hits.append(Hit(start, end, text[start:end], replacement))
    return _apart(hits)


def _apart(hits: list[Hit]) -> list[Hit]:
    """No two hits over each other: the earlier, then the longer one, then the one given first."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
