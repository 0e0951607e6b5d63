"""Recordings that are stored: listening to one, which still wait for a text, withdrawing one and bringing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from pilot import access, events
from pilot.access import HearableRecording, Right, Viewer
from pilot.door import inner, use_case
from pilot.store import large_files
from pilot.store.files import write
from texts import withdrawal

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot


@use_case(Right.HEAR_RECORDINGS, event="heard recording", reads="sound")
def listen(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> tuple[HearableRecording, BinaryIO]:
    """A recording and its sound, open to read and seek in; the caller closes it.

    That this viewer listened is recorded, once an hour, whatever piece of it is then played.
    Raises: NotAllowed; NotFound, also when the file is missing; OutOfReach.
    """
    found = access.require_recording(db, viewer, guid)
    file = large_files.opened(large_files.recording(pilot, found.guid, found.ext))
    try:
        events.read(db, viewer, "heard", "recording", guid)
    except BaseException:
        file.close()
        raise
    return found, file


@use_case(Right.TRANSCRIBE, reads="recordings by family and date")
def without_text(db: Database, viewer: Viewer) -> list[dict[str, Any]]:
    """Recordings no document was made from yet, newest first; those out of reach for playing are left out.

    Returns: keys recording_id, guid, ext, family (pseudonym), family_guid, voice, recorded_on (ISO date), duration_ms,
        by (the label of who added it, '' where nobody is known).
    """
    where, params = access.families_where(viewer)
    reached, more = access.reach.recordings_where(db, "record")
    rows = db.conn.execute(
        "SELECT r.recording_id, r.guid, r.ext, f.pseudonym, f.guid, r.voice, r.recorded_on, r.duration_ms,"
        " coalesce(u.label, '') FROM recording r JOIN family f USING (family_id)"
        f" LEFT JOIN user u ON u.user_id = r.created_by WHERE {where} AND {reached} AND NOT EXISTS"
        " (SELECT 1 FROM document d WHERE d.recording_id = r.recording_id)"
        " ORDER BY r.recorded_on DESC, r.recording_id DESC",
        (*params, *more),
    )
    keys = ("recording_id", "guid", "ext", "family", "family_guid", "voice", "recorded_on", "duration_ms", "by")
    return [dict(zip(keys, row, strict=True)) for row in rows]


@inner("part of taking a decision, which asks the right")
def withdraw_within(db: Database, viewer: Viewer, guid: str, reason: str) -> None:
    """Take a recording out of hearing and transcribing inside `write(db)`; its file stays, and a text made of it too.

    Raises: BadInput (no reason), Conflict (withdrawn already), NotFound.
    """
    withdrawal.take_out(db, viewer, withdrawal.Kind.RECORDING, guid, reason)


@use_case(Right.BRING_BACK, event="brought back recording")
def bring_back(db: Database, viewer: Viewer, guid: str) -> None:
    """Let a withdrawn recording be heard and transcribed again, as far as consent allows.

    Raises: Conflict (it is not withdrawn), NotFound, NotAllowed.
    """
    with write(db):
        withdrawal.bring_back(db, viewer, withdrawal.Kind.RECORDING, guid)
