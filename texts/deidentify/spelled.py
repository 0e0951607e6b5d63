"""Names that are spelled: 'J-a-n', 'H O F S T R A', 'jee aa en'; abbreviations that everybody knows are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from texts.deidentify.spans import PATTERN, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body

_LEAST, _MOST = 3, 30
# Letters with a hyphen or full stop between, or capitals with a space.
_LETTERS = re.compile(
    r"(?<![\w.-])(?:[^\W\d_](?:-[^\W\d_]){2,29}|[^\W\d_](?:\. ?[^\W\d_]){2,29}\.?|[A-Z](?: [A-Z]){2,29})(?![\w-])")
_ABBREVIATIONS = all_of(
    "ocmw cpas ggz ggd clb caw ckg vdab uwv svb cjg bso kdv mbo hbo vmbo havo roc azc coa ind iban bsn sms adhd add"
    " ass pgb wmo wlz zzp bkr pvv vvd cda abc hiv soa dna mri ecg ehbo apk anwb btw kvk avo tso aso buso bijv")
# How a letter is called; those that are words too count only beside those that are none.
_CALLED = {
    "aa": "a", "bee": "b", "see": "c", "cee": "c", "dee": "d", "gee": "g", "haa": "h", "jee": "j", "kaa": "k",
    "pee": "p", "kuu": "q", "tee": "t", "uu": "u", "vee": "v", "wee": "w", "iks": "x", "ypsilon": "y", "zet": "z",
    "oo": "o", "ee": "e", "ie": "i",
}
_WORDS = {"a": "a", "ef": "f", "el": "l", "em": "m", "en": "n", "er": "r", "es": "s", "ij": "y", "i": "i", "o": "o",
          "e": "e", "u": "u", "ha": "h", "ka": "k", "be": "b", "de": "d", "te": "t", "ge": "g"}


def spelled(body: Body) -> Iterator[Found]:
    """Names said letter by letter; sure enough to be shown, as one spells little else."""
    for match in _LETTERS.finditer(body.folded):
        letters = "".join(char for char in match[0].lower() if char.isalpha())
        if letters not in _ABBREVIATIONS and len(set(letters)) > 1:
            yield Found(*match.span(), "name", PATTERN, 0.8, key=letters)
    at = 0
    while at < len(body.words):
        end = _run(body, at)
        if end - at >= _LEAST:
            letters = "".join(_letter(word.low) for word in body.words[at:end])
            if letters not in _ABBREVIATIONS:
                yield Found(body.words[at].start, body.words[end - 1].end, "name", PATTERN, 0.7, key=letters)
        at = max(end, at + 1)


def _letter(low: str) -> str:
    return _CALLED.get(low) or _WORDS.get(low, "")


def _run(body: Body, first: int) -> int:
    """One past the last of the letters called by name from a place on; the place where fewer than two surely are."""
    if body.words[first].low in ("en", "de", "er", "u", "te"):
        return first
    at = first
    while at < min(first + _MOST, len(body.words)) and _letter(body.words[at].low):
        if at > first and body.gap(at - 1) not in (" ", ", ", "-"):
            break
        at += 1
    words = [word.low for word in body.words[first:at]]
    # "en" before or behind them is a word.
    while words and words[-1] not in _CALLED and words[-1] in ("de", "te", "ge", "be", "er"):
        words.pop()
    return first + len(words) if sum(low in _CALLED for low in words) >= 2 else first
