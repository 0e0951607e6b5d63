"""Text that was written in a set and read in another before it was saved: "Ã©Ã©n" for één, "+AOkA6Q-n" in UTF-7."""

from __future__ import annotations

import re

from texts.importers.plausible import plausible

_WESTERN = "cp1252"
# Where the bytes of UTF-8 were taken for letters of Windows: a first byte, then what Windows shows for the others.
_NEXT = r"[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_FIRST = "ÂÃÄÅâðÐÑÎÏ"
# Only the first bytes of letters and signs that are written in Europe: "É…" and "É”" are said.
_TWICE = re.compile(rf"[ÂÃÄÅ]{_NEXT}|â{_NEXT}{{2}}|ð{_NEXT}{{3}}|(?:[ÐÑ]{_NEXT}){{3}}|(?:[ÎÏ]{_NEXT}){{3}}")
# The no-break space of "Ã\xa0" became a plain one on the way, so that the à cannot be found back.
_LOST = re.compile(r"[^\W\d_]Ã(?=\s)|\bÃ\s|â€(?:\s|$)")
_MOST = 3  # times that somebody may have saved it so
_SHIFTED = re.compile(rb"\+[A-Za-z0-9+/]{3,400}-?")


class Unclear(Exception):
    """Letters were lost on the way, and cannot be found back."""


def once(text: str) -> str:
    """The text as it was before UTF-8 was read as another set and saved again; most texts as they are.

    Raises: Unclear where that cannot be undone as a whole.
    """
    # Looked for letter by letter first, which takes a hundredth of the time.
    if not any(first in text for first in _FIRST):
        return text
    for _time in range(_MOST):
        if not _TWICE.search(text):
            break
        try:
            text = _bytes_of(text).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError) as fault:
            raise Unclear from fault
    if _LOST.search(text):
        raise Unclear
    return text


def _bytes_of(text: str) -> bytes:
    """The bytes that were taken for this text; those that Windows' set leaves out stand for themselves."""
    try:
        return text.encode(_WESTERN)
    except UnicodeEncodeError:
        return b"".join(char.encode("latin-1" if "\x80" <= char <= "\x9f" else _WESTERN) for char in text)


def of_utf7(data: bytes) -> str | None:
    """The text of UTF-7, in which letters beyond ASCII are written with it; None where it is something else."""
    if not data.isascii() or not _SHIFTED.search(data):
        return None
    try:
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return None
    letters = "".join(char for char in text if char.isascii() or char.isalpha())
    return text if not letters.isascii() and plausible(letters) else None
