"""A text as it is searched: folded (accents and what cannot be seen left out), in words that know where they stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from pilot.families.alike import as_latin
from pilot.families.real_names import folded
from texts.deidentify.word_sets import all_of

# Letters that are letters with a sign to a reader, and to Unicode letters of their own; one for one.
_LIKE = str.maketrans("łŁøØđĐıæÆœŒ", "lLoOdDiaAoO")
_WORD = re.compile(r"\d+|[^\W\d_]+(?:['-][^\W\d_]+)*")
# Who speaks, at the beginning of a line.
LABEL = re.compile(r"^[ \t]*(?:\[?[\d:.,]{4,}\]?[ \t]*)?[^\n:]{1,40}:(?=\s)", re.MULTILINE)
_ENDS_SENTENCE = re.compile(r"[.?!\n:\"“”«»]|\.\.")
# A full stop behind these ends no sentence.
SHORT = all_of("mevr mw mej dhr hr dr drs mr ir ing prof ds st fam past burg jr sr nr br v d")


@dataclass(frozen=True)
class Word:
    """A word or a number; `start`, `end` into the folded text; `low` in small letters; `place` among the words.

    `begins`: a sentence or what somebody says begins with it, so that its capital says nothing.
    """

    low: str
    text: str
    start: int
    end: int
    place: int
    begins: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def tells(self) -> bool:
        """Whether it begins with a capital that it need not have."""
        return self.is_capital and not self.begins and not (self.text.isupper() and len(self.text) > 1)

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()


class Body:
    """A text folded for searching.

    Attributes:
        text: as given; folded: as searched; places: of each character of the second its place in the first.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        once, self.places = folded(as_latin(text), case=False)
        self.folded = once.translate(_LIKE)

    @cached_property
    def low(self) -> str:
        """In small letters, letter for letter."""
        low = self.folded.lower()
        return low if len(low) == len(self.folded) else "".join(
            one.lower() if len(one.lower()) == 1 else one for one in self.folded)

    @cached_property
    def words(self) -> list[Word]:
        """Its words in order."""
        labels = {match.end() for match in LABEL.finditer(self.folded)}
        found: list[Word] = []
        for match in _WORD.finditer(self.folded):
            between = self.folded[found[-1].end if found else 0:match.start()]
            ended = not found or any(match.start() - gap in labels for gap in range(1, 4))
            if not ended and _ENDS_SENTENCE.search(between):
                only_stop = between.strip() == "." and (found[-1].low in SHORT or (
                    len(found[-1].text) == 1 and found[-1].is_capital))
                ended = not only_stop
            found.append(Word(self.low[match.start():match.end()], match[0], *match.span(), len(found), ended))
        return found

    def gap(self, place: int) -> str:
        """What stands between a word, by its place, and the next; '\\n' behind the last."""
        words = self.words
        return self.folded[words[place].end:words[place + 1].start] if 0 <= place < len(words) - 1 else "\n"

    def follows(self, place: int) -> Word | None:
        """The next word on the same line."""
        return None if "\n" in self.gap(place) else self.words[place + 1]

    def word(self, place: int) -> Word | None:
        """A word by its place, None outside."""
        return self.words[place] if 0 <= place < len(self.words) else None

    def near(self, place: int, low: str) -> bool:
        """Whether the word at a place is this one."""
        found = self.word(place)
        return found is not None and found.low == low

    def before(self, start: int, most: int = 6) -> list[str]:
        """The words before an offset on its line, the nearest first."""
        from bisect import bisect_left

        at = bisect_left(self.words, start, key=lambda word: word.start)
        found: list[str] = []
        for place in range(at - 1, max(-1, at - 1 - most), -1):
            if "\n" in self.folded[self.words[place].end:start]:
                break
            found.append(self.words[place].low)
        return found

    def at(self, start: int, end: int) -> tuple[int, int]:
        """A span of the folded text as a span of the text, with the accents that hang on its last letter."""
        first, last = self.places[start], self.places[end - 1] + 1
        while last < len(self.text) and unicodedata.combining(self.text[last]):
            last += 1
        return first, last
