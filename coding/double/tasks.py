"""What a coder has to do in rounds, in the order it is due, and saying that she is done with a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import Conflict
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

FROZEN = N_("You said done in a blind round. Ask who leads the round to open the document for you again.")
_MINE = (
    "FROM double_task t JOIN double_round r USING (round_id) JOIN double_document o USING (round_id, document_id)"
    " WHERE r.closed_at IS NULL AND r.revealed_at IS NULL AND o.left_out_at IS NULL AND t.let_out_at IS NULL"
    " AND t.coder_id = ?")


class Due(NamedTuple):
    """A document that a coder has to code in a round: guid and title, whose family, in which round, and by when (ISO
    date, None for any time); is_practice: it counts nowhere."""

    document: str
    title: str
    family: str
    round: str
    due_on: str | None
    is_practice: bool


@use_case(Right.CODE, reads="titles")
def due(db: Database, viewer: Viewer) -> list[Due]:
    """What this coder is asked in blind rounds and is not done with, what is due first on top."""
    where, params = access.documents_where(db, viewer)
    return [Due._make((*row[:5], not row[5])) for row in db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, m.name, m.due_on, m.counts FROM (SELECT t.document_id, r.name, t.due_on,"
        f" r.counts, o.position, t.done_at {_MINE}) m JOIN document d USING (document_id)"
        f" JOIN family f USING (family_id) WHERE m.done_at IS NULL AND {where}"
        " ORDER BY m.due_on IS NULL, m.due_on, m.name, m.position", (viewer.user_id, *params))]


def held_as(db: Database, guid: str) -> str:
    """Why codings of a document (guid) are held back from others or from figures: 'blind', 'practice' or ''."""
    row = db.conn.execute(
        "SELECT r.counts FROM document d JOIN double_document o USING (document_id) JOIN double_round r"
        " USING (round_id) WHERE d.guid = ? AND r.closed_at IS NULL AND o.left_out_at IS NULL"
        " AND (r.revealed_at IS NULL OR NOT r.counts)", (guid,)).fetchone()
    return "" if row is None else "blind" if row[0] else "practice"


@inner("part of actions on codings, which ask the right")
def is_frozen(db: Database, viewer: Viewer, document_id: int) -> bool:
    """Whether this coder said done with a document in a round that is blind: until it is shown it stays as it is."""
    return document_id in access.blind.documents(db) and bool(db.conn.execute(
        f"SELECT 1 {_MINE} AND t.document_id = ? AND t.done_at IS NOT NULL", (viewer.user_id, document_id)).fetchone())


@inner("part of actions on codings, which ask the right")
def require_open(db: Database, viewer: Viewer, document_id: int) -> None:
    """Raises: Conflict when `is_frozen`."""
    if is_frozen(db, viewer, document_id):
        raise Conflict(FROZEN)


@inner("part of saying done with a document, which asks the right")
def said(db: Database, viewer: Viewer, document_id: int, state: str) -> None:
    """Keep in blind rounds, inside `write(db)`, that a coder is done with a document. Raises: Conflict for opening it
    again."""
    if state == "done":
        done(db, viewer.user_id, document_id)
    else:
        require_open(db, viewer, document_id)


def done(db: Database, coder_id: int, document_id: int) -> None:
    """`said`, of any coder (user_id), by a use case that asked the right."""
    db.conn.execute(
        f"UPDATE double_task SET done_at = ? WHERE (round_id, document_id, coder_id) IN (SELECT t.round_id,"
        f" t.document_id, t.coder_id {_MINE} AND t.document_id = ? AND t.done_at IS NULL)",
        (now(), coder_id, document_id))
