"""How a home stands with its backups, for who looks after it: when the last was made, what is wrong with that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pilot import clock
from pilot.access import Right
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.safety import made, places, plan
from pilot.words import N_

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Home
    from pilot.safety.made import Drill, Made
    from pilot.safety.plan import Plan

# By itself one is made each day: half a day more is late. By hand once a week will do.
LATE, LATE_BY_HAND = timedelta(hours=36), timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """How a home stands with its backups.

    Attributes:
        folder: where they lie. here, there: names of those that lie there, and in the second place.
        last_whole: when the last whole one was made (UTC), or None.
        made, drills: what became of the last ones, the newest first.
        warnings: one sentence each; none when all is well.
    """

    plan: Plan
    folder: Path
    here: frozenset[str]
    there: frozenset[str]
    last_whole: datetime | None
    made: list[Made]
    drills: list[Drill]
    warnings: list[str]


@use_case(Right.MANAGE_SETTINGS, reads="backups")
def standing(home: Home, db: Database, viewer: Viewer) -> Standing:
    """How the home of this pilot stands with its backups; they hold every pilot in it."""
    wanted, last, rows = plan.plan(home), made.last_whole(home), made.newest(home)
    elsewhere = wanted.elsewhere()
    return Standing(
        wanted, wanted.in_home(home), _names(wanted.in_home(home)), _names(elsewhere) if elsewhere else frozenset(),
        last, rows, made.drills(home), _sentences(home, wanted, last, rows))


@use_case(Right.MANAGE_SETTINGS, reads="backups")
def warnings(home: Home, db: Database, viewer: Viewer) -> list[str]:
    """What is wrong with the backups of this home, one sentence each; none when all is well."""
    return _sentences(home, plan.plan(home), made.last_whole(home), made.newest(home, 1))


def _names(folder: Path) -> frozenset[str]:
    return frozenset(one.path.name for one in places.lying(folder))


def _sentences(home: Home, wanted: Plan, last: datetime | None, rows: list[Made]) -> list[str]:
    found = []
    if last is None:
        if not plan.is_demo(home):
            found.append(BadInput(N_("No backup has been made yet.")).sentence())
    elif late(wanted, last, clock.moment()):
        found.append(BadInput(N_("The last whole backup is of {day}."), day=last.date()).sentence())
    if rows and rows[0].fault:
        about = N_("The last backup was not copied to the second place: {fault}") if rows[0].whole else N_(
            "The last backup failed: {fault}")
        found.append(BadInput(about, fault=rows[0].fault).sentence())
    return found


def late(wanted: Plan, last: datetime, now: datetime) -> bool:
    """Whether the last whole backup, made at `last`, is older than it should be by this plan."""
    return now - last > (LATE if wanted.is_on else LATE_BY_HAND)
