"""Numbers that a word processor writes before paragraphs by itself: "1.", "b)", "IV.", "2.3"."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LONGEST = 4000


def number(value: int, style: str) -> str:
    """A number as its style writes it.

    Args:
        style: '1', '01', 'a', 'A', 'i' or 'I'; '' writes nothing.
    """
    if style in ("a", "A"):
        # After z come aa, bb, as Word counts; never longer than a few letters.
        letter = chr(ord(style) + (value - 1) % 26)
        return letter * min((value - 1) // 26 + 1, 4) if value > 0 else ""
    if style in ("i", "I"):
        roman = _roman(value)
        return roman.upper() if style == "I" else roman
    if style == "01":
        return f"{value:02}"
    return str(value) if style else ""


def _roman(value: int) -> str:
    if not 0 < value < _LONGEST:
        return str(value)
    written = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        written += letters * times
    return written
