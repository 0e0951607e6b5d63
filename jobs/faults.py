"""What ended a job again and again, named as what it is: never a guess, and never what somebody said."""

from __future__ import annotations

import errno
import re
import signal
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

MEMORY, SIGNAL, STOPPED, FAULT = "memory", "signal", "stopped", "fault"
SENTENCES = {
    MEMORY: N_("The memory of this computer ran out {n} times. What was done is kept: close other programs or choose a"
               " smaller model, then try again."),
    SIGNAL: N_("The program that does this was broken off {n} times (signal {what}). What was done is kept; tell"
               " whoever looks after this computer."),
    STOPPED: N_("This was interrupted {n} times: the computer or the program was stopped each time. What was done is"
                " kept; ask again and it goes on from there."),
    FAULT: N_("The same fault came back {n} times: {what}. What was done is kept, and trying again does not help; tell"
              " whoever looks after this program."),
}
# Nobody is helped by trying again: the job waits until somebody has made room.
FULL = N_("The disk is full. What was done is kept: make room, then press Go on.")
# How libraries that compute tell that they got none.
_NO_MEMORY = re.compile(
    r"bad_alloc|out of memory|(?:failed|unable) to allocate|cannot allocate memory|could not create a memory object",
    re.IGNORECASE)
_VMSTAT = Path("/proc/vmstat")


def of_exception(error: BaseException) -> dict[str, str]:
    """What to keep of an exception: its kind, and the last place of ours it passed; not its message."""
    if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error)) or getattr(error, "errno", 0) == errno.ENOMEM:
        return {"kind": MEMORY, "what": ""}
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f", {Path(last[0].filename).name}:{last[0].lineno}" if last else ""
    return {"kind": FAULT, "what": f"{type(error).__name__}{place}"}


def is_full(error: BaseException | None) -> bool:
    """Whether a disk without room is behind this fault, however it was told on the way."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if "disk is full" in str(error):
            return True
        error = error.__cause__
    return False


def of_exit(code: int | None, kills_before: int) -> dict[str, str] | None:
    """What an exit code says; None where the process told itself.

    Args:
        code: of the process; a signal as its negative number.
        kills_before: `memory_kills` when the process began.
    """
    if code is None or code >= 0:
        return None
    if -code == signal.SIGKILL and memory_kills() > kills_before:
        return {"kind": MEMORY, "what": ""}
    try:
        return {"kind": SIGNAL, "what": signal.Signals(-code).name}
    except ValueError:
        return {"kind": SIGNAL, "what": str(-code)}


def was_killed(fault: Mapping[str, str] | None) -> bool:
    """Whether somebody outside ended the process, and not what it did itself."""
    return fault is not None and fault["kind"] == SIGNAL and fault["what"] == signal.SIGKILL.name


def memory_kills() -> int:
    """How many processes the system has ended for lack of memory since it started; 0 where it does not say."""
    try:
        lines = _VMSTAT.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)


def gave_up(fault: Mapping[str, str] | None, n: int) -> BadInput:
    """The sentence a job fails with after n attempts; without a fault nobody was left to tell one."""
    kept = fault or {"kind": STOPPED, "what": ""}
    return BadInput(SENTENCES.get(kept["kind"], SENTENCES[FAULT]), n=n, what=kept["what"])
