"""What one call behind the fence costs: a process that holds the parsers, as the nursery does, forks a child for each.

`python -m benchmarks.behind` reads calls from its input, a line of JSON each, and answers each with one: how it ended,
the processor seconds of the child and the most memory it had (MB), as the kernel tells them of a child that has ended.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import sys
from importlib import import_module
from typing import NamedTuple

from pilot.config import ROOT
from pilot.fence import child, wire
from texts.intake import reading


class Cost(NamedTuple):
    """How a call ended ('read', 'refused', 'ended by its limits'), processor seconds and MB."""

    outcome: str
    seconds: float
    megabytes: float


class Behind:
    """The process beside the benchmark; ends with it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.behind"], cwd=ROOT, text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, env={**os.environ, "MALLOC_ARENA_MAX": "1"})

    def cost(self, asked: wire.Asked) -> Cost:
        """One call, as the fence sends it to a child."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        return Cost(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def _cost(asked: wire.Asked) -> Cost:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if not pid:
        ours.close()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        child.answer(theirs)
    theirs.close()
    wire.send(ours, wire.encoded(asked))
    try:
        answer: wire.Answer = wire.decoded(wire.received(ours))
    except (wire.Short, OSError):
        answer = {"broke": True}
    ours.close()
    _pid, _status, used = os.wait4(pid, 0)
    outcome = "read" if "value" in answer else "refused" if "error" in answer else "ended by its limits"
    return Cost(outcome, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _main() -> None:
    for name in (*reading.MODULES, "coding.book.file"):
        getattr(import_module(name), "warm", lambda: None)()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        print(json.dumps(_cost(json.loads(line))), flush=True)


if __name__ == "__main__":
    _main()
