"""Keeps the files in use open in this process, beside the connections that come and go with every request.

SQLite tidies its log away when the last connection closes: with a connection per request that is after every single
action, and costs ten times what the action does.
"""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_held: dict[Path, tuple[int, sqlite3.Connection]] = {}
_lock = Lock()


def hold(path: Path) -> None:
    """Keep the file open, once; anew when another file lies there (a restored backup)."""
    inode = path.stat().st_ino
    known = _held.get(path)
    if known and known[0] == inode:
        return
    with _lock:
        known = _held.get(path)
        if known and known[0] == inode:
            return
        # Only ever opened and closed, under the lock: no thread works with it.
        connection = sqlite3.connect(path, check_same_thread=False)
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        _held[path] = (inode, connection)
        if known:
            known[1].close()


def inode_of(path: Path) -> int | None:
    """The inode of the file that is held under this path, None when none is."""
    known = _held.get(path)
    return known[0] if known else None


def let_go() -> None:
    """Close all that is held."""
    with _lock:
        for _inode, connection in _held.values():
            connection.close()
        _held.clear()
