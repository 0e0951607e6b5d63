"""How much work and room one call behind the fence may take; set by the child itself before it looks at anything."""

from __future__ import annotations

import math
import resource
import signal
from dataclasses import dataclass

MEGABYTE = 1 << 20
# Of files: what a library and an importer open at once.
_OPEN_FILES = 64


@dataclass(frozen=True)
class Limits:
    """What a call may take before it is ended.

    Attributes:
        seconds: of processor; however busy the machine is.
        memory_mb: more than the nursery has itself, in MiB.
        answer_mb: the answer as JSON, in MiB.
    """

    seconds: float = 1.8
    memory_mb: int = 110
    answer_mb: int = 16

    @property
    def patience_s(self) -> float:
        """Seconds by the clock after which nobody waits any longer, on a machine that is busy with other things."""
        return 30 + 20 * self.seconds


# A text, a list, a codebook: 60,000 words of the slowest kind (PDF) take 0.6 s.
SMALL = Limits()


def apply(limits: Limits) -> None:
    """Put this process under `limits`, for good; what goes past the time is killed, past the memory a MemoryError."""
    # The kernel counts whole seconds; the timer ends it in between, and a parser that turns it off meets the kernel.
    whole = math.ceil(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    room = _address_space() + limits.memory_mb * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    # It writes no file, and leaves no picture of its memory behind, which holds what people said.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    """Bytes of address space this process has now."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:  # no /proc: what a nursery with all parsers takes
        return 256 * MEGABYTE
