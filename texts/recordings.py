"""Recordings that are stored: listening to one, which still wait for a text, withdrawing one and bringing it back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pilot import access, events
from pilot.access import HearableRecording, Right, Viewer
from pilot.door import inner, use_case
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store import large_files
from pilot.store.files import write
from pilot.words import N_
from texts import playable, withdrawal

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

    from pilot.config import Pilot


class Heard(NamedTuple):
    """A recording, its sound to read, what a browser is told that is, and whether it is the copy made to be played."""

    recording: HearableRecording
    file: BinaryIO
    media_type: str
    is_copy: bool


@use_case(Right.HEAR_RECORDINGS, event="heard recording", reads="sound")
def listen(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> Heard:
    """A recording and its sound, open to read and seek in; the caller closes it.

    Where browsers cannot play the recording as it is, the sound is that of its copy, once there is one.
    That this viewer listened is recorded, once an hour, whatever piece of it is then played.
    Raises: NotAllowed; NotFound, also when the file is missing; OutOfReach.
    """
    found = access.require_recording(db, viewer, guid)
    copy = playable.copy_of(pilot, found)
    file = large_files.opened(copy or large_files.recording(pilot, found.guid, found.ext))
    try:
        events.read(db, viewer, "heard", "recording", guid)
    except BaseException:
        file.close()
        raise
    return Heard(found, file, playable.MEDIA_TYPE if copy else found.media_type, copy is not None)


class Silent(NamedTuple):
    """A recording no document was made from yet; `by` is the label of who added it, '' where nobody is known."""

    recording_id: int
    guid: str
    ext: str
    family: str
    family_guid: str
    voice: str
    recorded_on: str
    duration_ms: int
    by: str


ORDERS = {"told": Order(N_("last recorded first"), "r.recorded_on DESC, r.recording_id DESC"),
          "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, r.recorded_on DESC, r.recording_id")}


@use_case(Right.TRANSCRIBE, reads="recordings by family and date")
def without_text(
    db: Database, viewer: Viewer, wanted: Wanted = ALL, *, but: Collection[str] = (), only: str | None = None,
) -> Paged[Silent]:
    """Recordings no document was made from yet, in pages; those out of reach for playing are left out.

    Args:
        but: guids of recordings that are left out besides. only: guid of the one that is asked for.
    """
    where, params = without_text_where(db, viewer)
    source = Source(
        "FROM recording r JOIN family f USING (family_id) LEFT JOIN user u ON u.user_id = r.created_by"
        f" WHERE {where} AND r.guid NOT IN (SELECT value FROM json_each(?)) AND (? IS NULL OR r.guid = ?)",
        (*params, json.dumps(list(but)), only, only),
        "f.pseudonym || ' ' || maker(u.guid, u.label)")
    found = fetch(
        db, "r.recording_id, r.guid, r.ext, f.pseudonym, f.guid, r.voice, r.recorded_on, r.duration_ms,"
        " maker(u.guid, u.label)", source, wanted, ORDERS)
    return found.of(Silent(*row) for row in found)


@inner("a rule that reads compose")
def without_text_where(db: Database, viewer: Viewer) -> tuple[str, list[object]]:
    """Condition on recording `r` and its family `f`: nothing was written out of it, and this viewer could have it.

    A voice note is part of the story it was spoken for, and becomes no text of its own.
    """
    where, params = access.families_where(viewer)
    reached, more = access.reach.recordings_where(db, "record")
    return (f"{where} AND {reached} AND NOT r.is_note"
            " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.recording_id = r.recording_id)",
            [*params, *more])


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
