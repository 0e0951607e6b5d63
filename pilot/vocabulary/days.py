"""Dates as people read them, in the language of the reader."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pilot import words


def short(day: str, language: str | None = None) -> str:
    """An ISO date for lists and tables, such as 4 mrt 2021; '' for ''."""
    return _written(day, "d MMM y", language or words.current())


def long(day: str, language: str | None = None) -> str:
    """An ISO date for sentences, such as 4 maart 2021; '' for ''."""
    return _written(day, "d MMMM y", language or words.current())


def full(day: str, language: str | None = None) -> str:
    """An ISO date with its weekday, such as donderdag 4 maart 2021; '' for ''."""
    return _written(day, "EEEE d MMMM y", language or words.current())


def month(when: str, language: str | None = None) -> str:
    """A month (YYYY-MM), such as maart 2021, or a year as it is; '' for ''."""
    return _written(f"{when}-01", "MMMM y", language or words.current()) if len(when) == len("2021-03") else when


def month_name(day: str, language: str | None = None) -> str:
    """The month of an ISO date, shortened as for a scale, such as mrt."""
    return _written(day, "LLL", language or words.current()).rstrip(".")


@lru_cache(maxsize=20_000)  # the same days stand on every row of a list; writing one out takes Babel 30 µs
def _written(day: str, form: str, language: str) -> str:
    from babel.dates import format_date

    return str(format_date(date.fromisoformat(day), form, locale=language)) if day else ""
