"""The lexicon: words somebody wrote down, found in every form in which people say and type them.

All letters of a text are looked at in a row, whatever stands between them, so that a name is found that is written with
a hyphen, over two words or two turns, or with something invisible in it; what may stand between is judged afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.families.real_names import parts
from texts.deidentify import titles
from texts.deidentify.bodies import Body
from texts.deidentify.names import PARTICLES
from texts.deidentify.sayings import DOES, NEVER
from texts.deidentify.sorts import sort_of
from texts.deidentify.spans import LEXICON, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from texts.deidentify.bodies import Word
    from texts.deidentify.lists import Lists

# What may hang on a name: possessive, plural, diminutive, Flemish ones too, and a doubled last letter or vowel before.
_ENDING = re.compile(
    r"(?:'?s|'|'?tje|otje|je|etje|pje|kje|tjes|jes|etjes|ke|eke|ske|kes|kens|ken|neke|lief|ie|y|atje|ootje|aatje|"
    r"(?P<twice>[bdfgklmnprst])(?:etje|etjes|ie|ies|eke|ekes|en))?(?:'?s)?$")
_SPLIT = re.compile(r"^[\s\-.…,]*$")
_MARKED = re.compile(r"[-…]|\.\.")
_SHORTEST_SPLIT = 5
# Kinds of school and service that are no name by themselves.
_GENERIC = all_of(
    "obs cbs rkbs basisschool school gemeente stichting ocmw caw de het 't een van vrije kinderdagverblijf kdv"
    " stad dorp straat familie")


@dataclass(frozen=True)
class Entry:
    """A word of the lexicon.

    Attributes:
        kind: one of `spans.KINDS`; pseudonym: what stands in its place, '' to have one made.
        stays: who agreed to be named: what is found of it is left as it is.
        key: the same for all entries that mean one person or thing; the word itself when ''.
    """

    text: str
    kind: str = "name"
    pseudonym: str = ""
    stays: bool = False
    key: str = ""


@dataclass(frozen=True)
class _Needle:
    letters: str
    entry: Entry
    words: tuple[str, ...]
    is_part: bool


class Letters:
    """The letters and digits of a body in a row, in small letters, with where each stands."""

    def __init__(self, body: Body) -> None:
        self.body = body
        kept = [(char, at) for at, char in enumerate(body.low) if char.isalnum()]
        self.text = "".join(char for char, _at in kept)
        self.at = [at for _char, at in kept]
        self.word_at = {word.start: word for word in body.words}
        self.begins = {at for at in range(len(kept)) if at == 0 or self.at[at] != self.at[at - 1] + 1}


def matches(body: Body, entries: Iterable[Entry], lists: Lists) -> list[Found]:
    """Where words of the lexicon stand in a text; some over others."""
    letters = Letters(body)
    found: list[Found] = []
    seen: set[tuple[str, str]] = set()
    for needle in _needles(entries, lists):
        if (needle.letters, needle.entry.key) not in seen:
            seen.add((needle.letters, needle.entry.key))
            found += _of_needle(letters, needle, lists)
    return found


def _needles(entries: Iterable[Entry], lists: Lists) -> Iterator[_Needle]:
    for entry in entries:
        for at, part in enumerate(_parts(entry, lists)):
            folded = Body(part)
            squeezed = "".join(char for char in folded.low if char.isalnum())
            if len(squeezed) > 1:
                yield _Needle(squeezed, entry, tuple(word.low for word in folded.words), at > 0)


def _parts(entry: Entry, lists: Lists) -> list[str]:
    """The whole, and of a name its words; of a school or firm what is left without the word that says what it is."""
    if entry.kind == "name":
        return parts(entry.text)
    words = entry.text.split()
    while len(words) > 1 and words[0].casefold() in _GENERIC - {"de", "het", "'t"}:
        words = words[1:]
    short = " ".join(words)
    # What is left must be a name of its own: "gemeente Emmen" and "OCMW van Mechelen" leave a place.
    alone = entry.kind == "org" and short != entry.text and words[0].casefold() in ("de", "het", "'t")
    return [entry.text, *([short] if alone else []), *_said_short(entry, words, lists)]


def _said_short(entry: Entry, words: list[str], lists: Lists) -> list[str]:
    """The first word of an organisation, as it is called for short: 'Trajectum' of 'Trajectum Noord'; not a word that
    is one of the language, of somebody or of a town."""
    low = Body(words[0]).low if words else ""
    known = lists.is_word(low) or low in lists.places or low in lists.guarded_places or sort_of(lists, low).is_name
    return [words[0]] if entry.kind == "org" and len(words) > 1 and len(low) > 4 and low.isalpha() and not known else []


def _of_needle(letters: Letters, needle: _Needle, lists: Lists) -> Iterator[Found]:
    at = letters.text.find(needle.letters)
    while at >= 0:
        if at in letters.begins and (found := _judged(letters, needle, at, lists)):
            yield found
        at = letters.text.find(needle.letters, at + 1)


def _judged(letters: Letters, needle: _Needle, at: int, lists: Lists) -> Found | None:
    body, last = letters.body, at + len(needle.letters) - 1
    start, end = letters.at[at], letters.at[last] + 1
    word_end = end
    while word_end < len(body.low) and (body.low[word_end].isalnum() or body.low[word_end] == "'" and (
            word_end + 1 < len(body.low) and body.low[word_end + 1].isalnum())):
        word_end += 1
    tail = body.low[end:word_end]
    ending = _ENDING.match(tail)
    if ending is None or (ending["twice"] and ending["twice"] != needle.letters[-1]):
        return None
    if tail in ("en", "ie", "y", "je") and len(needle.letters) < 4:
        return None
    inside = _gaps(body, letters, at, last)
    whole = [gap for gap in inside if gap]
    if any(not _SPLIT.match(gap) for gap in whole):
        return None
    if len(whole) > len(needle.words) - 1 or any("\n" in gap for gap in whole):
        if len(needle.letters) < _SHORTEST_SPLIT and not any(_MARKED.search(gap) for gap in whole):
            return None
        if not _is_split(body, (start, end), whole, lists):
            return None
    words = [word for word in body.words if word.start < word_end and word.end > start]
    sureness = _sureness(body, needle, words, tail, lists)
    if not sureness:
        return None
    head = start
    if needle.entry.kind == "name":
        start = min(start, titles.start_with(body, words[0]) if words[0].start == start else start)
    elif needle.entry.kind == "org":
        start = _with_kind(body, words[0], start)
    return Found(start, word_end, needle.entry.kind, LEXICON, sureness, head=head, pseudonym=needle.entry.pseudonym,
                 key=needle.entry.key or needle.entry.text.casefold(), stays=needle.entry.stays)


def _gaps(body: Body, letters: Letters, first: int, last: int) -> list[str]:
    return [body.folded[letters.at[at] + 1:letters.at[at + 1]] for at in range(first, last)]


def _is_split(body: Body, at: tuple[int, int], gaps: list[str], lists: Lists) -> bool:
    """Whether pieces that are a name together are one in pieces: broken off with a mark, or no words themselves."""
    if any(_MARKED.search(gap) for gap in gaps):
        return True
    pieces = [word for word in body.words if at[0] <= word.start < at[1]]
    return any(not lists.is_word(piece.low) and piece.low not in PARTICLES and len(piece.low) > 1 for piece in pieces)


def _sureness(body: Body, needle: _Needle, words: list[Word], tail: str, lists: Lists) -> float:
    """How sure it is that what fits the letters of an entry is meant by it; 0 where it is a word of the language."""
    lows = [word.low for word in words]
    plain = [low for low in lows if low not in PARTICLES]
    ordinary = all(low in lists.words or low in _GUARD for low in plain) if plain else True
    if len(words) == 1 and tail and not ordinary:
        # An ending that makes another word ("Roos" in "roosje") is judged by the word it makes.
        return 0.9
    if not ordinary:
        return 0.95 if not needle.is_part or len(needle.letters) > 3 else 0.85
    return _of_word(body, needle, words, lists)


_WANTED = all_of("dat niet ook wel graag")
_NO_NOUNS = all_of("vries wit bruin groot jong rijk zwart blauw kort goede")
_SUBJECTS = all_of("je jij ik u hij ze we zij wij jullie dat")
_TOWARDS = all_of("bij via van naar op met vanuit aan door")
_OPENS = all_of("en dat want maar dus omdat toen zei of nou ja")
_GUARD = all_of("wil mei hoop roos ster jan piet bas")


def _of_word(body: Body, needle: _Needle, words: list[Word], lists: Lists) -> float:
    """The same for a name that is a word too: what stands beside it decides."""
    first, last = words[0], words[-1]
    after = body.follows(last.place)
    before = body.word(first.place - 1) if first.place and "\n" not in body.gap(first.place - 1) else None
    if any(word.tells for word in words):
        return 0.85
    if needle.entry.kind == "org":
        kind = before is not None and (before.low in _GENERIC - {"een", "van", "de", "het"})
        said = first.is_capital and len(words) > 1 or not needle.is_part and _is_visited(before, after, words)
        return 0.85 if kind or len(words) > 2 else 0.5 if said else 0
    lead = titles.before(body, first)
    if lead is not None and not (
            first.low in ("wil", "wilde") and after is not None and after.low in _WANTED):
        return 0.8
    if titles.is_called(body, first):
        return 0.8
    if first.is_capital and first.begins:
        return 0 if after is not None and after.low in _SUBJECTS else 0.6
    if first.low in PARTICLES:
        # "de boer" is a farmer, "de wit" is nobody but a name.
        return 0.7 if last.low in _NO_NOUNS else 0
    named = before is not None and before.tells and sort_of(lists, before.low).first
    if (named or (after is not None and after.tells)) and first.low not in NEVER:
        return 0.75
    nouns = before is None or before.low in ("en", "toen", "zei", "met", "of", "dat", "want", "maar", "aan", "dus")
    does = after is not None and after.low in DOES
    return 0.5 if nouns and does and first.low not in ("wil", "hoop", "mag", "kan") else 0


def _is_visited(before: Word | None, after: Word | None, words: list[Word]) -> bool:
    """Whether a thing in small letters ('de brug') may be who is called so: one goes there, or it does something.

    Who keeps the lexicon wrote it down, so a person looks at it; who stands on a bridge is asked about in vain.
    """
    if len(words) < 2 or words[0].low not in ("de", "het", "'t", "t", "een"):
        return False
    goes = before is not None and before.low in _TOWARDS
    does = after is not None and after.low in DOES and (before is None or before.low in _OPENS)
    return goes or does


def _with_kind(body: Body, first: Word, start: int) -> int:
    """Where a school or service begins with the word before it that says what it is."""
    at = first.place - 1
    while at >= 0 and body.gap(at) == " " and body.words[at].low in _GENERIC - {"de", "het", "een", "van", "'t"}:
        start, at = body.words[at].start, at - 1
    return start
