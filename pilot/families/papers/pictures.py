"""Signatures and photos of signed forms: opened by whoever may see the register of that family, removed when wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.families import register
from pilot.store import large_files
from pilot.store.files import write
from pilot.visible import visible_name
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot

MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
MOST_CHARS = 500
_GONE = N_("This picture is not there, or the family is not one of yours.")


class Picture(NamedTuple):
    """An opened picture; who gets it closes the file."""

    file: BinaryIO
    media_type: str


@use_case(Right.SEE_REGISTER, event="read consent_picture", reads="real names")
def see(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> Picture:
    """A signature or the photo of a form; that somebody looked is recorded, once an hour. Raises: NotFound."""
    ext = _found(db, viewer, guid)
    file = large_files.opened(large_files.paper(pilot, guid, ext))
    events.read(db, viewer, "read", "consent_picture", guid)
    return Picture(file, MEDIA_TYPES[ext])


@use_case(Right.MANAGE_REGISTER, event="removed consent_picture")
def remove(pilot: Pilot, db: Database, viewer: Viewer, guid: str, reason: str) -> None:
    """Take a wrong picture away for good; that it was there, and why it went, stays. The answers stay as they are.

    Raises: NotFound; BadInput without a reason, or with a real name in it.
    """
    reason = visible_name(reason)
    if not reason:
        raise BadInput(N_("Say why this picture goes."))
    if len(reason) > MOST_CHARS or register.gives_away(pilot, reason):
        raise BadInput(N_("Say it shortly and without names: the reason stays with the form."))
    with write(db):
        ext = _found(db, viewer, guid)
        db.conn.execute(
            "UPDATE consent_picture SET removed_at = ?, removed_by = ?, removed_reason = ? WHERE guid = ?",
            (now(), viewer.user_id, reason, guid))
        events.record(db, viewer, "removed", "consent_picture", guid)
    large_files.paper(pilot, guid, ext).unlink(missing_ok=True)


def _found(db: Database, viewer: Viewer, guid: str) -> str:
    """The ending of a picture that is there for this viewer."""
    row = db.conn.execute(
        "SELECT ext, f.guid FROM consent_picture JOIN consent_paper USING (paper_id) JOIN person p USING (person_id)"
        " JOIN family f USING (family_id) WHERE consent_picture.guid = ? AND removed_at IS NULL", (guid,)).fetchone()
    if row is None:
        raise NotFound(_GONE)
    try:
        register.require_in_sight(db, viewer, row[1])
    except NotFound as error:
        raise NotFound(_GONE) from error
    return str(row[0])
