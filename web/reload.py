"""The dev mode of `cli.py serve`: the program starts anew when one of its files changes.

A supervisor holds the port and runs the same command again as a child, so that a browser waits while the program starts
instead of finding nobody. Scripts and styles need no new start: they are read at each request, and `static/dev.js`
loads the page again. On loopback only, for faults are shown in full, in the terminal.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
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


def supervise(
    sock: socket.socket, command: Sequence[str], look: Callable[[], dict[Path, int]] = files,
    ended: threading.Event | None = None,
) -> None:
    """Run `command` over the socket, again each time what `look` finds has changed, until `ended` or stopped.

    A command that ends by itself, by a fault in what was just saved, is run again at the next change.
    """
    ended = ended or threading.Event()
    alive, held = os.pipe()
    given = (sock.fileno(), alive)
    environment = os.environ | {_FROM_SUPERVISOR: ",".join(map(str, given))}
    while not ended.is_set():
        seen = look()
        child = subprocess.Popen(command, env=environment, pass_fds=given)
        try:
            while look() == seen and not ended.wait(LOOK_EVERY_S):
                pass
        finally:
            _stop(child)
    os.close(held)
    os.close(alive)


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(GRACE_S)
    except subprocess.TimeoutExpired:  # open pages are not waited for
        child.kill()
        child.wait()


def run(sock: socket.socket) -> None:
    """Supervise the command this process was started with, until Ctrl+C or SIGTERM."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    try:
        supervise(sock, [sys.executable, *sys.argv])
    except KeyboardInterrupt:
        return
