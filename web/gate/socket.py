"""One websocket between a signed-in browser and Streamlit, cut the moment its sitting is over."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from pilot.accounts.sittings import identity_for
from web.gate.faults import log_fault
from web.gate.frames import Allowance
from web.gate.sittings import SITTINGS

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SIGNED_OUT = 4401
CHANGED = 4409
REFUSED = 4403
FAULT = 1011
TOO_MUCH = 4429
FULL = 4430
CHECK_S = 1.5


class Socket:
    """Stands between Streamlit and the browser; each frame in and out needs a live sitting with the same rights."""

    def __init__(self, token: str, identity: str, receive: Receive, send: Send) -> None:
        self.token = token
        self._identity = identity
        self._receive, self._send = receive, send
        self._ended = asyncio.Event()
        self._code = SIGNED_OUT
        self._allowance = Allowance()

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Serve until either side closes or the sitting ends."""
        SITTINGS.join(self)
        watch = asyncio.create_task(self._watch())
        try:
            await app(scope, self._incoming, self._outgoing)
        finally:
            SITTINGS.leave(self)
            watch.cancel()

    async def end(self, code: int) -> None:
        """Close with `code`; nothing passes any more in either direction."""
        if self._ended.is_set():
            return
        self._code = code
        self._ended.set()
        # The browser may be gone already; there is nobody left to tell.
        with contextlib.suppress(Exception):
            await self._send({"type": "websocket.close", "code": code})

    async def _still_good(self, *, touch: bool) -> bool:
        try:
            sitting = await SITTINGS.look(self.token, touch=touch)
        except Exception as error:
            log_fault(error)
            await self.end(FAULT)  # who cannot be checked does not stay in; the page connects again by itself
        if self._ended.is_set():
            return False
        if sitting is None:
            await self.end(SIGNED_OUT)
        elif identity_for(self.token, sitting) != self._identity:
            await self.end(CHANGED)  # another role or pilot: the browser starts afresh with the new one
        return not self._ended.is_set()

    async def _watch(self) -> None:
        while not self._ended.is_set():
            await asyncio.sleep(CHECK_S)
            await self._still_good(touch=False)

    async def _incoming(self) -> Message:
        gone: Message = {"type": "websocket.disconnect", "code": self._code}
        if self._ended.is_set():
            return gone
        getting = asyncio.ensure_future(self._receive())
        ending = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait({getting, ending}, return_when=asyncio.FIRST_COMPLETED)
            if self._ended.is_set():
                return gone
            message = getting.result()
        finally:
            ending.cancel()
            if not getting.done():
                getting.cancel()
        if message["type"] != "websocket.receive":
            return message
        if not self._allowance.takes(message.get("bytes") or (message.get("text") or "").encode()):
            await self.end(TOO_MUCH)
        return message if await self._still_good(touch=True) else {**gone, "code": self._code}

    async def _outgoing(self, message: Message) -> None:
        if message["type"] == "websocket.send" and not await self._still_good(touch=False):
            return
        if not self._ended.is_set():
            await self._send(message)
