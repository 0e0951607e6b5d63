"""Writing an upload piece by piece: one writer at a time, and received is only what survives a power cut."""

from __future__ import annotations

import errno
import io
import os
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from pilot.access import Right
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store import large_files
from pilot.store.files import write
from pilot.words import N_
from texts.intake import uploads
from texts.intake.uploads import Upload

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot

PIECE_LIMIT_BYTES = 16 * 1024 * 1024
_BLOCK = 1024 * 1024
_FULL = N_("The disk is full. What had arrived has been kept; ask an administrator to make room.")


class WrongOffset(Conflict):
    """A piece for another place than where the file had come; `received` (bytes) says where to go on."""

    def __init__(self, received: int) -> None:
        super().__init__(N_("The upload goes on from another place."))
        self.received = received


class Piece:
    """Bytes being written at the end of an upload; one at a time per upload, held by a lock on the file.

    Use: `begin_piece(...)`, `piece.write(...)` as bytes come, `confirm(db, piece)`, always `piece.close()`.
    """

    def __init__(self, upload: Upload, file: IO[bytes]) -> None:
        self.upload = upload
        self.at = upload.received
        self._file = file

    def write(self, data: bytes) -> None:
        """Write the next bytes. Raises: BadInput (more than was announced, disk full)."""
        if self.at + len(data) > self.upload.bytes:
            raise BadInput(N_("The file changed while it was uploaded. Choose it again."))
        if self.at + len(data) - self.upload.received > PIECE_LIMIT_BYTES:
            raise BadInput(N_("Too much was sent at once. Load the page again and choose the file again."))
        try:
            self._file.write(data)
        except OSError as error:
            raise _full_disk(error) from error
        self.at += len(data)

    def keep(self) -> None:
        """Make sure that what was written survives a power cut."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _full_disk(error) from error

    def close(self) -> None:
        """Let go of the file and its lock."""
        # Closing writes what is still buffered; a full disk was told already.
        with suppress(OSError):
            self._file.close()


def _full_disk(error: OSError) -> Exception:
    return BadInput(_FULL) if error.errno in (errno.ENOSPC, errno.EDQUOT) else error


@use_case(Right.ADD_MATERIAL)
def begin_piece(pilot: Pilot, db: Database, viewer: Viewer, guid: str, offset: int) -> Piece:
    """Open an upload at `offset` (bytes from its start) for writing.

    Raises: WrongOffset when `offset` is not what was received, Conflict while another piece is being written.
    """
    path = large_files.upload(pilot, uploads.find(db, viewer, guid).guid)
    is_new = not path.exists()
    try:
        file = large_files.continued(path, wait=False)
    except BlockingIOError as error:
        raise Conflict(N_("This file is being uploaded already, perhaps in another window.")) from error
    try:
        upload = uploads.find(db, viewer, guid)
        if upload.received != offset:
            raise WrongOffset(upload.received)
        # What lies behind `received` was written but never confirmed: it may be torn.
        file.truncate(upload.received)
        file.seek(upload.received)
        if is_new:
            large_files.sync_folder(path.parent)
    except BaseException:
        file.close()
        raise
    return Piece(upload, file)


# So many bytes tell what a file is.
_TELLING_BYTES = 64 * 1024


@inner("part of receiving: the piece was begun by this viewer")
def arrived(pilot: Pilot, db: Database, viewer: Viewer, piece: Piece) -> Upload:
    """`confirm`, and a look at what the file is once enough of it is here. Raises: BadInput for neither text nor sound,
    which is discarded."""
    upload, before = confirm(db, piece), piece.upload.received
    if before < _TELLING_BYTES and (upload.received >= _TELLING_BYTES or upload.is_complete):
        uploads.look_at_start(pilot, db, viewer, upload)
    return upload


def confirm(db: Database, piece: Piece) -> Upload:
    """Write down what a piece brought, after it is on disk for good. Raises: NotFound when discarded."""
    piece.keep()
    with write(db):
        done = now() if piece.at == piece.upload.bytes else None
        changed = db.conn.execute(
            "UPDATE upload SET received = ?, finished_at = ? WHERE guid = ?",
            (piece.at, done, piece.upload.guid),
        ).rowcount
        if not changed:
            raise NotFound(uploads.GONE)
    return Upload(*db.conn.execute(f"{uploads.COLUMNS} WHERE guid = ?", (piece.upload.guid,)).fetchone())


@use_case(Right.ADD_MATERIAL, event="started upload")
def take_file(pilot: Pilot, db: Database, viewer: Viewer, path: Path) -> Upload:
    """Bring in a file that lies on this machine already; the file itself stays where it is."""
    with path.open("rb") as source:
        return _taken(pilot, db, viewer, uploads.start(pilot, db, viewer, path.suffix, path.stat().st_size), source)


@inner("part of joining files, which asked for the right")
def take_bytes(pilot: Pilot, db: Database, viewer: Viewer, data: bytes) -> Upload:
    """Bring in what was made here; it has no extension, for what it holds says what it is."""
    return _taken(pilot, db, viewer, uploads.start(pilot, db, viewer, "", len(data)), io.BytesIO(data))


def _taken(pilot: Pilot, db: Database, viewer: Viewer, upload: Upload, source: IO[bytes]) -> Upload:
    while not upload.is_complete:
        piece = begin_piece(pilot, db, viewer, upload.guid, upload.received)
        try:
            while piece.at - upload.received < PIECE_LIMIT_BYTES and (data := source.read(_BLOCK)):
                piece.write(data)
            if piece.at == upload.received:
                raise BadInput(N_("The file changed while it was uploaded. Choose it again."))
            upload = arrived(pilot, db, viewer, piece)
        finally:
            piece.close()
    return upload
