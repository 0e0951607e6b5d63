"""Writing memos: a new one, other words, taking one away and back, linking two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coding.marks import asked
from coding.memos import memos, reading, things
from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.store.files import write
from pilot.visible import visible, visible_name
from pilot.words import N_
from texts import held

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from coding.memos.reading import Read
    from coding.memos.things import Thing

LONGEST_TITLE, LONGEST_BODY = 300, 100_000


@dataclass(frozen=True)
class Said:
    """A memo as somebody writes it.

    Attributes:
        guid: the browser's own uuid, so that what comes twice is stored once.
        kind, about: what it is on, as `things.find` has it; they count for a new memo only.
        span: of words that nobody holds on to yet: start, end and version.
        base: `changed_at` of what the writer had before her, '' for a new memo: another window may have written since.
    """

    guid: str
    kind: str
    about: str
    title: str
    body: str
    is_private: bool
    base: str = ""
    span: Mapping[str, Any] | None = None


@use_case(Right.CODE, event=("wrote memo", "changed memo"), reads="memos")
def save(db: Database, viewer: Viewer, said: Said) -> Read:
    """Store a memo, or new words of one's own; the same once more changes nothing.

    Raises: BadInput (nothing written, too long), Conflict (other words were stored meanwhile), NotAllowed (somebody
        else's), NotFound.
    """
    if not asked.is_uuid(said.guid):
        raise BadInput(N_("This memo has no valid number of its own."))
    title, body = visible_name(said.title)[:LONGEST_TITLE], visible(said.body).strip()
    if not (title or body):
        raise BadInput(N_("There is nothing in this memo yet. Write a few words."))
    if len(body) > LONGEST_BODY:
        raise BadInput(N_("This memo is longer than {limit} characters. Make two of it."), limit=LONGEST_BODY)
    with write(db):
        row = db.conn.execute(
            "SELECT author_id, title, body, is_private, coalesce(changed_at, created_at), removed_at FROM memo"
            " WHERE guid = ?", (said.guid,)).fetchone()
        if row is None:
            _add(db, viewer, said, title, body)
        else:
            _require_own(viewer, row[0])
            if (title, body, said.is_private, None) != (*row[1:3], bool(row[3]), row[5]):
                if said.base != row[4]:
                    raise Conflict(N_("This memo was changed in another window. Copy your words, close it and open it"
                                      " again; nothing was changed."))
                db.conn.execute(
                    "UPDATE memo SET title = ?, body = ?, is_private = ?, changed_at = ?, removed_at = NULL"
                    " WHERE guid = ?", (title, body, said.is_private, now(), said.guid))
                events.record(db, viewer, "changed", "memo", said.guid)
    return reading.one(db, viewer, said.guid)


def _add(db: Database, viewer: Viewer, said: Said, title: str, body: str) -> None:
    thing = things.find(db, viewer, said.kind, said.about, said.span)
    memos.add(
        db, said.guid, viewer.user_id or 0, title, body, created_at=now(), is_private=said.is_private,
        journal_on=thing.guid if thing.kind == "journal" else None, on=_rows(db, viewer, said, thing))
    events.record(db, viewer, "wrote", "memo", said.guid)


def _rows(db: Database, viewer: Viewer, said: Said, thing: Thing) -> list[tuple[str, int]]:
    if thing.column is None:
        return []
    row_id = thing.row_id
    if row_id is None:
        version_id, text = things.version_of(db, viewer, said.about, said.span or {})
        row_id = held.hold(db, version_id, asked.span(said.span or {}, text), text)
    return [(thing.column, row_id)]


@use_case(Right.CODE, event="removed memo")
def remove(db: Database, viewer: Viewer, guid: str) -> None:
    """Take a memo of one's own away; saved again it is back. Raises: NotFound, NotAllowed."""
    with write(db):
        row = db.conn.execute(
            "SELECT author_id, removed_at FROM memo WHERE guid = ?", (_known(db, viewer, guid, gone=True),)).fetchone()
        _require_own(viewer, row[0])
        if row[1] is None:
            db.conn.execute("UPDATE memo SET removed_at = ? WHERE guid = ?", (now(), guid))
            events.record(db, viewer, "removed", "memo", guid)


@use_case(Right.CODE, event="changed memo", reads="memos")
def link(db: Database, viewer: Viewer, guid: str, other: str, *, linked: bool = True) -> Read:
    """Link two memos that this viewer may read, or no longer; one of them is her own.

    Raises: NotFound, NotAllowed, BadInput (a memo with itself).
    """
    if guid == other:
        raise BadInput(N_("A memo cannot be linked to itself."))
    with write(db):
        ids = {}
        for one in (_known(db, viewer, guid), _known(db, viewer, other)):
            ids[one] = db.conn.execute("SELECT memo_id, author_id FROM memo WHERE guid = ?", (one,)).fetchone()
        if viewer.user_id not in (ids[guid][1], ids[other][1]):
            raise NotAllowed(N_("Both memos are somebody else's. Write one of your own and link that."))
        # It belongs to the memo of who links, so that a private memo tells nobody of itself.
        mine, theirs = (guid, other) if ids[guid][1] == viewer.user_id else (other, guid)
        pair = (ids[mine][0], ids[theirs][0])
        there = db.conn.execute("SELECT 1 FROM memo_on WHERE (memo_id = ?1 AND other_id = ?2)"
                                " OR (memo_id = ?2 AND other_id = ?1)", pair).fetchone()
        if linked and not there:
            memos.put_on(db, pair[0], [("other_id", pair[1])])
        elif not linked and there:
            db.conn.execute("DELETE FROM memo_on WHERE (memo_id = ?1 AND other_id = ?2)"
                            " OR (memo_id = ?2 AND other_id = ?1)", pair)
        if linked is not bool(there):
            events.record(db, viewer, "changed", "memo", mine)
    return reading.one(db, viewer, guid)


@use_case(Right.CODE, event="changed memo", reads="memos")
def place(db: Database, viewer: Viewer, guid: str, document: str, span: Mapping[str, Any]) -> Read:
    """Say on which words of a changed text a memo is now. Raises: NotFound (no memo on words of this document),
    NotAllowed, BadInput."""
    with write(db):
        _known(db, viewer, guid)
        version_id, text = things.version_of(db, viewer, document, span)
        words = asked.span(span, text)
        rows = db.conn.execute(
            "SELECT x.passage_id FROM memo_on x JOIN memo m USING (memo_id) JOIN passage p USING (passage_id)"
            " JOIN document_version w USING (version_id) JOIN document d ON d.document_id = w.document_id"
            " WHERE m.guid = ? AND d.guid = ?", (guid, document)).fetchall()
        if not rows:
            raise NotFound(N_("This memo is on no words of this text."))
        for (passage_id,) in rows:
            held.place(db, passage_id, version_id, words, text, viewer.user_id or 0)
        events.record(db, viewer, "changed", "memo", guid)
    return reading.one(db, viewer, guid)


def _known(db: Database, viewer: Viewer, guid: str, *, gone: bool = False) -> str:
    """The guid, when this viewer may read that memo; with `gone` also one of hers that she took away."""
    if gone and db.conn.execute("SELECT 1 FROM memo WHERE guid = ? AND removed_at IS NOT NULL AND author_id = ?",
                                (guid, viewer.user_id)).fetchone():
        return guid
    where, params = memos.memos_where(db, viewer)
    if not db.conn.execute(f"SELECT 1 FROM memo m WHERE m.guid = ? AND {where}", (guid, *params)).fetchone():
        raise NotFound(reading.NO_MEMO)
    return guid


def _require_own(viewer: Viewer, author_id: int) -> None:
    if author_id != viewer.user_id:
        raise NotAllowed(N_("This memo is somebody else's. Write one of your own and link it to this one."))
