"""What a device still had of a recording that was closed from elsewhere: it is taken, with what was closed before it.

The sound of a browser can only be heard from its beginning, so what comes late makes a recording of its own that holds
all of it; once that is here, the first one no longer counts beside it (`first_part`).
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.store import large_files
from pilot.store.files import write
from pilot.words import N_
from stories.entry.drafts import is_guid
from stories.spoken import taking

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from stories.spoken.taking import Begun, Spoken

_SAME = ("user_id, family_id, kind, draft_guid, answer, voice, language, told_on, device, key, next, missing, bytes,"
         " ms")


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL, event="began spoken")
def begin(pilot: Pilot, db: Database, viewer: Viewer, guid: str, whole: str, device: str) -> Begun:
    """Let the rest of a closed recording be sent; asked twice it is one. It goes on at the piece that was waited for.

    Args:
        guid: of the recording that was closed from elsewhere. whole: guid of the one that will hold all of it, chosen
            by the browser. device: that on which it was begun, and which has the rest.

    Raises: BadInput (consent, no room), Conflict (not closed, all of it is here, another device), NotFound.
    """
    if not is_guid(whole):
        raise BadInput(N_("This recording could not be begun. Reload the page and try again."))
    if not db.conn.execute("SELECT 1 FROM spoken WHERE guid = ?", (whole,)).fetchone():
        found = taking.one(db, viewer, guid)
        if found.device != device:
            raise Conflict(taking.ELSEWHERE)
        taking.require_consent(db, found.family_guid, taking.persons(db, guid))
        taking.require_room(pilot, found.bytes)
        with write(db):
            _insert(pilot, db, viewer, found, whole)
    return taking.here(db, viewer, whole, device)


def _insert(pilot: Pilot, db: Database, viewer: Viewer, found: Spoken, whole: str) -> None:
    """Its key goes from the one that was closed to this one: only once is there a rest."""
    made = db.conn.execute(
        f"INSERT INTO spoken(guid, created_at, heard_at, {_SAME}) SELECT ?, ?, ?, {_SAME} FROM spoken"
        " WHERE guid = ? AND closed_at IS NOT NULL AND key <> ''", (whole, now(), now(), found.guid))
    if not made.rowcount:
        raise Conflict(taking.CLOSED)
    new = made.lastrowid
    (old,) = db.conn.execute("SELECT spoken_id FROM spoken WHERE guid = ?", (found.guid,)).fetchone()
    db.conn.execute("INSERT INTO spoken_person SELECT ?, person_id FROM spoken_person WHERE spoken_id = ?", (new, old))
    db.conn.execute("INSERT INTO spoken_piece SELECT ?, number, bytes, sha256 FROM spoken_piece WHERE spoken_id = ?",
                    (new, old))
    # The words of all of it come instead of those of the first part, where these are in no story yet.
    db.conn.execute("UPDATE spoken SET key = '', landed_at = CASE WHEN kind = 'note' THEN coalesce(landed_at, ?) END"
                    " WHERE guid = ?", (now(), found.guid))
    events.record(db, viewer, "began", "spoken", whole)
    ext = db.conn.execute("SELECT ext FROM recording WHERE guid = ?", (found.recording,)).fetchone()[0]
    with (large_files.opened(large_files.recording(pilot, found.recording, ext)) as before,
          large_files.written(large_files.spoken(pilot, whole)) as file):
        shutil.copyfileobj(before, file)
