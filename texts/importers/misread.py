"""Letters that a program took for another set's before it saved a text as UTF-8: Belgi‘ and cafŽ of a Mac, Gülþah."""

from __future__ import annotations

import re

_SIGNS = "‘ŽŠŸ‰ˆ‚•‡”‹þÞðÐ"
# Who has one of these right was read in the right set.
_RIGHT = frozenset("éëïöèüáóäçÉË")
# ş and ğ of Turkish come out as þ and ð, letters of Icelandic alone. There a ð stands behind a consonant or two vowels,
# where no ğ does (Sigurður, Heiða), names begin with Guð, and words have letters that Turkish lacks (Guðrún, Þór); a þ
# behind a letter is never meant.
_NEVER = re.compile(
    r"[^\W\d_][þÞ](?!ing(?:s|i|is)?\b)|\b[ðÐ][^\W\d_]"
    r"|\b(?![^\W\d_]*[áéíóúæÁÉÍÓÚÆ]|(?i:guð|þing(?:s|i|is)?\b))"
    r"(?:[þÞ]|[^\W\d_þÞ]*?(?<!e(?=[iy]ð))(?<!a(?=uð))(?i:[aeıioöuüý]ð))")
_OUT_OF_PLACE = re.compile(r"[a-z](?:[ŽŠŸ‰ˆ‚](?![A-Z])|[•‡”‹][a-z])")
# A single mark before a word, but not that of 's avonds and 't; and one that can close a quotation.
_MARK = re.compile(
    r"(?P<opens>(?<![^\W_])[‘‚](?!(?:[tsnkmr]|er|em|ns|ie|ne)\b)(?=\w))"
    r"|(?<=[\w.,!?…])(?P<closes>[’‘])(?![^\W_])",
    re.IGNORECASE,
)
# As long as a quotation can be, in code points.
_QUOTED = 400
_DEEPEST = 3  # quotations in one another
# A mark behind these is a genitive, whichever was typed: "Kees‘ fiets".
_GENITIVE = "sxzSXZ"


def misread(text: str) -> str | None:
    """A word with a letter that was another one in the set it was written in; None of a text that can be meant.

    A mark that closes what a mark opened, or stands for an apostrophe, is in its place, whichever way it is turned.
    """
    # Looked for sign by sign first, which takes a hundredth of the time.
    if not any(sign in text for sign in _SIGNS):
        return None
    found = _NEVER.search(text)
    at = found.start() if found else None
    if at is None and not any(letter in text for letter in _RIGHT):
        found = _OUT_OF_PLACE.search(text)
        at = found.start() if found else _lone_mark(text)
    return None if at is None else _word(text, at)


def _lone_mark(text: str) -> int | None:
    """Where a mark that opens ends a word, and nothing before it was opened."""
    if "‘" not in text:
        return None
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        at = mark.start()
        opened = [other for other in opened[-_DEEPEST:] if at - other < _QUOTED]
        before = text[at - 1 : at]
        if mark["opens"]:
            opened.append(at)
        elif mark["closes"] == "‘" and not opened and before.isalpha() and before not in _GENITIVE:
            return at
        elif opened and before not in _GENITIVE:
            opened.pop()
    return None


def _word(text: str, at: int) -> str:
    """The word around a place, at most forty code points of it."""
    start = max(text.rfind(space, 0, at) for space in " \n\t") + 1
    end = min((found for space in " \n\t" if (found := text.find(space, at + 1)) >= 0), default=len(text))
    return text[max(start, at - 20) : min(end, at + 20)].strip(".,;:!?()")
