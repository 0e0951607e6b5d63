"""When backups are made by themselves, how many are kept and where: one plan for a whole home, in server.db.

Time and numbers are set by an administrator on the page; the folders only at the machine itself, for who may choose
where a server writes may write over what is not hers.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pilot import clock, events
from pilot.access import Right
from pilot.accounts import accounts
from pilot.door import use_case
from pilot.errors import BadInput, of_disk
from pilot.safety.rotation import Rotation
from pilot.store.files import connect_checked, open_server, write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Home

USUAL_AT = "02:30"
USUAL = Rotation(days=14, weeks=8, months=12)
MOST = Rotation(days=60, weeks=60, months=60)
_PLAN = "SELECT is_on, at, zone, days, weeks, months, folder, second FROM backup_plan"


@dataclass(frozen=True)
class Plan:
    """How backups are made by themselves.

    Attributes:
        at: clock time HH:MM in `zone`, each day.
        folder, second: where they are written, and where a copy of each goes; '' for the usual folder, and for none.
    """

    is_on: bool
    at: str
    zone: str
    rotation: Rotation
    folder: str = ""
    second: str = ""

    def in_home(self, home: Home) -> Path:
        """The folder in which they lie."""
        return Path(self.folder) if self.folder else home.folder / "backups"

    def elsewhere(self) -> Path | None:
        """The folder with the copies, or None."""
        return Path(self.second) if self.second else None


def plan(home: Home) -> Plan:
    """The plan that holds: what was set, else each night, and in a home that is a demo's never."""
    if not home.server_path.is_file():
        return Plan(False, USUAL_AT, clock.DEFAULT_ZONE, USUAL)
    with closing(open_server(home.server_path)) as server:
        if row := server.conn.execute(_PLAN).fetchone():
            return _set(row)
    return Plan(not is_demo(home), USUAL_AT, clock.DEFAULT_ZONE, USUAL)


def is_demo(home: Home) -> bool:
    """Whether nobody has an account here but those of a demo."""
    with closing(open_server(home.server_path)) as server:
        return all(one.is_demo for one in accounts.all_accounts(server))


def unopened(home: Home) -> Plan:
    """The plan that was set, else the usual one, read without bringing server.db up to date."""
    if home.server_path.is_file():
        with closing(connect_checked(home.server_path)) as server:
            if "backup_plan" in server.table_names() and (row := server.conn.execute(_PLAN).fetchone()):
                return _set(row)
    return Plan(False, USUAL_AT, clock.DEFAULT_ZONE, USUAL)


def _set(row: tuple[Any, ...]) -> Plan:
    return Plan(bool(row[0]), row[1], row[2], Rotation(*row[3:6]), *row[6:])


@use_case(Right.MANAGE_SETTINGS, event="changed backups")
def set_plan(home: Home, db: Database, viewer: Viewer, *, is_on: bool, at: str, rotation: Rotation) -> None:
    """Say when backups are made, in the time zone of this pilot, and how many are kept; the folders stay.

    Raises: BadInput for a time that is none, or numbers out of range.
    """
    wanted = replace(plan(home), is_on=is_on, at=_clock_time(at), zone=clock.zone(db), rotation=_within(rotation))
    keep(home, wanted)
    with write(db):
        events.record(db, viewer, "changed", "backups", "")


def set_places(home: Home, folder: Path | None, second: Path | None) -> Plan:
    """Say where backups lie, and where a copy of each goes; at the machine itself. None leaves one as it is.

    Raises: BadInput for a folder that is not there or cannot be written in, and for one folder twice.
    """
    now = plan(home)
    wanted = replace(now, folder=_writable(folder) if folder else now.folder,
                     second=_writable(second) if second else now.second)
    if wanted.elsewhere() == wanted.in_home(home):
        raise BadInput(N_("A second place on the same spot protects nothing. Choose another folder, on another disk."))
    keep(home, wanted)
    return wanted


def change(
    home: Home, *, is_on: bool | None, at: str | None, days: int | None, weeks: int | None, months: int | None,
) -> None:
    """Say anew what is given, at the machine itself; None leaves it as it is. Raises: BadInput."""
    now = plan(home)
    given = {name: n for name, n in (("days", days), ("weeks", weeks), ("months", months)) if n is not None}
    keep(home, replace(
        now, is_on=now.is_on if is_on is None else is_on, at=_clock_time(at) if at else now.at,
        rotation=_within(now.rotation._replace(**given))))


def keep(home: Home, wanted: Plan) -> None:
    """Make this the plan that holds. Raises: NotFound where there are no accounts yet."""
    with closing(open_server(home.server_path)) as server, write(server):
        server.conn.execute(
            "INSERT OR REPLACE INTO backup_plan(one, is_on, at, zone, days, weeks, months, folder, second, changed_at)"
            " VALUES (1,?,?,?,?,?,?,?,?,?)",
            (wanted.is_on, wanted.at, wanted.zone, *wanted.rotation, wanted.folder, wanted.second, clock.now()))


def _clock_time(at: str) -> str:
    try:
        return datetime.strptime(at.strip(), "%H:%M").strftime("%H:%M")
    except ValueError as error:
        raise BadInput(N_("Give the time as hours and minutes, such as 02:30.")) from error


def _within(rotation: Rotation) -> Rotation:
    if rotation.days < 1 or any(not 0 <= n <= most for n, most in zip(rotation, MOST, strict=True)):
        raise BadInput(N_("Keep the backups of at least one day, and of at most {most} days, weeks and months."),
                       most=MOST.days)
    return rotation


def _writable(folder: Path) -> str:
    place = folder.resolve()
    if not place.is_dir():
        raise BadInput(N_("There is no folder {path}. Make it first, or choose another one."), path=folder)
    try:
        probe = place / ".rode-draad-may-write"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise BadInput(N_("Nothing can be written in {path}: {reason}."), path=folder, reason=of_disk(error)) from error
    return str(place)


def last_planned(wanted: Plan, now: datetime) -> datetime:
    """The latest moment (UTC), not after `now`, at which a backup was to be made."""
    zone = ZoneInfo(wanted.zone)
    hour, minute = map(int, wanted.at.split(":"))
    local = now.astimezone(zone)
    for back in range(3):  # a clock that is put forward may skip the minute, never two days
        day = local.date() - timedelta(days=back)
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(UTC)
        if moment <= now:
            return moment
    raise AssertionError("each day has a moment before the end of the next")


def is_due(wanted: Plan, tried_at: datetime | None, failed: bool, now: datetime) -> bool:
    """Whether a backup is to be made now.

    Args:
        tried_at: when one was last made or tried (UTC), None for never; failed: that one was not whole, and is tried
            again after an hour.
    """
    if not wanted.is_on:
        return False
    if tried_at is None or tried_at < last_planned(wanted, now):
        return True
    return failed and now - tried_at >= timedelta(hours=1)
