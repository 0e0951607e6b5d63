"""Taking what is recorded in a browser: pieces of some seconds, in order, each once, while consent holds.

A piece counts once it is on disk for good and written down, in this order; what lies behind the bytes that are written
down came from a crash, and the next piece takes its place. So a piece that is sent again changes nothing.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import consent, people
from pilot.store import large_files
from pilot.store.files import write
from pilot.words import N_
from texts.importers import AUDIO_LIMIT_BYTES
from texts.intake.uploads import RESERVE_BYTES

if TYPE_CHECKING:
    from typing import IO

    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.families.people import Person

USES = ["record", "transcribe", "analyse"]
PIECE_LIMIT_BYTES = 2_000_000
# A piece holds some seconds; who claims more than this has lost count. ms.
LONGEST_PIECE_MS = 120_000
GONE = N_("This recording is not there, or it is not yours.")
CLOSED = N_("This recording has been closed already. Start a new one to go on.")
ELSEWHERE = N_("This recording was begun on another device, and goes on there only.")
FULL = N_("There is no room left for recordings on the server. What you record stays on this device; ask an"
          " administrator to make room, and it is sent after that.")


class Spoken(NamedTuple):
    """A recording on its way in, or what became of it.

    Attributes:
        family: its pseudonym. next: the number of the piece that is waited for, from 0. missing: pieces that the
            device lost. ms: how long what arrived lasts, as the device counted.
        state: 'open', 'closed' or 'thrown away'. recording: guid, '' while there is none.
        began_at, heard_at: UTC ISO; when it began, and when the last piece came.
        draft: guid, '' for an interview. answer: key of the answer its words go to.
    """

    guid: str
    kind: str
    family_guid: str
    family: str
    draft: str
    answer: str
    device: str
    language: str
    next: int
    missing: int
    bytes: int
    ms: int
    state: str
    recording: str
    told_on: str
    began_at: str
    heard_at: str


class Begun(NamedTuple):
    """A recording and the key (hex, 32 bytes) with which its device locks what it keeps of it."""

    spoken: Spoken
    key: str


SPOKEN = (
    "SELECT s.guid, s.kind, f.guid, f.pseudonym, coalesce(s.draft_guid, ''), s.answer, s.device, s.language, s.next,"
    " s.missing, s.bytes, s.ms, CASE WHEN s.thrown_at IS NOT NULL THEN 'thrown away' WHEN s.closed_at IS NOT NULL"
    " THEN 'closed' ELSE 'open' END, coalesce(r.guid, ''), s.told_on, s.created_at, s.heard_at"
    " FROM spoken s JOIN family f USING (family_id) LEFT JOIN recording r ON r.recording_id = s.recording_id")


@inner("which of two rights opens a family, worked out from the viewer")
def right_of(viewer: Viewer) -> Right:
    """The right by which this viewer records: of all families who adds material, else of her own."""
    return Right.ADD_MATERIAL if viewer.may(Right.ADD_MATERIAL) else Right.WRITE_STORY


def require_consent(db: Database, family_guid: str, heard: list[Person]) -> None:
    """Everybody heard consents today to recording, writing out and analysing; where nobody of the family is heard, the
    family lets it be told. Raises: BadInput.
    """
    consent.require(db, heard, USES)
    if not any(one.family_id for one in heard):
        consent.require_tellable(db, family_guid)


def require_room(pilot: Pilot, size: int = 0) -> None:
    """Raises: BadInput where so many bytes would leave the pilot itself too little room."""
    large_files.spoken(pilot, "")
    if shutil.disk_usage(pilot.uploads).free < size + RESERVE_BYTES:
        raise BadInput(FULL)


def sweep(pilot: Pilot, db: Database) -> None:
    """Take away what a crash left of recordings that were closed or thrown away; inside a transaction."""
    waiting = {row[0] for row in db.conn.execute(
        "SELECT guid FROM spoken WHERE closed_at IS NULL AND thrown_at IS NULL")}
    for path in pilot.uploads.glob("*.spoken"):
        if path.stem not in waiting:
            path.unlink(missing_ok=True)


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL, reads="one's own recordings on their way in")
def one(db: Database, viewer: Viewer, guid: str) -> Spoken:
    """One of the viewer's own. Raises: NotFound, alike for somebody else's."""
    row = db.conn.execute(f"{SPOKEN} WHERE s.guid = ? AND s.user_id = ?", (guid, viewer.user_id)).fetchone()
    if row is None:
        raise NotFound(GONE)
    return Spoken(*row)


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL, reads="one's own recordings on their way in")
def here(db: Database, viewer: Viewer, guid: str, device: str) -> Begun:
    """One of the viewer's own with its key, for the device on which it was begun.

    Raises: NotFound; Conflict on another device.
    """
    found = one(db, viewer, guid)
    if found.device != device:
        raise Conflict(ELSEWHERE)
    return Begun(found, db.conn.execute("SELECT key FROM spoken WHERE guid = ?", (guid,)).fetchone()[0])


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL, reads="one's own recordings on their way in")
def unfinished(db: Database, viewer: Viewer) -> list[Spoken]:
    """The viewer's own recordings that are neither closed nor thrown away, the last begun first."""
    return [Spoken(*row) for row in db.conn.execute(
        f"{SPOKEN} WHERE s.user_id = ? AND s.closed_at IS NULL AND s.thrown_at IS NULL ORDER BY s.spoken_id DESC",
        (viewer.user_id,))]


class Piece(NamedTuple):
    """A piece of sound: number from 0, how long it lasts (ms), and whether pieces before it are lost for good."""

    number: int
    ms: int
    data: bytes
    after_gap: bool = False


class Taken(NamedTuple):
    """What became of a piece: next: the number that is waited for now; taken: this one is here, now or already."""

    next: int
    taken: bool


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL)
def take(pilot: Pilot, db: Database, viewer: Viewer, guid: str, device: str, piece: Piece) -> Taken:
    """Take a piece. One that is here already is no fault; one that comes too early is not taken, and says so.

    Consent is asked anew at each one: where it holds no more, nothing is taken.

    Raises: BadInput (consent, disk full, too large, another piece under this number), Conflict (closed, another
        device), NotFound, NotAllowed.
    """
    _check_piece(piece)
    found = _open(db, viewer, guid, device)
    require_consent(db, found.family_guid, persons(db, guid))
    require_room(pilot, len(piece.data))
    # One at a time, whatever a browser sends at once.
    with closing(large_files.continued(large_files.spoken(pilot, guid), wait=True)) as file:
        found = _open(db, viewer, guid, device)
        digest = hashlib.sha256(piece.data).hexdigest()
        if piece.number < found.next:
            return _again(db, found, piece.number, digest)
        if piece.number > found.next and not piece.after_gap:
            return Taken(found.next, taken=False)
        if found.bytes + len(piece.data) > AUDIO_LIMIT_BYTES:
            raise BadInput(N_("This recording is larger than can be used. Finish it and start a new one."))
        _append(file, found.bytes, piece.data)
        return _written_down(db, found, piece, digest)


def _check_piece(piece: Piece) -> None:
    if not piece.data or len(piece.data) > PIECE_LIMIT_BYTES or not 0 <= piece.number < 1_000_000 or not (
            0 <= piece.ms <= LONGEST_PIECE_MS):
        raise BadInput(N_("This piece of the recording cannot be used."))


def _open(db: Database, viewer: Viewer, guid: str, device: str) -> Spoken:
    found = one(db, viewer, guid)
    if found.state != "open":
        raise Conflict(CLOSED)
    if found.device != device:
        raise Conflict(ELSEWHERE)
    return found


def persons(db: Database, guid: str) -> list[Person]:
    """Who is heard in a recording, for use cases that found it as the viewer's own."""
    return [people.by_id(db, row[0]) for row in db.conn.execute(
        "SELECT person_id FROM spoken_person JOIN spoken USING (spoken_id) WHERE guid = ? ORDER BY person_id",
        (guid,)).fetchall()]


def _again(db: Database, found: Spoken, number: int, digest: str) -> Taken:
    """A piece that is here, or that was given up: the same bytes are the same piece."""
    known = db.conn.execute(
        "SELECT sha256 FROM spoken_piece JOIN spoken USING (spoken_id) WHERE guid = ? AND number = ?",
        (found.guid, number)).fetchone()
    if known is None or known[0] != digest:
        raise BadInput(N_("Another piece of this recording has come in its place. It stays on this device."))
    return Taken(found.next, taken=True)


def _append(file: IO[bytes], at: int, data: bytes) -> None:
    try:
        file.truncate(at)
        file.seek(at)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise BadInput(FULL) from error
        raise


def _written_down(db: Database, found: Spoken, piece: Piece, digest: str) -> Taken:
    with write(db):
        changed = db.conn.execute(
            "UPDATE spoken SET next = ?, missing = missing + ?, bytes = bytes + ?, ms = ms + ?, heard_at = ?"
            " WHERE guid = ? AND next = ? AND closed_at IS NULL AND thrown_at IS NULL",
            (piece.number + 1, piece.number - found.next, len(piece.data), piece.ms, now(), found.guid, found.next),
        ).rowcount
        if not changed:
            raise Conflict(CLOSED)
        db.conn.execute(
            "INSERT INTO spoken_piece SELECT spoken_id, ?, ?, ? FROM spoken WHERE guid = ?",
            (piece.number, len(piece.data), digest, found.guid))
    return Taken(piece.number + 1, taken=True)
