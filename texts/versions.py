"""Which versions of a document there are for a viewer, and who made which of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case

if TYPE_CHECKING:
    from sqlite_utils import Database


class Version(NamedTuple):
    """A version of a document: its number from 1, its kind ('raw', 'corrected', 'deidentified'), when it was made
    (UTC), and whether it is the one this viewer reads unless she asks for another."""

    number: int
    kind: str
    created_at: str
    is_current: bool


@use_case(Right.READ_DOCUMENTS, reads="titles")
def versions(db: Database, viewer: Viewer, guid: str) -> list[Version]:
    """The versions of a document that this viewer may read, the last made first. Raises: NotFound, NotAllowed."""
    current = access.require_document(db, viewer, guid)
    readable, params = access.versions_where(viewer)
    return [Version(number, kind, at, number == current.number) for number, kind, at in db.conn.execute(
        "SELECT v.number, v.kind, v.created_at FROM document_version v JOIN document d USING (document_id)"
        f" WHERE v.document_id = ? AND {readable} ORDER BY v.number DESC", (current.document_id, *params))]
