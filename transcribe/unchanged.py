"""A recording is written out only while its file is the one that was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.store import large_files
from pilot.words import N_

if TYPE_CHECKING:
    from typing import BinaryIO

    from sqlite_utils import Database

CHANGED = N_("The file of this recording is not as it was stored: it is damaged or was changed. Ask an administrator to"
             " restore a backup.")


def require_unchanged(db: Database, recording_id: int, file: BinaryIO) -> None:
    """Raises: BadInput when the file is not the one that was stored: its text would be of something else."""
    (stored,) = db.conn.execute(
        "SELECT sha256 FROM recording WHERE recording_id = ?", (recording_id,)).fetchone()
    if large_files.sha256(file) != stored:
        raise BadInput(CHANGED)
    file.seek(0)
