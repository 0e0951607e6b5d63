"""What an upload holds: read as a text or a recording, or refused and cleared away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from pilot.door import inner
from pilot.errors import BadInput
from pilot.store import large_files
from pilot.words import N_, _
from texts import documents, requirements
from texts.importers import holds_recording
from texts.intake import mending, reading, uploads

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot
    from texts.importers import ParsedText
    from texts.intake.media_kind import Media
    from texts.intake.mending import Mended


@dataclass(frozen=True)
class Contents:
    """What a file turned out to hold, a text or a recording, with the SHA-256 of the file."""

    upload: uploads.Upload
    sha256: str
    text: ParsedText | None = None
    media: Media | None = None

    @property
    def text_sha256(self) -> str | None:
        """SHA-256 of the text as a document version would have it; None for a recording."""
        if self.text is None:
            return None
        turns = [documents.NewTurn(turn.text) for turn in self.text.turns]
        return documents.sha256_of(documents.layout(turns)[0])


@inner("part of preview and storing; finds only one's own upload")
def read_contents(pilot: Pilot, db: Database, viewer: Viewer, guid: str, name: str = "") -> Contents:
    """Read a complete upload; one that cannot be used is discarded, so that it leaves nothing behind.

    Args:
        name: what the user calls the file, for sentences.

    Raises: BadInput with one sentence.
    """
    upload = uploads.find(db, viewer, guid)
    if not upload.is_complete:
        raise BadInput(N_("This file has not been uploaded completely yet."))
    path, called = large_files.upload(pilot, guid), _called(name, upload.ext)
    sha256 = uploads.digest(pilot, db, viewer, guid)
    with large_files.opened(path) as file:
        is_recording = holds_recording(file, called)
    try:
        if is_recording:
            return Contents(upload, sha256, media=reading.media_of(path, called))
        return Contents(upload, sha256, text=reading.text_of(path, called))
    except BadInput:
        uploads.discard(pilot, db, viewer, guid)
        raise


def as_mended(held: Contents, mended: Mended | None) -> Contents:
    """What is kept of a text: its turns as somebody set them right in the preview. Raises: BadInput."""
    if mended is None or held.text is None:
        return held
    if mended.of != held.text_sha256:
        raise BadInput(N_("This file is read in another way now. Undo the changes in its turns, and look at it again."))
    return replace(held, text=mending.apply(held.text, mended.turns))


def _called(name: str, ext: str) -> str:
    given = PurePath(name.replace("\\", "/"))
    if not ext:
        return given.name or _("This file")
    return f"{given.stem or _('This file')}.{ext}"


def already_there(db: Database, contents: Contents) -> str | None:
    """The sentence for a file or text that the pilot has already, else None."""
    if contents.media:
        row = db.conn.execute(
            "SELECT f.pseudonym, r.recorded_on, r.withdrawn_at FROM recording r JOIN family f USING (family_id)"
            " WHERE r.sha256 = ?",
            (contents.sha256,),
        ).fetchone()
        if row is None:
            return None
        if row[2]:
            return _("This recording is in the pilot already and was withdrawn. An administrator can bring it back.")
        return _("This recording is in the pilot already: {family}, {date}.").format(family=row[0], date=row[1])
    found = requirements.already(
        db, "(d.source_sha256 = ? OR EXISTS"
        " (SELECT 1 FROM document_version v WHERE v.document_id = d.document_id AND v.sha256 = ?))",
        [contents.sha256, contents.text_sha256])
    return found.sentence() if found else None
