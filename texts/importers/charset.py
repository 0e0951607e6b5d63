"""Bytes of a text file to text: by its mark, as UTF-8, as it declares, else the one reading that can be meant.

Two opinions are asked where nothing says the set: Windows' western set, read carefully, and chardet's. What neither
makes plausible is refused, with how to save it: letters that are silently wrong would be coded and quoted.
"""

from __future__ import annotations

import codecs
import unicodedata

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers.faults import shown_name
from texts.importers.misread import misread
from texts.importers.plausible import plausible
from texts.importers.twice import Unclear, of_utf7, once

_BINARY = N_("{name} is not text. Choose a text file, or a Word, PDF or subtitle file.")
_UNCLEAR = N_(
    "It is not clear in which character set {name} was saved. Open it, save it as UTF-8 text and choose it again."
)
_WENT_WRONG = N_(
    "In {name} letters have become other signs, as in “{word}”. Open it in the program it was made with, save it as "
    "UTF-8 text, or set those words right, and choose it again."
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# CHAT writes the time of each line between two NAK (0x15).
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x15\x1a") + b"\x7f"
# What a page says, and what it means by the web's own rule.
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
_WESTERN = "cp1252"
_DUTCH_SETS = ("cp850", "mac_roman", "cp437")
# Codec, bytes of a letter, and which of them tells the script.
_WIDE = (("utf-32-le", 4, 1), ("utf-32-be", 4, 2), ("utf-16-le", 2, 1), ("utf-16-be", 2, 0))
_WIDE_BYTES = 4096
_MOST_SCRIPTS = 6  # Latin, another one, two kinds of signs
# How much of a text is shown to chardet: a word needs no megabytes to be known.
_SAMPLE_BYTES = 200_000
# Readings whose confidence is within this share of the best one count as an opinion too.
_CLOSE = 0.85
_SURE = 0.8
# What Windows' set shows for ş and ğ; and how many letters make a text Turkish.
_ICELANDIC = frozenset("þðÞÐ")
_ENOUGH = 2
# Windows' signs that came through a program that took them for Latin 1, as control characters; NEL may be meant.
_C1 = {
    code: bytes([code]).decode(_WESTERN)
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text in `data`; a byte order mark decides, then UTF-8, then `declared`, then what is plausible.

    Args:
        declared: the character set that the file itself names, by any name Python knows; others are passed over.

    Raises:
        BadInput: it is not text, or the character set is not clear.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _meant(_once(_strict(data, encoding, name), name), name)
    if wide := unmarked(data):
        return _meant(_strict(data, wide, name), name)
    if len(data.translate(None, _CONTROLS)) < len(data) - max(2, len(data) // 500):
        return _wide(data, name)
    if (shifted := of_utf7(data)) is not None:
        return shifted
    try:
        return _meant(_once(data.decode("utf-8").translate(_C1), name), name)
    except UnicodeDecodeError:
        return _once(_declared(data, declared) or _guessed(data, name), name)


def _meant(text: str, name: str) -> str:
    """The text of a file that was saved well, unless it was read in another set before. Raises: BadInput."""
    if word := misread(text):
        raise BadInput(_WENT_WRONG, name=shown_name(name), word=word)
    return text


def _once(text: str, name: str) -> str:
    try:
        return once(text)
    except Unclear as fault:
        raise unclear(name) from fault


def unmarked(data: bytes) -> str | None:
    """The codec of UTF-16 or UTF-32 without its mark: each letter is followed, or preceded, by what tells its script,
    which few letters differ in; None of anything else.
    """
    for encoding, width, high in _WIDE:
        sample = data[: _WIDE_BYTES // width * width]
        if not len(data) % width and len(sample) >= 2 * width and _tells_script(sample[high::width]) and _is_written(
                sample.decode(encoding, "ignore"), len(sample) // width):
            return encoding
    return None


def may_be_wide(data: bytes) -> bool:
    """Whether it may be text of two bytes a letter, in a script of so many letters that nothing tells which."""
    sample = data[:_WIDE_BYTES]
    return any(_is_written(sample.decode(encoding, "ignore"), len(sample) // width)
               for encoding, width, _high in _WIDE if not len(sample) % width)


def unclear(name: str) -> BadInput:
    """The refusal of text whose character set is not known, with how to save it."""
    return BadInput(_UNCLEAR, name=shown_name(name))


def _tells_script(high: bytes) -> bool:
    return bool(high.count(0)) and len(set(high)) <= _MOST_SCRIPTS


def _is_written(text: str, letters: int) -> bool:
    """Whether nearly all of so many letters are what people write."""
    # Read the wrong way round, a space is another sign, and there are letters of all scripts.
    plain = sum(unicodedata.category(c)[0] != "C" or c in "\t\n\r" for c in text)
    odd = sum(c < " " and c not in "\t\n\r\v\f\x1a" for c in text)
    common = sum(c.isascii() for c in text)
    return odd <= 2 and plain >= 0.9 * letters > 0 and common >= 0.05 * letters


def _wide(data: bytes, name: str) -> str:
    """The text of UTF-16 or UTF-32 without its mark in a script that has no zero bytes. Raises: BadInput."""
    import chardet

    guess = chardet.detect(data[:_SAMPLE_BYTES])
    encoding = (guess["encoding"] or "").lower()
    text = _try(data, encoding) if encoding.startswith(("utf-16", "utf-32")) and guess["confidence"] >= _SURE else None
    if text is None or not plausible(text, str(guess.get("language") or "")):
        raise BadInput(_BINARY, name=shown_name(name))
    return text


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as fault:
        raise unclear(name) from fault


def _declared(data: bytes, declared: str | None) -> str:
    """The text by the set the file names; '' where it names none, or its own bytes speak against it."""
    try:
        codec = codecs.lookup(declared or "").name
        meant = _MEANT.get(codec, codec)
        text = data.decode(meant)
    except (UnicodeDecodeError, LookupError, ValueError):
        return ""
    # The western sets are named by habit, so their letters are looked at.
    return "" if meant == _WESTERN and not plausible(text) else text


def _guessed(data: bytes, name: str) -> str:
    western = _try(data, _WESTERN)
    likely = western is not None and plausible(western)
    opinions = _opinions(data)
    if likely and western is not None:
        best = opinions[0] if opinions else None
        others = best and best[0] != western and best[1] == "nl" and western not in [text for text, _ in opinions]
        if not others:
            return western
    # Several sets agree on most letters: what counts is how many texts there are, not how many names. The sets of DOS
    # and of the Mac are always asked, for one's ö is the other's î.
    readings = {text for text, language in opinions if plausible(text, language, strict=True)}
    for encoding in _DUTCH_SETS:
        text = _try(data, encoding)
        if text is not None and any(language == "nl" for _, language in opinions) and plausible(text, strict=True):
            readings.add(text)
    told = {text for text, _language in opinions}
    if len(readings) != 1 or not readings <= told or (likely and western not in readings):
        raise unclear(name)
    found = readings.pop()
    # One letter of another language is no language: Belgiþ is not Belgiş.
    if western and _ICELANDIC & set(western) and sum(a != b for a, b in zip(western, found, strict=False)) < _ENOUGH:
        raise unclear(name)
    return found


def _opinions(data: bytes) -> list[tuple[str, str]]:
    """(text, language) by chardet, best first, those about as good as the best."""
    import chardet

    found = []
    best = 0.0
    for guess in chardet.detect_all(_sample(data)):
        best = best or guess["confidence"]
        text = _try(data, guess["encoding"] or "")
        if text is not None and guess["confidence"] >= _CLOSE * best:
            found.append((text, str(guess.get("language") or "")))
    return found


def _sample(data: bytes) -> bytes:
    """The lines with letters beyond ASCII, as many as are needed to tell, else one long text of plain letters hides
    them.
    """
    if len(data) <= _SAMPLE_BYTES:
        return data
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    return b"\n".join(lines)[:_SAMPLE_BYTES]


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
