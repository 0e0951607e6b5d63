"""What can be linked to an event: the documents of its family, and the sentences of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.words import N_
from stories.back.choosing import Sentence, turns_of
from stories.events import writing

if TYPE_CHECKING:
    from sqlite_utils import Database


class Choice(NamedTuple):
    """A document that this viewer may read: its guid, title, voice, and the ISO date it was told."""

    guid: str
    title: str
    voice: str
    told_on: str


@use_case(Right.KEEP_FILE, reads="titles")
def texts_of(db: Database, viewer: Viewer, guid: str) -> list[Choice]:
    """The documents of the family of an event that this viewer may read, the last told first. Raises: NotFound."""
    _event_id, family_id, _family = writing.require(db, viewer, guid)
    where, params = access.documents_where(db, viewer)
    readable, more = access.versions_where(viewer)
    return [Choice(*row) for row in db.conn.execute(
        f"SELECT d.guid, d.title, d.voice, d.told_on FROM document d WHERE d.family_id = ? AND {where} AND EXISTS"
        f" (SELECT 1 FROM document_version v WHERE v.document_id = d.document_id AND {readable})"
        " ORDER BY d.told_on DESC, d.document_id DESC", (family_id, *params, *more))]


@use_case(Right.KEEP_FILE, event="opened document", reads="texts")
def whole(db: Database, viewer: Viewer, guid: str, document: str) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """The turns of a document (guid) of the family, each with who speaks and its sentences.

    Raises: NotFound, Withdrawn, OutOfReach, NotAllowed.
    """
    _event_id, family_id, _family = writing.require(db, viewer, guid)
    version = access.require_document(db, viewer, document)
    if version.family_id != family_id:
        raise NotFound(N_("This document is not there, or it is not of this family."))
    (text,) = db.conn.execute(
        "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()
    events.read(db, viewer, "opened", "document", document)
    return turns_of(db, version.version_id, text, every=True)
