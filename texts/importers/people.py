"""Whether a label that stands once is somebody's name: a first name people have, or in letters of another script."""

from __future__ import annotations

import unicodedata

from pilot.families.real_names import folded
from texts.deidentify.lists import first_names

_FOREIGN_WORDS, _FOREIGN_CHARS = 3, 24


def is_first_name(word: str) -> bool:
    """Whether people are called so, and it is no word of the language; the list is read when first asked."""
    return folded(word, case=True)[0].strip(".,") in first_names()[0]


def is_foreign(name: str) -> bool:
    """Whether a short name holds letters, and none of them Latin, of which our lists know nothing."""
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and len(name) <= _FOREIGN_CHARS and len(name.split()) <= _FOREIGN_WORDS and not any(
        unicodedata.name(c, "LATIN").startswith("LATIN") for c in letters)
