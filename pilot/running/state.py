"""What is wrong with an installation, or soon will be, in words an administrator can act on."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from pilot import clock
from pilot.access import Right, Role, Viewer
from pilot.accounts import members
from pilot.door import use_case
from pilot.errors import RodeDraadError
from pilot.store import keys
from pilot.store.files import StoreFault, open_register
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.config import Home, Pilot

LEAST_ROOM_BYTES = 2_000_000_000
TIMES_ITSELF = 2  # a backup is as large as what it holds, and is made beside it
DAYS_WITHOUT_BACKUP = 7
DEMO = "demo"


class Finding(NamedTuple):
    """Something that is wrong.

    Attributes:
        said: msgid of what is wrong. todo: msgid of what mends it. values: for the fields of both.
        address: of a page where it is mended; '' where it is done at the machine.
        soon: nothing is lost yet.
    """

    said: str
    todo: str
    values: Mapping[str, object] = {}
    address: str = ""
    soon: bool = False


@use_case(Right.MANAGE_SETTINGS, reads="how the installation is")
def found(home: Home, pilot: Pilot, db: Database, viewer: Viewer) -> list[Finding]:
    """What is wrong with what this pilot lies in and with who is in it, the worst first."""
    findings = [*_room(home, pilot), *_register(pilot), *_plain(home, pilot), *_clock(db), *_backup(db, viewer),
                *_people(home, db, viewer)]
    return sorted(findings, key=lambda one: one.soon)


def _room(home: Home, pilot: Pilot) -> list[Finding]:
    free = shutil.disk_usage(home.folder).free
    size = sum(path.stat().st_size for path in pilot.folder.rglob("*") if path.is_file())
    wanted = max(LEAST_ROOM_BYTES, TIMES_ITSELF * size)
    if free >= wanted:
        return []
    return [Finding(N_("There is {free} GB of room left on the disk; {wanted} GB is safe."), N_(
                        "Make room, or ask who looks after the machine. When the disk is full, nobody can save."),
                    {"free": _gb(free), "wanted": _gb(wanted)}, soon=free > wanted // 4)]


def _gb(size: int) -> str:
    return f"{size / 1e9:.1f}"


def _register(pilot: Pilot) -> list[Finding]:
    try:
        with closing(open_register(pilot.register_path)) as db:
            db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (RodeDraadError, StoreFault):
        return [Finding(N_("The file with real names cannot be opened."),
                        N_("Do not enter names now. Ask who looks after the machine to bring back a backup."))]
    return []


def _plain(home: Home, pilot: Pilot) -> list[Finding]:
    if DEMO in pilot.slug or keys.kept(home.folder) is not None:
        return []
    return [Finding(N_("What lies on the disk is not encrypted."),
                    N_("Ask who looks after the machine to run: cli.py encrypt. Until then whoever takes the disk can"
                       " read everything."))]


def _clock(db: Database) -> list[Finding]:
    (last,) = db.conn.execute("SELECT max(at) FROM event").fetchone()
    if not last or last <= clock.iso(clock.moment()):
        return []
    return [Finding(N_("The clock of the machine was set back: the log already holds something from later."),
                    N_("Ask who looks after the machine to set the clock right. Dates you give now may be wrong."))]


def _backup(db: Database, viewer: Viewer) -> list[Finding]:
    (last,) = db.conn.execute("SELECT max(at) FROM event WHERE verb = 'backed up'").fetchone()
    if last is None:
        return [Finding(N_("No backup was ever made."), N_("Make one today, and keep it on another machine."), {},
                        "/backups")]
    days = int(clock.seconds_between(last, clock.now()) // 86_400)
    if days < DAYS_WITHOUT_BACKUP:
        return []
    return [Finding(N_("The last backup is {days} days old."), N_("Make one today, and keep it on another machine."),
                    {"days": days}, "/backups", soon=True)]


def _people(home: Home, db: Database, viewer: Viewer) -> list[Finding]:
    there = [one for one in members.members(home, db, viewer) if not one.disabled]
    admins = sum(Role.ADMIN in one.roles for one in there)
    findings = []
    if admins == 1:
        findings.append(Finding(
            N_("You are the only administrator."),
            N_("Let a second person be one. Whoever loses her password can only be helped by an administrator."), {},
            "/people", soon=True))
    if any(one.is_demo for one in there) and DEMO not in viewer.pilot_slug:
        findings.append(Finding(N_("There are demo accounts in this pilot, whose password everybody knows."),
                                N_("Take them out of the pilot."), {}, "/people"))
    if not any(one.prepares for one in there):
        findings.append(Finding(
            N_("Nobody may prepare texts, so no text is made ready to read."),
            N_("Give somebody the right to prepare texts."), {}, "/people", soon=True))
    return findings
