"""Which signal phrases of a codebook stand in a text: spaCy's Matcher on basic forms and on words as written.

Runs behind the fence: spaCy takes room and time to load, and no text can hold the server up.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from coding.book.phrases import GAP, parse
from coding.suggest.forms import basic
from texts.index.forms import folded
from texts.splitting import starts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from coding.book.phrases import Part, Phrase, Slot

# Little words that may stand between the words of a phrase.
_LITTLE = (
    "ook echt heel wel toch nog al maar gewoon eigenlijk zo eens even dan er daar nu een de het zeer erg te zelf wat"
    " die dat mij ons haar hem hen hun me je mijn soms vaak altijd alles veel zich meer")
_BETWEEN: dict[str, Any] = {"LEMMA": {"IN": sorted({basic(word) for word in _LITTLE.split()})}, "OP": "{0,2}"}
_APART: dict[str, Any] = {"OP": "{0,5}"}


class Hit(NamedTuple):
    """A phrase that stands in a text.

    Attributes:
        sentence: which, from 0. words: of each part where it stands, code points into the text, end-exclusive.
    """

    phrase: int
    sentence: int
    words: tuple[tuple[int, int], ...]


class Book:
    """Phrases made ready; each has the number of its place in what was given."""

    def __init__(self, phrases: list[Phrase]) -> None:
        from spacy.lang.nl import Dutch
        from spacy.matcher import Matcher

        self.phrases = phrases
        self._dutch = Dutch()
        self._matcher = Matcher(self._dutch.vocab)
        for number, phrase in enumerate(phrases):
            for place, part in enumerate(phrase.parts):
                self._matcher.add(f"{number} {place}", _patterns(part))

    def hits(self, text: str) -> tuple[list[tuple[int, int]], list[Hit]]:
        """The sentences of a text (code points, end-exclusive), and the phrases in them."""
        begins = starts(text)
        ends = [*begins[1:], len(text)] if begins else []
        sentences = [(at, at + len(text[at:end].rstrip())) for at, end in zip(begins, ends, strict=True)]
        found: list[Hit] = []
        for number, (at, end) in enumerate(sentences):
            found += self._in_sentence(number, at, self._read(text[at:end]))
        return sentences, found

    def _read(self, sentence: str) -> Doc:
        doc = self._dutch(sentence)
        for token in doc:
            token.norm_, token.lemma_ = folded(token.text), basic(token.text)
        return doc

    def _in_sentence(self, number: int, at: int, doc: Doc) -> list[Hit]:
        shortest: dict[int, dict[int, tuple[int, int]]] = {}
        for key, first, last in self._matcher(doc):
            phrase, part = map(int, doc.vocab.strings[key].split())
            place = shortest.setdefault(phrase, {}).get(part)
            if place is None or last - first < place[1] - place[0]:
                shortest[phrase][part] = (first, last)
        return [
            Hit(phrase, number, tuple(sorted(
                (at + doc[first].idx, at + doc[last - 1].idx + len(doc[last - 1])) for first, last in places.values())))
            for phrase, places in sorted(shortest.items()) if len(places) == len(self.phrases[phrase].parts)]


def _patterns(part: Part) -> list[list[dict[str, Any]]]:
    """A part in every way that a list of conditions on words can say it."""
    return [_spaced(chosen) for chosen in product(*map(_conditions, part))]


def _conditions(slot: Slot) -> list[list[dict[str, Any]]]:
    """The ways of one place: words in their basic form as one, beginnings and ends as one, each of several words."""
    alone = [way[0] for way in slot if len(way) == 1]
    if GAP in alone:
        return [[_APART]]
    by_kind = [[word for word in alone if _is_as_written(word) is wanted] for wanted in (False, True)]
    ways = [[_any(words)] for words in by_kind if words]
    return ways + [_spaced([[_any([word])] for word in way]) for way in slot if len(way) > 1]


def _is_as_written(word: str) -> bool:
    return "*" in word or word.startswith("=")


def _any(words: list[str]) -> dict[str, Any]:
    if not _is_as_written(words[0]):
        return {"LEMMA": {"IN": sorted({basic(word) for word in words})}}
    ways = "|".join(re.escape(folded(word.lstrip("="))).replace(r"\*", ".*") for word in words)
    return {"NORM": {"REGEX": f"^(?:{ways})$"}}


def _spaced(places: Iterable[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """One condition after another, with room for little words in between."""
    pattern: list[dict[str, Any]] = []
    for place in places:
        if pattern and place[0] is not _APART and pattern[-1] is not _APART:
            pattern.append(_BETWEEN)
        pattern += place
    return pattern


@lru_cache(maxsize=4)
def ready(written: str) -> Book:
    """The phrases of a JSON list, made ready once in a process. Raises: NotAPhrase."""
    return Book([parse(text) for text in json.loads(written)])
