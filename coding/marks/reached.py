"""Whose codings a change of the codebook reaches: before it is made, and afterwards as it is written down."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.marks import twins
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_, current
from texts import places

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

# `coding_recoded r` was not taken back by who decided it.
_STILL = "r.from_code_id <> r.to_code_id"


@dataclass(frozen=True)
class Reach:
    """How many living codings, in how many documents, and of whom: labels with their number, most first."""

    codings: int
    documents: int
    coders: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Recoded:
    """One coding that a version gave another code.

    Attributes:
        document: guid; coder: label; before, after: what its codes are called.
        words: the coded words, '' where they have no place now; start: code point, 0-based, or None.
        is_changed: its coder gave it another code since, or removed it.
    """

    document: str
    title: str
    family: str
    coder: str
    before: str
    after: str
    words: str
    start: int | None
    is_changed: bool


ORDERS = {
    "coder": Order(N_("by coder"), "u.label, f.pseudonym, d.told_on, d.document_id, p.start_char, r.recoded_id"),
    "family": Order(N_("by family"), "f.pseudonym, d.told_on, d.document_id, p.start_char, r.recoded_id"),
}


@use_case(Right.LOAD_CODEBOOK, reads="numbers")
def with_codes(db: Database, viewer: Viewer, keys: Collection[str]) -> Reach:
    """The living codings with any of these codes (keys) that this viewer may see, each judgement once."""
    places.settle(db)
    seen, theirs = access.blind.seen_where(db, viewer)
    return of_rows(db.conn.execute(
        f"SELECT d.document_id, u.label, count(*) FROM document d JOIN {twins.JUDGEMENTS} JOIN code k"
        " ON k.code_id = c.code_id JOIN user u ON u.user_id = c.coder_id"
        f" WHERE k.key IN (SELECT value FROM json_each(?)) AND {seen}"
        " GROUP BY d.document_id, u.user_id", (json.dumps(sorted(keys)), *theirs)).fetchall())


@use_case(Right.LOAD_CODEBOOK, reads="numbers")
def by_version(db: Database, viewer: Viewer, number: int) -> Reach:
    """The codings that version `number` gave another code, of those this viewer may see."""
    seen, theirs = access.blind.seen_where(db, viewer)
    return of_rows(db.conn.execute(
        "SELECT c.document_id, u.label, count(*) FROM coding_recoded r JOIN coding c USING (coding_id)"
        " JOIN user u ON u.user_id = c.coder_id JOIN codebook_version b ON b.codebook_version_id = r.by_version_id"
        f" WHERE b.number = ? AND c.layer = 'coder' AND {_STILL} AND {seen} GROUP BY c.document_id, u.user_id",
        (number, *theirs)).fetchall())


def of_rows(rows: list[tuple[int, str, int]]) -> Reach:
    """The sum of rows of document_id, label of a coder, and how many codings of hers."""
    coders: dict[str, int] = {}
    for _document, label, n in rows:
        coders[label] = coders.get(label, 0) + n
    return Reach(sum(coders.values()), len({row[0] for row in rows}),
                 tuple(sorted(coders.items(), key=lambda one: (-one[1], one[0]))))


@use_case(Right.CODE, reads="passages")
def recoded(db: Database, viewer: Viewer, number: int, wanted: Wanted = ALL) -> Paged[Recoded]:
    """A page of the codings that version `number` gave another code, in documents this viewer may read now."""
    places.settle(db)
    known, params = access.documents_where(db, viewer)
    readable, more = access.versions_where(viewer)
    name = f"name_{current()}"
    seen, theirs = access.blind.seen_where(db, viewer)
    others = "1" if viewer.may(Right.SEE_OTHER_CODERS) else f"c.coder_id = {viewer.user_id}"
    source = (
        "FROM coding_recoded r JOIN coding c ON c.coding_id = r.coding_id JOIN codebook_version b"
        " ON b.codebook_version_id = r.by_version_id AND b.number = ? JOIN document d ON d.document_id = c.document_id"
        " JOIN family f USING (family_id) JOIN document_version v ON v.version_id = d.read_version_id"
        " JOIN user u ON u.user_id = c.coder_id JOIN code_definition a ON a.code_id = r.from_code_id"
        " AND a.codebook_version_id = r.from_version_id JOIN code_definition z ON z.code_id = r.to_code_id"
        " AND z.codebook_version_id = r.to_version_id"
        " LEFT JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = v.version_id"
        " LEFT JOIN passage w ON w.passage_id = p.passage_id"
        f" WHERE c.layer = 'coder' AND {_STILL} AND {others} AND {known} AND {readable} AND {seen}")
    found = fetch(
        db, f"d.guid, d.title, f.pseudonym, u.label, a.{name}, z.{name}, coalesce(w.quote, ''), CASE WHEN p.passage_id"
        " IS NULL THEN NULL ELSE p.start_char END, c.code_id <> r.to_code_id OR c.retracted_at IS NOT NULL",
        Source(source, (number, *params, *more, *theirs),
               "d.title || ' ' || f.pseudonym || ' ' || u.label || ' ' || coalesce(w.quote, '')"), wanted, ORDERS)
    return found.of(Recoded(*row) for row in found)
