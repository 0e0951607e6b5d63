"""Dutch and Flemish numbers in words: values, ordinals, and the digits they stand for when a number is read aloud."""

from __future__ import annotations

from functools import cache

_UP_TO_19 = ("nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"
             " zeventien achttien negentien")
_ONES = _UP_TO_19.split()
_TENS = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
         "negentig": 90}
_SPOKEN = {"ene": 1, "achtien": 18, "eenen": 1, "zeuven": 7, "twie": 2}
_ORDINALS = {"eerste": 1, "derde": 3, "achtste": 8}


@cache
def _small() -> dict[str, int]:
    found = {word: value for value, word in enumerate(_ONES)} | _TENS | _SPOKEN
    for tens, value in _TENS.items():
        for one in range(1, 10):
            found[f"{_ONES[one]}en{tens}"] = value + one
            found[f"{_ONES[one]}-en-{tens}"] = value + one
    return found


@cache
def value(word: str) -> int | None:
    """The number a word is, in digits or written out without accents ('tweeentachtig'); None for other words."""
    if word.isdecimal():
        return int(word) if len(word) < 12 else None
    small = _small()
    if word in small:
        return small[word]
    if word.startswith("negentien") and small.get(word.removeprefix("negentien"), 0) >= 20:
        return 1900 + small[word.removeprefix("negentien")]  # "negentienvierentachtig", heard as one word
    for unit, times in (("duizend", 1000), ("honderd", 100)):
        before, found, after = word.partition(unit)
        if found:
            first = small.get(before) if before else 1
            rest = value(after.removeprefix("en")) if after else 0
            return first * times + rest if first and rest is not None and rest < times else None
    return None


def is_years(word: str) -> bool:
    """Whether a word may say how old somebody is: a number to 110, or so many and a half; 'een' is an article."""
    word = word.replace("-", "") if word.endswith("half") else word
    if word == "anderhalf" or word.endswith("eneenhalf"):
        return True
    if word.endswith("enhalf"):
        return value(word.removesuffix("half").removesuffix("en").removesuffix("een")) is not None
    number = value(word)
    return number is not None and number <= 110 and word not in ("een", "ene", "nul")


@cache
def ordinal(word: str) -> int | None:
    """The number an ordinal is: 'twaalfde', 'vierentwintigste', '3e' has its digits elsewhere; None for others."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    for ending in ("ste", "de"):
        if word.endswith(ending) and (found := value(word.removesuffix(ending))) is not None and not word[0].isdigit():
            return found
    return None


def read_aloud(words: list[str]) -> str:
    """The digits of number words in a row: 'nul zes twaalf' is 0612, 'vierhonderd vijfenzeventig' is 475, 'dubbel nul'
    is 00."""
    digits, at = "", 0
    while at < len(words):
        word = words[at]
        times = 2 if word == "dubbel" else 0
        after = words[at + 1] if at + 1 < len(words) else ""
        if times and value(after) is not None:
            digits, at = digits + str(value(after)) * times, at + 2
            continue
        if word == "plus":
            at += 1
            continue
        found = value(word)
        rest = value(after)
        if found and found % 100 == 0 and not word.isdecimal() and rest is not None and 0 < rest < 100 and (
                not after.isdecimal()):
            digits, at = digits + str(found + rest), at + 2
            continue
        digits, at = digits + (word if word.isdecimal() else str(found)), at + 1
    return digits
