"""Closing what was recorded: its pieces become a recording, as an uploaded one does; or it is thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.store import large_files
from pilot.store.files import write
from pilot.words import N_
from stories.spoken import first_part, taking
from texts import notes
from texts.intake import recorded

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from stories.spoken.taking import Spoken

NOT_ALL = N_("Not all of this recording has been sent yet. It is finished once it has.")
NOTHING = N_("Nothing of this recording has arrived. Throw it away, or go on with it on the device where it was begun.")


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL, event="added recording")
def close(pilot: Pilot, db: Database, viewer: Viewer, guid: str, total: int | None = None) -> Spoken:
    """Make a recording of what arrived; closed already it stays as it is.

    Consent is not asked: each piece came while it held, and what became a recording is in reach as far as it holds now.

    Args:
        total: how many pieces the device made; None to close it with what is here, from wherever one is.

    Raises: Conflict (not all is here, nothing is), BadInput (nobody can make sound of it), NotFound.
    """
    found = taking.one(db, viewer, guid)
    if found.state == "closed":
        return found
    if found.state != "open":
        raise Conflict(taking.CLOSED)
    if total is not None and total > found.next:
        raise Conflict(NOT_ALL)
    if not found.bytes:
        raise Conflict(NOTHING)
    path = large_files.spoken(pilot, guid)
    looked = recorded.look(path)
    with recorded.placed(pilot, guid, looked, path), write(db):
        if taking.one(db, viewer, guid).next != found.next:
            raise Conflict(NOT_ALL)
        _to_recording(db, viewer, found, looked, is_whole=total is not None)
    path.unlink(missing_ok=True)
    return taking.one(db, viewer, guid)


def _to_recording(db: Database, viewer: Viewer, found: Spoken, looked: recorded.Looked, *, is_whole: bool) -> None:
    family_id, voice = db.conn.execute(
        "SELECT family_id, voice FROM spoken WHERE guid = ?", (found.guid,)).fetchone()
    heard = [one.person_id for one in taking.persons(db, found.guid)]
    recording_id = recorded.insert(db, viewer, recorded.Recorded(
        found.guid, family_id, voice, found.told_on, heard, found.kind == "note"), looked)
    # Closed from elsewhere, the device may hold pieces of it still: with their key somebody can yet listen to them.
    db.conn.execute(
        "UPDATE spoken SET closed_at = ?, recording_id = ?, key = CASE WHEN ? THEN '' ELSE key END WHERE guid = ?",
        (now(), recording_id, is_whole, found.guid))
    first_part.take_out(db, viewer, found.guid, taking.right_of(viewer))


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL, event="thrown away spoken")
def throw_away(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> None:
    """Throw a recording on its way in away for good; a second time changes nothing.

    Raises: Conflict once it is a recording of the pilot; NotFound.
    """
    with write(db):
        found = taking.one(db, viewer, guid)
        if found.state == "closed":
            raise Conflict(N_("This has become a recording of the pilot; it is not thrown away here."))
        if found.state == "open":
            db.conn.execute("UPDATE spoken SET thrown_at = ?, key = '' WHERE guid = ?", (now(), guid))
            events.record(db, viewer, "thrown away", "spoken", guid)
    large_files.spoken(pilot, guid).unlink(missing_ok=True)


def recording_of(db: Database, found: Spoken) -> int:
    """`recording_id` of one that is closed. Raises: BadInput for one that is not."""
    row = db.conn.execute("SELECT recording_id FROM spoken WHERE guid = ?", (found.guid,)).fetchone()
    if row is None or row[0] is None:
        raise BadInput(taking.GONE)
    return int(row[0])


def is_written(db: Database, found: Spoken) -> bool:
    """Whether a voice note was written out and waits for its story."""
    return notes.is_written(db, recording_of(db, found))
