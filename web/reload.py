"""The dev mode of `cli.py serve`: the program starts anew when one of its files changes.

A supervisor holds the port and runs the same command again as a child, so that a browser waits while the program starts
instead of finding nobody; a second child has read what is not ours, and waits to be the next. Scripts and styles need
no new start: they are read at each request, and `static/dev.js` loads the page again. On loopback only, for
faults are shown in full, in the terminal.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from pilot.config import ROOT
from pilot.errors import BadInput
from pilot.words import N_
from web.gate import faults
from web.gate.binding import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from web.gate.binding import Binding

LOOK_EVERY_S = 0.3
GRACE_S = 2.0
READY_AFTER_S = 4.0  # the program itself comes first
SPARE = ROOT / "web" / "spare.py"
RUN_ONCE = (".py", ".sql", ".po", ".md", ".toml")  # read when the program starts, and kept
_FROM_SUPERVISOR = "RODE_DRAAD_DEV"  # two file descriptors: the listening socket, and a pipe that ends with its holder


def own_machine(binding: Binding, *, tls: bool) -> Binding:
    """The binding in dev mode. Raises: BadInput when others than this machine's own browser could reach it."""
    if tls or binding.proxies or not is_loopback(binding.host):
        raise BadInput(N_("--dev is for your own machine. Leave out --host, --tls-cert and --behind-proxy."))
    return replace(binding, dev=True)


def files(root: Path = ROOT) -> dict[Path, int]:
    """What the program reads once, with the time of the last change (ns): our own rooms, words and guide."""
    rooms = [path.parent for path in root.glob("*/__init__.py")]
    folders = [*rooms, root / "locales", root / "docs" / "guide", root / ".streamlit"]
    found: Iterable[Path] = [*root.glob("*.py"), *(path for folder in folders for path in folder.rglob("*.*"))]
    return {path: path.stat().st_mtime_ns for path in found if path.suffix in RUN_ONCE and path.is_file()}


def inherited() -> socket.socket | None:
    """The supervisor's listening socket, in its child; None in the supervisor itself. The child ends when it does."""
    given = os.environ.get(_FROM_SUPERVISOR)
    if given is None:
        return None
    listening, alive = map(int, given.split(","))

    def end_with_supervisor() -> None:
        os.read(alive, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_with_supervisor, daemon=True).start()
    faults.show_in_full()
    return socket.socket(fileno=listening)


class _Start:
    """The program on its way: a process that has read all but our own modules, until it is told to go."""

    def __init__(self, command: Sequence[str], given: tuple[int, int]) -> None:
        told, self._go = os.pipe()
        # What Python makes of our modules is kept, or each start would make it of all of them.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._process = subprocess.Popen(
            [sys.executable, str(SPARE), str(told), *command],
            env=environment | {_FROM_SUPERVISOR: ",".join(map(str, given))}, pass_fds=(*given, told))
        os.close(told)

    def go(self) -> None:
        """Become the program."""
        with suppress(BrokenPipeError):  # it ended by itself
            os.write(self._go, b".")

    def ask_to_end(self) -> None:
        """Nobody is let in any more."""
        self._process.terminate()

    def end(self) -> None:
        """Stop it, and wait until it is gone."""
        self.ask_to_end()
        try:
            self._process.wait(GRACE_S)
        except subprocess.TimeoutExpired:  # open pages are not waited for
            self._process.kill()
            self._process.wait()
        os.close(self._go)


def supervise(
    sock: socket.socket, command: Sequence[str], look: Callable[[], dict[Path, int]] = files,
    ended: threading.Event | None = None,
) -> None:
    """Run `command` (a file of Python and its arguments) over the socket, again each time what `look` finds has
    changed, until `ended` or stopped.

    A command that ends by itself, by a fault in what was just saved, is run again at the next change. While it runs the
    next one is made ready, so that a change is there soon.
    """
    ended = ended or threading.Event()
    alive, held = os.pipe()
    given = (sock.fileno(), alive)
    running: list[_Start] = []
    coming: list[_Start] = []
    try:
        while not ended.is_set():
            seen = look()
            running.append((coming or [_Start(command, given)]).pop())
            coming.clear()
            running[-1].go()
            for before in running[:-1]:
                before.end()
            del running[:-1]
            ready_at = time.monotonic() + READY_AFTER_S
            while look() == seen and not ended.wait(LOOK_EVERY_S):
                if not coming and time.monotonic() > ready_at:
                    coming.append(_Start(command, given))
            running[-1].ask_to_end()
    finally:
        for left in (*running, *coming):
            left.end()
        os.close(held)
        os.close(alive)


def run(sock: socket.socket) -> None:
    """Supervise the command this process was started with, until Ctrl+C or SIGTERM."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    try:
        supervise(sock, sys.argv)
    except KeyboardInterrupt:
        return
