"""Finding a family's real names in a text: pure, so that no name needs to be written down anywhere."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pilot.families.alike import as_latin
from pilot.visible import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words inside a name that stand in every text.
_SMALL = frozenset({
    "van", "de", "den", "der", "het", "ten", "ter", "te", "in", "op", "aan", "bij", "onder", "uit", "voor", "el", "al",
    "la", "le", "von", "zu", "and", "en",
})
# Shorter parts of a name only count when written the same way: "Wil" is a name, "wil" is a verb.
_ANY_CASE_CHARS = 5
_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile(r"[^\S\n\r ]|  ")  # a gap that is more, or other, than a space
# What may hang on a name: a possessive s, or what makes it a small one ("Ilonaatje", "Jannekes").
_SMALLER = r"(?:a?tje|je|ke|pje|etje)s?"
_ENDS = re.compile(rf"(?:'?s?|{_SMALLER})(?![^\W_])", re.IGNORECASE)
_SMALLER_ENDS = re.compile(_SMALLER, re.IGNORECASE)
_SMALL_NAME = re.compile(rf"{_SMALLER}$", re.IGNORECASE)
# A name put letter by letter: "I.l.o.n.a", "I l o n a", "I-l-o-n-a".
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_](?:(?:[.*·-] ?| )[^\W\d_]){2,29}(?![^\W_])")
_LEAST_SPELLED = 3
# Shorter names of two words, written as one, are words of the language ("Jan Tje").
_TOGETHER_CHARS = 8


@dataclass(frozen=True)
class Hit:
    """A word that gives somebody away: where (code points, 0-based, end-exclusive) and what may replace it.

    Attributes:
        about: 'family' (its own names, everybody's words, who works with it), 'other' (another family's name) or
            'number' (an address, a telephone).
    """

    start: int
    end: int
    found: str
    replacement: str
    about: str = "family"


def folded(text: str, *, case: bool) -> tuple[str, list[int]]:
    """`text` without accents, wide letters or what cannot be seen (and, for `case`, in one case), with the place in
    `text` of each character."""
    if text.isascii() and text.isprintable():  # as most names are, of which there may be thousands
        return text.casefold() if case else text, list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = unicodedata.normalize("NFKD", char)  # first: a letter of another alphabet of shapes has no small one
        for letter in unicodedata.normalize("NFKD", plain.casefold()) if case else plain:
            if not unicodedata.combining(letter) and letter not in UNSEEN and unicodedata.category(letter) != "Cf":
                letters.append("'" if letter == "’" else letter)
                places.append(place)
    return "".join(letters), places


def parts(name: str) -> list[str]:
    """The words of a name that give it away by themselves, the whole name first."""
    words = [word for word in re.split(r"[\s-]+", name.strip()) if len(word) > 1 and word.casefold() not in _SMALL]
    return list(dict.fromkeys([name.strip(), *words]))


class Sought:
    """Words made ready to be looked for, once for many texts. Looks up each word of a text once, so that the names of
    a thousand families cost no more than those of one.
    """

    def __init__(self, known: Iterable[tuple[str, str]], *, about: str = "family", as_written: bool = False) -> None:
        """Args: known, about, as_written: as `find` has them."""
        given = list(dict.fromkeys((each, replacement) for word, replacement in known
                                   for each in _written(word.strip(), as_written=as_written)))
        self._about = about
        self._needles = {case: _by_first_word(given, case=case, as_written=as_written) for case in (True, False)}

    def find(self, text: str) -> list[Hit]:
        """Where they stand in `text`, as `find` has it."""
        seen = as_latin(text)
        hits = [hit for each in dict.fromkeys((text, seen)) for hit in self._find(each)]
        return apart(hits if seen == text else [
            replace(hit, found=text[hit.start:hit.end]) for hit in hits])

    def _find(self, text: str) -> list[Hit]:
        hits: list[Hit] = []
        for case, needles in self._needles.items():
            body, places = _one_gap(*folded(text, case=case))
            for match in _WORD.finditer(body) if needles else ():
                for needle, before, replacement in _begun(needles, match[0]):
                    start = match.start() - before
                    end = start + len(needle)
                    # "bloemetje" is a word, "Ilonaatje" somebody.
                    if start >= 0 and body.startswith(needle, start) and _stands_alone(body, start, end) and (
                            not _SMALLER_ENDS.match(body, end) or text[places[start]].isupper()):
                        hits.append(hit_at(text, places, start, end, replacement, self._about))
            hits += self._spelled(text, body, places, needles, case=case)
        return hits

    def _spelled(
        self, text: str, body: str, places: list[int], needles: dict[str, list[tuple[str, int, str]]], *, case: bool
    ) -> list[Hit]:
        """Names put letter by letter; what is short only where nothing else is."""
        hits: list[Hit] = []
        for match in _LETTERS.finditer(body) if needles else ():
            at = [place for place in range(*match.span()) if body[place].isalpha()]
            letters = "".join(body[place] for place in at)
            for first in range(len(letters)):
                for last in range(first + _LEAST_SPELLED, len(letters) + 1):
                    if case or (first, last) == (0, len(letters)):
                        hits += [hit_at(text, places, at[first], at[last - 1] + 1, replacement, self._about)
                                 for needle, _before, replacement in needles.get(letters[first:last], ())
                                 if needle == letters[first:last]]
        return hits


def _written(word: str, *, as_written: bool) -> list[str]:
    """How a word may stand in a text: as it is, in Latin letters, and a name of more words as one ("ilonahazeveld")."""
    together = "".join(word.split())
    is_whole = " " in word and len(together) >= _TOGETHER_CHARS and not as_written
    return list(dict.fromkeys((word, as_latin(word), *((together, as_latin(together)) if is_whole else ()))))


def find(
    text: str, known: Iterable[tuple[str, str]], *, about: str = "family", as_written: bool = False
) -> list[Hit]:
    """Where words of `known` (word, replacement) stand in `text`, in order, the longest first at one place.

    Accents never count, nor what cannot be seen, and a letter that looks like a Latin one is read as that too; a
    possessive s is allowed ("Jannekes fiets"), and a low line parts words; capitals count only in short words, which
    may also stand in capitals throughout.

    Args:
        about: what the hits are said to be about.
        as_written: capitals count in long words too: "de bakker" is no name, though somebody is called Bakker.
    """
    return Sought(known, about=about, as_written=as_written).find(text)


def hit_at(text: str, places: list[int], start: int, end: int, replacement: str, about: str) -> Hit:
    """A hit in `text` for a span of its folded form, with the accents that hang on its last letter."""
    first, last = places[start], places[end - 1] + 1
    while last < len(text) and unicodedata.combining(text[last]):
        last += 1
    return Hit(first, last, text[first:last], replacement, about)


def _by_first_word(
    given: list[tuple[str, str]], *, case: bool, as_written: bool
) -> dict[str, list[tuple[str, int, str]]]:
    """First word of what is looked for: (the whole, what stands before that word in it, replacement)."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for word, replacement in given:
        if (len(word) >= _ANY_CASE_CHARS and not as_written) != case:
            continue
        needle = _one_gap(*folded(word, case=case))[0]
        for each in dict.fromkeys((needle,) if case else (needle, needle.upper())):
            if first := _WORD.search(each):
                found.setdefault(first[0], []).append((each, first.start(), replacement))
    return found


def _one_gap(body: str, places: list[int]) -> tuple[str, list[int]]:
    """A folded text with one space for every gap within a line: a name of two words is one however far they are apart.
    """
    if not _WIDE.search(body):
        return body, places
    kept = [at for at, letter in enumerate(body) if not (_is_gap(letter) and at and _is_gap(body[at - 1]))]
    return "".join(" " if _is_gap(body[at]) else body[at] for at in kept), [places[at] for at in kept]


def _is_gap(letter: str) -> bool:
    return letter.isspace() and letter not in "\n\r"


def _begun(needles: dict[str, list[tuple[str, int, str]]], word: str) -> list[tuple[str, int, str]]:
    """What may begin with a word of the text, what may hang on a name left out too."""
    begun = [*needles.get(word, ()), *(needles.get(word[:-1], ()) if word.endswith("s") else ())]
    if tail := _SMALL_NAME.search(word):
        for cut in range(tail.start(), len(word)):
            begun += needles.get(word[:cut], ())
    return begun


def _stands_alone(body: str, start: int, end: int) -> bool:
    """Whether no letter or digit hangs on it but a possessive s."""
    return (start == 0 or not _WORD.match(body[start - 1])) and _ENDS.match(body, end) is not None


def apart(hits: list[Hit]) -> list[Hit]:
    """No two hits over each other: the earlier, then the longer one, then the one given first."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
