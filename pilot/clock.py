"""What time it is: the machine's clock in UTC, and the day and the hour where the pilot is.

Clock times are kept in UTC; a date somebody gives or reads ("today") is one of the pilot's own time zone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

DEFAULT_ZONE = "Europe/Amsterdam"


def moment() -> datetime:
    """This moment, in UTC; the one place that looks at the machine's clock."""
    return datetime.now(UTC)


def iso(at: datetime) -> str:
    """A moment as it is kept: UTC, ISO 8601 with milliseconds, such as 2021-03-04T09:30:00.000Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def now() -> str:
    """The clock time, UTC, ISO 8601 with milliseconds."""
    return iso(moment())


def seconds_between(start: str, end: str) -> float:
    """Seconds from one clock time as it is kept to another."""
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()


def zone(db: Database | None) -> str:
    """The pilot's time zone, such as Europe/Amsterdam; the usual one while there is no pilot yet."""
    row = db.conn.execute("SELECT zone FROM pilot").fetchone() if db else None
    return str(row[0]) if row else DEFAULT_ZONE  # a practice file has no pilot in it


def today(db: Database | None) -> str:
    """The date (ISO) it is now in the pilot's time zone."""
    return local(db, now()).date().isoformat()


def local(db: Database | None, at: str) -> datetime:
    """A kept clock time (UTC, ISO) as date and clock of the pilot's time zone."""
    return datetime.fromisoformat(at).astimezone(ZoneInfo(zone(db)))


def local_day(db: Database, at: str) -> str:
    """The date (ISO) that it was in the pilot's time zone at a kept clock time (UTC, ISO)."""
    return local(db, at).date().isoformat()


def local_days(db: Database, ats: Iterable[str]) -> list[str]:
    """The date of each of many kept clock times, as `local_day` says it: the pilot is asked for its zone once."""
    there = ZoneInfo(zone(db))
    return [datetime.fromisoformat(at).astimezone(there).date().isoformat() for at in ats]


def day_begins(db: Database, day: str, later: int = 0) -> str:
    """When a date (ISO), or one so many days later, begins in the pilot's time zone: a clock time as it is kept."""
    midnight = datetime.combine(date.fromisoformat(day) + timedelta(days=later), time(), ZoneInfo(zone(db)))
    return iso(midnight)


@cache
def zones() -> tuple[str, ...]:
    """The time zones there are to choose from, by name: those called after a place, and UTC."""
    places = (name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return (*sorted(places), "UTC")


def check_zone(name: str) -> str:
    """`name` when there is a time zone called so. Raises: BadInput."""
    if name not in zones():
        raise BadInput(N_("There is no time zone {name}. Write it as Europe/Amsterdam."), name=name[:60])
    return name
