"""Open files that wait for the next request: opening one costs as much as all that a coder's action does.

SQLite reads the whole schema anew in every connection, and tidies its log away when the last one closes. A connection
is lent to one thread at a time and only comes back whole: after an error, or with a transaction open, it is closed.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from pilot.store import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

MOST_IDLE = 8  # per file

_idle: dict[Path, list[tuple[int, Database]]] = {}
_lock = Lock()


@contextmanager
def lent(path: Path, open_: Callable[[Path], Database]) -> Iterator[Database]:
    """A connection to `path`, one that waited or a new one, for the length of the block.

    Args:
        open_: makes a new one; `store.open_server` or its like.

    Raises: what `open_` raises; a file that was changed from outside since (restored, migrated) is opened anew.
    """
    inode, db = _taken(path) or (0, None)
    if db is None:
        db = open_(path)
        inode = path.stat().st_ino
    try:
        yield db
    except BaseException:
        db.close()  # the traceback may hold a query that is not read to its end
        raise
    _back(path, inode, db)


def _taken(path: Path) -> tuple[int, Database] | None:
    """The connection that came back last, if the file under its path is still the one it opened."""
    inode = files.checked_inode(path)
    with _lock:
        waiting = _idle.get(path, [])
        stale = [db for known, db in waiting if known != inode]
        waiting[:] = [each for each in waiting if each[0] == inode]
        found = waiting.pop() if waiting else None
    for db in stale:
        db.close()
    return found


def _back(path: Path, inode: int, db: Database) -> None:
    with _lock:
        waiting = _idle.setdefault(path, [])
        keep = not db.conn.in_transaction and len(waiting) < MOST_IDLE
        if keep:
            waiting.append((inode, db))
    if not keep:
        db.close()


def waiting(path: Path) -> int:
    """How many connections to this file are open and not lent."""
    with _lock:
        return len(_idle.get(path, []))


def close_all() -> None:
    """Close all that waits."""
    with _lock:
        closing = [db for waiting in _idle.values() for _inode, db in waiting]
        _idle.clear()
    for db in closing:
        db.close()
