"""Recordings that are stored: which still wait for a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot import access
from pilot.access import Right, Viewer

if TYPE_CHECKING:
    from sqlite_utils import Database


def without_text(db: Database, viewer: Viewer) -> list[dict[str, Any]]:
    """Recordings no document was made from yet, newest first; those out of reach for playing are left out.

    Returns: keys recording_id, guid, ext, family (pseudonym), family_guid, voice, recorded_on (ISO date), duration_ms.
    """
    viewer.require(Right.TRANSCRIBE)
    where, params = access.families_where(viewer)
    reached, more = access.reach.recordings_where(db, "record")
    rows = db.conn.execute(
        "SELECT r.recording_id, r.guid, r.ext, f.pseudonym, f.guid, r.voice, r.recorded_on, r.duration_ms"
        f" FROM recording r JOIN family f USING (family_id) WHERE {where} AND {reached} AND NOT EXISTS"
        " (SELECT 1 FROM document d WHERE d.recording_id = r.recording_id)"
        " ORDER BY r.recorded_on DESC, r.recording_id DESC",
        (*params, *more),
    )
    keys = ("recording_id", "guid", "ext", "family", "family_guid", "voice", "recorded_on", "duration_ms")
    return [dict(zip(keys, row, strict=True)) for row in rows]
