"""Codings made when their code was defined otherwise: their coder looks whether each still is what the code says now.

Nothing is on this list that anybody could forget to put there: it is every living coding under another meaning than its
code has in the codebook in use, of which nobody said that it stays. Each coder looks at her own; at those of who codes
no more, everybody.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coding.marks import reached, twins
from coding.marks.deciding import IS_HERS
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.paging import ALL, EVERYTHING, Order, Paged, Source, Wanted, fetch
from pilot.store.files import write
from pilot.visible import visible_name
from pilot.words import N_, current
from texts import places

if TYPE_CHECKING:
    from sqlite_utils import Database

LONGEST_REASON = 300
_NEWEST = "(SELECT max(codebook_version_id) FROM codebook_version)"
# Codings `c` with a code that can be given and means something else now than when they were made; from the meanings on,
# for nearly all codings are of the meaning of today.
_OTHERWISE = (
    "FROM code_meaning now JOIN code_definition b ON b.codebook_version_id = now.codebook_version_id"
    " AND b.code_id = now.code_id AND b.is_codable JOIN code_meaning was ON was.code_id = now.code_id"
    " AND was.meaning_id <> now.meaning_id CROSS JOIN coding c ON c.codebook_version_id = was.codebook_version_id"
    " AND c.code_id = was.code_id")
_UNSEEN = ("NOT EXISTS (SELECT 1 FROM coding_looked l WHERE l.coding_id = c.coding_id"
           " AND l.meaning_id = now.meaning_id)")
ORDERS = {
    "code": Order(N_("by code"), "b.position, f.pseudonym, d.told_on, d.document_id, p.start_char, c.coding_id"),
    "family": Order(N_("by family"), "f.pseudonym, d.told_on, d.document_id, p.start_char, c.coding_id"),
}


class Old(NamedTuple):
    """A coding to be looked at.

    Attributes:
        coding, document: guids; key, code: of its code, and what that is called now.
        coder: label of who codes no more, '' for one's own.
        words: the coded words, '' where they have no place now or the code is on the whole document.
        start: code point, 0-based, into the version that is read, or None.
        under: number of the codebook version it was made by; alike: how many of this list lie in the document.
    """

    coding: str
    document: str
    title: str
    family: str
    key: str
    code: str
    coder: str
    words: str
    start: int | None
    under: int
    alike: int


@dataclass(frozen=True)
class Only:
    """What of the list is meant: of which code (key), which document (guid), or which codings (guids); '' for all."""

    code: str = ""
    document: str = ""
    codings: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedFor:
    """Whose codings a version defined otherwise: all of them, and those that still wait to be looked at."""

    all: reached.Reach
    waiting: reached.Reach


@use_case(Right.CODE, reads="passages")
def old(db: Database, viewer: Viewer, wanted: Wanted = ALL, only: Only = Only()) -> Paged[Old]:
    """A page of the codings this viewer has to look at, twins once, in documents she may read now."""
    name = f"b.name_{current()}"
    where, params = _where(db, viewer, only)
    found = fetch(
        db, f"c.guid, d.guid, d.title, f.pseudonym, k.key, {name}, CASE c.coder_id WHEN ? THEN '' ELSE u.label END,"
        " coalesce(w.quote, ''), CASE WHEN p.passage_id IS NULL THEN NULL ELSE p.start_char END,"
        " v2.number, count(*) OVER (PARTITION BY d.document_id)",
        Source(where, params, f"d.title || ' ' || f.pseudonym || ' ' || {name} || ' ' || coalesce(w.quote, '')"),
        wanted, ORDERS, given=(viewer.user_id,))
    return found.of(map(Old._make, found))


@use_case(Right.CODE, reads="codes")
def codes(db: Database, viewer: Viewer) -> list[tuple[str, str, int, int]]:
    """The codes of that list: key, name, how many codings, and the number of the oldest version they were made by."""
    where, params = _where(db, viewer, Only())
    return [(str(key), str(name), int(n), int(under)) for key, name, n, under in db.conn.execute(
        f"SELECT k.key, b.name_{current()}, count(*), min(v2.number) {where} GROUP BY c.code_id ORDER BY b.position",
        params)]


def _where(db: Database, viewer: Viewer, only: Only) -> tuple[str, list[object]]:
    places.settle(db)
    known, params = access.documents_where(db, viewer)
    readable, more = access.versions_where(viewer)
    seen, theirs = access.blind.seen_where(db, viewer)
    return (
        f"{_OTHERWISE} JOIN code k ON k.code_id = c.code_id JOIN document d"
        " ON d.document_id = c.document_id JOIN family f USING (family_id)"
        " JOIN document_version v ON v.version_id = d.read_version_id JOIN user u ON u.user_id = c.coder_id"
        " JOIN codebook_version v2 ON v2.codebook_version_id = c.codebook_version_id"
        " JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = v.version_id AND p.how <> 'gone'"
        f" LEFT JOIN passage w ON w.passage_id = p.passage_id WHERE now.codebook_version_id = {_NEWEST}"
        f" AND c.retracted_at IS NULL AND c.layer = 'coder' AND {_UNSEEN}"
        f" AND {IS_HERS} AND {twins.IS_FIRST} AND {known} AND {readable} AND {seen}"
        " AND ? IN ('', k.key) AND ? IN ('', d.guid) AND (? = '[]' OR c.guid IN (SELECT value FROM json_each(?)))",
        [viewer.user_id, *params, *more, *theirs, only.code, only.document, *[json.dumps(only.codings)] * 2])


@use_case(Right.CODE, event="looked document")
def stays(db: Database, viewer: Viewer, only: Only, reason: str = "") -> int:
    """Say that codings on the list were looked at and stay as they are, with what is one with them; how many.

    Args:
        reason: needed for more than some codings or one document: why none of them is looked at by itself.

    Raises: BadInput without a reason, or with one that is too long; NotFound when they are not on the list.
    """
    why = visible_name(reason)
    if len(why) > LONGEST_REASON:
        raise BadInput(N_("The reason is longer than {n} characters. Make it shorter."), n=LONGEST_REASON)
    if not (why or only.document or only.codings):
        raise BadInput(N_("Say why all of them stay."))
    at = now()
    with write(db):
        found = old(db, viewer, Wanted(size=EVERYTHING), only)
        if not found or len(found) < len(set(only.codings)):
            raise NotFound(N_("This coding does not wait for you any more. Reload the page."))
        for one in found:
            coding_id, version_id = db.conn.execute(
                "SELECT coding_id, read_version_id FROM coding JOIN document USING (document_id) WHERE coding.guid = ?",
                (one.coding,)).fetchone()
            db.conn.executemany(
                "INSERT OR IGNORE INTO coding_looked(coding_id, meaning_id, user_id, reason, at)"
                " SELECT c.coding_id, m.meaning_id, ?, ?, ? FROM coding c JOIN code_meaning m ON m.code_id = c.code_id"
                f" AND m.codebook_version_id = {_NEWEST} WHERE c.coding_id = ?",
                [(viewer.user_id, why, at, each) for each in twins.together(db, version_id, coding_id)])
        for document in dict.fromkeys(one.document for one in found):
            events.record(db, viewer, "looked", "document", document)
    return len(found)


class Last(NamedTuple):
    """What this coder said last: how many codings stay, and why ('' where she said nothing)."""

    codings: int
    reason: str


@use_case(Right.CODE, reads="numbers")
def last(db: Database, viewer: Viewer) -> Last | None:
    """What this coder said last of codings that stay, to be taken back; None before she said anything."""
    row = db.conn.execute("SELECT count(*), reason FROM coding_looked WHERE user_id = ? AND at > '' AND at ="
                          " (SELECT max(at) FROM coding_looked WHERE user_id = ?) GROUP BY at",
                          (viewer.user_id, viewer.user_id)).fetchone()
    return Last(*row) if row else None


@use_case(Right.CODE, event="looked document")
def take_back(db: Database, viewer: Viewer) -> int:
    """Put what this coder said last aside: those codings wait again. How many. Raises: NotFound when there is none."""
    with write(db):
        rows = db.conn.execute(
            "SELECT l.coding_id, l.meaning_id, d.guid FROM coding_looked l JOIN coding c USING (coding_id)"
            " JOIN document d USING (document_id) WHERE l.user_id = ?"
            " AND l.at > '' AND l.at = (SELECT max(at) FROM coding_looked WHERE user_id = ?)",
            (viewer.user_id, viewer.user_id)).fetchall()
        if not rows:
            raise NotFound(N_("This was taken back already, or it is not there."))
        db.conn.executemany("DELETE FROM coding_looked WHERE coding_id = ? AND meaning_id = ?",
                            [row[:2] for row in rows])
        for document in dict.fromkeys(row[2] for row in rows):
            events.record(db, viewer, "looked", "document", document)
    return len(rows)


@use_case(Right.LOAD_CODEBOOK, reads="numbers")
def by_version(db: Database, viewer: Viewer, number: int) -> AskedFor:
    """The codings made before version `number` with codes that mean something else since it, of those this viewer may
    see."""
    seen, theirs = access.blind.seen_where(db, viewer)
    rows = db.conn.execute(
        "SELECT d.document_id, u.label, count(*), sum(now.meaning_id IS newest.meaning_id AND b.is_codable"
        f" AND {_UNSEEN}) FROM codebook_version v JOIN code_meaning now"
        " ON now.codebook_version_id = v.codebook_version_id JOIN codebook_version o ON o.number = v.number - 1"
        " JOIN code_meaning before ON before.codebook_version_id = o.codebook_version_id"
        " AND before.code_id = now.code_id AND before.meaning_id <> now.meaning_id"
        " JOIN coding c ON c.code_id = now.code_id AND c.codebook_version_id < v.codebook_version_id"
        " JOIN code_meaning was ON was.codebook_version_id = c.codebook_version_id AND was.code_id = c.code_id"
        " AND was.meaning_id <> now.meaning_id LEFT JOIN code_meaning newest ON newest.code_id = now.code_id"
        f" AND newest.codebook_version_id = {_NEWEST} LEFT JOIN code_definition b ON b.code_id = now.code_id"
        f" AND b.codebook_version_id = {_NEWEST} JOIN document d ON d.document_id = c.document_id JOIN coding_place p"
        " ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id AND p.how <> 'gone'"
        " JOIN user u ON u.user_id = c.coder_id WHERE v.number = ? AND c.retracted_at IS NULL AND c.layer = 'coder'"
        f" AND {twins.IS_FIRST} AND {seen} GROUP BY d.document_id, u.user_id", (number, *theirs)).fetchall()
    return AskedFor(reached.of_rows([row[:3] for row in rows]),
                    reached.of_rows([(row[0], row[1], row[3]) for row in rows if row[3]]))
