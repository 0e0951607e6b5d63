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
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from coding.book.phrases import Part, Phrase, Slot

def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEMMA, _NORM = "LEMMA", "NORM"  # as spaCy's patterns call them
_Has = tuple[str, str]  # one of these two, and what it is
# Little words that may stand between the words of a phrase.
_LITTLE = (
    "ook echt heel wel toch nog al maar gewoon eigenlijk zo eens even dan er daar nu een de het zeer erg te zelf wat"
    " die dat mij ons haar hem hen hun me je mijn soms vaak altijd alles veel zich meer")
_BETWEEN: dict[str, Any] = {"LEMMA": {"IN": sorted({basic(word) for word in _LITTLE.split()})}, "OP": "{0,2}"}
_APART: dict[str, Any] = {"OP": "{0,5}"}
# What a separable verb is parted in: "zij vult het samen met ons in" says invullen.
_PARTS = _all(
    "mee op aan uit in door terug weg af voor over om na toe samen langs binnen los vast open leeg rond bij vol stil"
    " achteruit vooruit klaar stop")
_FURTHEST_PART = 9
# A word that can follow that part; before another it is a preposition: "op de frigo", "mee in".
_AFTER_PART = _all(
    "en maar want of dat om als toen dus die naar met tot bij voor op aan van in zodat omdat terwijl wanneer zonder"
    " tegen tijdens na")


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
        self._known: set[str] = set()
        # A matcher tries all its patterns at every word, so each part has one of its own, and only those of phrases
        # are asked of which every word that cannot be missed stands in the sentence.
        self._matchers: list[list[Matcher]] = []
        self._needs: list[list[frozenset[_Has]]] = []
        self._asked_at: dict[_Has, list[int]] = {}
        self._asked_always: list[int] = []
        for number, phrase in enumerate(phrases):
            self._matchers.append([])
            for part in phrase.parts:
                self._known |= {basic(word) for slot in part for way in slot for word in way}
                self._matchers[number].append(Matcher(self._dutch.vocab))
                self._matchers[number][-1].add("part", _patterns(part))
            needs = sorted(filter(None, (_needed(slot) for part in phrase.parts for slot in part)), key=_how_rare)
            self._needs.append(needs)
            for one in needs[0] if needs else ():
                self._asked_at.setdefault(one, []).append(number)
            if not needs:
                self._asked_always.append(number)

    def hits(self, text: str) -> tuple[list[tuple[int, int]], list[Hit]]:
        """The sentences of a text (code points, end-exclusive), and the phrases in them."""
        begins = starts(text)
        ends = [*begins[1:], len(text)] if begins else []
        sentences = [(at, at + len(text[at:end].rstrip())) for at, end in zip(begins, ends, strict=True)]
        found: list[Hit] = []
        for number, (at, end) in enumerate(sentences):
            found += self._in_sentence(number, at, *self._readings(text[at:end]))
        return sentences, found

    def _readings(self, sentence: str) -> list[Doc]:
        """The sentence as it stands and, if it has a separable verb in two, once more with that verb as one."""
        doc = self._read(sentence)
        joined: dict[int, str] = {}
        for token in doc:
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if token.norm_ in _PARTS and (after is None or after.is_punct or after.norm_ in _AFTER_PART):
                verb = self._verb_of(doc, token.i)
                if verb:
                    joined[token.i] = verb
        if not joined:
            return [doc]
        again = self._read(sentence)
        for place, verb in joined.items():
            again[place].lemma_ = verb
        return [doc, again]

    def _verb_of(self, doc: Doc, place: int) -> str:
        """The separable verb of which the second part stands at a place, if a phrase has it; '' for none."""
        for before in reversed(doc[max(0, place - _FURTHEST_PART):place]):
            if before.is_punct:
                break
            if (verb := doc[place].norm_ + before.lemma_) in self._known:
                return verb
        return ""

    def _read(self, sentence: str) -> Doc:
        doc = self._dutch(sentence)
        for token in doc:
            token.norm_, token.lemma_ = folded(token.text), basic(token.text)
        return doc

    def _matches(self, doc: Doc) -> Iterator[tuple[int, int, int, int]]:
        """Phrase, part, and the words (from 0, end-exclusive) where it stands."""
        there = {(_LEMMA, token.lemma_) for token in doc} | {(_NORM, token.norm_) for token in doc}
        asked = {phrase for one in there for phrase in self._asked_at.get(one, ())}.union(self._asked_always)
        for phrase in sorted(asked):
            if not any(need.isdisjoint(there) for need in self._needs[phrase]):
                for part, matcher in enumerate(self._matchers[phrase]):
                    for _key, first, last in matcher(doc):
                        yield phrase, part, first, last

    def _in_sentence(self, number: int, at: int, *readings: Doc) -> list[Hit]:
        shortest: dict[int, dict[int, tuple[int, int]]] = {}
        doc = readings[0]
        for phrase, part, first, last in (one for reading in readings for one in self._matches(reading)):
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


def _needed(slot: Slot) -> frozenset[_Has]:
    """What one word at least has in every sentence in which one place of a phrase is filled; empty for no such."""
    found = [_sure_of(way) for way in slot]
    return frozenset() if None in found else frozenset(one for one in found if one)


def _sure_of(way: tuple[str, ...]) -> _Has | None:
    """What one word of a way is sure to have; None where nothing is sure."""
    word = next((word for word in way if not _is_as_written(word)), way[0])
    if not _is_as_written(word):
        return None if word == GAP else (_LEMMA, basic(word))
    return None if "*" in word else (_NORM, folded(word.lstrip("=")))


def _how_rare(needed: frozenset[_Has]) -> tuple[int, int]:
    """The less, the fewer sentences have it."""
    return sum(word in _common() for _kind, word in needed), len(needed)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words that stand in most sentences, as they are written and in their basic form."""
    from spacy.lang.nl.stop_words import STOP_WORDS

    return frozenset(form for word in STOP_WORDS | set(_LITTLE.split()) for form in (word, basic(word)))


def _is_as_written(word: str) -> bool:
    return "*" in word or word.startswith("=")


def _any(words: list[str]) -> dict[str, Any]:
    if not _is_as_written(words[0]):
        return {_LEMMA: {"IN": sorted({basic(word) for word in words})}}
    ways = "|".join(re.escape(folded(word.lstrip("="))).replace(r"\*", ".*") for word in words)
    return {_NORM: {"REGEX": f"^(?:{ways})$"}}


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
