"""Who speaks where: the turns that hold the words of a span, looked up for many versions at once."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database


class Heard(NamedTuple):
    """A turn and where it lies: code points, 0-based, end-exclusive, into the text of its version; ms or None."""

    start: int
    end: int
    speaker: str
    voice: str
    start_ms: int | None


def turns_by_version(db: Database, versions: Iterable[int]) -> dict[int, list[Heard]]:
    """The turns of each of these versions (version_id), in order."""
    found: dict[int, list[Heard]] = {}
    for version, *turn in db.conn.execute(
            "SELECT version_id, start_char, end_char, speaker, voice, start_ms FROM turn"
            " WHERE version_id IN (SELECT value FROM json_each(?)) ORDER BY version_id, seq",
            (json.dumps(sorted(set(versions))),)):
        found.setdefault(version, []).append(Heard(*turn))
    return found


def heard(turns: Sequence[Heard], start: int, end: int) -> list[Heard]:
    """Of the turns of a version those that hold words of a span (code points, 0-based, end-exclusive)."""
    first = max(bisect_right(turns, start, key=lambda turn: turn.start) - 1, 0)
    found = []
    for turn in turns[first:]:
        if turn.start >= end:
            break
        if turn.end > start:
            found.append(turn)
    return found
