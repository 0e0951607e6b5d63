"""Running one claimed job in a child process that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from jobs.child import TOLD
from pilot.config import ROOT

if TYPE_CHECKING:
    from jobs.lease import Claimed
    from pilot.config import Home, Pilot

GRACE_S = 3.0


class Child:
    """A process that does one job; it is the head of its own group, so that what it starts ends with it."""

    def __init__(self, home: Home, pilot: Pilot, claimed: Claimed, handler: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jobs.child", str(home.folder), pilot.slug, claimed.guid, claimed.token, handler],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True,
        )

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; whether the process has ended."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    @property
    def told(self) -> bool:
        """Whether it ended by itself with its outcome in the pilot file."""
        return self._process.returncode == TOLD

    @property
    def code(self) -> int | None:
        """The exit code; negative: the signal that killed it."""
        return self._process.returncode

    def kill(self) -> None:
        """End the process and all it started."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, number)
            except ProcessLookupError:
                break
            if self.wait(GRACE_S):
                break

    def close(self) -> None:
        """Let go of the pipe that keeps the child alive."""
        if self._process.stdin:
            self._process.stdin.close()
