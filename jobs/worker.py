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
from jobs.child import log, where
from jobs.engines.process import Child
from jobs.lease import Hold
from pilot.config import ROOT
from pilot.store.files import open_pilot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlite_utils import Database

    from jobs.lease import Claimed
    from pilot.config import Home, Pilot

IDLE_S = 600.0
POLL_S = 0.5
LOG_BYTES = 1_000_000
START_S = 10.0
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
            log(f"pilot {pilot.slug}: {where(error)}")
    return False


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
        idle_s: seconds without work after which it ends.
        lease_s: seconds after which a job without sign of life may be taken up again.
    """

    def __init__(
        self, home: Home, handlers: Mapping[str, str], *, idle_s: float = IDLE_S, lease_s: float = lease.LEASE_S,
    ) -> None:
        self.home, self.handlers, self.idle_s, self.lease_s = home, handlers, idle_s, lease_s
        self._stop = threading.Event()

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
            elif time.monotonic() - since >= self.idle_s:
                return
            else:
                self._stop.wait(POLL_S)

    def one(self) -> bool:
        """Do one job of any pilot; whether there was one. A pilot that cannot be opened does not stop the others."""
        for pilot in self.home.pilots():
            try:
                with closing(open_pilot(pilot.db_path)) as db:
                    claimed = lease.claim(db, list(self.handlers), self.lease_s)
                if claimed:
                    self._do(pilot, claimed)
                    return True
            except Exception as error:
                log(f"pilot {pilot.slug}: {where(error)}")
        return False

    def _do(self, pilot: Pilot, claimed: Claimed) -> None:
        log(f"job {claimed.guid} attempt {claimed.attempts}")
        kills = faults.memory_kills()
        child = Child(self.home, pilot, claimed, self.handlers[claimed.kind])
        try:
            hold = self._watch(pilot, claimed, child)
        finally:
            child.kill()
            child.close()
        if hold is Hold.LOST or child.told:
            return
        with closing(open_pilot(pilot.db_path)) as db:
            if hold is Hold.CANCEL:
                lease.stopped(db, claimed)
                log(f"job {claimed.guid} cancelled")
            else:
                fault = faults.of_exit(child.code, kills)
                if fault and not self._stop.is_set():
                    lease.note_fault(db, claimed.guid, claimed.token, fault)
                lease.give_back(db, claimed, counts=not self._stop.is_set())
                log(f"job {claimed.guid} ended without an outcome, code {child.code}")

    def _watch(self, pilot: Pilot, claimed: Claimed, child: Child) -> Hold:
        """Renew the lease until the child has ended, or the job is to be stopped, or it is not ours any more."""
        renewed, hold = time.monotonic(), Hold.OURS
        while not child.wait(POLL_S) and not self._stop.is_set():
            try:
                with closing(open_pilot(pilot.db_path)) as db:
                    if lease.asked_to_stop(db, claimed):
                        return Hold.CANCEL
                    if time.monotonic() - renewed >= self.lease_s / 3:
                        hold, renewed = lease.renew(db, claimed, self.lease_s), time.monotonic()
            except Exception as error:
                # A full disk or a long lock: the child goes on, the lease is tried again at the next look.
                log(f"job {claimed.guid}: {where(error)}")
            if hold is not Hold.OURS:
                return hold
        return hold


def work(home: Home, handlers: Mapping[str, str], *, idle_s: float = IDLE_S, lease_s: float = lease.LEASE_S) -> bool:
    """Be the worker of this home until idle or told to end by a signal; False when there is one already."""
    worker = Worker(home, handlers, idle_s=idle_s, lease_s=lease_s)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    return worker.run()
