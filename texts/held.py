"""Words that somebody holds on to without judging them, such as those of a memo: where they stand in each version.

They are carried to a version when somebody first looks at it (`settle`), by the same rules as codings are. What is not
certain waits: the words are then known in the version they were chosen in only, until somebody says where they stand.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from pilot.clock import now
from pilot.store.files import write
from texts import places

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

    from texts.places import Span

# Passages that lack a place in the version of their document that is read now.
_LACKING = (
    "SELECT DISTINCT d.read_version_id, h.of_id FROM passage_place h JOIN document_version v USING (version_id)"
    " JOIN document d USING (document_id) WHERE d.read_version_id IS NOT NULL AND {} AND NOT EXISTS (SELECT 1"
    " FROM passage_place o WHERE o.of_id = h.of_id AND o.version_id = d.read_version_id) ORDER BY 1, 2")
_SOURCE = (
    "SELECT h.of_id, p.version_id, p.start_char, p.end_char FROM passage_place h JOIN passage p USING (passage_id)"
    " JOIN document_version v ON v.version_id = h.version_id, document_version t WHERE h.of_id = ? AND t.version_id = ?"
    " ORDER BY v.version_id IS NOT t.based_on, abs(v.number - t.number), v.number DESC LIMIT 1")


def hold(db: Database, version_id: int, span: Span, text: str) -> int:
    """The passage_id of words to hold on to, inside a write.

    Args:
        span: code points, 0-based, end-exclusive, into the version, whose whole text is `text`.
    """
    passage_id = places.passage(db, version_id, span, text)
    hold_on(db, passage_id)
    return passage_id


def hold_on(db: Database, passage_id: int) -> None:
    """Hold on to a passage that is there, inside a write."""
    db.conn.execute(
        "INSERT OR IGNORE INTO passage_place(version_id, of_id, passage_id, how, at)"
        " SELECT version_id, passage_id, passage_id, 'made', ? FROM passage WHERE passage_id = ?", (now(), passage_id))


def settle(db: Database, documents: Collection[int] | None = None) -> None:
    """Carry what is held to the versions that are read now, of these documents (document_id) or of all; a write of its
    own, only where any lacks a place."""
    among = "1" if documents is None else "d.document_id IN (SELECT value FROM json_each(?))"
    given = [] if documents is None else [json.dumps(sorted(documents))]
    if not db.conn.execute(f"{_LACKING.format(among)} LIMIT 1", given).fetchone():
        return
    with write(db):
        rows = db.conn.execute(_LACKING.format(among), given).fetchall()
        for version_id, found in groupby(rows, key=lambda row: int(row[0])):
            _carry(db, version_id, [int(row[1]) for row in found])


def _carry(db: Database, version_id: int, passages: list[int]) -> None:
    (text,) = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version_id,)).fetchone()
    sources = sorted((db.conn.execute(_SOURCE, (of_id, version_id)).fetchone() for of_id in passages),
                     key=lambda row: (row[1], row[0]))
    for source_id, rows in groupby(sources, key=lambda row: int(row[1])):
        held = list(rows)
        spans = [(start, end) for _of, _version, start, end in held]
        for (of_id, *_rest), (span, is_certain) in zip(
                held, places.follow(db, source_id, version_id, spans), strict=True):
            passage_id = places.passage(db, version_id, span, text) if span and is_certain else None
            db.conn.execute("INSERT INTO passage_place VALUES (?, ?, ?, ?, NULL, ?)", (
                version_id, of_id, passage_id, "carried" if passage_id else "undecided", now()))


def place(db: Database, passage_id: int, version_id: int, span: Span, text: str, by_user: int) -> None:
    """Say where held words stand in a version, inside a write; what later versions took over is worked out anew.

    Args:
        span: code points, 0-based, end-exclusive, into the version, whose whole text is `text`.
    """
    db.conn.execute(
        "DELETE FROM passage_place WHERE of_id = ? AND how IN ('carried','undecided') AND version_id IN"
        " (SELECT o.version_id FROM document_version t JOIN document_version o USING (document_id)"
        "  WHERE t.version_id = ? AND o.number > t.number)", (passage_id, version_id))
    db.conn.execute(
        "INSERT OR REPLACE INTO passage_place VALUES (?, ?, ?, 'moved', ?, ?)",
        (version_id, passage_id, places.passage(db, version_id, span, text), by_user, now()))
