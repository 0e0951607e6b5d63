"""Who is signed in, looked up again and again, and the open sockets of each sitting.

A sitting is looked up in server.db at most once a second per token. Signing out in this process closes the sitting's
sockets at once; an end from elsewhere (cli.py, another process) is found by each socket's own clock.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anyio import Event
from starlette.concurrency import run_in_threadpool

from pilot.visit import sitting_of

if TYPE_CHECKING:
    from pilot.accounts.sittings import Sitting
    from web.gate.socket import Socket

KEEP_S = 1.0
MOST_SOCKETS = 40  # of one sitting: a window has one, and each holds a session of Streamlit in memory


@dataclass
class _Look:
    """A look that is under way, for all who ask meanwhile."""

    touch: bool
    ended: Event = field(default_factory=Event)
    answered: bool = False
    found: Sitting | None = None


class Sittings:
    """The sittings this process knows of; used from the event loop only."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[float, bool, Sitting]] = {}
        self._looks: dict[str, _Look] = {}
        self._sockets: dict[str, set[Socket]] = {}
        self._forgotten = 0

    async def look(self, token: str | None, *, touch: bool = True) -> Sitting | None:
        """The live sitting of a token, at most a second old, or None.

        Args:
            touch: whether somebody did something, which keeps the sitting from going idle; a mere check does not.
        """
        if not token:
            return None
        seen = self._seen.get(token)
        if seen and time.monotonic() - seen[0] < KEEP_S and (seen[1] or not touch):
            return seen[2]
        # Forty requests that come at once are one look: the last of them must not wait for forty.
        while (under_way := self._looks.get(token)) and (under_way.touch or not touch):
            await under_way.ended.wait()
            if under_way.answered:
                return under_way.found
        look = self._looks[token] = _Look(touch)
        try:
            look.found = await self._found(token, touch)
            look.answered = True
        finally:  # one that was broken off leaves the looking to the next
            if self._looks.get(token) is look:
                del self._looks[token]
            look.ended.set()
        return look.found

    async def _found(self, token: str, touch: bool) -> Sitting | None:
        found, before = None, -1
        while before != self._forgotten:  # a look that was under way while somebody signed out may be out of date
            before = self._forgotten
            found = await run_in_threadpool(sitting_of, token, touch=touch)
        if found is None:
            self._seen.pop(token, None)
            return None
        if len(self._seen) > 1000:
            self._seen.clear()
        self._seen[token] = (time.monotonic(), touch, found)
        return found

    def is_full(self, token: str) -> bool:
        """Whether a sitting has as many open sockets as it may have."""
        return len(self._sockets.get(token, ())) >= MOST_SOCKETS

    def join(self, socket: Socket) -> None:
        """Remember an open socket."""
        self._sockets.setdefault(socket.token, set()).add(socket)

    def leave(self, socket: Socket) -> None:
        """Forget a socket that has closed."""
        open_ = self._sockets.get(socket.token, set())
        open_.discard(socket)
        if not open_:
            self._sockets.pop(socket.token, None)

    def forget(self, token: str) -> None:
        """Look this token up afresh next time."""
        self._forgotten += 1
        self._seen.pop(token, None)

    async def end(self, token: str, code: int) -> None:
        """Close every socket of a sitting now."""
        self.forget(token)
        for socket in list(self._sockets.get(token, ())):
            await socket.end(code)


SITTINGS = Sittings()
