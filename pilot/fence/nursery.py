"""The warm process behind the fence: `python -m pilot.fence.nursery SOCKET NICE [MODULE ...]`.

It imports the modules once and then forks a child for each socket it is handed. It reads nothing that a child or a file
says; it watches who hangs up. Where the server closes its end of a child's socket, the child is killed, and when the
server itself is gone, all of them.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
from importlib import import_module

from pilot import words
from pilot.fence import child
from pilot.running.log_lines import begin, say

_ENDED = {0, -signal.SIGKILL}


class Nursery:
    """Children by the socket each answers on."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._sockets: dict[int, socket.socket] = {}
        self._pids: dict[int, int] = {}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        self._woken, wake = os.pipe()
        for end in (self._woken, wake):
            os.set_blocking(end, False)
        self._poll.register(self._woken, select.POLLIN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)

    def run(self) -> None:
        """Until the server is gone."""
        while True:
            for fd, _event in self._poll.poll():
                if fd == self._control.fileno():
                    if not self._take():
                        return
                elif fd == self._woken:
                    with contextlib.suppress(BlockingIOError):
                        os.read(self._woken, 4096)
                else:
                    self._kill(fd)
            self._bury()

    def _take(self) -> bool:
        """Fork a child for the socket that comes in; False when the server hung up."""
        data, found, _flags, _address = socket.recv_fds(self._control, 1, 1)
        for fd in found:
            pid = os.fork()
            if not pid:
                self._be_child(fd)
            self._sockets[fd] = socket.socket(fileno=fd)
            self._pids[fd] = pid
            # No event but that the other end hangs up, which is always told.
            self._poll.register(fd, 0)
        return bool(data)

    def _be_child(self, fd: int) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        # Kept open here, another child's socket would not end when that child does.
        for other in self._sockets.values():
            other.close()
        self._control.close()
        child.answer(socket.socket(fileno=fd))

    def _kill(self, fd: int) -> None:
        """Nobody waits for this child any more."""
        self._poll.unregister(fd)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pids[fd], signal.SIGKILL)

    def _bury(self) -> None:
        """Let go of the children that have ended."""
        for fd, pid in list(self._pids.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended:
                continue
            code = os.waitstatus_to_exitcode(status)
            if code not in _ENDED:
                say(f"behind the fence: a child ended with {code}", "warning")
            with contextlib.suppress(KeyError):
                self._poll.unregister(fd)
            self._sockets.pop(fd).close()
            del self._pids[fd]

    def end(self) -> None:
        """Kill whatever still runs."""
        for pid in self._pids.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _hung_up(control: socket.socket) -> bool:
    """Whether whoever started this process is gone."""
    poll = select.poll()
    poll.register(control, 0)
    return any(event & select.POLLHUP for _fd, event in poll.poll(0))


def main(argv: list[str]) -> None:
    """Entry of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is the server's, which then hangs up
    begin()
    number, nice, *modules = argv
    os.nice(int(nice))
    control = socket.socket(fileno=int(number))
    for name in modules:
        if _hung_up(control):  # killed meanwhile: what is imported for nobody only takes the next server's processor
            return
        # What a module makes once, such as a tokenizer, children have already.
        getattr(import_module(name), "warm", lambda: None)()
    for language in words.LANGUAGES if modules else ():
        words.catalogue(language)
    # What is here stays: children share these pages as long as nobody counts its references anew.
    gc.collect()
    gc.freeze()
    nursery = Nursery(control)
    try:
        nursery.run()
    finally:
        nursery.end()


if __name__ == "__main__":
    main(sys.argv[1:])
