"""The sentences with which an importer refuses, so that each fault is said in one way."""

from __future__ import annotations

import unicodedata

from pilot.errors import BadInput
from pilot.words import N_

_DAMAGED = N_(
    "{name} cannot be read: it is damaged or cut off. Open it in the program that made it, save it again and "
    "choose the new file."
)
_LOCKED = N_("{name} is locked with a password. Save it without a password and choose it again.")
_NO_TEXT = N_("There is no text in {name}. Choose another file.")
_BOMB = N_("{name} unpacks to far more than a text can be, so it was not opened. Choose another file.")
_TOO_LONG = N_("This text has more than {limit} lines. Split it into smaller files.")
_TOO_MUCH = N_("This text has more than {limit} characters. Split it into smaller files.")
# More than a text of 60,000 words has, or captions of fifteen hours.
LINE_LIMIT = 25_000
# Ten times a text of 60,000 words with all that subtitles write between them.
CHARACTER_LIMIT = 5_000_000
_ENTITIES = N_(
    "{name} holds hidden instructions (XML entities) that a text never needs, so it was not opened. Copy the "
    "text to a new document and choose that."
)


def shown_name(name: str) -> str:
    """The file's own name for in a sentence: no folders, no control characters, at most 80 code points."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    clean = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()
    return clean if len(clean) <= 80 else f"{clean[:50]}…{clean[-25:]}"


def damaged(name: str) -> BadInput:
    """The file is of the right kind and cannot be read to its end."""
    return BadInput(_DAMAGED, name=shown_name(name))


def locked(name: str) -> BadInput:
    """The file is encrypted."""
    return BadInput(_LOCKED, name=shown_name(name))


def no_text(name: str) -> BadInput:
    """The file holds nothing to read."""
    return BadInput(_NO_TEXT, name=shown_name(name))


def bomb(name: str) -> BadInput:
    """The file unpacks to more than the limits."""
    return BadInput(_BOMB, name=shown_name(name))


def entities(name: str) -> BadInput:
    """The file declares a DTD or entities."""
    return BadInput(_ENTITIES, name=shown_name(name))


def check_lines(number: int) -> None:
    """Refuse a text of more lines, cues or turns than any conversation has. Raises: BadInput."""
    if number > LINE_LIMIT:
        raise BadInput(_TOO_LONG, limit=LINE_LIMIT)


def check_length(text: str) -> str:
    """The text itself; refuse one of more code points than any conversation has. Raises: BadInput."""
    if len(text) > CHARACTER_LIMIT:
        raise BadInput(_TOO_MUCH, limit=CHARACTER_LIMIT)
    return text
