"""The log: one JSON object a line, of facts that say nothing about people.

A line of ours holds a fixed sentence with guids, places in the code and numbers. What other packages write may hold
anything, an error's message too: of those a line says which package, how bad, and where in the code.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from pilot import clock

if TYPE_CHECKING:
    from typing import Unpack

OURS = "rode_draad"
LOG = logging.getLogger(OURS)
# The server's own messages are fixed sentences about its port and protocol; its faults come as kind and place.
FIXED = frozenset({OURS, "uvicorn.error"})
MOST_PLACES = 8


class Facts(TypedDict, total=False):
    """What a line may say besides its sentence; route: with its fields unfilled; ms: how long something took."""

    method: str
    route: str
    status: int
    ms: int


def placed(error: BaseException, most: int = MOST_PLACES) -> str:
    """Kind of a fault and where it arose, the last place first; its message may hold what somebody said."""
    frames = traceback.extract_tb(error.__traceback__)[-most:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}" if places else type(error).__name__


def line(said: str, level: str = "info", source: str = OURS, **facts: Unpack[Facts]) -> str:
    """A line of the log.

    Args:
        said: a sentence of ours: guids, numbers and places in the code only.
        source: which package says it.
    """
    head = {"at": clock.now(), "level": level, "from": source, "pid": os.getpid(), "said": said}
    return json.dumps({**head, **facts})  # in ASCII: no character in it ends a line


def say(said: str, level: str = "info", **facts: Unpack[Facts]) -> None:
    """Write a line at once, from a process that has nobody else to write it."""
    print(line(said, level, **facts), file=sys.stderr, flush=True)


class Lines(logging.Formatter):
    """Makes each record one line; of what is not ours only where it comes from."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        fixed = record.getMessage().partition("\n")[0] if record.name in FIXED else ""
        error = record.exc_info[1] if record.exc_info else None
        said = [fixed or f"{Path(record.pathname).name}:{record.lineno}", *([placed(error)] if error else [])]
        facts: Facts = getattr(record, "facts", Facts())
        return line(": ".join(said), record.levelname.lower(), record.name, **facts)


def begin() -> None:
    """From now on everything this process logs, and every fault that nobody caught, goes to stderr as lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    LOG.setLevel(logging.INFO)
    logging.captureWarnings(True)
    for name in list(logging.root.manager.loggerDict):  # those that brought a handler of their own
        known = logging.getLogger(name)
        if known.handlers and not name.startswith("py.warnings"):
            known.handlers.clear()
            known.propagate = True
    sys.excepthook = lambda kind, error, trace: say(placed(error), "error")
    threading.excepthook = lambda args: say(placed(args.exc_value) if args.exc_value else "a thread ended", "error")
    sys.unraisablehook = lambda args: say(placed(args.exc_value) if args.exc_value else "a fault at an end", "error")
