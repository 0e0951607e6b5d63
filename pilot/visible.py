"""What is seen of a text: characters that show nothing are folded, so that what looks equal is equal."""

from __future__ import annotations

import re
import unicodedata

# Line ends of every system: Word writes a soft break as VT, printers a page break as FF, mainframes NEL, and web
# editors U+2028 and U+2029. Dropping them as control characters would glue two words together.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters but \t and \n, and the 66 code points that Unicode promises never to use as characters.
_NEVER = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_CONTROLS = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef{_NEVER}]")
# Unicode's "default ignorable" code points: zero-width spaces and joiners, marks of direction, soft hyphens, fillers
# that are letters by name, variation selectors, tags.
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+")
# The characters of which nothing is seen: those, and control characters but line ends and tabs.
UNSEEN = frozenset(
    char for char in map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0xAD, 0x10000), *range(0x1BCA0, 0x1BCA4),
                               *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)))
    if char not in "\t\n\v\f\r\x85" and (_IGNORABLE.fullmatch(char) or _CONTROLS.fullmatch(char)))
_JOINERS = "\u200c\u200d"
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d\u180f]")
_KEYCAP = "\u20e3"
_BLACK_FLAG, _TAG = "\U0001f3f4", re.compile("[\U000e0020-\U000e007f]+")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_SPACES = re.compile(r"\s+")


def visible(text: str) -> str:
    r"""`text` in NFC with LF line ends, without control characters (but \n and \t) and what shows nothing.

    Joiners stay where a script or an emoji needs them, as do variation selectors behind a sign; the joined letters
    that fonts use (U+FB01 for fi) become letters; half surrogates become U+FFFD. Idempotent.
    """
    if text.isascii():
        return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    folded = _IGNORABLE.sub(_kept, text)
    # Composing may put letters together that a dropped sign kept apart, and then nothing is left to fold.
    return unicodedata.normalize("NFC", folded)


def visible_name(text: str) -> str:
    """`text` as a name or key is compared and kept: visible, on one line, single spaces, none at its ends."""
    return _SPACES.sub(" ", visible(text)).strip()


def _kept(match: re.Match[str]) -> str:
    """What must stay of a run of invisible characters, by its neighbours."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    run, kept = match[0], ""
    if before == _BLACK_FLAG and _TAG.fullmatch(run):
        return run
    if _VARIATIONS.match(run) and (_is_sign(before) or after == _KEYCAP):
        kept = run[0]
    joiner = next((c for c in run if c in _JOINERS), "")
    if joiner and _joins(before) and _joins(after):
        kept += joiner
    return kept


def _is_sign(char: str) -> bool:
    """Whether a variation selector can mean something behind this: a symbol or a letter of a script with variants."""
    return bool(char) and unicodedata.category(char) in ("So", "Sm", "Sk", "Lo", "Po") and char > "\u00a0"


def _joins(char: str) -> bool:
    """Whether joiners shape this character: emoji and their modifiers, and letters of scripts without capitals."""
    return bool(char) and unicodedata.category(char) in ("So", "Sk", "Lo", "Mn", "Mc") and char > "\u0590"
