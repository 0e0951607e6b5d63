"""Files on their way in: streamed to disk in pieces, resumed after anything, kept until stored or cleared.

A file's own name is never here: it may hold a person's name. What has been received is what is on disk for
good (fsync) and then written down, so a lost connection, a reload or a pulled plug costs one piece at most.
"""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotFound, RodeDraadError
from pilot.store import large_files
from pilot.store.files import new_guid, open_pilot, write
from pilot.words import N_
from texts import accepted
from texts.importers import (
    AUDIO_EXTENSIONS,
    AUDIO_LIMIT_BYTES,
    TEXT_EXTENSIONS,
    TEXT_LIMIT_BYTES,
    holds_recording,
    sniff,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Home, Pilot

# Room that must stay free for the pilot file itself and the rest of the machine.
RESERVE_BYTES = 256 * 1024 * 1024
STALE_DAYS = 7

# What is read neither as a text nor as a recording, by its first bytes.
# Captions are markup; what other markup is, reading it says.
_NEITHER = (sniff.NEVER_SOUND - {"markup"}) | {"unknown", "media"}

GONE = N_("This upload is not there any more. Choose the file again.")


@dataclass(frozen=True)
class Upload:
    """One file on its way in.

    Attributes:
        ext: what its name ends in, in lower case without a dot, where that is one of a text or a recording; else ''.
        bytes, received: integer bytes; complete when equal.
        fingerprint: what the browser knows the file by again; never its name.
    """

    guid: str
    ext: str
    bytes: int
    received: int
    fingerprint: str
    created_at: str

    @property
    def is_complete(self) -> bool:
        """Whether the whole file is here."""
        return self.received == self.bytes


@use_case(Right.ADD_MATERIAL, event="started upload")
def start(pilot: Pilot, db: Database, viewer: Viewer, ext: str, size: int, fingerprint: str = "") -> Upload:
    """Begin an upload, or find the viewer's own one of the same file again.

    Args:
        ext: what its name ends in, with or without dot; what the file holds says what it is.
        size: bytes of the whole file.
        fingerprint: anything that tells the same file again; '' never matches.

    Raises: BadInput (size, no room on disk), NotAllowed.
    """
    ext = checked_size(ext, size)
    sweep(pilot, db)
    for upload in mine(db, viewer):
        if fingerprint and (upload.fingerprint, upload.ext, upload.bytes) == (fingerprint, ext, size):
            return upload
    pilot.uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
    _require_room(pilot, db, size)
    made = Upload(new_guid(), ext, size, 0, fingerprint[:100], now())
    with write(db):
        db.conn.execute(
            "INSERT INTO upload(guid, user_id, ext, bytes, fingerprint, created_at) VALUES (?,?,?,?,?,?)",
            (made.guid, viewer.user_id, ext, size, made.fingerprint, made.created_at),
        )
        events.record(db, viewer, "started", "upload", made.guid)
    return made


def checked_size(ext: str, size: int) -> str:
    """The extension in lower case without dot, '' for one that says nothing here, when so many bytes are taken.

    One that says nothing is not kept: it may be a piece of somebody's name.

    Raises: BadInput saying which limit.
    """
    ext = ext.strip().lower().removeprefix(".")
    if size <= 0:
        raise BadInput(N_("This file is empty. Choose another file."))
    if size > AUDIO_LIMIT_BYTES:
        raise BadInput(
            N_(
                "This recording is larger than {limit} GB. Save it smaller, or split it, and choose it again."
            ),
            limit=AUDIO_LIMIT_BYTES // 1_000_000_000,
        )
    return ext if f".{ext}" in TEXT_EXTENSIONS | AUDIO_EXTENSIONS else ""


def too_long() -> BadInput:
    """The refusal of a text of more than TEXT_LIMIT_BYTES."""
    return BadInput(
        N_("This text is larger than {limit} MB. Split it into smaller files."), limit=TEXT_LIMIT_BYTES // 1_000_000)


@inner("part of receiving, after the upload was found as one's own")
def look_at_start(pilot: Pilot, db: Database, viewer: Viewer, upload: Upload) -> None:
    """Refuse, and discard, what is neither a text nor a recording, or too long a text, when its first bytes are here.

    What is called a text may be a recording, which may be longer. Of what is called one of them, reading it says better
    what else is wrong.

    Raises: BadInput saying which kinds are taken, or that it is too long for a text.
    """
    called_a_text = f".{upload.ext}" in TEXT_EXTENSIONS
    if upload.ext and not (called_a_text and upload.bytes > TEXT_LIMIT_BYTES):
        return
    with large_files.opened(large_files.upload(pilot, upload.guid)) as file:
        is_recording = holds_recording(file, "")
        looks = sniff.at_start(file)
    try:
        if is_recording:
            return
        if looks in _NEITHER and not called_a_text:
            raise BadInput(
                N_(
                    "Files of this kind cannot be read here. Choose a text ({texts}) or a recording"
                    " ({recordings})."
                ),
                texts=accepted.texts(),
                recordings=accepted.recordings(),
            )
        if upload.bytes > TEXT_LIMIT_BYTES:
            raise too_long()
    except BadInput:
        discard(pilot, db, viewer, upload.guid)
        raise


def _require_room(pilot: Pilot, db: Database, size: int) -> None:
    """Room for this file beside what other uploads have still to bring."""
    coming = db.conn.execute("SELECT coalesce(sum(bytes - received), 0) FROM upload").fetchone()[0]
    if shutil.disk_usage(pilot.uploads).free < size + coming + RESERVE_BYTES:
        raise BadInput(
            N_(
                "There is not enough room on the disk for this file. Ask an administrator to make room; "
                "nothing was uploaded."
            )
        )


COLUMNS = "SELECT guid, ext, bytes, received, fingerprint, created_at FROM upload"


@use_case(Right.ADD_MATERIAL, reads="one's own uploads")
def mine(db: Database, viewer: Viewer) -> list[Upload]:
    """The viewer's own uploads that are not stored yet, oldest first."""
    return [
        Upload(*row)
        for row in db.conn.execute(f"{COLUMNS} WHERE user_id = ? ORDER BY upload_id", (viewer.user_id,))
    ]


@use_case(Right.ADD_MATERIAL, reads="one's own uploads")
def find(db: Database, viewer: Viewer, guid: str) -> Upload:
    """One of the viewer's own uploads. Raises: NotFound, alike for somebody else's."""
    row = db.conn.execute(f"{COLUMNS} WHERE guid = ? AND user_id = ?", (guid, viewer.user_id)).fetchone()
    if row is None:
        raise NotFound(GONE)
    return Upload(*row)


@use_case(Right.ADD_MATERIAL, event="discarded upload")
def discard(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> None:
    """Leave nothing of an upload; once it is gone, doing it again is no fault."""
    with write(db):
        gone = db.conn.execute(
            "DELETE FROM upload WHERE guid = ? AND user_id = ?", (guid, viewer.user_id)
        ).rowcount
        if gone:
            events.record(db, viewer, "discarded", "upload", guid)
    if gone:
        large_files.upload(pilot, guid).unlink(missing_ok=True)


@use_case(Right.ADD_MATERIAL, reads="one's own uploads")
def digest(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> str:
    """SHA-256 (hex) of a complete upload: read from disk once, then remembered beside it.

    Not kept rolling while receiving: that would not survive a restart, and what counts is what lies on disk.
    """
    upload = find(db, viewer, guid)
    known = db.conn.execute("SELECT sha256 FROM upload WHERE guid = ?", (upload.guid,)).fetchone()[0]
    if known:
        return str(known)
    with large_files.opened(large_files.upload(pilot, upload.guid)) as file:
        found = large_files.sha256(file)
    with write(db):
        db.conn.execute("UPDATE upload SET sha256 = ? WHERE guid = ?", (found, upload.guid))
    return found


def sweep(pilot: Pilot, db: Database) -> None:
    """Clear away uploads older than STALE_DAYS and what a crash left: parts without a row, and recordings
    put in place for an upload whose storing was never confirmed.

    Under the write lock, which storing holds too, so that nothing is taken away that is just being stored. A
    recording is only taken away while its upload still has all of its bytes.
    """
    if not pilot.uploads.is_dir():
        return
    with write(db):
        db.conn.execute(
            "DELETE FROM upload WHERE created_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?)",
            (f"-{STALE_DAYS} days",),
        )
        waiting = {row[0] for row in db.conn.execute("SELECT guid FROM upload")}
        stored = {row[0] for row in db.conn.execute("SELECT guid FROM recording")}
        for guid in waiting:
            if guid not in stored and large_files.upload(pilot, guid).exists():
                large_files.drop_recording(pilot, guid)
        for path in pilot.uploads.glob("*.part"):
            if path.stem not in waiting:
                path.unlink(missing_ok=True)


def sweep_all(home: Home) -> None:
    """`sweep` every pilot, at the start of the program; one that cannot be opened says so when somebody opens it."""
    for pilot in home.pilots():
        with suppress(RodeDraadError), closing(open_pilot(pilot.db_path)) as db:
            sweep(pilot, db)
