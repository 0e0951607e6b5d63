"""Dates as people write them in a list of files or in a file's name, day before month as the Dutch do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pilot.vocabulary import calendar

_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]([01]?\d)[-_. ]([0-3]?\d)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)([0-3]?\d)[-_. ]([01]?\d)[-_. ]((?:19|20)\d\d)(?!\d)")
_SPELLED = re.compile(r"(?<!\d)([0-3]?\d)[-_. ]*([a-z]{3,9})[-_. ]*((?:19|20)\d\d)(?!\d)")
_MONTH_ONLY = re.compile(r"(?<!\d)(?:(?:19|20)\d\d[-_. ]?(?:0\d|1[0-2])|(?:0\d|1[0-2])[-_. ](?:19|20)\d\d)(?!\d)")

# A cell of a list holds nothing but a date, so slashes, two digits of a year, a day's name and a time can be read in
# it.
_WEEKDAY = re.compile(
    r"^(?:(?:ma|di|wo|do|vr|za|zo|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[.,]?|[a-z]{2,6}(?:dag|day),?)\s+(?=[\da-z])")
_TIME = re.compile(r"(?:[ t,]+|\s+om\s+)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:\s*(?:uur|[ap]\.?m\.?))?z?$")
_SEPARATOR = r"\s*[-/. _]\s*"
_CELLS = (
    (re.compile(rf"((?:19|20)\d\d){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})"), "ymd"),
    (re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)"), "ymd"),
    (re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}((?:\d\d)?\d\d)"), "dmy"),
    (re.compile(r"(\d{1,2})(?:e|ste|de|st|nd|rd|th)?[-/. _]*([a-z]{3,9})\.?[-/. _,]*((?:\d\d)?\d\d)"), "dmy"),
    (re.compile(r"([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -]((?:\d\d)?\d\d)"), "mdy"),
)
# What Excel counts days from; a bare number in a list is such a count where it is a day of these years.
_EXCEL_DAY, _EXCEL_FIRST, _EXCEL_LAST = date(1899, 12, 30), 20_000, 73_050
# Two digits of a year, as Excel reads them: 00 to 29 are of this century.
_CENTURY = 30


def date_in(text: str) -> tuple[str | None, str]:
    """The first real date in a text and the text without it; a lone month is taken out and is no date."""
    lowered = text.lower()
    for pattern, order in ((_YEAR_FIRST, "ymd"), (_COMPACT, "ymd"), (_DAY_FIRST, "dmy"), (_SPELLED, "dmy")):
        for match in pattern.finditer(lowered):
            if found := _date(dict(zip(order, match.groups(), strict=True))):
                return found.isoformat(), text[: match.start()] + " " + text[match.end() :]
    return None, _MONTH_ONLY.sub(" ", text)


# Day and month in figures with slashes, which Americans write the other way round; and their two halves of the day.
_SLASHED = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*((?:\d\d)?\d\d)")
_HALF_DAY = re.compile(r"\d\s*[ap]\.?m\.?z?$")


@dataclass(frozen=True)
class Slashed:
    """A date such as 3/4/2021: ISO dates, None where that is no date.

    Attributes:
        day_first: as the Dutch write it. month_first: as Americans do.
        american: with a time as Americans write it, such as 2:30 PM.
    """

    day_first: str | None
    month_first: str | None
    american: bool

    @property
    def either(self) -> bool:
        """Whether it can be one day as well as another."""
        return bool(self.day_first and self.month_first) and self.day_first != self.month_first


def slashed(given: str) -> Slashed | None:
    """A cell of a list as a date with slashes; None where it is none."""
    text = given.strip().lower()
    match = _SLASHED.fullmatch(_bare(text))
    if match is None:
        return None
    first, second = (_date(dict(zip(order, match.groups(), strict=True))) for order in ("dmy", "mdy"))
    return Slashed(first.isoformat() if first else None, second.isoformat() if second else None,
                   bool(_HALF_DAY.search(text)))


def date_cell(given: str) -> str | None:
    """The ISO date that a cell of a list means, None where it cannot mean one, or one day as well as another.

    Day before month; with a time as Americans write it, month before day where only that is a date.
    """
    written = slashed(given)
    if written and written.american:
        return None if written.either else written.day_first or written.month_first
    text = _bare(given.strip().lower())
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text) and _EXCEL_FIRST <= int(text[:5]) <= _EXCEL_LAST:
        return (_EXCEL_DAY + timedelta(days=int(text[:5]))).isoformat()
    for pattern, order in _CELLS:
        match = pattern.fullmatch(text)
        if match and (found := _date(dict(zip(order, match.groups(), strict=True)))):
            return found.isoformat()
    return None


def _bare(text: str) -> str:
    """A cell in lower case without the name of the day, and without a time."""
    # Word and macOS make other dashes of a hyphen, and "'21" is short for 2021.
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    return re.sub(r"(?<=[-/. ])['’‘](?=\d\d$)", "", _TIME.sub("", _WEEKDAY.sub("", text)).strip())


def _date(part: dict[str, str]) -> date | None:
    month = calendar.NUMBER_OF.get(part["m"], 0) if part["m"].isalpha() else int(part["m"])
    year = int(part["y"])
    if len(part["y"]) == 2:
        year += 2000 if year < _CENTURY else 1900
    try:
        return date(year, month, int(part["d"]))
    except ValueError:
        return None
