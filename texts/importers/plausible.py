"""Whether decoded text can be what somebody wrote: the same bytes mean other letters in another character set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

# Letters beyond ASCII by language, as chardet names the languages. Icelandic and Faroese are left out on purpose: their
# þ and ð are nearly always another set's letters, read wrongly.
_LETTERS = {
    "nl": "éèëêïíîóòöôüúûáàäâç",
    "en": "éèêëïöüçñ",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "de": "äöüßé",
    "es": "áéíñóúü",
    "pt": "áâãàçéêíóôõúü",
    "it": "àèéìíîòóùú",
    "sv": "åäöé",
    "da": "æøåéö",
    "no": "æøåéòôö",
    "fi": "äöåšž",
    "et": "äöõüšž",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșțşţ",
    "tr": "çğıiöşüâîû\u0130",
    "hr": "čćđšž",
    "sl": "čšžćđ",
    "bs": "čćđšž",
    "sr": "čćđšž",
    "sq": "çë",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
}
_LANGUAGES = {name: frozenset(letters + letters.upper()) for name, letters in _LETTERS.items()}
_SCRIPTS = {
    "ru": "CYRILLIC",
    "uk": "CYRILLIC",
    "bg": "CYRILLIC",
    "mk": "CYRILLIC",
    "be": "CYRILLIC",
    "el": "GREEK",
    "ar": "ARABIC",
    "fa": "ARABIC",
    "he": "HEBREW",
}
# Names of people in a Dutch text come from elsewhere too; but š, ž and œ are what a Mac's ö, û and ú look like.
_IN_DUTCH = _LANGUAGES["nl"] | frozenset("ñßøæåìùõãÑØÅÆ")
# What Dutch words are written with; a circumflex or grave stands behind no vowel ("Belgiâ" is a Mac's België).
_CORE = frozenset("éèëêïíóöôüúûáàäâçÉËÈÏÖÜÁÓ")
_MISPLACED = re.compile(r"[aeiouAEIOU][âêôûàäáúíó](?![aeiou]?[uw])", re.UNICODE)
_OPENING = "‘“‚„«¿¡"
_CLOSING = "’”»…"
_WRITTEN = frozenset(
    f"{_OPENING}{_CLOSING}‹›–—•·€£©®™°½¼¾²³´`¨§×÷±ªº†‡\u00a0\u00ad\u2010\u2011\u2012\u2015\u2212\u00b5\u202f"
)

# What is next to these signs in no text: "£ód¼" is Łódź, "ªükrü" Şükrü and "by³" był.
_BESIDE: dict[str, Callable[[str, str], bool]] = {
    **dict.fromkeys("£€", lambda _before, after: after.isalpha()),
    **dict.fromkeys("©®", lambda _before, after: after.islower()),
    **dict.fromkeys("½¼¾", lambda before, _after: before.isalpha()),
    **dict.fromkeys("±", lambda before, after: before.isalpha() or after.isalpha()),
    **dict.fromkeys("ªº", lambda before, after: after.isalpha() or not (before.isalnum() or before == ".")),
    **dict.fromkeys("°", lambda before, _after: before.isalpha() and before not in "nN"),
    **dict.fromkeys("³", lambda before, after: after.isalpha() or (before.isalpha() and before != "m")),
}


def plausible(text: str, language: str = "nl", *, strict: bool = False) -> bool:
    """Whether every letter beyond ASCII belongs to the language, and every sign stands where such a sign can stand.

    Args:
        language: a code such as "nl" or "pl"; of an unknown one no text is plausible.
        strict: only letters of Dutch words are Dutch, each where Dutch has it; names from elsewhere do not count.
    """
    script = _SCRIPTS.get(language)
    dutch = language in ("nl", "en")
    letters = (_CORE if strict else _IN_DUTCH) if dutch else _LANGUAGES.get(language, frozenset())
    if not (letters or script) or (dutch and strict and _MISPLACED.search(text)):
        return False
    return _quotes_close(text) and all(_fits(*three, letters, script) for three in _special(text))


def _quotes_close(text: str) -> bool:
    """Whether low quotes are quotes: single ones that have a closing one; "‚‚n" is één from DOS."""
    if "‚‚" in text or text.count("‚") > text.count("’") + text.count("‘"):
        return False
    # "‹nitiatief" is DOS too, and "¿eby" Polish.
    asked = text.count("¿") <= text.count("?") and text.count("¡") <= text.count("!")
    return asked and text.count("‹") == text.count("›")


def _special(text: str) -> Iterator[tuple[str, str, str]]:
    """Each character beyond ASCII with its neighbours, a space at either end of the text."""
    padded = f" {text} "
    for at, char in enumerate(padded):
        if char > "\x7f":
            yield padded[at - 1], char, padded[at + 1]


def _fits(before: str, char: str, after: str, letters: frozenset[str], script: str | None) -> bool:
    if char.isalpha() and char not in "ªº":
        if script:
            # No word is half Latin, half Hebrew.
            mixed = any(c.isascii() and c.isalpha() for c in (before, after))
            return not mixed and unicodedata.name(char, "").startswith(script)
        # "CAFÉ" is a word; "cafÉ" and "ÇÇn" hold another set's letters.
        shouts = char.isupper() and (before.islower() or (before.isupper() and after.islower()))
        # "Ôs avonds" and "Û 5" are a Mac's quote mark and euro.
        begins = char in "ÔÕÒÛÙ" and not before.isupper() and not after.isupper()
        return char in letters and not shouts and not begins
    if script and unicodedata.name(char, "").startswith(script):
        return True
    if char not in _WRITTEN:
        return False
    inside = before.isalpha() and after.isalpha()
    if char in _BESIDE and _BESIDE[char](before, after):
        return False
    if char in "–—·":
        # A dash between small letters without spaces is a Mac's ñ or ó.
        return not (before.islower() and after.islower())
    if char in "†‡":
        return not before.isalpha()
    if char == "…":
        # "voil…, zei zij" is voilà from DOS.
        return not (before.isalpha() and after in ",;:")
    if char in "’´`\u00ad\u2010\u2011\u00a0":
        return True
    if char in _OPENING:
        # An opening mark ends no word: "Belgi‘" is België from a Mac.
        return not before.isalpha()
    return not inside
