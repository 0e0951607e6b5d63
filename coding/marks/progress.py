"""How far the coding of documents is, for lists of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.access import Viewer

_NOTHING: dict[str, object] = {"codings": 0, "coders": 0, "mine": "", "done": 0}


def with_progress(
    db: Database, viewer: Viewer, rows: Iterable[dict[str, object]]
) -> list[dict[str, object]]:
    """Documents or stories as their lists give them (each with its `guid`), each with how far its coding is.

    Returns: the rows with keys mine (this viewer's state, 'done', 'open' or '', under the newest codebook version she
        worked with), codings (this viewer's), coders and done (how many coded anything in it, and are done with it).
    """
    viewer.require(Right.READ_DOCUMENTS)
    found = _codings(db, viewer)
    states = _states(db, viewer)
    return [row | _NOTHING | found.get(row["guid"], {}) | states.get(row["guid"], {}) for row in rows]


def _codings(db: Database, viewer: Viewer) -> dict[object, dict[str, object]]:
    rows = db.conn.execute(
        "SELECT d.guid, sum(c.coder_id = ?), count(DISTINCT c.coder_id) FROM coding c"
        " JOIN document d USING (document_id) WHERE c.retracted_at IS NULL AND c.layer = 'coder'"
        " GROUP BY c.document_id", (viewer.user_id,))
    return {guid: {"codings": mine, "coders": coders} for guid, mine, coders in rows}


def _states(db: Database, viewer: Viewer) -> dict[object, dict[str, object]]:
    rows = db.conn.execute(
        "SELECT d.guid, coalesce((SELECT m.state FROM coding_status m WHERE m.document_id = s.document_id"
        "  AND m.user_id = ? ORDER BY m.codebook_version_id DESC LIMIT 1), ''),"
        " count(DISTINCT CASE WHEN s.state = 'done' THEN s.user_id END)"
        " FROM coding_status s JOIN document d USING (document_id) GROUP BY s.document_id", (viewer.user_id,))
    return {guid: {"mine": mine, "done": done} for guid, mine, done in rows}
