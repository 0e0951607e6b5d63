"""Memos as they are kept, and whose they are: a text with a title, on nothing (the project), one thing or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.words import ngettext
from texts import held

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

# What a memo can be on, by the column that says which row of that table.
ON = ("family_id", "document_id", "passage_id", "coding_id", "code_id", "other_id")


@dataclass(frozen=True)
class Memo:
    """One memo.

    Attributes:
        author: guid of the account that wrote it.
        journal_on: ISO date of a page of the journal, else None.
        created_at, changed_at: UTC ISO; None where it never changed.
        on: what it is on, each as (a column of `ON`, the row's id); empty for the project and the journal.
    """

    memo_id: int
    guid: str
    author: str
    title: str
    body: str
    is_private: bool
    journal_on: str | None
    created_at: str
    changed_at: str | None
    on: tuple[tuple[str, int], ...] = ()


@inner("a rule that reads compose")
def memos_where(db: Database, viewer: Viewer, alias: str = "m") -> tuple[str, list[object]]:
    """SQL condition and parameters for the memos a viewer may read: shared ones and her own (by command: shared ones).

    Consent goes before both: one on a document that is out of reach, or of which she may read no version, is out of
    reach with it, whatever else it is on; so is one on a family that is not hers to see or of which nothing that is
    written may be read today, or on a coding of somebody else where she sees no other coders. What others write on a
    document that is coded blind, or on words or codings in it, waits until the round is shown. A link to another memo
    (`other_id`) hides nothing: only it is left out.
    """
    mine, given = f"(NOT {alias}.is_private OR {alias}.author_id = ?)", [viewer.user_id]
    documents, of_documents = access.documents_where(db, viewer, "od")
    versions, of_versions = access.versions_where(viewer, "od", "ov")
    families, of_families = access.families_where(viewer, "of_")
    reached, of_reached = access.reach.family_material_where(db, "analyse", "of_")
    shown, of_shown = access.blind.documents_where(db, "od")
    others, of_others = ("1", []) if viewer.is_operator or viewer.may(Right.SEE_OTHER_CODERS) else (
        "oc.coder_id = ?", [viewer.user_id])
    sql = (
        f"{alias}.removed_at IS NULL AND {mine} AND NOT EXISTS (SELECT 1 FROM memo_on o"
        " LEFT JOIN passage op ON op.passage_id = o.passage_id"
        " LEFT JOIN document_version ow ON ow.version_id = op.version_id"
        " LEFT JOIN coding oc ON oc.coding_id = o.coding_id LEFT JOIN family of_ ON of_.family_id = o.family_id"
        " LEFT JOIN document od ON od.document_id = coalesce(o.document_id, ow.document_id, oc.document_id)"
        f" WHERE o.memo_id = {alias}.memo_id AND NOT ((od.document_id IS NULL OR ({documents} AND EXISTS (SELECT 1"
        f" FROM document_version ov WHERE ov.document_id = od.document_id AND {versions})))"
        f" AND (of_.family_id IS NULL OR ({families} AND {reached})) AND (oc.coding_id IS NULL OR {others})"
        f" AND (od.document_id IS NULL OR {alias}.author_id = ? OR {shown})))")
    return f"({sql})", [
        *given, *of_documents, *of_versions, *of_families, *of_reached, *of_others, viewer.user_id, *of_shown]


@inner("part of making a file, which asks the right")
def there(db: Database, viewer: Viewer) -> int:
    """How many memos there are, shared ones and the viewer's own, in her reach or not; those of others about what is
    coded blind are not counted, for their number would tell that something was thought of it."""
    shown, params = access.blind.documents_where(db, "od")
    (n,) = db.conn.execute(
        "SELECT count(*) FROM memo m WHERE removed_at IS NULL AND (NOT is_private OR author_id = ?)"
        " AND (author_id = ? OR NOT EXISTS (SELECT 1 FROM memo_on o LEFT JOIN passage op USING (passage_id)"
        " LEFT JOIN document_version ow ON ow.version_id = op.version_id LEFT JOIN coding oc USING (coding_id)"
        " JOIN document od ON od.document_id = coalesce(o.document_id, ow.document_id, oc.document_id)"
        f" WHERE o.memo_id = m.memo_id AND NOT ({shown})))", (viewer.user_id, viewer.user_id, *params)).fetchone()
    return int(n)


@use_case(Right.CODE, reads="memos")
def memos(db: Database, viewer: Viewer) -> list[Memo]:
    """The memos that this viewer may read, oldest first."""
    where, params = memos_where(db, viewer)
    on: dict[int, list[tuple[str, int]]] = {}
    for memo_id, *ids in db.conn.execute(f"SELECT memo_id, {', '.join(ON)} FROM memo_on ORDER BY rowid"):
        on.setdefault(memo_id, []).extend((column, found) for column, found in zip(ON, ids, strict=True) if found)
    rows = db.conn.execute(
        "SELECT m.memo_id, m.guid, u.guid, m.title, m.body, m.is_private, m.journal_on, m.created_at, m.changed_at"
        f" FROM memo m JOIN user u ON u.user_id = m.author_id WHERE {where} ORDER BY m.created_at, m.guid", params)
    return [Memo(memo_id, guid, author, title, body, bool(is_private), day, created_at, changed_at,
                 tuple(on.get(memo_id, ())))
            for memo_id, guid, author, title, body, is_private, day, created_at, changed_at in rows]


@inner("part of use cases that make a file, which ask the right")
def private_left_out(db: Database, viewer: Viewer, only_on: Iterable[str] = ()) -> int:
    """How many private memos a file by the command line leaves out; 0 for a person, who is told of nobody else's.

    Args:
        only_on: only those on one of these columns of `ON`.
    """
    if not viewer.is_operator:
        return 0
    on = " OR ".join(f"o.{column} IS NOT NULL" for column in ON if column in set(only_on)) or "0"
    (n,) = db.conn.execute(
        "SELECT count(*) FROM memo m WHERE m.is_private AND m.removed_at IS NULL AND (? OR EXISTS (SELECT 1"
        f" FROM memo_on o WHERE o.memo_id = m.memo_id AND ({on})))", (not only_on,)).fetchone()
    return int(n)


def told_of_private(n: int) -> str:
    """What is said of private memos that were left out, '' for none."""
    return ngettext("{n} private memo is left out: only who wrote it takes it along.",
                    "{n} private memos are left out: only who wrote one takes it along.", n).format(n=n) if n else ""


def add(
    db: Database, guid: str, author_id: int, title: str, body: str, *, created_at: str, changed_at: str | None = None,
    is_private: bool = False, journal_on: str | None = None, on: Iterable[tuple[str, int]] = (),
) -> int:
    """Store a memo inside `write(db)`; returns memo_id. The caller has checked rights.

    Args:
        on: as in `Memo`; dates as there.
    """
    memo_id = int(db.conn.execute(
        "INSERT INTO memo(guid, author_id, title, body, is_private, journal_on, created_at, changed_at)"
        " VALUES (?,?,?,?,?,?,?,?)",
        (guid, author_id, title, body, is_private, journal_on, created_at, changed_at)).lastrowid or 0)
    put_on(db, memo_id, on)
    return memo_id


def put_on(db: Database, memo_id: int, on: Iterable[tuple[str, int]]) -> None:
    """Say that a memo is on these things too, inside `write(db)`."""
    for column, found in on:
        if column not in ON:
            raise ValueError(f"a memo cannot be on a {column!r}")
        db.conn.execute(f"INSERT INTO memo_on(memo_id, {column}) VALUES (?, ?)", (memo_id, found))
        if column == "passage_id":
            held.hold_on(db, found)
