"""The time that a drawing shows, cut into columns of the calendar: half-months, months, quarters, up to ten years.

Columns all last about as long, so that what stands in one has room, and a column can be named: "Jan", "2021".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

# Half a month is the smallest; how many of these a column can hold.
_HALF_MONTH, _MONTH, _YEAR = 1, 2, 24
UNITS = (_HALF_MONTH, _MONTH, 4, 6, 12, _YEAR, 48, 120, 240)


@dataclass(frozen=True)
class Column:
    """A time that is one column; ISO dates, both within it."""

    first: str
    last: str

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return _ordinal(self.last) - _ordinal(self.first) + 1


@dataclass(frozen=True)
class Scale:
    """The columns from left to right; at least one, each going on from the one before. `unit` in half-months."""

    columns: tuple[Column, ...]
    unit: int

    @property
    def first(self) -> str:
        """The first day, ISO."""
        return self.columns[0].first

    @property
    def last(self) -> str:
        """The last day, ISO."""
        return self.columns[-1].last

    def at(self, day: str, *, end: bool = False) -> float:
        """Where a day begins (or ends), 0 at the left and 1 at the right; what lies outside stands at that end."""
        start, whole = _ordinal(self.first), _ordinal(self.last) + 1 - _ordinal(self.first)
        return min(1.0, max(0.0, (_ordinal(day) + end - start) / whole))

    def column(self, day: str) -> int | None:
        """In which column a day lies, from 0; None outside."""
        return next((n for n, one in enumerate(self.columns) if one.first <= day <= one.last), None)


def scale(first: str, last: str, most: int) -> Scale:
    """The columns that hold these ISO dates: as short as they can be with at most so many of them."""
    start, end = _half_months(first), _half_months(last)
    fits = (unit for unit in UNITS if end // unit - start // unit < most)
    unit = next(fits, UNITS[-1])
    marks = range(start // unit * unit, end // unit * unit + unit, unit)
    return Scale(tuple(Column(_day(mark), _before(_day(mark + unit))) for mark in marks), unit)


def periods(first: str, last: str) -> list[str]:
    """The years that a line touches, such as '2021', from the first; what can be looked at by itself."""
    return [str(year) for year in range(int(first[:4]), int(last[:4]) + 1)]


def bounds(period: str) -> tuple[str, str] | None:
    """First and last ISO date of a year ('2021') or half of it ('2021-1'); None for anything else."""
    year, _, half = period.partition("-")
    if len(year) != len("2021") or not (year.isascii() and year.isdigit()) or half not in {"", "1", "2"}:
        return None
    if not 1900 <= int(year) <= 2100 or (not half and "-" in period):
        return None
    return f"{year}-07-01" if half == "2" else f"{year}-01-01", f"{year}-06-30" if half == "1" else f"{year}-12-31"


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _half_months(day: str) -> int:
    year, month, of_month = (int(part) for part in day.split("-"))
    return (year * 12 + month - 1) * 2 + (of_month > 15)


def _day(half_months: int) -> str:
    months, second = divmod(half_months, 2)
    return date(months // 12, months % 12 + 1, 16 if second else 1).isoformat()


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
