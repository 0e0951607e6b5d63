"""Codings that get another code because the codebook changed: each time written down, so that it can be undone.

A coding says what its coder judged; which code that is today follows from what was merged and split since. Here that is
applied, forth and back, to all codings of a code alike, whoever made them. What a coder changed herself after that is
hers, and stays.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coding.book.turning import Turned
from pilot import access, events
from pilot.clock import now
from pilot.door import inner
from pilot.store.files import new_guid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

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

# Codings c that a decision for several parts of a split made beside the one it was about: written down when they were
# made. `retracted_at` is that same moment while the split is undone, so that they are no coder's own removals.
# Of its coder another one lives with the same code on the same words.
_COPIES = (
    "SELECT c.coding_id FROM coding c JOIN document d USING (document_id)"
    " WHERE EXISTS (SELECT 1 FROM coding_recoded r WHERE r.coding_id = c.coding_id AND r.turned_id = ?"
    " AND r.at = c.created_at) AND c.code_id = ? AND EXISTS (SELECT 1 FROM coding_place p JOIN coding_place tp"
    " ON tp.version_id = p.version_id AND tp.how = p.how AND (tp.passage_id = p.passage_id OR (tp.passage_id IS NULL"
    " AND p.passage_id IS NULL AND tp.start_char IS p.start_char AND tp.end_char IS p.end_char))"
    " JOIN coding t ON t.coding_id = tp.coding_id AND t.coding_id <> c.coding_id AND t.code_id = c.code_id"
    " AND t.coder_id = c.coder_id AND t.layer = c.layer AND t.retracted_at IS NULL"
    " WHERE p.coding_id = c.coding_id AND p.version_id = d.read_version_id AND {also})"
    " AND c.retracted_at IS {retracted} ORDER BY c.coding_id DESC")
_COPIES_TO_TAKE = _COPIES.format(retracted="NULL", also="(c.sign IS NULL OR c.sign IS t.sign)")
_COPIES_TAKEN = _COPIES.format(retracted="c.created_at", also="1")


@inner("a part of merging, splitting and deciding, which asked the right")
def forward(db: Database, viewer: Viewer, turned: Turned, made: CodebookVersion) -> None:
    """Apply a merge or split inside `write(db)`: again as it was where it was undone, and to what came since.

    A split gives no coding another code by itself: each waits until a person has said which part it is.
    """
    if turned.kind == "split":
        _return_copies(db, turned)
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
        _take_copies(db, turned)


@inner("a part of deciding, which asked the right")
def decided(
    db: Database, viewer: Viewer, about: int, coding_id: int, part: int, split: Turned, newest: CodebookVersion,
    at: str,
) -> None:
    """Write down inside `write(db)`, before it is changed, that a coding is of a part of what was split now.

    Args:
        about: coding_id of the one that was decided about; coding_id: that same one, or one made beside it at `at`.
        part: code_id.
    """
    db.conn.execute(
        "INSERT INTO coding_recoded(coding_id, from_code_id, from_version_id, to_code_id, to_version_id,"
        " by_version_id, turned_id, by_user, at) SELECT ?, code_id, codebook_version_id, ?, ?, ?, ?, ?, ?"
        " FROM coding WHERE coding_id = ?",
        (coding_id, part, newest.codebook_version_id, newest.codebook_version_id, split.version_id, viewer.user_id, at,
         about))


def _take_copies(db: Database, turned: Turned) -> None:
    """Of what is one judgement again one coding is left; that both changed was told to open desks before."""
    while found := db.conn.execute(_COPIES_TO_TAKE, (turned.version_id, turned.froms[0])).fetchone():
        db.conn.execute("UPDATE coding SET retracted_at = created_at WHERE coding_id = ?", found)


def _return_copies(db: Database, turned: Turned) -> None:
    """Those that undoing took away, unless their coder removed the judgement itself meanwhile."""
    found = db.conn.execute(_COPIES_TAKEN, (turned.version_id, turned.froms[0])).fetchall()
    db.conn.executemany("UPDATE coding SET retracted_at = NULL WHERE coding_id = ?", found)


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
    # Which documents have a code is not to be read in the log while they are coded blind.
    tell(db, viewer, [move[0] for move in moves], at, unlogged=access.blind.documents(db))


@inner("a part of merging, splitting and deciding, which asked the right")
def tell(
    db: Database, viewer: Viewer, codings: list[int], at: str, *, unlogged: Collection[int] = (),
    was: Mapping[str, object] | None = None,
) -> None:
    """Let open desks and the log know inside `write(db)` that these codings (coding_id) have another code.

    What was removed keeps its revision: that says what was removed with it.

    Args:
        unlogged: document_id of those of which the log is told nothing.
        was: what a decision about codings of one document made of them, kept with the action to take it back by.
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
            "INSERT INTO coding_op(guid, document_id, user_id, kind, coding_guid, at, was)"
            " VALUES (?,?,?,'recode',?,?,?)",
            (action, document_id, viewer.user_id, action, at, json.dumps(was) if was else None)).lastrowid
        db.conn.executemany("UPDATE coding SET rev = ? WHERE coding_id = ?", [(rev, one) for one in ids])
        if document_id not in unlogged:
            events.record(db, viewer, "recoded", "document", guid)
