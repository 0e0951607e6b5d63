"""Whether what is shown are the words of a passage, shortened and explained openly: pure.

Words may be left out where [...] says so, and words of one's own stand between [ and ]. Everything else must be the
passage, sign for sign; only spaces and line ends do not count.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pilot.errors import BadInput
from pilot.words import N_

KEPT, LEFT_OUT, ADDED = "kept", "left out", "added"
LONGEST_ADDED = 40  # characters between [ and ]
GAPS = frozenset({"[...]", "[…]"})
_TOKEN = re.compile(r"\[[^\[\]\n]*\]|\w+(?:['’-]\w+)*|[^\w\s]")
_LETTER = re.compile(r"\w")
_DIFFERS = N_("At “{word}” this is not what was said. Leave words out with [...], and put your own words between [ and"
              " ].")
_GOES_ON = N_("The passage goes on after “{word}”. Put [...] where you leave its words out.")
_NOTHING = N_("Of the passage itself there are no words left. Keep some of them.")
_OWN = N_("“{word}” is too long for words of your own: at most {n} characters between [ and ].")


class Piece(NamedTuple):
    """A stretch of words, and whether it was kept, left out or added."""

    how: str
    words: str


class _Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def same(self) -> str:
        """What it is compared by: a curly apostrophe is an apostrophe."""
        return self.text.replace("’", "'")

    @property
    def is_gap(self) -> bool:
        return self.text.replace(" ", "") in GAPS

    @property
    def is_own(self) -> bool:
        return len(self.text) > 2 and self.text[0] == "[" and not self.is_gap and bool(_LETTER.search(self.text))


def pieces(passage: str, shown: str) -> tuple[Piece, ...]:
    """What was kept, left out and added, in order; whoever reads it sees the whole passage.

    Raises: BadInput where the words differ in any other way, with the first word that does.
    """
    said, told = _tokens(passage), _tokens(shown)
    for one in told:
        if one.is_own and len(one.text) > LONGEST_ADDED + 2:
            raise BadInput(_OWN, word=one.text[:LONGEST_ADDED] + "…", n=LONGEST_ADDED)
    reached = [{0}]
    for one in told:
        reached.append(_after(one, reached[-1], said))
        if not reached[-1]:
            raise BadInput(_DIFFERS, word=_around(shown, one))
    if len(said) not in reached[-1]:
        raise BadInput(_GOES_ON, word=_around(shown, told[-1]) if told else "")
    steps = _steps(said, told, reached)
    if not any(how == KEPT and _LETTER.search(told[at].text) for how, at, _from, _to in steps):
        raise BadInput(_NOTHING)
    return _joined(passage, shown, said, told, steps)


def _tokens(text: str) -> list[_Token]:
    return [_Token(match[0], *match.span()) for match in _TOKEN.finditer(text)]


def _after(one: _Token, before: set[int], said: list[_Token]) -> set[int]:
    """How far the passage may be told after a token, from how far it may have been told before it."""
    found = {at + 1 for at in before if at < len(said) and said[at].same == one.same}
    if one.is_gap and before:
        found |= set(range(min(before) + 1, len(said) + 1))
    return found | before if one.is_own else found


_Step = tuple[str, int, int, int]  # how, which token is shown, and from where to where in the passage


def _steps(said: list[_Token], told: list[_Token], reached: list[set[int]]) -> list[_Step]:
    """One way, from the end, by which what is shown came of the passage; what is left out is as short as can be."""
    steps: list[_Step] = []
    to = len(said)
    for at in range(len(told) - 1, -1, -1):
        one, before = told[at], reached[at]
        if to - 1 in before and said[to - 1].same == one.same:
            steps.append((KEPT, at, to - 1, to))
        elif one.is_own:
            steps.append((ADDED, at, to, to))
        else:
            steps.append((LEFT_OUT, at, max(place for place in before if place < to), to))
        to = steps[-1][2]
    return steps[::-1]


def _joined(
    passage: str, shown: str, said: list[_Token], told: list[_Token], steps: list[_Step],
) -> tuple[Piece, ...]:
    """Steps of a kind in a row as one piece, in the words as they stand there."""
    found: list[Piece] = []
    n = 0
    while n < len(steps):
        last = n
        while last + 1 < len(steps) and steps[last + 1][0] == steps[n][0] == KEPT:
            last += 1
        how = steps[n][0]
        words = (passage[said[steps[n][2]].start:said[steps[n][3] - 1].end] if how == LEFT_OUT
                 else shown[told[steps[n][1]].start:told[steps[last][1]].end])
        found.append(Piece(how, words))
        n = last + 1
    return tuple(found)


def _around(shown: str, one: _Token) -> str:
    """A token with the word before it, for a sentence."""
    before = shown[:one.start].split()
    return " ".join([*before[-1:], shown[one.start:one.end]]) if not _LETTER.search(one.text) else one.text[:60]
