"""When rows are committed, as another connection to the file sees it: looked at every millisecond."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Self

from sqlcipher3 import dbapi2 as sqlite3

if TYPE_CHECKING:
    from pathlib import Path

LOOK_EVERY_S = 0.001


class Commits:
    """Watches a pilot file while the block runs.

    Attributes:
        seen: uuid of a coder's action -> when its row was first seen, in ms since 1970 as the browser's clock counts;
            later than the commit by the time between two looks.
    """

    def __init__(self, path: Path) -> None:
        self.seen: dict[str, float] = {}
        self._path = path
        self._over = threading.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        connection = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)
        last = connection.execute("SELECT coalesce(max(op_id), 0) FROM coding_op").fetchone()[0]
        self._ready.set()
        while not self._over.wait(LOOK_EVERY_S):
            rows = connection.execute("SELECT op_id, guid FROM coding_op WHERE op_id > ?", (last,)).fetchall()
            at = time.time() * 1000
            for last, guid in rows:  # noqa: B007
                self.seen[guid] = at
        connection.close()
