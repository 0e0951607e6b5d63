"""Dates: ISO text inside, checked once at the border."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)  # what can be meant by a date at all

LEAD_YEARS = 5  # support may have begun so long before the pilot
UNKNOWN_YEARS = 10  # how far back things lie where nobody said when the pilot began


def check_date(text: str) -> str:
    """`text` when it is an ISO date between 1900 and 2100.

    Raises: BadInput with the form a date should have.
    """
    try:
        day = date.fromisoformat(text.strip())
    except (ValueError, AttributeError) as error:
        raise BadInput(N_("{date} is not a date. Write it as 2021-03-31."), date=str(text)[:40]) from error
    if not EARLIEST <= day <= LATEST:
        # As a date field shows it: the day first.
        shown = f"{day.day:02d}-{day.month:02d}-{day.year:04d}"
        if day < EARLIEST:
            raise BadInput(N_("{date} is too long ago. Check the year."), date=shown)
        raise BadInput(N_("{date} is too far in the future. Check the year."), date=shown)
    return day.isoformat()


def half_year(day: str) -> str:
    """The half-year of an ISO date, such as '2021-1' for January to June 2021."""
    return f"{day[:4]}-{1 if int(day[5:7]) <= 6 else 2}"


def quarter_start(day: str) -> str:
    """The first day (ISO) of the calendar quarter in which `day` lies."""
    month = (int(day[5:7]) - 1) // 3 * 3 + 1
    return f"{day[:4]}-{month:02d}-01"


def months_since(start: str, day: str) -> int:
    """Whole months from ISO date `start` to `day`; negative before it."""
    a, b = date.fromisoformat(start), date.fromisoformat(day)
    return (b.year - a.year) * 12 + b.month - a.month - (1 if b.day < a.day else 0)


def add_months(day: str, months: int) -> str:
    """The ISO date so many months later, the last day of the month where it has no such day."""
    years, month = divmod(int(day[5:7]) - 1 + months, 12)
    year = int(day[:4]) + years
    return date(year, month + 1, min(int(day[8:]), monthrange(year, month + 1)[1])).isoformat()


def add_years(day: str, years: int) -> str:
    """The ISO date so many years later (earlier when negative), 29 February becoming 28 February where need be."""
    year = int(day[:4]) + years
    try:
        return date.fromisoformat(f"{year:04d}{day[4:]}").isoformat()
    except ValueError:
        return f"{year:04d}-02-28"


def time_of_pilot(started_on: str | None, starts: Iterable[str], until: str) -> tuple[str, str]:
    """Between which ISO dates things of a pilot lie, with a year to spare at both ends; what lies outside is doubtful.

    Args:
        started_on: when the pilot began, None where nobody said so.
        starts: when support began; long before the pilot it is doubtful itself.
        until: the last day there can be anything.
    """
    earliest = add_years(started_on or until, -(LEAD_YEARS if started_on else UNKNOWN_YEARS))
    begun = min([*(day for day in starts if day >= earliest), *([started_on] if started_on else [])], default=earliest)
    return add_years(begun, -1), add_years(until, 1)
