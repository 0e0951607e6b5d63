"""By which of its days a document counts: when it was told, or when what it tells happened."""

from __future__ import annotations

from pilot.dates import check_date
from pilot.errors import BadInput
from pilot.words import N_, translate

TELLING, EVENT = AXES = ("telling", "event")
NAMES = {TELLING: N_("When it was told"), EVENT: N_("When it happened")}


def titles() -> dict[str, str]:
    """What each axis is called, by key."""
    return {axis: translate(name) for axis, name in NAMES.items()}


def days_of(axis: str) -> tuple[str, str]:
    """SQL of the first and the last day of document `d` on an axis; NULL where that is not known."""
    return ("d.told_on", "d.told_on") if axis == TELLING else (
        "d.event_from", "coalesce(d.event_until, d.event_from)")


def check_limits(from_on: str, until_on: str) -> tuple[str, str]:
    """The limits of a period as ISO dates, both inclusive; '' for none. Raises: BadInput."""
    start, end = (check_date(day) if day else "" for day in (from_on, until_on))
    if start and end and end < start:
        raise BadInput(N_("The period ends before it starts. Change one of the two dates."))
    return start, end
