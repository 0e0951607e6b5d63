"""Reading memos: those on one thing, one by itself, and all of them as a list in pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coding.memos import things
from coding.memos.memos import memos_where
from coding.memos.things import KINDS, Thing
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.errors import NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.vocabulary import days
from pilot.words import N_
from texts import held

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from sqlite_utils import Database

ORDERS = {
    "new": Order(N_("last changed first"), "coalesce(m.changed_at, m.created_at) DESC, m.memo_id DESC"),
    "old": Order(N_("first written first"), "m.created_at, m.memo_id"),
    "day": Order(N_("journal by day"), "m.journal_on IS NULL, m.journal_on DESC, m.created_at DESC, m.memo_id DESC"),
    "title": Order(N_("by title"), "m.title = '', m.title COLLATE NOCASE, m.memo_id"),
}
OPTIONS = ("search", "order", "kind", "family", "whose")
WHOSE = ("mine", "private", "shared")
_COLUMNS = ("m.memo_id, m.guid, maker(u.guid, u.label), u.user_id, m.title, m.body, m.is_private,"
            " m.journal_on, m.created_at, m.changed_at")
_COLUMN_OF = {"code": "code_id", "family": "family_id", "document": "document_id", "passage": "passage_id",
              "coding": "coding_id"}
NO_MEMO = N_("This memo is not there any more, or it is not for you to read.")


@dataclass(frozen=True)
class Asked:
    """Which memos are shown; nothing chosen shows all. `kinds`: of KINDS; `families`: pseudonyms or guids; `whose`: of
    WHOSE."""

    kinds: Collection[str] = ()
    families: Collection[str] = ()
    whose: Collection[str] = ()


class Link(NamedTuple):
    """Another memo that one is linked to, whichever of the two says so: its guid and what it is called."""

    guid: str
    called: str


@dataclass(frozen=True)
class Read:
    """A memo as it is shown.

    Attributes:
        author: label; is_mine: the viewer wrote it.
        day: ISO date of a page of the journal, else None.
        created_at, changed_at: UTC ISO; None where it never changed.
        on: what it is on; one thing at least.
    """

    guid: str
    author: str
    is_mine: bool
    title: str
    body: str
    is_private: bool
    day: str | None
    created_at: str
    changed_at: str | None
    on: tuple[Thing, ...]
    links: tuple[Link, ...]


@use_case(Right.CODE, reads="memos")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL, asked: Asked = Asked()) -> Paged[Read]:
    """A page of the memos that this viewer may read, last changed first."""
    where, params = memos_where(db, viewer)
    chosen, given = _chosen(viewer, asked)
    found = fetch(db, _COLUMNS, Source(
        f"FROM memo m JOIN user u ON u.user_id = m.author_id WHERE {where} AND {chosen}", (*params, *given),
        "m.title || ' ' || m.body || ' ' || maker(u.guid, u.label) || ' ' || coalesce(m.journal_on, '')"),
        wanted, ORDERS)
    return found.of(read_of(db, viewer, list(found)))


@use_case(Right.CODE, reads="memos")
def on(
    db: Database, viewer: Viewer, kind: str, guid: str, span: Mapping[str, Any] | None = None
) -> tuple[Thing, list[Read]]:
    """Something a memo can be on, and the memos on it, oldest first; of a code also those on codes that went up in it.

    Args and Raises: as `things.find`.
    """
    thing = things.find(db, viewer, kind, guid, span)
    no_values: list[object] = []
    if kind == "project":
        here, given = _on_kind("project"), no_values
    elif kind == "journal":
        here, given = "m.journal_on = ?", [thing.guid]
    else:
        here = (f"m.memo_id IN (SELECT x.memo_id FROM memo_on x WHERE x.{thing.column} IN"
                " (SELECT value FROM json_each(?)))")
        given = [json.dumps([thing.row_id, *(things.merged_into(db, thing) if kind == "code" else ())])]
    where, params = memos_where(db, viewer)
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM memo m JOIN user u ON u.user_id = m.author_id WHERE {where} AND {here}"
        " ORDER BY m.created_at, m.memo_id", (*params, *given)).fetchall()
    return thing, read_of(db, viewer, rows)


@use_case(Right.CODE, reads="memos")
def waiting(db: Database, viewer: Viewer, document: str) -> list[Read]:
    """Memos on words of a document (guid) of which it is not certain where they stand in the text that is read now.

    Raises: NotFound, NotAllowed.
    """
    readable = access.require_document(db, viewer, document)
    held.settle(db, [readable.document_id])
    where, params = memos_where(db, viewer)
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM memo m JOIN user u ON u.user_id = m.author_id WHERE {where} AND m.memo_id IN"
        " (SELECT x.memo_id FROM memo_on x JOIN passage_place h ON h.of_id = x.passage_id WHERE h.version_id = ?"
        " AND h.how = 'undecided') ORDER BY m.created_at, m.memo_id", (*params, readable.version_id)).fetchall()
    return read_of(db, viewer, rows)


@use_case(Right.CODE, reads="memos")
def one(db: Database, viewer: Viewer, guid: str) -> Read:
    """One memo. Raises: NotFound, also for one that is not for this viewer."""
    where, params = memos_where(db, viewer)
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM memo m JOIN user u ON u.user_id = m.author_id WHERE {where} AND m.guid = ?",
        (*params, guid)).fetchall()
    if not rows:
        raise NotFound(NO_MEMO)
    return read_of(db, viewer, rows)[0]


class Words(NamedTuple):
    """Words on which there is a memo: the guid of their passage; code points, 0-based, end-exclusive."""

    guid: str
    start: int
    end: int


@inner("part of reading a document at the desk, which asks the right")
def on_words(db: Database, viewer: Viewer, document_id: int, version_id: int) -> list[Words]:
    """The words of a version on which there is a memo that this viewer may read, in their order."""
    held.settle(db, [document_id])
    where, params = memos_where(db, viewer)
    return [Words(*row) for row in db.conn.execute(
        "SELECT DISTINCT p.guid, n.start_char, n.end_char FROM passage_place h JOIN passage p ON p.passage_id = h.of_id"
        " JOIN passage n ON n.passage_id = h.passage_id JOIN memo_on x ON x.passage_id = h.of_id JOIN memo m"
        f" USING (memo_id) WHERE h.version_id = ? AND {where} ORDER BY 2, 3, 1", (version_id, *params))]


@inner("part of reading codings at the desk, which asks the right")
def noted(db: Database, viewer: Viewer, document_id: int) -> set[str]:
    """guids of the codings of a document on which there is a memo that this viewer may read."""
    where, params = memos_where(db, viewer)
    return {row[0] for row in db.conn.execute(
        "SELECT c.guid FROM coding c JOIN memo_on x USING (coding_id) JOIN memo m USING (memo_id)"
        f" WHERE c.document_id = ? AND {where}", (document_id, *params))}


def _chosen(viewer: Viewer, asked: Asked) -> tuple[str, list[object]]:
    parts: list[str] = []
    given: list[object] = []
    if kinds := [kind for kind in asked.kinds if kind in KINDS]:
        parts.append(" OR ".join(_on_kind(kind) for kind in kinds))
    if asked.families:
        parts.append(
            "EXISTS (SELECT 1 FROM memo_on x LEFT JOIN passage p ON p.passage_id = x.passage_id"
            " LEFT JOIN document_version w ON w.version_id = p.version_id"
            " LEFT JOIN coding c ON c.coding_id = x.coding_id LEFT JOIN document d"
            " ON d.document_id = coalesce(x.document_id, w.document_id, c.document_id)"
            " JOIN family f ON f.family_id = coalesce(x.family_id, d.family_id)"
            " WHERE x.memo_id = m.memo_id"
            " AND EXISTS (SELECT 1 FROM json_each(?) WHERE value IN (f.pseudonym, f.guid)))")
        given.append(json.dumps(list(asked.families)))
    if "mine" in asked.whose:
        parts.append("m.author_id = ?")
        given.append(viewer.user_id)
    ways = {"private": "m.is_private", "shared": "NOT m.is_private"}
    if seen := [ways[one] for one in asked.whose if one in ways]:
        parts.append(" OR ".join(seen))
    return " AND ".join(f"({part})" for part in parts) or "1", given


def _on_kind(kind: str) -> str:
    if kind == "journal":
        return "m.journal_on IS NOT NULL"
    if kind == "project":
        return ("(m.journal_on IS NULL AND NOT EXISTS (SELECT 1 FROM memo_on x WHERE x.memo_id = m.memo_id"
                " AND x.other_id IS NULL))")
    return f"EXISTS (SELECT 1 FROM memo_on x WHERE x.memo_id = m.memo_id AND x.{_COLUMN_OF[kind]} IS NOT NULL)"


@inner("part of use cases on memos, which ask the right")
def read_of(db: Database, viewer: Viewer, rows: list[tuple[Any, ...]]) -> list[Read]:
    """Rows of `_COLUMNS` with what they are on and linked to."""
    ids = [row[0] for row in rows]
    on_things, links = things.of_memos(db, viewer, ids), _links(db, viewer, ids)
    return [Read(guid, label, user_id == viewer.user_id, title, body, bool(private), day, created_at, changed_at,
                 _with_itself(on_things.get(memo_id, []), day), tuple(links.get(memo_id, ())))
            for memo_id, guid, label, user_id, title, body, private, day, created_at, changed_at in rows]


def _with_itself(found: list[Thing], day: str | None) -> tuple[Thing, ...]:
    if day:
        return (Thing("journal", day, called=days.long(day)), *found)
    return tuple(found) or (Thing("project", ""),)


def _links(db: Database, viewer: Viewer, memos: list[int]) -> dict[int, list[Link]]:
    """Other memos that this viewer may read, by memo_id: those it is linked to and those that are linked to it."""
    where, params = memos_where(db, viewer)
    found: dict[int, list[Link]] = {}
    for memo_id, guid, title, body in db.conn.execute(
        "SELECT l.here, m.guid, m.title, m.body FROM (SELECT memo_id AS here, other_id AS there FROM memo_on"
        " WHERE other_id IS NOT NULL UNION SELECT other_id, memo_id FROM memo_on WHERE other_id IS NOT NULL) l"
        f" JOIN memo m ON m.memo_id = l.there WHERE l.here IN (SELECT value FROM json_each(?)) AND {where}"
        " ORDER BY m.created_at, m.memo_id", (json.dumps(memos), *params)):
        found.setdefault(memo_id, []).append(Link(guid, called(title, body)))
    return found


def called(title: str, body: str) -> str:
    """What a memo is called: its title, else its first words."""
    words = title or " ".join(body.split())
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"
