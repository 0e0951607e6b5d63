"""Signs of a font's own, in the code points that Unicode leaves to programs: read where they are known."""

from __future__ import annotations

import re

from pilot.words import ngettext
from texts.importers.symbols import symbol

_PRIVATE = re.compile("[\ue000-\uf8ff]")
# Joined letters where Apple's, Adobe's and TeX's fonts keep them.
_LETTERS = {
    "\uf001": "fi", "\uf002": "fl", "\uf003": "ffi", "\uf004": "ffl", "\uf000": "ff", "\ue000": "fi", "\ue001": "fl",
    "\uf6be": "j", "\uf6c3": ",",
}
_NOT_KNOWN = "\N{REPLACEMENT CHARACTER}"


def without_private(text: str) -> tuple[str, int]:
    """The text with joined letters and points of lists as what they are, and how many signs are not known.

    A sign that is not known is shown as one: what it stood for cannot be told from the file.
    """
    if not _PRIVATE.search(text):
        return text, 0
    unknown = 0

    def known(match: re.Match[str]) -> str:
        nonlocal unknown
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        inside_word = any(c.isalpha() for c in beside)
        if inside_word and match[0] in _LETTERS:
            return _LETTERS[match[0]]
        shown = symbol("Wingdings", ord(match[0])) or symbol("Symbol", ord(match[0]))
        if inside_word and shown.isalpha():
            shown = ""  # a Greek letter in a Dutch word is a guess
        unknown += not shown
        return shown or _NOT_KNOWN

    return _PRIVATE.sub(known, text), unknown


def unknown_letters(number: int) -> str:
    """The warning on signs that are not known."""
    return ngettext(
        "{number} letter is a sign of the font's own and cannot be read; it stands there as �. Set it right in the"
        " file, or choose the file from which this one was made.",
        "{number} letters are signs of the font's own and cannot be read; they stand there as �. Set them right in the"
        " file, or choose the file from which this one was made.",
        number,
    ).format(number=number)
