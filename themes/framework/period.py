"""The times a framework matrix can be about: all that was told, a year, or half of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.dates import half_year
from pilot.errors import BadInput
from pilot.words import N_, _
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable


def scope_of(period: str, group: str = "") -> Scope:
    """What counts in a period: '' for all that was told, '2021', or '2021-1'. Raises: BadInput."""
    if not period:
        return Scope(group=group)
    year, _dash, half = period.partition("-")
    if len(year) != len("2021") or not (year.isascii() and year.isdigit()) or half not in {"", "1", "2"} or (
            period.endswith("-") or not 1900 <= int(year) <= 2100):
        raise BadInput(N_("Choose a year or half of one from the list."))
    return Scope(group=group, from_on=f"{year}-07-01" if half == "2" else f"{year}-01-01",
                 until_on=f"{year}-06-30" if half == "1" else f"{year}-12-31")


def periods(days: Iterable[str]) -> list[str]:
    """The periods in which these ISO dates lie, the years before their halves, from the first."""
    found = {half_year(day) for day in days}
    return sorted(found | {one[:4] for one in found})


def called(period: str) -> str:
    """What a period is called."""
    if not period:
        return _("all that was told")
    year, _dash, half = period.partition("-")
    if not half:
        return year
    return (_("January to June {year}") if half == "1" else _("July to December {year}")).format(year=year)
