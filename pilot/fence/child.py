"""One call behind the fence: read what is asked, set the limits, do it, answer, end."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pilot import words
from pilot.errors import RodeDraadError, as_plain
from pilot.fence import limits, wire
from pilot.running.log_lines import placed, say

if TYPE_CHECKING:
    import socket


def answer(to: socket.socket) -> None:
    """Do the one call that comes by this socket; never returns."""
    code = 1
    try:
        asked: wire.Asked = wire.decoded(wire.received(to))
        allowed = limits.Limits(**asked["limits"])  # type: ignore[arg-type]
        module, _, name = asked["function"].partition(":")
        found = import_module(module)
        # What a module makes once is no part of what the call may take, where the nursery had not made it yet.
        getattr(found, "warm", lambda: None)()
        function = getattr(found, name)
        words.use(asked["language"])
        # A path that is no whole one begins where the caller is, not where the program lies.
        os.chdir(asked["folder"])
        limits.apply(allowed)
        body = wire.encoded(_done(function, asked["given"]))
        if len(body) <= allowed.answer_mb * limits.MEGABYTE:
            wire.send(to, body)
            code = 0
    finally:
        # Without tidying up: threads of native libraries must not keep it alive.
        sys.stderr.flush()
        os._exit(code)


def _done(function: Any, given: list[Any]) -> wire.Answer:
    try:
        return {"value": function(*given)}
    except RodeDraadError as error:
        return {"error": as_plain(error)}
    except Exception as error:
        # A parser that stumbles over a file says where, never over what.
        say(f"behind the fence: {placed(error, 4)}", "warning")
        return {"broke": True}
