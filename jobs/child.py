"""The process in which one job runs: `python -m jobs.child HOME PILOT JOB TOKEN module:function`.

It may be killed at any moment; what it has committed counts. It ends by itself when the worker that started it does.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from jobs import faults, lease
from jobs.work import Work
from pilot.config import Home
from pilot.errors import RodeDraadError
from pilot.running.log_lines import begin, placed, say
from pilot.store.files import open_pilot

if TYPE_CHECKING:
    from collections.abc import Callable

TOLD, CRASHED, LOST, FULL = 0, 1, 3, 4
NICE = 10


def _end_with_worker() -> None:
    """The worker holds the other end of stdin: when it dies, however it dies, this reads the end of the file."""
    while os.read(0, 1):
        pass
    os._exit(LOST)


def resolve(path: str) -> Callable[[Work], None]:
    """The handler at 'module:function'."""
    module, _, name = path.partition(":")
    handler: Callable[[Work], None] = getattr(import_module(module), name)
    return handler


def run(home: Home, slug: str, guid: str, token: str, handler: str) -> int:
    """Do one job; returns the exit code: TOLD when its outcome is in the pilot file, FULL when the disk is."""
    pilot = home.pilot(slug)
    with closing(open_pilot(pilot.db_path)) as db:
        work = Work(home, pilot, db, guid, token)
        try:
            resolve(handler)(work)
            if not work.finished:
                with work.finishing():
                    pass
        except lease.LeaseLost:
            return LOST
        except RodeDraadError as error:
            if faults.is_full(error):
                return FULL
            say(f"job {guid} failed: {placed(error)}", "warning")
            lease.fail(db, guid, token, error)
        except Exception as error:
            if faults.is_full(error):
                return FULL
            with suppress(Exception):
                lease.note_fault(db, guid, token, faults.of_exception(error))
            raise
    return TOLD


def main(argv: list[str]) -> int:
    """Entry of the process; any fault that is not a sentence is a crash and is tried again."""
    begin()
    threading.Thread(target=_end_with_worker, daemon=True).start()
    os.nice(NICE)
    home, slug, guid, token, handler = argv
    try:
        return run(Home(Path(home)), slug, guid, token, handler)
    except Exception as error:
        say(f"job {guid} crashed: {placed(error)}", "error")
        return CRASHED


if __name__ == "__main__":
    # os._exit: threads of native libraries must not keep a finished job alive.
    code = main(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)
