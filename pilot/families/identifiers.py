"""Numbers and addresses in a text that point to somebody whatever anybody's name is: pure, no register needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilot.families.real_names import Hit, apart, folded, hit_at
from pilot.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What stands in the place of one, in the language of who looks; part of the text afterwards.
EMAIL, PHONE, ACCOUNT = N_("[e-mail address]"), N_("[phone number]"), N_("[account number]")
CITIZEN, ADDRESS = N_("[citizen number]"), N_("[address]")
# What was found, more precisely than it is said.
SAID = {"email": EMAIL, "phone": PHONE, "iban": ACCOUNT, "bsn": CITIZEN, "nrn": CITIZEN, "postcode": ADDRESS,
        "address": ADDRESS}
KINDS = tuple(dict.fromkeys(SAID.values()))

# As people write one, not all of RFC 5322: no quotes, no address literals; "(at)" is how careful people write it.
_EMAIL = re.compile(
    r"(?<![^\W_])[\w.+%'-]{1,64}\s?(?:@|[(\[]at[)\]])\s?[^\W_](?:[\w-]{0,62}[^\W_])?(?:\.[^\W_](?:[\w-]{0,62}[^\W_])?)+")
# The same said in words, "moeder at ziggo punt nl": the ending tells it, for "at" is a word of Dutch as well.
_SAID_EMAIL = re.compile(
    r"(?<![^\W_])[\w.+-]{1,64}\s(?:@|at|apenstaartje|[(\[](?:at|@)[)\]])\s?[^\W_](?:[\w-]{0,62}[^\W_])?"
    r"(?:\s?(?:\.|punt|dot|[(\[](?:dot|punt|\.)[)\]])\s?[^\W_](?:[\w-]{0,30}[^\W_])?){0,2}"
    r"\s(?:punt|dot|[(\[](?:dot|punt|\.)[)\]])\s(?:nl|be|com|net|org|eu|info|frl|de|me)(?![^\W_])", re.IGNORECASE)
_IBAN = re.compile(r"(?<![^\W_])(?=([A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}))", re.IGNORECASE)
# Nine digits in a row or in threes and the like; eight only where the text says what they are.
_BSN = re.compile(r"(?<![\d.,/-])\d(?:[ .-]?\d){8}(?![\d/-]|[.,]\d)")
_SHORT_BSN = re.compile(r"(?:bsn|burgerservicenummer|sofinummer)\W{0,12}(\d(?:[ .-]?\d){7})(?!\d)", re.IGNORECASE)
# YY.MM.DD-NNN.CC, with any of its signs left out.
_NN = re.compile(r"(?<![\d.,/-])\d\d[ ./-]?\d\d[ ./-]?\d\d[ ./-]?\d{3}[ ./-]?\d\d(?![\d/-]|[.,]\d)")
# What people put between the digits of a telephone number where a space would do; not what a time or a list has.
_BETWEEN = str.maketrans("·•*|_~", "      ")
# One kind of these all through, in what begins as a telephone number does: no clock is so long, no amount begins so.
_RUN = re.compile(
    r"(?<![\w.,:+-])(?:0\d|\+\d)\d{0,3}(?:(?::\d{1,8}){1,8}|(?:,\d{1,8}){1,8})(?![\w:-]|[.,]\d)")
# A Dutch postcode with a number before or behind it, or one by itself: with the number it is one door.
_POSTCODE = re.compile(
    r"(?<![^\W_])(?:\d{1,5}[ ]?[a-z]{0,2},?\s{1,3})?[1-9]\d{3}\s?(?!S[ADS](?![A-Z]))[A-Z]{2}(?![^\W_])"
    r"(?:[\s,]{1,3}(?:nr\.?|nummer|huisnummer)?[ ]?\d{1,5}(?:-?[a-z]{1,2}(?![^\W_]))?)?")
# The same in small letters or with the number against it, as on a telephone: only with that number behind it.
_TYPED_POSTCODE = re.compile(
    r"(?<![^\W_])[1-9]\d{3}\s?(?P<letters>(?!s[ads])[a-z]{2})[\s,]{0,3}(?:nr\.?|nummer|huisnummer)?[ ]?\d{1,5}"
    r"(?:-?[a-z]{1,2})?(?![^\W_])", re.IGNORECASE)
# A postcode in small letters by itself: only where the text is short and no sentence.
_BARE_POSTCODE = re.compile(r"(?<![^\W_])[1-9]\d{3}\s?((?!s[ads])[a-z]{2})(?![^\W_])", re.IGNORECASE)
_WORD_CODES = frozenset({
    "EN", "OF", "DE", "IN", "OP", "EM", "PM", "AM", "KM", "CM", "MM", "KG", "JA", "HZ", "MB", "GB", "EU", "TV", "PC",
    "OV", "WC", "NA", "TE", "IS", "ZE", "ER", "ZO", "AL", "UT", "BV", "NV", "VN", "OM", "IK", "JE", "WE", "ME", "NU",
    "ML", "DL", "CL", "MG", "KB", "TB", "ST", "NR", "DD", "TM", "DM", "HA", "WK", "MA", "DI", "WO", "DO", "VR", "ZA",
    "GR", "PK", "DB",
})
# A street and its number: nothing but the ending tells it, so the number must follow at once. Words have an end, for a
# text that is one long word must not take long.
_STREET = re.compile(
    r"(?<![^\W_])(?:[A-Z][\w'.-]{0,40}\s){0,3}[A-Z][\w'.-]{0,40}(?:straat|laan|weg|plein|singel|gracht|kade|dreef|hof|pad|steeg|"
    r"plantsoen|dijk|wal|markt|brink|steenweg|boulevard|baan)\s\d{1,4}(?:-?[a-zA-Z]{1,2}(?![^\W_]))?(?![^\W_])")
_REGIONS = ("NL", "BE")


def find(text: str) -> list[Hit]:
    """Phone numbers, e-mail addresses, IBANs, BSNs, rijksregisternummers and addresses of doors, in order, none twice.

    Numbers with a check digit count only when it fits (python-stdnum), phone numbers only when such a number can exist
    in the Netherlands or Belgium, or anywhere when they begin with + (phonenumbers). The replacement is one of `KINDS`,
    in the language of who looks.
    """
    body, places = folded(text, case=False)
    return apart([hit_at(text, places, start, end, _(SAID[kind]), "number") for start, end, kind in spans(body)])


def has_postcode(text: str) -> bool:
    """Whether a Dutch postcode, in letters of any size, stands in a short text such as a pseudonym."""
    return any(match[1].upper() not in _WORD_CODES
               for match in _BARE_POSTCODE.finditer(folded(text, case=False)[0]))


def spans(body: str) -> Iterator[tuple[int, int, str]]:
    """The same in a folded text (`real_names.folded`), by kind: start, end (into it), one of `SAID`; some over others.
    """
    from stdnum.be import nn
    from stdnum.nl import bsn

    yield from ((*match.span(), "email") for each in (_EMAIL, _SAID_EMAIL) for match in each.finditer(body))
    for match in _IBAN.finditer(body):
        yield from ((*span, "iban") for span in _fitting(match, _is_iban))
    yield from ((*match.span(), "nrn") for match in _NN.finditer(body) if nn.is_valid(_digits(match[0])))
    yield from ((*match.span(), "bsn") for match in _BSN.finditer(body) if bsn.is_valid(_digits(match[0])))
    yield from ((*match.span(1), "bsn") for match in _SHORT_BSN.finditer(body) if bsn.is_valid(_digits(match[1])))
    yield from _phones(body)
    yield from ((*match.span(), "postcode") for match in _POSTCODE.finditer(body) if not _is_amount(match[0]))
    yield from ((*match.span(), "postcode") for match in _TYPED_POSTCODE.finditer(body)
                if match["letters"].upper() not in _WORD_CODES)
    yield from ((*match.span(), "address") for match in _STREET.finditer(body))


def _fitting(match: re.Match[str], fits: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """The longest beginning of a match's group that fits, if any: the words behind a number look like more of it."""
    start, last = match.span(1)
    ends = (end for end in range(last, start + 14, -1) if match.string[end - 1].isalnum())
    yield from ((start, end) for end in [next((end for end in ends if fits(match.string[start:end])), 0)] if end)


def _phones(body: str) -> Iterator[tuple[int, int, str]]:
    from phonenumbers import Leniency, PhoneNumberMatcher

    if not any(char.isdigit() for char in body):
        return
    body = _RUN.sub(_spaced, body.translate(_BETWEEN))
    for region in _REGIONS:
        for match in PhoneNumberMatcher(body, region, leniency=Leniency.VALID, max_tries=1000):
            # Seven digits of one town, and numbers of a few digits for everybody, are no telephone of somebody's.
            if len(_digits(match.raw_string)) >= 9:
                yield match.start, match.end, "phone"


def _spaced(match: re.Match[str]) -> str:
    """A run of figures as long as a telephone number, with spaces between them; any other as it is."""
    is_long = 9 <= len(_digits(match[0])) <= 13
    return match[0].translate({ord(":"): " ", ord(","): " "}) if is_long else match[0]


def _is_iban(text: str) -> bool:
    """Length and form of the country, and the check digits; whether the bank exists does not matter."""
    from stdnum import iban

    return bool(iban.is_valid(text, check_country=False))


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _is_amount(postcode: str) -> bool:
    """Whether what looks like a postcode is a year or an amount with a word behind it: '2021 EN'."""
    letters = re.search(r"[A-Z]{2}", postcode)
    return letters is not None and letters[0] in _WORD_CODES
