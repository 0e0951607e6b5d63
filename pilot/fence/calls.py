"""The server's side of the fence: nurseries, started when one is first needed or asked to be warm.

Most calls share one nursery. What holds much that the others never need, such as a model of a language, has one of its
own, so that no file is parsed in a process that begins with all of it.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pilot import words
from pilot.config import ROOT
from pilot.errors import BadInput, from_plain
from pilot.fence import wire, wishes
from pilot.fence.limits import MEGABYTE, SMALL, Limits
from pilot.fence.turns import Gone, Turns
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

# Two at once keep two cores busy and 200 MB full; others wait for a moment rather than share less.
AT_ONCE = min(4, max(2, os.cpu_count() or 2))
# Behind everybody who looks at a page.
NICE = 2
_GRACE_S = 0.3
_TOO_HEAVY = N_(
    "{name} asks for far more work or memory than what people say ever does, so it was not read. Save it anew, or split"
    " it, and choose the new file."
)
_THIS = N_("This file")

_turns = Turns(AT_ONCE)
_lock = threading.Lock()
_groups: list[tuple[str, ...]] = [()]
_nurseries: dict[int, _Nursery] = {}  # by place in the groups


class _Nursery:
    """A running nursery and the socket by which children are asked for."""

    def __init__(self, modules: Sequence[str]) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pilot.fence.nursery", str(theirs.fileno()), str(NICE), *modules], cwd=ROOT,
                # One arena: a thread of ffmpeg would otherwise take 64 MB of the room that there is.
                # What parses a stranger's file has no use for the secret of the home, nor for any other.
                env={name: value for name, value in os.environ.items() if "SECRET" not in name}
                | {"MALLOC_ARENA_MAX": "1"},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=(theirs.fileno(),))
        self._control = ours

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def is_dying(self) -> bool:
        """Whether it is gone, or just going: its sockets close a moment before it has ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE_S)
        return not self.is_alive

    def child(self) -> socket.socket:
        """A new child, by the socket it answers on. Raises: OSError when the nursery is gone."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"c"], [theirs.fileno()])
        return ours

    def end(self) -> None:
        self._control.close()
        try:
            self._process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:  # still importing, and deaf until then
            self._process.kill()
            self._process.wait()


def set_apart(*modules: str) -> None:
    """Give these modules a nursery of their own, which starts with them in memory when one of them is first called.

    Said where the calls are made, so that commands and jobs have it too: a child would import them anew each time.
    """
    if modules not in _groups:
        _groups.append(modules)


def warm(modules: Sequence[str]) -> None:
    """Start a nursery with these modules in memory, and those set apart, so that nobody waits for them; they go on
    importing meanwhile. Who has them in memory already is left as it is.
    """
    if not set(modules) <= set(_groups[0]):
        stop()
        _groups[0] = tuple(modules)
    for at in range(len(_groups)):
        _running(at)


def stop() -> None:
    """End the nurseries and what runs in them; the next call starts another."""
    with _lock:
        for nursery in _nurseries.values():
            nursery.end()
        _nurseries.clear()


atexit.register(stop)


def running(function: str = "") -> _Nursery:
    """The nursery for 'module:function', started where there is none."""
    module = function.partition(":")[0]
    return _running(next((at for at, group in enumerate(_groups) if at and module in group), 0))


def _running(at: int) -> _Nursery:
    with _lock:
        if at in _nurseries and not _nurseries[at].is_alive:
            _nurseries.pop(at).end()
        if at not in _nurseries:
            _nurseries[at] = _Nursery(_groups[at])
        return _nurseries[at]


def run(function: str, *given: Any, limits: Limits = SMALL, name: str = "") -> Any:
    """Call 'module:function' behind the fence, with plain values (as JSON has them), and give back its plain value.

    Args:
        name: what the user calls the file, as it may be shown, for the sentence.

    Raises:
        BadInput: what the function raised, or that it went past its limits or broke down; always a plain BadInput.
        Gone: the wish of this thread was taken back.
    """
    asked = wire.encoded({"function": function, "given": list(given), "folder": _folder(), "limits": asdict(limits),
                          "language": words.current()})
    wish = wishes.current()
    with _turns.turn(wish):
        answer = _asked(function, asked, wish, limits)
    if answer is None or "broke" in answer:
        raise BadInput(_TOO_HEAVY, name=name or BadInput(_THIS))
    if "error" in answer:
        raise from_plain(answer["error"])
    return answer["value"]


def _folder() -> str:
    """Where a path that is no whole one begins."""
    try:
        return os.getcwd()
    except FileNotFoundError:  # taken away since
        return str(ROOT)


def _asked(function: str, asked: bytes, wish: wishes.Wish, limits: Limits) -> wire.Answer | None:
    """What a child answers; None when it did not. A nursery that died is no fault of the file: once more."""
    for last in (False, True):
        nursery = running(function)
        try:
            with contextlib.closing(nursery.child()) as to:
                return _answer(to, asked, wish, limits)
        except (wire.Short, OSError):
            if wish.is_gone:
                raise Gone from None
            if last or not nursery.is_dying():
                return None
    return None


def _answer(to: socket.socket, asked: bytes, wish: wishes.Wish, limits: Limits) -> wire.Answer:
    to.settimeout(limits.patience_s)
    with wish.stopping(lambda: _hang_up(to)):
        wire.send(to, asked)
        answer: wire.Answer = wire.decoded(wire.received(to, limits.answer_mb * MEGABYTE))
    return answer


def _hang_up(to: socket.socket) -> None:
    """Nobody waits for this child: the nursery sees it, and kills it."""
    with contextlib.suppress(OSError):
        to.shutdown(socket.SHUT_RDWR)
