"""What became of each backup and of each time one was brought back to see that it can be; kept in server.db."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pilot.clock import now
from pilot.errors import as_plain, from_plain
from pilot.paging import EVERYTHING
from pilot.store.files import new_guid, open_server, write

if TYPE_CHECKING:
    from pilot.config import Home
    from pilot.errors import RodeDraadError

PLANNED, ASKED, UPGRADE = "planned", "asked", "upgrade"


@dataclass(frozen=True)
class Made:
    """One backup that was begun.

    Attributes:
        at: when it was begun (UTC, ISO). name: of its file, which may have been taken away in its turn.
        why: 'planned', 'asked' or 'upgrade'.
        second: 'copied', 'failed', or 'none' where there is no second place.
        fault: one sentence in the reader's language, or ''; of a whole one what went wrong with its copy.
    """

    at: str
    name: str
    why: str
    whole: bool
    sealed: bool
    bytes: int
    ms: int
    second: str
    fault: str


@dataclass(frozen=True)
class Drill:
    """One time a backup was brought back in a temporary place.

    Attributes:
        at: when (UTC, ISO). made_at: of when the backup was. stores, texts, sounds (recordings): how many came back.
        fault: one sentence in the reader's language, or ''.
    """

    at: str
    name: str
    made_at: str
    whole: bool
    ms: int
    stores: int
    texts: int
    sounds: int
    fault: str


def note(
    home: Home, at: str, name: str, why: str, *, whole: bool, sealed: bool, size: int, ms: int, second: str,
    fault: RodeDraadError | None,
) -> None:
    """Keep what became of a backup; `size` in bytes."""
    with closing(open_server(home.server_path)) as server, write(server):
        server.conn.execute(
            "INSERT INTO backup_made(guid, at, name, why, state, is_sealed, bytes, ms, second, fault)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)",
            (new_guid(), at, name, why, "whole" if whole else "failed", sealed, size, ms, second, _kept(fault)))


def note_drill(
    home: Home, name: str, made_at: str, *, whole: bool, ms: int, counts: tuple[int, int, int],
    fault: RodeDraadError | None,
) -> None:
    """Keep what became of bringing one back; `counts`: stores, texts and recordings that came back."""
    with closing(open_server(home.server_path)) as server, write(server):
        server.conn.execute(
            "INSERT INTO backup_drill(guid, at, name, made_at, state, ms, stores, texts, recordings, fault)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)",
            (new_guid(), now(), name, made_at, "whole" if whole else "failed", ms, *counts, _kept(fault)))


def _kept(fault: RodeDraadError | None) -> str | None:
    return json.dumps(as_plain(fault), ensure_ascii=False) if fault else None


def _told(kept: str | None) -> str:
    return from_plain(json.loads(kept)).sentence() if kept else ""


def newest(home: Home, most: int = EVERYTHING) -> list[Made]:
    """The backups that were begun last, the newest first."""
    rows = _rows(home, "SELECT at, name, why, state, is_sealed, bytes, ms, second, fault FROM backup_made"
                       " ORDER BY at DESC, made_id DESC LIMIT ?", most)
    return [Made(at, name, why, state == "whole", bool(sealed), size, ms, second, _told(fault))
            for at, name, why, state, sealed, size, ms, second, fault in rows]


def last_whole(home: Home) -> datetime | None:
    """When the last whole backup was made (UTC), or None."""
    rows = _rows(home, "SELECT max(at) FROM backup_made WHERE state = ?", "whole")
    return datetime.fromisoformat(rows[0][0]) if rows and rows[0][0] else None


def drills(home: Home, most: int = EVERYTHING) -> list[Drill]:
    """When a backup was brought back to see that it can be, the newest first."""
    rows = _rows(home, "SELECT at, name, made_at, state, ms, stores, texts, recordings, fault FROM backup_drill"
                       " ORDER BY at DESC, drill_id DESC LIMIT ?", most)
    return [Drill(at, name, made_at, state == "whole", ms, stores, texts, sounds, _told(fault))
            for at, name, made_at, state, ms, stores, texts, sounds, fault in rows]


def _rows(home: Home, sql: str, value: object) -> list[tuple[Any, ...]]:
    if not home.server_path.is_file():
        return []
    with closing(open_server(home.server_path)) as server:
        return server.conn.execute(sql, (value,)).fetchall()
