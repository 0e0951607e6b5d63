"""The process in which one job runs: `python -m jobs.child HOME PILOT JOB TOKEN module:function`.

It may be killed at any moment; what it has committed counts. It ends by itself when the worker that started it does.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from jobs import faults, lease
from jobs.work import Work
from pilot.clock import now
from pilot.config import Home
from pilot.errors import RodeDraadError
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


def log(text: str) -> None:
    """One line with a time; guids only, never content."""
    print(f"{now()} {text}", file=sys.stderr, flush=True)


def where(error: BaseException) -> str:
    """Kind and place of a fault without its message, which may hold what somebody said."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return f"{type(error).__name__} at " + " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))


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
            log(f"job {guid} failed: {where(error)}")
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
    threading.Thread(target=_end_with_worker, daemon=True).start()
    os.nice(NICE)
    home, slug, guid, token, handler = argv
    try:
        return run(Home(Path(home)), slug, guid, token, handler)
    except Exception as error:
        log(f"job {guid} crashed: {where(error)}")
        return CRASHED


if __name__ == "__main__":
    # os._exit: threads of native libraries must not keep a finished job alive.
    code = main(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)
