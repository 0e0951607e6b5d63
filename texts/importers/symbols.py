"""Signs of the fonts Symbol and Wingdings as letters of Unicode; in the file they are code points without a meaning."""

from __future__ import annotations

# The encoding of Symbol from 0x21 to 0x7E and from 0xA0 to 0xFE, as Adobe published it; a space where there is none.
_SYMBOL_LOW = "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_WINGDINGS = {
    0x28: "☎",
    0x29: "✆",
    0x2A: "✉",
    0x3F: "✍",
    0x41: "✌",
    0x43: "👍",
    0x44: "👎",
    0x45: "☜",
    0x46: "☞",
    0x47: "☝",
    0x48: "☟",
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x4E: "☠",
    0x58: "✠",
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9E: "·",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xAB: "★",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xEF: "⇦",
    0xF0: "⇨",
    0xF3: "⬄",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_PRIVATE = range(0xF000, 0xF100)


def symbol(font: str, code: int) -> str:
    """The sign that a font shows for a code point, '' where it is not known.

    Args:
        code: as the file has it, with or without the private area's F000 added.
    """
    plain = code - 0xF000 if code in _PRIVATE else code
    name = font.casefold().replace(" ", "")
    if name.startswith("symbol"):
        return _of_symbol(plain)
    if name == "wingdings":
        return _WINGDINGS.get(plain, "")
    return "" if code in _PRIVATE or "wingdings" in name or "webdings" in name else chr(code)


def is_private(char: str) -> bool:
    """Whether a character stands in the area where such fonts put their signs."""
    return ord(char) in _PRIVATE


def is_symbol_font(font: str) -> bool:
    """Whether a font shows signs where others show letters."""
    name = font.casefold()
    return name.startswith("symbol") or "wingdings" in name or "webdings" in name


def _of_symbol(code: int) -> str:
    if code == 0x20 or code == 0xA0:
        return " " if code == 0x20 else "€"
    if 0x21 <= code < 0x21 + len(_SYMBOL_LOW):
        return _SYMBOL_LOW[code - 0x21].strip()
    return _SYMBOL_HIGH[code - 0xA0].strip() if 0xA0 <= code < 0xA0 + len(_SYMBOL_HIGH) else ""
