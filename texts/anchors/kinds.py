"""Whether a number may be what a placeholder in brackets says that it is: "38" an age, and not the 5 of "5 keer"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilot.vocabulary import calendar
from texts.anchors.meanings import BEFORE_NUMBERS, BEING, SPANS, YEARS
from texts.anchors.spelling import SAYING_PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

OLDEST = 120  # years
_YEARS_OLD = re.compile(r"(\d{1,3})(?:[ -](?:jaar|jr|years?|yrs?))?([ -](?:jarige?|oud|old))?")
_AGE, _NUMBER = ("leeftijd", "age"), ("nummer", "huisnummer", "number")
_MONTHS = "|".join(sorted(calendar.MONTH_WORDS))
# By kind what it looks like, its words joined by spaces; without capitals.
_SHAPES = {kind: re.compile(shape) for kinds, shape in (
    ("datum geboortedatum date", rf"\d{{1,2}}([-/. ])(?:\d{{1,2}}|{_MONTHS})(?:\1\d{{2,4}})?"
                                 rf"|(?:{_MONTHS}) \d{{1,2}}(?:,? \d{{4}})?"
                                 r"|\d{4}-\d\d-\d\d|(?:19|20)\d\d"),
    ("adres address", r"[^\W\d].* \d{1,5}(?:[ -]?[a-z]{1,3})?(?: \d{4} ?[a-z]{2})?(?: [^\W\d].*)?"),
    ("postcode", r"\d{4} ?[a-z]{2}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}"),
    ("telefoonnummer telefoon phone", r"\+?\d(?:[ ()/-]{0,2}\d){7,13}"),
    ("bsn", r"\d(?:[ .-]?\d){7,8}"),
    ("rekeningnummer", r"[a-z]{2}\d\d(?: ?[a-z\d]){8,30}|\d(?:[ .]?\d){5,9}"),
    ("kenteken", r"(?=.*\d)(?=.*[a-z])[a-z\d]{1,3}(?:[ -][a-z\d]{1,3}){2}"),
    ("email e-mail mailadres", r"\S+@\S+\.\S+"),
) for kind in kinds.split()}


def fits(kind: str, was: Sequence[str], before: str, after: Sequence[str]) -> bool:
    """Whether these words are of a kind that is told by a number, as far as one can tell.

    Args:
        kind: one of `meanings.NUMBERS`.
        was: the words; before: the word before them, or ''; after: those after them.
    """
    said, then = " ".join(was).casefold(), [word.casefold() for word in after]
    if kind in _AGE:
        return _is_age(said, before.casefold(), then)
    if kind in _NUMBER:
        leads = before.casefold() in BEFORE_NUMBERS or before[:1].isupper()
        return re.fullmatch(r"\d{1,6}[a-z]?", said) is not None and leads and not _counts(then)
    shape = _SHAPES.get(kind)
    return shape is not None and shape.fullmatch(said) is not None


def _is_age(said: str, before: str, then: Sequence[str]) -> bool:
    found = _YEARS_OLD.fullmatch(said)
    if not found or int(found[1]) > OLDEST:
        return False
    if found[2]:  # "38-jarige", "38 jaar oud"
        return True
    in_years = bool(then) and then[0] in YEARS
    rest = then[1:] if in_years else then
    return before in BEING and not (rest and rest[0] in SPANS) and (in_years or not _counts(then))


def _counts(then: Sequence[str]) -> bool:
    """Whether a number tells how many there are of what comes after it."""
    return bool(then) and then[0] not in SAYING_PLAIN
