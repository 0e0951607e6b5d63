"""Which backups are kept: the newest of each of the last days, weeks and months that have one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime


class Rotation(NamedTuple):
    """How many are kept: the newest of so many days, of so many weeks and of so many months that have one."""

    days: int
    weeks: int
    months: int


def kept(made_at: Iterable[datetime], rotation: Rotation) -> set[datetime]:
    """Of backups made at these moments, those that stay.

    A day, week or month without a backup counts for nothing, so that a machine that was off for a month keeps as many
    as one that was not. The newest always stays.
    """
    newest_first = sorted(set(made_at), reverse=True)
    stay = set(newest_first[:1])
    for most, period in ((rotation.days, _day), (rotation.weeks, _week), (rotation.months, _month)):
        stay |= set(_newest_of_each(newest_first, period)[:most])
    return stay


def _newest_of_each(newest_first: list[datetime], period: Callable[[datetime], object]) -> list[datetime]:
    found: dict[object, datetime] = {}
    for moment in newest_first:
        found.setdefault(period(moment), moment)
    return list(found.values())


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return moment.year, moment.month
