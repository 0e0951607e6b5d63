"""Codings that get another code because the codebook changed: each time written down, so that it can be undone.

A coding says what its coder judged; which code that is today follows from what was merged and split since. Here that is
applied, forth and back, to all codings of a code alike, whoever made them. What a coder changed herself after that is
hers, and stays.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coding.book.turning import Turned
from pilot import events
from pilot.clock import now
from pilot.door import inner
from pilot.store.files import new_guid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion
    from pilot.access import Viewer

# (coding_id, code_id before, codebook_version_id before, code_id after, codebook_version_id after)
_Move = tuple[int, int, int, int, int]

# Codings that still have the code that the last step of a merge or split gave them.
_LAST = (
    "SELECT c.coding_id, c.code_id, c.codebook_version_id, r.from_code_id, r.from_version_id FROM coding_recoded r"
    " JOIN coding c ON c.coding_id = r.coding_id AND c.code_id = r.to_code_id WHERE r.turned_id = ?"
    " AND r.recoded_id = (SELECT max(recoded_id) FROM coding_recoded o WHERE o.coding_id = r.coding_id"
    " AND o.turned_id = r.turned_id)")


@inner("a part of merging, splitting and deciding, which asked the right")
def forward(db: Database, viewer: Viewer, turned: Turned, made: CodebookVersion) -> None:
    """Apply a merge or split inside `write(db)`: again as it was where it was undone, and to what came since.

    A split gives no coding another code by itself: each waits until a person has said which part it is.
    """
    _apply(db, viewer, turned, made, db.conn.execute(_LAST, (turned.version_id,)).fetchall())
    if turned.kind == "merge":
        _apply(db, viewer, turned, made, _all_of(db, turned.froms, turned.tos[0], turned.version_id))


@inner("a part of merging, splitting and deciding, which asked the right")
def back(db: Database, viewer: Viewer, turned: Turned, made: CodebookVersion) -> None:
    """Undo it inside `write(db)`: every coding it reached has the code it had, but those a coder changed since.

    Of a split also what was coded with one of its parts meanwhile is of the whole again.
    """
    _apply(db, viewer, turned, made, db.conn.execute(_LAST, (turned.version_id,)).fetchall())
    if turned.kind == "split":
        _apply(db, viewer, turned, made, _all_of(db, turned.tos, turned.froms[0], turned.after_id))


def _all_of(db: Database, froms: tuple[int, ...], into: int, version_id: int) -> list[_Move]:
    """To the code `into` as that version has it: the one made now need not have it, where more is undone at once."""
    return [(*row, into, version_id) for row in db.conn.execute(
        "SELECT coding_id, code_id, codebook_version_id FROM coding"
        " WHERE code_id IN (SELECT value FROM json_each(?)) ORDER BY coding_id", (json.dumps(froms),))]


def _apply(db: Database, viewer: Viewer, turned: Turned, made: CodebookVersion, moves: Iterable[_Move]) -> None:
    at = now()
    moves = list(moves)
    db.conn.executemany(
        "INSERT INTO coding_recoded(coding_id, from_code_id, from_version_id, to_code_id, to_version_id, by_version_id,"
        " turned_id, by_user, at) VALUES (?,?,?,?,?,?,?,?,?)",
        [(*move, made.codebook_version_id, turned.version_id, viewer.user_id, at) for move in moves])
    db.conn.executemany("UPDATE coding SET code_id = ?, codebook_version_id = ? WHERE coding_id = ?", [
        (code_id, version_id, coding_id) for coding_id, _code, _version, code_id, version_id in moves])
    tell(db, viewer, [move[0] for move in moves], at)


@inner("a part of merging, splitting and deciding, which asked the right")
def tell(db: Database, viewer: Viewer, codings: list[int], at: str) -> None:
    """Let open desks and the log know inside `write(db)` that these codings (coding_id) have another code.

    What was removed keeps its revision: that says what was removed with it.
    """
    documents: dict[int, tuple[str, list[int]]] = {}
    for coding_id, document_id, guid in db.conn.execute(
            "SELECT c.coding_id, d.document_id, d.guid FROM coding c JOIN document d USING (document_id)"
            " WHERE c.retracted_at IS NULL AND c.coding_id IN (SELECT value FROM json_each(?))"
            " ORDER BY d.document_id, c.coding_id", (json.dumps(codings),)):
        documents.setdefault(document_id, (guid, []))[1].append(coding_id)
    for document_id, (guid, ids) in documents.items():
        action = new_guid()
        rev = db.conn.execute(
            "INSERT INTO coding_op(guid, document_id, user_id, kind, coding_guid, at) VALUES (?,?,?,'recode',?,?)",
            (action, document_id, viewer.user_id, action, at)).lastrowid
        db.conn.executemany("UPDATE coding SET rev = ? WHERE coding_id = ?", [(rev, one) for one in ids])
        events.record(db, viewer, "recoded", "document", guid)
