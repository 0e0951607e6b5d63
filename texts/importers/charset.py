"""Bytes of a text file to text: UTF-8, UTF-16 with its mark, else Windows' western set when that fits."""

from __future__ import annotations

import codecs
import re

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers.faults import shown_name

_BINARY = N_("{name} is not text. Choose a text file, or a Word, PDF or subtitle file.")
_UNCLEAR = N_(
    "It is not clear in which character set {name} was saved. Open it, save it as UTF-8 text and choose it again."
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a") + b"\x7f"
_USUAL = set("éèëêïîíìöôóòüûúùáàâäãåçñÉÈËÊÏÎÖÓÜÚÁÀÂÄÇÑßøØœæ‘’‚“”„…–—•·€£©®™°½¼¾²³«»´`¨¿¡§×÷±\u00a0\u00ad")
# What UTF-8 looks like when it was read as Windows text somewhere on its way.
_TWICE = re.compile("Ã[\u0080-\u00bf©«¯¶³¼§‰ƒ€]|â€[™œ\u009d“”¦]")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text in `data`; a byte order mark decides, then UTF-8, then `declared`, then a careful cp1252.

    Raises:
        BadInput: it is not text, or the character set is not clear.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name)
    if len(data.translate(None, _CONTROLS)) < len(data) - max(2, len(data) // 500):
        raise BadInput(_BINARY, name=shown_name(name))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, declared, name) if declared else _western(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as fault:
        raise BadInput(_UNCLEAR, name=shown_name(name)) from fault


def _western(data: bytes, name: str) -> str:
    text = _strict(data, "cp1252", name)
    special = [c for c in text if c > "\x7f"]
    usual = sum(c in _USUAL for c in special)
    if len(special) > 0.3 * len(text) or usual < 0.8 * len(special) or _TWICE.search(text):
        raise BadInput(_UNCLEAR, name=shown_name(name))
    return text
