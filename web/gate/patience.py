"""How long we wait for a request to come: its head by the clock, its body by how fast it comes.

Whoever keeps a connection open without saying anything, or says it a byte at a time, holds a place that others need.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.types import Message, Receive

HEAD_S = 15.0
# A body may begin late and pause; over its whole length it comes faster than a telephone's first network did.
GAP_S, LEAD_S, BYTES_A_SECOND = 30.0, 30.0, 2_000


class Punctual(H11Protocol):
    """A connection whose next request has to be there whole, up to its body, within HEAD_S of its first byte; the first
    one of the connection's beginning."""

    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody connects: the clock runs."""
        super().connection_made(transport)
        self._clock = self.loop.call_later(HEAD_S, self._late)

    def data_received(self, data: bytes) -> None:
        """Some bytes came: the clock goes on while a head is not whole, and stops once it is."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._clock is None and not self.transport.is_closing():
            self._clock = self.loop.call_later(HEAD_S, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone: nothing to wait for."""
        self._stop()
        super().connection_lost(exc)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _late(self) -> None:
        self._clock = None
        if not self.transport.is_closing():
            self.transport.close()


class Body:
    """`receive` of a request that waits no longer than its body deserves; then the browser counts as gone.

    Attributes:
        is_late: whether it came too slowly; the connection is of no use any more then.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive, self._waited, self._bytes, self._whole = receive, 0.0, 0, False
        self.is_late = False

    async def __call__(self) -> Message:
        """The next message of the request."""
        if self.is_late:
            return {"type": "http.disconnect"}
        if self._whole:
            return await self._receive()
        left = min(GAP_S, LEAD_S + self._bytes / BYTES_A_SECOND - self._waited)
        began = time.monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, left))
        except TimeoutError:
            self.is_late = True
            return {"type": "http.disconnect"}
        # Only what we wait for counts, not what we do with it in between.
        self._waited += time.monotonic() - began
        self._bytes += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        return message
