"""The "listen here" list of a finished transcript, with the place in the text where each begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.door import inner
from pilot.errors import RodeDraadError
from pilot.words import N_, _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from jobs.queue import Job
    from pilot.access import Viewer

REASON_NAMES = {
    "who speaks": N_("it is not sure who speaks"),
    "two at once": N_("two people speak at once"),
    "repeated": N_("the same words come back again and again"),
    "too many words": N_("more words than anybody can speak in that time"),
    "too few words": N_("few words in a long time"),
    "unsure": N_("the words are unsure"),
    "voice without text": N_("somebody speaks, and there is no text"),
    "text without voice": N_("there is text, and nobody is heard"),
    "damaged": N_("the recording is damaged here, or breaks off"),
    "sound without text": N_("something is as loud as a voice, and there is no text"),
    "another language": N_("another language is spoken here than was asked for"),
    "could not be written out": N_("this stretch could not be written out"),
}


@inner("about a task that this viewer was shown")
def readable_document(db: Database, viewer: Viewer, job: Job) -> str | None:
    """The guid of the document a job made, when this viewer may open it; else None."""
    guid = job.output.get("document")
    if not guid:
        return None
    try:
        access.require_document(db, viewer, guid)
    except RodeDraadError:
        return None
    return str(guid)


class Place(NamedTuple):
    """A place to listen to.

    Attributes:
        start_ms, end_ms: integer ms. why: a few words in the current language.
        at: the code point (0-based, in the version this viewer reads) at which the turn of that moment begins; None
            when the viewer may not read it or there is no turn yet.
    """

    start_ms: int
    end_ms: int
    why: str
    at: int | None


@inner("about a task that this viewer was shown")
def places(db: Database, viewer: Viewer, job: Job) -> list[Place]:
    """Where a person should still listen, in order of time."""
    guid = readable_document(db, viewer, job)
    version = access.require_document(db, viewer, guid).version_id if guid else None
    why = {reason: _(name) for reason, name in REASON_NAMES.items()}
    return [
        Place(start, end, why[reason], _turn_at(db, version, start)) for start, end, reason in db.conn.execute(
            "SELECT b.start_ms, b.end_ms, b.reason FROM doubt b JOIN document d USING (document_id)"
            " WHERE d.guid = ? AND b.resolved_at IS NULL ORDER BY b.start_ms, b.end_ms", (job.output.get("document"),))]


def _turn_at(db: Database, version_id: int | None, ms: int) -> int | None:
    row = db.conn.execute(
        "SELECT start_char FROM turn WHERE version_id = ? AND start_ms <= ? ORDER BY start_ms DESC, seq DESC LIMIT 1",
        (version_id, ms)).fetchone()
    return int(row[0]) if row else None
