"""The one form in which text is stored, so that offsets and hashes mean the same everywhere."""

from __future__ import annotations

import re
import unicodedata

# Word writes a soft line break as VT, printers a page break as FF, mainframes a line end as NEL. Dropping
# them like the other control characters would glue two words together, so they become line ends.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85]")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def normalise(text: str) -> str:
    r"""`text` in NFC with LF line ends, without byte order marks, NULs and control characters but \n and \t.

    Half surrogates (they cannot be written as UTF-8) become U+FFFD; nothing else changes: spaces of every
    kind, empty lines and soft hyphens stay. Idempotent.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _DROPPED.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)
