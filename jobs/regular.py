"""Backups as jobs: asked for on a page, or by the clock when the plan says so, and tried out.

A backup is of a whole home, and a job lies in a pilot file: those of the clock lie in that of the first pilot.
"""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from jobs import queue, worker
from jobs.kinds import BACK_UP, DRILL
from pilot import access, clock
from pilot.access import Right
from pilot.door import use_case
from pilot.errors import Conflict
from pilot.safety import made, making, plan
from pilot.store.files import open_pilot, write
from pilot.words import N_

if TYPE_CHECKING:
    from threading import Event

    from sqlite_utils import Database

    from jobs.queue import Job
    from jobs.work import Work
    from pilot.access import Viewer
    from pilot.config import Home

LOOK_S = 60.0
_KEY = "home"
NAMES = {BACK_UP: N_("A backup"), DRILL: N_("Bringing a backup back, to see that it can be")}
_PARTS = 3  # written, proven, copied elsewhere


@use_case(Right.MANAGE_SETTINGS, event="asked for job")
def ask_backup(db: Database, viewer: Viewer) -> str:
    """Ask for a backup now; the job's guid, the same one while it is alive."""
    with write(db):
        return queue.enqueue(db, viewer, BACK_UP, {"name": made.ASKED}, _KEY)


@use_case(Right.MANAGE_SETTINGS, event="asked for job")
def ask_drill(home: Home, db: Database, viewer: Viewer) -> str:
    """Ask that the newest backup is brought back in a temporary place, to see that it can be.

    Raises: NotFound when there is none.
    """
    making.newest(home, plan.plan(home))
    with write(db):
        return queue.enqueue(db, viewer, DRILL, {}, _KEY)


@use_case(Right.MANAGE_SETTINGS, reads="backups")
def alive(db: Database, viewer: Viewer) -> list[Job]:
    """What this viewer asked for here and what became of it, the newest first."""
    return queue.jobs(db, viewer, 5, kinds=(BACK_UP, DRILL))


def ask_when_due(home: Home, now: datetime | None = None) -> bool:
    """Put a backup into the queue when the plan says so; whether one was.

    Called by the clocks of the app and the worker, each minute. Where one is asked for or being made already, that one
    will do.
    """
    pilots = home.pilots()
    if not pilots:
        return False
    last = next(iter(made.newest(home, 1)), None)
    tried = datetime.fromisoformat(last.at) if last else None
    if not plan.is_due(plan.plan(home), tried, last is not None and not last.whole, now or clock.moment()):
        return False
    for pilot in pilots:
        with closing(open_pilot(pilot.db_path)) as db:
            if queue.alive(db, BACK_UP, _KEY) is not None:
                return False
    with closing(open_pilot(pilots[0].db_path)) as db, write(db):
        queue.enqueue(db, access.operator(db, pilots[0].slug), BACK_UP, {"name": made.PLANNED}, _KEY)
    return True


def keep_time(home: Home, ended: Event) -> None:
    """The app's clock, until `ended`: ask for a backup when one is due, and see that somebody makes it.

    It ends what may not go on since a consent ended by its date, too: without work there is no worker to see it.
    """
    stamps: dict[str, str] = {}
    while True:
        with suppress(Exception):  # a full disk or a locked file now: it is looked at again in a minute
            worker.stop_where_changed(home, stamps)
            if ask_when_due(home):
                worker.ensure_running(home)
        if ended.wait(LOOK_S):
            return


def back_up(work: Work) -> None:
    """The handler of BACK_UP: one backup from beginning to end."""
    def told(done: int) -> None:
        with work.holding():
            work.report(done, _PARTS, "parts")

    why = work.input.get("name", made.ASKED)
    _allowed(work, why)
    making.make(work.home, why, told)


def drill(work: Work) -> None:
    """The handler of DRILL. What came of it is kept in server.db, also when the backup did not come back."""
    _allowed(work, made.ASKED)
    making.drill(work.home)


def _allowed(work: Work, why: str) -> None:
    """Who asked may still do so. Raises: NotAllowed; Conflict for a reason that nobody gives."""
    work.viewer().require(Right.MANAGE_SETTINGS)
    if why not in (made.PLANNED, made.ASKED):
        raise Conflict(N_("This task is of another version of the program. Ask for it once more."))
