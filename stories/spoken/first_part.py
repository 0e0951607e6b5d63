"""What was closed from elsewhere once all of it has come as a recording of its own: it no longer counts beside that.

A story, a text that somebody prepared or a passage that was marked may rest on the first part: then both stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import inner
from pilot.words import N_, _
from texts import documents, withdrawal

if TYPE_CHECKING:
    from sqlite_utils import Database

GONE = N_("All of it is one recording now. What was finished from another device is in it, and no longer counts by"
          " itself.")
STAYS = N_("All of it is stored. What was finished from another device stays beside it, because somebody has worked"
           " with it already.")

# The same sound from its first piece on, from the same device: a piece of seconds never comes twice.
_FIRST = (
    "SELECT r.recording_id, r.guid, r.withdrawn_at IS NOT NULL FROM spoken w JOIN spoken_piece wp"
    " ON wp.spoken_id = w.spoken_id AND wp.number = 0 JOIN spoken_piece fp ON fp.number = 0 AND fp.sha256 = wp.sha256"
    " JOIN spoken f ON f.spoken_id = fp.spoken_id AND f.spoken_id < w.spoken_id AND f.user_id = w.user_id"
    " AND f.device = w.device AND f.family_id = w.family_id JOIN recording r ON r.recording_id = f.recording_id"
    " WHERE w.guid = ? ORDER BY f.spoken_id DESC")
_WORKED_WITH = (
    "SELECT 1 FROM document_note WHERE recording_id = ?1 UNION ALL SELECT 1 FROM document d WHERE d.recording_id = ?1"
    " AND (d.story_id IS NOT NULL OR (SELECT count(*) FROM document_version v WHERE v.document_id = d.document_id) > 1"
    " OR EXISTS (SELECT 1 FROM passage p JOIN document_version v USING (version_id)"
    " WHERE v.document_id = d.document_id))")


@inner("part of closing what was recorded, which asks the right")
def take_out(db: Database, viewer: Viewer, whole: str, right: Right) -> None:
    """Inside the transaction that closes `whole` (guid): withdraw what came before it, and the text made of that."""
    for recording_id, guid, withdrawn in db.conn.execute(_FIRST, (whole,)).fetchall():
        if withdrawn or _worked_with(db, recording_id):
            continue
        reason = _("It is the beginning of a recording that came whole later.")
        withdrawal.take_out(db, viewer, withdrawal.Kind.RECORDING, guid, reason, right=right)
        texts = db.conn.execute("SELECT guid FROM document WHERE recording_id = ? AND withdrawn_at IS NULL",
                                (recording_id,)).fetchall()
        for (document,) in texts:
            documents.withdraw_within(db, viewer, document, reason, right=right)


def became(db: Database, whole: str) -> str:
    """What became of what was closed before `whole`, as a msgid; '' where nothing was."""
    row = db.conn.execute(_FIRST, (whole,)).fetchone()
    if row is None:
        return ""
    return GONE if row[2] else STAYS


def _worked_with(db: Database, recording_id: int) -> bool:
    return db.conn.execute(_WORKED_WITH, (recording_id,)).fetchone() is not None
