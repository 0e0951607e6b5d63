"""Processes to be killed that begin with all that is imported here: a fresh one spends most of its time on importing.

Nothing may hold a store open while one is made: SQLite cannot be carried over into a child.
"""

from __future__ import annotations

import os
import signal
import traceback
from typing import TYPE_CHECKING

from pilot.store import pool

if TYPE_CHECKING:
    from collections.abc import Callable


class Forked:
    """A child that does one thing and ends, whatever becomes of it; as `subprocess.Popen` as far as tests ask it."""

    def __init__(self, do: Callable[[], object]) -> None:
        pool.close_all()
        self.pid, self.returncode = os.fork(), None
        if not self.pid:
            _do(do)

    returncode: int | None

    def wait(self) -> int:
        """How it ended: 0, 1 when something was raised, negative the signal that killed it."""
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode

    def poll(self) -> int | None:
        """The same, or None while it goes on."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def kill(self) -> None:
        """End it at once."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)


def _do(do: Callable[[], object]) -> None:
    code = 1
    try:
        do()
        code = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(code)


def ended(do: Callable[[], object]) -> int:
    """How a child ended that did this; see `Forked.wait`."""
    return Forked(do).wait()


def dies_at(owner: object, name: str, *, after: bool = False, times: int = 1) -> None:
    """From now on this process dies of SIGKILL at the nth call of a function, before or after it is done."""
    real, left = getattr(owner, name), times

    def killed(*given: object, **named: object) -> object:
        nonlocal left
        left -= 1
        if not left and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        found = real(*given, **named)
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    setattr(owner, name, killed)
