"""Numbers of somebody: telephones, accounts, citizens, plates and e-mail, in digits, in words, spelled out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilot.families import identifiers
from texts.deidentify.lists import shipped
from texts.deidentify.numerals import read_aloud, value
from texts.deidentify.spans import PATTERN, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body

_SURE, _LIKELY = 0.95, 0.75
# What is said before a number, and what kind of number that makes it.
_SAID = {
    "phone": {"nummer", "telefoonnummer", "telefoon", "tel", "bel", "bellen", "gsm", "gsm-nummer", "gsmnummer",
              "mobiel", "mobieltje", "noodnummer", "06-nummer", "belde", "app", "appen", "sms"},
    "bsn": {"bsn", "burgerservicenummer", "sofinummer", "sofi-nummer", "bsn-nummer"},
    "nrn": {"rijksregisternummer", "rijksregister", "insz", "rrn", "inszet"},
    "iban": {"rekening", "rekeningnummer", "iban", "ibannummer", "bankrekening", "iban-nummer"},
    "plate": {"kenteken", "nummerplaat", "kentekenplaat", "plaat", "nummerbord"},
    "postcode": {"postcode", "postkode", "postnummer"},
}
_DIGITS = {"phone": range(6, 13), "bsn": range(8, 10), "nrn": range(11, 12), "iban": range(9, 20)}
_CARS = all_of("auto wagen busje bus camionette brommer scooter motor bestelbus bestelwagen aanhanger bolide")
_FILLERS = all_of("eh uh ehm uhm en dan ja streepje punt spatie")
# Behind the number of a door, or where it is said to be one, any letters make it a postcode.
_POSTCODE = re.compile(r"(?<![^\W_])(\d{1,5}[a-z]?,\s{1,2})?([1-9]\d{3}\s?[A-Za-z]{2}(?![^\W_])"
    r"((?:,?\s(?:en|dan|met)){0,2}\s(?:nummer|nr\.?|huisnummer)\s\d{1,5}(?!\d))?)")
# The form of a Dutch or Belgian account: nothing else looks so, also where its check digits were misheard.
_ACCOUNT = re.compile(r"(?<!\w)(?:nl\s?\d\d\s?[a-z]{4}(?:[ .-]?\d){10}|be\s?\d\d(?:[ .-]?\d){12})(?!\d)")
_TLD = "nl|be|com|net|org|eu|info|nu|fr|de"
_SIGN = r"(?:apenstaart(?:je)?|aapje|(?:\(|\[)?\bat\b(?:\)|\])?|@)"
_PIECE = r"[\w+-]{1,40}"
_JOIN = r"\s+(?:punt|dot|streepje|underscore|liggend streepje|laag streepje|min)\s+"
# So many pieces at most: a text of nothing else must not take long.
_SPOKEN_EMAIL = re.compile(
    rf"(?<!\w){_PIECE}(?:(?:{_JOIN}|\.){_PIECE}){{0,6}}\s*{_SIGN}\s*{_PIECE}(?:(?:{_JOIN}|\.){_PIECE}){{0,6}}"
    rf"(?:\s+(?:punt|dot)\s+|\.)(?:{_TLD})(?!\w)")
_HANDLE = re.compile(r"(?<![\w.])@[a-z]\w[\w.]{1,28}\w")
_SIDE_CODES = ("LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D", "D-LLL-DD",
               "LL-DDD-L", "L-DDD-LL", "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D", "B-LLL-DDD",
               "LLL-DDD", "DDD-LLL")
_SIGNS = {"L": "[a-z]", "D": r"\d", "B": "[1-9qotuz]"}
_PLATES = re.compile(r"(?<![\w-])(?:" + "|".join(
    r"[-\s.·]".join(f"{_SIGNS[part[0]]}{{{len(part)}}}" for part in code.split("-")) for code in _SIDE_CODES)
    + r")(?![\w-])")
_TYPED_PLATE = re.compile(r"(?<![^\W_])(?=[a-z\d]*\d)(?=[a-z\d]*[a-z])[a-z\d]{6,7}(?![^\W_])")


def numbers(body: Body) -> Iterator[Found]:
    """Numbers of somebody in a text, by their kind; some over others."""
    for start, end, kind in identifiers.spans(body.folded):
        # An address is `doors`', and knows more of streets; what follows a postcode is part of it here.
        if kind != "address":
            yield Found(start, end, kind, PATTERN, _SURE)
    for match in _POSTCODE.finditer(body.folded):
        if match[1] or match[3] or _said_before(body, match.start(2)) == "postcode":
            yield Found(*match.span(2), "postcode", PATTERN, _LIKELY)
    for match in _ACCOUNT.finditer(body.low):
        yield Found(*match.span(), "iban", PATTERN, _LIKELY)
    for match in _SPOKEN_EMAIL.finditer(body.low):
        yield Found(*match.span(), "email", PATTERN, _SURE)
    for match in _HANDLE.finditer(body.low):
        yield Found(*match.span(), "email", PATTERN, _LIKELY)
    yield from _plates(body)
    yield from _read_aloud(body)


def _said_before(body: Body, start: int, most: int = 6) -> str:
    """Which kind of number the words before an offset announce, or ''; the nearest counts."""
    for word in body.before(start, most):
        for kind, names in _SAID.items():
            if word in names:
                return kind
    return ""


def _plates(body: Body) -> Iterator[Found]:
    for match in _PLATES.finditer(body.low):
        said = _said_before(body, match.start()) == "plate"
        as_given = body.folded[match.start():match.end()]
        signs = [char for char in as_given if not char.isalnum()]
        # With spaces between, or in two parts as ABC-123, many things are written so.
        clear = set(signs) == {"-"} and len(signs) == 2
        # A car just named, and letters that make no word: "die wagen 1 nrs 265".
        parts = re.findall("[a-z]+", body.low[match.start():match.end()])
        car = set(body.before(match.start(), 4)) & _CARS and not any(one in shipped().words for one in parts)
        if said or clear or car or (as_given.isupper() and len(set(signs)) == 1):
            yield Found(*match.span(), "plate", PATTERN, _SURE if said or clear else 0.5)
    for word in body.words:
        if word.low in _SAID["plate"] and (spelled := _spelled_plate(body, word.place + 1)):
            yield Found(*spelled, "plate", PATTERN, _LIKELY)
    for match in _TYPED_PLATE.finditer(body.low):
        if _said_before(body, match.start()) == "plate":
            yield Found(*match.span(), "plate", PATTERN, _SURE)


def _letters_behind(body: Body, last: int, said: str) -> int:
    """Where a Dutch postcode of number words ends, with its letters; where nothing says that it is one, 0."""
    after = body.follows(last)
    if after is not None and len(after.text) == 2 and after.text.isalpha() and (
            said == "postcode" or after.text.isupper()):
        return after.end
    return body.words[last].end if said == "postcode" else 0


def _spelled_plate(body: Body, at: int) -> tuple[int, int] | None:
    """Where a plate is spelled behind what says that one comes: 'een abc een twee drie', 'g b nul nul een b'."""
    while at < len(body.words) and body.words[at].low in ("is", "was", "van", "nummer", "ja", "eh"):
        at += 1
    first, signs = at, 0
    while at < len(body.words) and signs < 7 and "\n" not in body.gap(at - 1):
        word = body.words[at]
        number = value(word.low)
        if number is None and len(word.text) > 3:
            break
        signs += len(str(number)) if number is not None else len(word.text)
        at += 1
    text = [word.low for word in body.words[first:at]]
    mixed = any(value(one) is not None for one in text) and any(value(one) is None for one in text)
    return (body.words[first].start, body.words[at - 1].end) if mixed and signs in (6, 7) else None


def _read_aloud(body: Body) -> Iterator[Found]:
    """Numbers in words, or in digits that fit no check: by how they begin, or by what is said before them."""
    at = 0
    while at < len(body.words):
        end = _run(body, at)
        if end > at:
            yield from _number(body, at, end)
        at = max(end, at + 1)


def _run(body: Body, first: int) -> int:
    """One past the last of the number words in a row that begin at a place; the place itself where none does."""
    at = last = first
    while at < len(body.words):
        word = body.words[at]
        single = len(word.text) == 1 and word.text.isalpha() and word.low not in "u"
        numeral = value(word.low) is not None or word.low in ("dubbel", "plus", "ene")
        begins = at == first and (single or word.low in ("nl", "be"))
        if not (numeral or begins or (at > first and (single or word.low in _FILLERS))):
            break
        if numeral or single or word.low in ("nl", "be"):
            last = at + 1
        if "\n" in body.gap(at) or re.search(r"[^\s,.;:/()+-]", body.gap(at)) or (
                at + 1 - first > 40):
            at += 1
            break
        at += 1
    return last


def _number(body: Body, first: int, end: int) -> Iterator[Found]:
    words = body.words[first:end]
    numerals = [word.low for word in words if value(word.low) is not None or word.low in ("dubbel", "plus")]
    if not numerals:
        return
    digits = read_aloud(numerals)
    said = _said_before(body, words[0].start)
    letters = sum(len(word.text) == 1 and word.text.isalpha() for word in words)
    span = words[0].start, words[-1].end
    if said in _DIGITS and len(digits) in _DIGITS[said] and (said == "iban" or not letters):
        # A whole number of more, such as an amount, has few words; a number read aloud has many.
        if said != "phone" or len(words) > 2 or len(digits) > 7:
            yield Found(*span, said, PATTERN, _LIKELY)
    elif said == "plate" and letters and 4 <= len(digits) + letters <= 8:
        yield Found(*span, "plate", PATTERN, _LIKELY)
    elif len(digits) == 4 and (letters_end := _letters_behind(body, words[-1].place, said)):
        yield Found(span[0], letters_end, "postcode", PATTERN, _LIKELY)
    elif not letters and (9 <= len(digits) <= 10 and digits[0] == "0" and digits[1] != "0" or (
            11 <= len(digits) <= 13 and digits.startswith(("0031", "0032", "316", "324")))):
        yield Found(*span, "phone", PATTERN, _LIKELY)
