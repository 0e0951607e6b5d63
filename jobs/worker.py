"""The worker: one process per home that does the jobs of all its pilots, apart from the app and its pages.

It ends by itself when there has been nothing to do for a while; `ensure_running` starts it again.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jobs import faults, lease
from jobs.child import FULL
from jobs.engines.process import Child
from jobs.lease import Hold
from pilot.access import stopping
from pilot.config import ROOT
from pilot.errors import BadInput, TooNew
from pilot.running.log_lines import begin, placed, say
from pilot.store.files import open_pilot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sqlite_utils import Database

    from jobs.lease import Claimed
    from pilot.config import Home, Pilot

IDLE_S = 600.0
POLL_S = 0.5
LOG_BYTES = 1_000_000
START_S = 10.0
CLOCK_S = 60.0
_SCHEMA = ROOT / "pilot" / "store" / "migrations.py"
_known_since = _SCHEMA.stat().st_mtime_ns
# When this process last started a worker, by home.
_started: dict[Path, float] = {}


@contextmanager
def only_one(home: Home, tries: int = 10) -> Iterator[bool]:
    """Whether this process is the worker of the home now; the kernel frees the lock however it ends.

    The process id stands in the file, for whoever looks after the machine.
    """
    with (home.folder / "worker.lock").open("a") as file:
        mine = False
        for n in range(tries):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                mine = True
                break
            except BlockingIOError:
                # Somebody may only be looking whether there is a worker.
                if n + 1 < tries:
                    time.sleep(0.05)
        if mine:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        yield mine


def is_running(home: Home) -> bool:
    """Whether a worker of this home is alive."""
    path = home.folder / "worker.lock"
    if not path.is_file():
        return False
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def any_pilot(home: Home, look: Callable[[Database], bool]) -> bool:
    """Whether `look` finds something in some pilot; one that cannot be opened must not stop the others."""
    for pilot in home.pilots():
        try:
            with closing(open_pilot(pilot.db_path)) as db:
                if look(db):
                    return True
        except Exception as error:
            say(f"pilot {pilot.slug}: {placed(error)}", "error")
    return False


def stop_where_changed(home: Home, stamps: dict[str, str]) -> None:
    """End in each pilot what may not go on where what is in reach has changed: also a consent that ended by its date.

    Args:
        stamps: by pilot, what is in reach as it was at the last look; brought up to date.
    """
    for pilot in home.pilots():
        try:
            with closing(open_pilot(pilot.db_path)) as db:
                stamps[pilot.slug] = stopping.stop_where_changed(db, stamps.get(pilot.slug, ""))
        except Exception as error:
            say(f"pilot {pilot.slug}: {placed(error)}", "error")


def ensure_running(home: Home) -> bool:
    """Start a worker that outlives this process, if there is work and none runs; returns whether one was started.

    Call it after every commit that enqueues, at the app's start, and where people look at their jobs.
    """
    # A process needs seconds before it holds the lock, and pages look every two seconds.
    if time.monotonic() - _started.get(home.folder, -START_S) < START_S or is_running(home):
        return False
    if not any_pilot(home, lease.unfinished):
        return False
    _started[home.folder] = time.monotonic()
    path = home.folder / "worker.log"
    mode = "wb" if path.is_file() and path.stat().st_size > LOG_BYTES else "ab"
    with path.open(mode) as errors:
        subprocess.Popen(
            [sys.executable, str(ROOT / "cli.py"), "work", "--home", str(home.folder)], cwd=ROOT,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True,
        )
    return True


class Worker:
    """Does jobs one after the other, oldest first, until it is idle for long or asked to stop.

    Args:
        handlers: kind of job to 'module:function', resolved in the child only.
        short: of these, those that take seconds while somebody waits: one of them is done beside one that is not.
        idle_s: seconds without work after which it ends.
        clock: asks for what is due by now; called each minute, also while something long is done.
    """

    def __init__(
        self, home: Home, handlers: Mapping[str, str], *, short: Collection[str] = (), idle_s: float = IDLE_S,
        clock: Callable[[Home], object] | None = None,
    ) -> None:
        self.home, self.handlers, self.short, self.idle_s = home, handlers, list(short), idle_s
        self._stop = threading.Event()
        # Pilots in which nothing is left of a worker that died.
        self._swept: set[str] = set()
        # Jobs without an outcome of which that is still to be written down.
        self._owed: list[tuple[Pilot, Claimed, Hold, int | None, int]] = []
        # What is looked at now and then, and when next; and what was in reach at the last look.
        self._clock, self._look_at = clock, 0.0
        self._stamps: dict[str, str] = {}

    def stop(self, *_: object) -> None:
        """End soon; the job at hand goes back into the queue without losing what it has done."""
        self._stop.set()

    def run(self) -> bool:
        """Work until idle; False when another worker has this home already."""
        with only_one(self.home) as mine:
            if not mine:
                return False
            self._until_idle()
        # A job asked for between the last look and letting go of the lock would find no worker.
        if not self._stop.is_set() and any_pilot(self.home, lambda db: lease.queued(db, list(self.handlers))):
            return self.run()
        return True

    def _until_idle(self) -> None:
        since = time.monotonic()
        while not self._stop.is_set():
            if self.one():
                since = time.monotonic()
            elif time.monotonic() - since >= self.idle_s and not self._owed:
                return
            else:
                self._stop.wait(POLL_S)

    def one(self, kinds: Collection[str] = ()) -> bool:
        """Do one job of any pilot, of these kinds where they are given; whether there was one.

        A pilot that cannot be opened does not stop the others.
        """
        self._settle()
        self._look_at_clock()
        for pilot in self.home.pilots():
            try:
                with closing(open_pilot(pilot.db_path)) as db:
                    if pilot.slug not in self._swept:
                        lease.left_behind(db)
                        self._swept.add(pilot.slug)
                    claimed = lease.claim(db, list(kinds or self.handlers))
                if claimed:
                    self._do(pilot, claimed)
                    return True
            except Exception as error:
                say(f"pilot {pilot.slug}: {placed(error)}", "error")
                if isinstance(error, TooNew) and _SCHEMA.stat().st_mtime_ns != _known_since:
                    self.stop()  # the program was replaced meanwhile: who looks at the jobs starts one that knows it
        return False

    def _look_at_clock(self) -> None:
        if time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + CLOCK_S
        stop_where_changed(self.home, self._stamps)
        try:
            if self._clock is not None:
                self._clock(self.home)
        except Exception as error:
            say(f"clock: {placed(error)}", "error")

    def _do(self, pilot: Pilot, claimed: Claimed) -> None:
        say(f"job {claimed.guid} attempt {claimed.attempts}")
        kills = faults.memory_kills()
        child = Child(self.home, pilot, claimed, self.handlers[claimed.kind])
        try:
            hold = self._watch(pilot, claimed, child)
        finally:
            child.kill()
            child.close()
        if hold is not Hold.LOST and not child.told:
            self._owed.append((pilot, claimed, hold, child.code, kills))
            self._settle()

    def _settle(self) -> None:
        """Write down what became of jobs without an outcome; where that fails, on a full disk, at the next look."""
        for owed in list(self._owed):
            pilot, claimed, hold, code, kills = owed
            try:
                with closing(open_pilot(pilot.db_path)) as db:
                    self._put_back(db, claimed, hold, code, kills)
                self._owed.remove(owed)
            except Exception as error:
                say(f"job {claimed.guid}: {placed(error)}", "error")

    def _put_back(self, db: Database, claimed: Claimed, hold: Hold, code: int | None, kills: int) -> None:
        say(f"job {claimed.guid} ended without an outcome, code {code}, {hold.value}")
        if hold is Hold.CANCEL:
            lease.stopped(db, claimed)
        elif code == FULL:
            lease.pause(db, claimed.guid, claimed.token, BadInput(faults.FULL))
        elif hold is Hold.PAUSE or self._stop.is_set():
            lease.give_back(db, claimed, counts=False)
        else:
            fault = faults.of_exit(code, kills)
            if fault:
                lease.note_fault(db, claimed.guid, claimed.token, fault)
            lease.give_back(db, claimed, counts=True, killed=faults.was_killed(fault))

    def _watch(self, pilot: Pilot, claimed: Claimed, child: Child) -> Hold:
        """Look until the child has ended, or the job is to stop or to wait, or it is not ours any more.

        Where something may have gone out of reach by itself (a consent ended, who is heard was mended), work on it is
        ended here; withdrawing ends it in its own write.
        """
        stamp = ""
        while not child.wait(POLL_S) and not self._stop.is_set():
            try:
                with closing(open_pilot(pilot.db_path)) as db:
                    stamp = stopping.stop_where_changed(db, stamp)
                    hold = lease.hold(db, claimed)
            except Exception as error:
                # A file that is locked for long: the child goes on, and so does the looking.
                say(f"job {claimed.guid}: {placed(error)}", "error")
                continue
            if hold is not Hold.OURS:
                return hold
            if self.short and claimed.kind not in self.short:
                self.one(self.short)
        return Hold.OURS


def work(
    home: Home, handlers: Mapping[str, str], *, short: Collection[str] = (), idle_s: float = IDLE_S,
    clock: Callable[[Home], object] | None = None,
) -> bool:
    """Be the worker of this home until idle or told to end by a signal; False when there is one already."""
    begin()
    worker = Worker(home, handlers, short=short, idle_s=idle_s, clock=clock)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    return worker.run()
