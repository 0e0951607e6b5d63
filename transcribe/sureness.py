"""How sure it was who speaks, where a model told voices apart: kept beside the document, shown turn by turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database


class Sure(NamedTuple):
    """A stretch (integer ms) in which one voice speaks, and how sure that is, 0-1."""

    start_ms: int
    end_ms: int
    sure: float


def keep(db: Database, document_guid: str, found: Iterable[Sure]) -> None:
    """Store it with a new document; inside its transaction."""
    db.conn.executemany(
        "INSERT INTO said_by(document_id, start_ms, end_ms, sure) SELECT document_id, ?, ?, ? FROM document"
        " WHERE guid = ?", [(*one, document_guid) for one in found])


@use_case(Right.PREPARE, reads="how sure it is who speaks")
def sureness(db: Database, viewer: Viewer, guid: str) -> list[Sure]:
    """How sure it is who speaks in a document, in order of time; nothing where no voices were told apart.

    Raises: NotFound, NotAllowed.
    """
    document = access.require_document(db, viewer, guid)
    return [Sure(*row) for row in db.conn.execute(
        "SELECT start_ms, end_ms, sure FROM said_by WHERE document_id = ? ORDER BY start_ms, end_ms",
        (document.document_id,))]
