"""Writing out that may not go on: consent was taken back, or the recording withdrawn, while words were on their way.

A text that is there is another matter: it is out of reach, and people decide about it. Half-written words are nobody's
to decide about: they go, with the work they came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs import lease
from pilot import events
from pilot.errors import BadInput
from pilot.words import N_
from transcribe import job
from transcribe.handlers import AGAIN, TRANSCRIBE

if TYPE_CHECKING:
    from sqlite_utils import Database

    from transcribe.job import Recording

# A job that is to be done or being done, or half-written words, and no text yet.
_BEGUN = (
    "SELECT r.recording_id, r.guid, r.ext, r.voice, r.recorded_on, r.duration_ms, f.guid"
    " FROM recording r JOIN family f USING (family_id) WHERE"
    " r.guid IN (SELECT input_key FROM job WHERE kind = ?1 AND state IN ('queued', 'running'))"
    " OR EXISTS (SELECT 1 FROM sound_window w WHERE w.recording_id = r.recording_id"
    "  AND NOT EXISTS (SELECT 1 FROM document d WHERE d.recording_id = r.recording_id)"
    "  AND NOT EXISTS (SELECT 1 FROM note_text n WHERE n.recording_id = r.recording_id))"
    " OR EXISTS (SELECT 1 FROM document d JOIN job j ON json_extract(j.input, '$.document') = d.guid"
    "  WHERE d.recording_id = r.recording_id AND j.kind = ?2 AND j.state IN ('queued', 'running'))")


def end(db: Database, by: str | None = None) -> None:
    """End every job whose recording may not be written out any more; inside a write.

    The worker finds within half a second that the job is nobody's, and ends the process that did it.

    Args:
        by: guid of the account whose act does not let it go on; None where a date did.
    """
    for row in db.conn.execute(_BEGUN, (TRANSCRIBE, AGAIN)).fetchall():
        recording = job.Recording(*row)
        try:
            job.require_consent(db, recording)
        except BadInput as error:
            _end(db, recording, error, by)


def _end(db: Database, recording: Recording, why: BadInput, by: str | None) -> None:
    forgotten = BadInput(N_("{why} What had been written out of this recording is gone."), why=why)
    guids = [row[0] for row in db.conn.execute(
        "SELECT guid FROM job WHERE kind = ? AND input_key = ?", (TRANSCRIBE, recording.guid))]
    again = [row[0] for row in db.conn.execute(
        "SELECT j.guid FROM job j JOIN document d ON json_extract(j.input, '$.document') = d.guid"
        " WHERE j.kind = ? AND d.recording_id = ?", (AGAIN, recording.recording_id))]
    if not job.has_text(db, recording):
        # Overwritten, not only let go of: deleted words would stay readable in the file.
        db.conn.execute("PRAGMA secure_delete = ON")
        db.conn.execute("DELETE FROM sound_window WHERE recording_id = ?", (recording.recording_id,))
        lease.undone(db, guids)
    for guid, said in (*((guid, forgotten) for guid in guids), *((guid, why) for guid in again)):
        if lease.end(db, guid, said):
            events.append(db, by, "ended", "job", guid)
