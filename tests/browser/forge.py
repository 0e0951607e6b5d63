"""Servers that begin with everything imported: `python -m tests.browser.forge SOCKET`, one for a run of tests.

To start `cli.py serve` takes four seconds of processor, most of it for reading our modules and Streamlit's, and the
nurseries behind its fence take five more; most files of tests have a server of their own. This process imports once,
starts the nurseries once, and forks a server for each wish, for half a second. A server that is started as a person
starts it is in `test_gate`, `test_dev` and `tests/safety`.
"""

from __future__ import annotations

import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
_WISH_BYTES = 1 << 18
# What a server imports itself when it begins or when somebody opens a page. Not `app`, which makes one.
_BEGIN = ("cli", "streamlit", "uvicorn", "websockets", "web.routes", "web.gate.patience", "web.gate.script_faults",
          "web.gate.settings", "web.reload", "web.sign_in.oidc", "views.menu", "views.entries")


class Served:
    """A server that was forked: what `subprocess.Popen` says of one, as far as tests ask it."""

    def __init__(self, pid: int, said: int) -> None:
        self.pid = pid
        self.stdout = os.fdopen(said, encoding="utf-8")
        self._held = os.pidfd_open(pid)

    def _send(self, number: int) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._held, number)

    def terminate(self) -> None:
        """Ask it to stop."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self._send(signal.SIGKILL)

    def communicate(self, timeout: float | None = None) -> tuple[str, None]:
        """What it wrote until its end. Raises: subprocess.TimeoutExpired when that is not within `timeout` seconds."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self.kill()

        clock = threading.Timer(timeout or threading.TIMEOUT_MAX, end)
        clock.daemon = True
        clock.start()
        with self.stdout:
            said = self.stdout.read()
        clock.cancel()
        os.close(self._held)
        if late.is_set():
            raise subprocess.TimeoutExpired("serve", timeout or 0, said)
        return said, None


class Forge:
    """The process that has everything imported, and what it makes."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.browser.forge", str(theirs.fileno())], cwd=ROOT,
                pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL)
        self._wishes = ours

    def serve(self, home: Path, *options: str, port: str = "0") -> Served:
        """A server over a home, as `cli.py serve --home HOME --port PORT` with these options makes it."""
        return self._made(home, arguments=["serve", "--home", str(home), "--port", port, *options])

    def run(self, home: Path, source: str) -> Served:
        """A server over a home that is made by a script of a test's own."""
        return self._made(home, source=source)

    def _made(self, home: Path, **how: object) -> Served:
        said, write = os.pipe()
        wish = how | {"cwd": str(home), "environment": dict(os.environ) | {
            "PYTHONUNBUFFERED": "1", "RODE_DRAAD_HOME": str(home)}}
        socket.send_fds(self._wishes, [json.dumps(wish).encode()], [write])
        os.close(write)
        return Served(int(self._wishes.recv(64)), said)

    def end(self) -> None:
        """Let it go, and what it made that is not stopped yet."""
        self._wishes.close()
        self._process.wait()


def _import_all() -> None:
    sys.path.insert(0, str(ROOT))
    for name in _BEGIN:
        import_module(name)
    import views

    for found in pkgutil.walk_packages(views.__path__, "views."):
        if found.name != "views.entry":  # the script itself
            import_module(found.name)


def _share_nurseries() -> None:
    """Start the nurseries that each server would start: those it makes find them, and leave them to one another."""
    from pilot.fence import calls
    from texts.intake import reading

    class Shared(calls._Nursery):
        """One that all servers ask: each ends its own wire to it only."""

        @property
        def is_alive(self) -> bool:
            with suppress(ProcessLookupError):
                os.kill(self.pid, 0)
                return True
            return False

        def is_dying(self) -> bool:
            return not self.is_alive

        def end(self) -> None:
            self._control.close()

    def shared(modules: tuple[str, ...]) -> Shared:
        return Shared(modules)

    own, calls._Nursery = calls._Nursery, shared  # type: ignore[assignment, misc]
    calls.warm((*reading.MODULES, "coding.book.file", "exchange.refi.reading"))
    calls._Nursery = own  # type: ignore[misc]


def _be_server(wish: dict[str, Any], said: int) -> None:
    """In the child: the command, as if it had been typed."""
    for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.close(said)
    os.environ.clear()
    os.environ.update(wish["environment"])
    os.chdir(wish["cwd"])
    if "source" in wish:
        exec(wish["source"], {"__name__": "__main__"})
        return
    sys.argv = ["cli.py", *wish["arguments"]]
    from cli import cli

    cli.main(sys.argv[1:], prog_name="cli.py")


def main(number: int) -> None:
    """Fork a server for each wish until nobody wishes any more; then end what is left."""
    wishes = socket.socket(fileno=number)
    _import_all()
    _share_nurseries()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them: each ends when it is told to
    made: list[int] = []
    while True:
        data, found, _flags, _address = socket.recv_fds(wishes, _WISH_BYTES, 1)
        if not data:
            break
        if not (pid := os.fork()):
            wishes.close()
            _be_server(json.loads(data), found[0])
        os.close(found[0])
        made.append(os.pidfd_open(pid))
        wishes.send(str(pid).encode())
    for held in made:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(held, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]))
