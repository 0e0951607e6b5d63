"""What Streamlit keeps of a browser that is gone, in case it comes back: few, not for long, and then wholly let go.

Its own storage keeps 128 of them, drops one only when another comes, and never shuts it down: each holds what its page
showed, so that a quiet server held 1.4 GB. A connection that fails for a moment is back within seconds.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from streamlit import runtime
from streamlit.runtime.session_manager import SessionStorage

from web.gate.faults import log_fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from streamlit.runtime.session_manager import SessionInfo

MOST = 32
KEPT_S = 60.0
SWEEP_S = 15.0


class Kept(SessionStorage):
    """At most MOST sessions without a browser, each for KEPT_S seconds at most, the oldest first to go."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, SessionInfo]] = OrderedDict()

    def get(self, session_id: str) -> SessionInfo | None:
        """The session, when it is here still."""
        since, found = self._kept.get(session_id, (0.0, None))
        return found if self._clock() - since < KEPT_S else None

    def save(self, session_info: SessionInfo) -> None:
        """Keep a session whose browser has gone just now."""
        self._kept.pop(session_info.session.id, None)
        self._kept[session_info.session.id] = (self._clock(), session_info)
        self.sweep()

    def delete(self, session_id: str) -> None:
        """Forget a session that goes on elsewhere, or was shut down by who asks. Raises: KeyError."""
        del self._kept[session_id]

    def list(self) -> list[SessionInfo]:
        """Those that are kept."""
        return [found for _since, found in self._kept.values()]

    def sweep(self) -> None:
        """Let go, for good, of what is too old or too much."""
        now = self._clock()
        for session_id, (since, found) in list(self._kept.items()):
            if len(self._kept) <= MOST and now - since < KEPT_S:
                break
            if self._kept.pop(session_id, None):
                found.session.shutdown()


@asynccontextmanager
async def kept_for_a_while() -> AsyncIterator[None]:
    """For the lifetime of the app: put our storage in the place of Streamlit's, and sweep it."""
    kept = Kept()
    runtime.get_instance()._session_mgr._session_storage = kept  # type: ignore[attr-defined]
    sweeping = asyncio.create_task(_sweep(kept))
    try:
        yield
    finally:
        sweeping.cancel()


async def _sweep(kept: Kept) -> None:
    while True:
        await asyncio.sleep(SWEEP_S)
        try:
            kept.sweep()
        except Exception as error:
            log_fault(error)
