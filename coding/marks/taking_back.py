"""Taking back what somebody decided about a coding whose code was split, retired or defined otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from coding.double import tasks
from coding.marks.deciding import op_on
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import Conflict, NotFound
from pilot.store.files import write
from pilot.words import N_, current

if TYPE_CHECKING:
    from sqlite_utils import Database


class Decided(NamedTuple):
    """What somebody decided last, to be taken back.

    Attributes:
        action: guid of the decision; code: what the coding had before; now: names of what it became, none where it was
            removed; words: the coded words, '' for the whole document.
    """

    action: str
    code: str
    now: tuple[str, ...]
    words: str


# Decisions of a user that were not taken back; coding c: the one it was about, of user u.
_DECISIONS = (
    "SELECT o.op_id, o.guid, o.at, o.was, d.guid FROM coding_op o JOIN document d USING (document_id)"
    " JOIN document_version v ON v.version_id = d.read_version_id"
    " JOIN coding c ON c.guid = o.was ->> '$.decided[0][0]' JOIN user u ON u.user_id = c.coder_id"
    " WHERE o.was IS NOT NULL AND o.user_id = ? AND o.was -> 'decided' IS NOT NULL AND NOT EXISTS (SELECT 1"
    " FROM coding_op b WHERE b.document_id = o.document_id AND b.op_id > o.op_id AND b.was ->> 'takes_back' = o.guid)")


@use_case(Right.CODE, reads="passages")
def last(db: Database, viewer: Viewer) -> Decided | None:
    """What this viewer decided last and did not take back; None where she decided nothing, where it is out of reach, or
    where one of its codings was changed since: there is nothing to go back to then.
    """
    known, params = access.documents_where(db, viewer)
    readable, more = access.versions_where(viewer)
    seen, theirs = access.blind.seen_where(db, viewer)
    row = db.conn.execute(f"{_DECISIONS} AND {known} AND {readable} AND {seen} ORDER BY o.op_id DESC LIMIT 1",
                          (viewer.user_id, *params, *more, *theirs)).fetchone()
    if row is None or not _stands(db, row[2], was := json.loads(row[3])):
        return None
    first, key = was["decided"][0][:2]
    words = db.conn.execute(
        "SELECT w.quote FROM coding c JOIN document d USING (document_id) JOIN coding_place p ON p.coding_id ="
        " c.coding_id AND p.version_id = d.read_version_id JOIN passage w USING (passage_id) WHERE c.guid = ?",
        (first,)).fetchone()
    return Decided(row[1], _name(db, key), tuple(_name(db, one) for one in was["to"]), words[0] if words else "")


@use_case(Right.CODE, event="recoded document")
def take_back(db: Database, viewer: Viewer, action: str) -> None:
    """Put a decision aside: its codings are as they were before it, and wait again.

    Args:
        action: guid of the decision, as `last` tells it.

    Raises: NotFound (no such decision of this viewer's, or taken back already), Conflict (one of its codings was
        changed since, or it is no answer to a change of the codebook and she said done in a blind round).
    """
    with write(db):
        seen, theirs = access.blind.seen_where(db, viewer)
        row = db.conn.execute(f"{_DECISIONS} AND {seen} AND o.guid = ?", (viewer.user_id, *theirs, action)).fetchone()
        if row is None:
            raise NotFound(N_("This was taken back already, or it is not there."))
        _op, _guid, at, said, document = row
        was = json.loads(said)
        document_id = access.require_document(db, viewer, document).document_id
        if not was["left"]:
            tasks.require_open(db, viewer, document_id)
        if not _stands(db, at, was):
            raise Conflict(N_("This coding was changed since. Look at it in its text."))
        for guid, key, number, sign in was["decided"]:
            db.conn.execute(
                "UPDATE coding SET retracted_at = NULL, sign = ?, code_id = (SELECT code_id FROM code WHERE key = ?),"
                " codebook_version_id = (SELECT codebook_version_id FROM codebook_version WHERE number = ?), rev = ?"
                " WHERE guid = ?",
                (sign, key, number, op_on(db, viewer, document_id, "change", guid, {"takes_back": action}), guid))
        for guid in was["made"]:
            db.conn.execute("UPDATE coding SET retracted_at = ?, rev = ? WHERE guid = ?",
                            (now(), op_on(db, viewer, document_id, "remove", guid), guid))
        # The step stays, for by it a desk that codes blind knows of the action, but it leads nowhere.
        guids = json.dumps([one[0] for one in was["decided"]] + was["made"])
        db.conn.execute(
            "UPDATE coding_recoded SET to_code_id = from_code_id, to_version_id = from_version_id WHERE at = ? AND"
            " by_user = ? AND coding_id IN (SELECT coding_id FROM coding WHERE guid IN (SELECT value FROM"
            " json_each(?)))",
            (at, viewer.user_id, guids))
        events.record(db, viewer, "recoded", "document", document)


def _stands(db: Database, at: str, was: dict[str, Any]) -> bool:
    """Whether all codings of a decision of that moment still are what it made of them."""
    def one(guid: str, to: str) -> bool:
        row = db.conn.execute("SELECT key, retracted_at FROM coding JOIN code USING (code_id) WHERE coding.guid = ?",
                              (guid,)).fetchone()
        return row is not None and (row == (to, None) if to else row[1] == at)

    to: list[str] = was["to"]
    others = to[1:] * len(was["decided"])
    return (all(one(guid, to[0] if to else "") for guid, *_what in was["decided"])
            and all(one(guid, key) for guid, key in zip(was["made"], others, strict=True)))


def _name(db: Database, key: str) -> str:
    row = db.conn.execute(
        f"SELECT name_{current()} FROM code_definition JOIN code USING (code_id) WHERE key = ?"
        " ORDER BY codebook_version_id DESC LIMIT 1", (key,)).fetchone()
    return str(row[0])
