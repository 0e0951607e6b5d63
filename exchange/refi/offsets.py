"""How programs count in a text: the standard says code points, and real files do otherwise.

Three conventions are known. *codepoint*: code points of the file as it lies, a line end of two characters as two.
*utf16_crlf2*: UTF-16 units, so a smiley is two; a line end of two as two (NVivo). *codepoint_crlf1*: code points, every
line end as one (ATLAS.ti). A byte order mark is never counted. Which one a project uses is found by looking where
selections begin and end: people select words, so the right convention seldom cuts one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CONVENTIONS = CODEPOINT, UTF16_CRLF2, CODEPOINT_CRLF1 = ("codepoint", "utf16_crlf2", "codepoint_crlf1")
_WIDE = {
    CODEPOINT: re.compile("\r\n"), UTF16_CRLF2: re.compile("\r\n|[\U00010000-\U0010ffff]"), CODEPOINT_CRLF1: None}
# What a program writes, where the text does not tell.
_USUAL = (("nvivo", UTF16_CRLF2), ("atlas", CODEPOINT_CRLF1))
# A name that is the selected words says more than any boundary.
_NAMED = 4


def stored(raw: str) -> str:
    """A text as we keep it: LF line ends, no NUL (which no store takes)."""
    return raw.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


class Ruler:
    """Positions of one convention in one text, as offsets in the stored text."""

    def __init__(self, raw: str, convention: str) -> None:
        wide = _WIDE[convention]
        self.length = len(stored(raw))
        # A sign that counts double ends at its own place in the stored text, and one more for each such sign so far.
        self._ends: list[int] = []
        shrunk = 0
        for match in wide.finditer(raw) if wide else ():
            at = match.start() - shrunk
            self._ends.append(at + len(self._ends) + 2)
            shrunk += len(match[0]) - 1

    def offset(self, position: int) -> int:
        """Code points into the stored text; may lie past its end, as the position did."""
        return position - bisect_right(self._ends, position)


class Told(NamedTuple):
    """A selection as it was written, with its name."""

    start: int
    end: int
    name: str


def convention(texts: Iterable[tuple[str, Sequence[Told]]], origin: str) -> str:
    """The convention in which these selections fit these texts best; where several do, the usual one of `origin`.

    Args:
        texts: each as it lay in the file, but for its byte order mark.
    """
    usual = next((found for name, found in _USUAL if name in origin.casefold()), CODEPOINT)
    scores = dict.fromkeys(CONVENTIONS, 0)
    for raw, told in texts:
        text = stored(raw)
        for one in CONVENTIONS:
            ruler = Ruler(raw, one)
            scores[one] += sum(fit(text, ruler.offset(s), ruler.offset(e), name) for s, e, name in told)
    best = max(scores.values())
    return usual if scores[usual] == best else next(one for one in CONVENTIONS if scores[one] == best)


def fit(text: str, start: int, end: int, name: str) -> int:
    """How well a selection fits: whether it lies in the text, cuts no word, begins and ends with one, is its name."""
    if not 0 <= start < end <= len(text):
        return -2
    words = _folded(text[start:end])
    named = _folded(name).rstrip("….")
    return (
        (not (start and _is_letter(text[start - 1]) and _is_letter(text[start]))) + (not text[start].isspace())
        + (not (end < len(text) and _is_letter(text[end - 1]) and _is_letter(text[end])))
        + (not text[end - 1].isspace())
        + (_NAMED if len(named) > 2 and words.startswith(named) else 0))


def _is_letter(char: str) -> bool:
    return char.isalnum() or "\u0300" <= char <= "\u036f"


def _folded(text: str) -> str:
    return " ".join(text.split())
