"""Signal phrases of a code: words that point to it, written so that an evaluator can read and change them.

    het klikt               these words one after another, in any form (klikte, geklikt), with little words in between
    tijd ... nemen          at most five other words in between
    tijd + nemen            both in one sentence, in whichever order
    dezelfde/altijd één     one of these words; with several words: (altijd dezelfde/steeds één)
    budget*, *kosten        words that begin, or end, so
    =begrepen               this form of the word only
    @dienst                 one of a class of words, see CLASSES
    ... !                   sure: where the machine is to be careful, enough beside one more phrase
    ... ?                   weak: points to the code only beside another phrase of it
    - ...                   speaks against the code
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from coding.book.word_classes import CLASSES
from pilot.words import N_
from texts.keeping_back import LEFT_OUT

SURE, PLAIN, WEAK, AGAINST = "sure", "plain", "weak", "against"
MOST_WAYS = 60
# One place of a phrase in every way it can be said, each one word or more; the places of a part in their order.
Slot = tuple[tuple[str, ...], ...]
Part = tuple[Slot, ...]
GAP = "..."
_ITEM = re.compile(r"\([^()]*\)|[^\s()]+")
_WORD = re.compile(r"[*=]?[^\W_](?:[^\W_]|['’.-](?=[^\W_]))*\*?")


class NotAPhrase(ValueError):
    """What is wrong with a phrase: a msgid with a field `text`."""


@dataclass(frozen=True)
class Phrase:
    """A phrase, taken apart.

    Attributes:
        text: as it was written. strength: SURE, PLAIN, WEAK or AGAINST.
        parts: what has to stand in one sentence, in whichever order; words with `*` before or behind, and GAP.
    """

    text: str
    strength: str
    parts: tuple[Part, ...]


def shown(signals: tuple[str, ...], most: int = 8) -> tuple[str, ...]:
    """The phrases that a person reads without knowing their grammar, `most` at most."""
    plain = [re.sub(r" [!?]$", "", one) for one in signals]
    return tuple([one for one in plain if not re.search(r"[()/*@+=]|\.\.\.|^- ", one)][:most])


def fault_of(text: str) -> str:
    """What is wrong with a phrase, as a msgid with a field `text`; '' for a phrase, for none, and for one of which
    words were left out: it waits for somebody to decide, and points to nothing until then."""
    try:
        if text.strip() and LEFT_OUT not in text:
            parse(text)
    except NotAPhrase as error:
        return str(error)
    return ""


# A codebook is read and checked whole at each change of it, and has thousands of phrases, few of them new.
@lru_cache(maxsize=8192)
def parse(text: str) -> Phrase:
    """Take a phrase apart. Raises: NotAPhrase with a sentence that says what is wrong with it."""
    if LEFT_OUT in text:
        raise NotAPhrase(N_("“{text}” has no word in it."))
    said, strength = text.strip(), PLAIN
    if said.startswith("- "):
        said, strength = said[2:], AGAINST
    elif said.endswith((" !", " ?")):
        said, strength = said[:-2], SURE if said[-1] == "!" else WEAK
    parts = tuple(_part(part) for part in said.split(" + "))
    return Phrase(text, strength, parts)


def _part(text: str) -> Part:
    if text.count("(") != text.count(")") or re.search(r"\([^)]*\(", text):
        raise NotAPhrase(N_("“{text}” has a bracket that is not closed, or stands in another."))
    slots = tuple(slot for slot in map(_choices, _ITEM.findall(text)) if slot)
    if not slots or all(way == (GAP,) for slot in slots for way in slot):
        raise NotAPhrase(N_("“{text}” has no word in it."))
    if (GAP,) in (*slots[0], *slots[-1]):
        raise NotAPhrase(N_("“{text}”: “...” stands between two words."))
    if prod(1 + sum(len(way) > 1 for way in slot) for slot in slots) > MOST_WAYS:
        raise NotAPhrase(N_("“{text}” can be said in too many ways. Write it as several phrases."))
    return slots


def _choices(item: str) -> Slot:
    """The ways to say one place of a phrase: each one word or more; none for a mark that is no word."""
    if item in (GAP, "…"):
        return ((GAP,),)
    found: list[tuple[str, ...]] = []
    for way in item.strip("()").split("/"):
        words: list[str] = []
        for word in way.split():
            if word.startswith("@"):
                if word[1:] not in CLASSES or len(way.split()) > 1:
                    raise NotAPhrase(N_("“{text}”: “@” stands before the name of a class of words, such as @dienst."))
                found += [(one,) for one in CLASSES[word[1:]]]
            else:
                words += _WORD.findall(word)
        if words:
            found.append(tuple(words))
    return tuple(found)
