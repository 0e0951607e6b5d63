"""What waits for a coder among her own codings: a direction that was not stated, a place that a person has to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.book import codebook
from coding.marks import twins
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_, current
from texts import places

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Unsigned:
    """One of the viewer's own codings that states no direction although its code takes one.

    Attributes:
        coding, document: guids; code: its name in the language of the page; words: the coded words, '' where the code
            is on the whole document. start: code point, 0-based, into the version that is read; None there.
    """

    coding: str
    document: str
    title: str
    family: str
    code: str
    words: str
    start: int | None


@dataclass(frozen=True)
class Undecided:
    """A document in which codings of the viewer's own (or of who left) wait for a place: its guid and how many, twins
    once."""

    document: str
    title: str
    family: str
    codings: int


ORDERS = {
    "family": Order(N_("by family"), "f.pseudonym, d.told_on, d.document_id, p.start_char, c.coding_id"),
    "code": Order(N_("by code"), "b.position, f.pseudonym, d.told_on, d.document_id, p.start_char, c.coding_id"),
}
UNDECIDED_ORDERS = {
    "family": Order(N_("by family"), "l.pseudonym COLLATE NOCASE, l.told_on, l.document_id"),
    "many": Order(N_("most codings first"), "l.codings DESC, l.document_id"),
}
_MINE = "c.coder_id = ? AND c.layer = 'coder' AND c.retracted_at IS NULL"


@use_case(Right.CODE, reads="passages")
def unsigned(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Unsigned]:
    """A page of the viewer's codings without a direction, by document and place.

    Only in documents this viewer may read now, and only codes that take a direction in the newest codebook.
    """
    book = codebook.newest(db)
    if book is None:
        return Paged()
    known, known_params = access.documents_where(db, viewer)
    readable, readable_params = access.versions_where(viewer)
    source = (
        "FROM coding c JOIN code_definition b ON b.code_id = c.code_id AND b.codebook_version_id = ? AND b.takes_sign"
        " JOIN document d ON d.document_id = c.document_id JOIN family f ON f.family_id = d.family_id"
        " JOIN document_version v ON v.version_id = d.read_version_id"
        f" JOIN coding_place p ON p.version_id = v.version_id AND p.coding_id = c.coding_id AND {places.STANDS}"
        f" LEFT JOIN passage w ON w.passage_id = p.passage_id WHERE {_MINE} AND {twins.IS_UNSIGNED} AND {known}"
        f" AND {readable}")
    given = (book.codebook_version_id, viewer.user_id, *known_params, *readable_params)
    name = "b.name_en" if current() == "en" else "b.name_nl"
    words = "coalesce(w.quote, '')"
    found = fetch(
        db, f"c.guid, d.guid, d.title, f.pseudonym, {name}, {words}, p.start_char",
        Source(source, given, f"d.title || ' ' || f.pseudonym || ' ' || {name} || ' ' || {words}"), wanted, ORDERS)
    return found.of(Unsigned(*row) for row in found)


@use_case(Right.CODE, reads="titles")
def undecided(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Undecided]:
    """Documents in which this viewer has to say where codings stand in the changed text, in pages."""
    places.settle(db)
    known, params = access.documents_where(db, viewer)
    readable, more = access.versions_where(viewer)
    seen, theirs = access.blind.seen_where(db, viewer)
    found = fetch(db, "l.guid, l.title, l.pseudonym, l.codings", Source(
        "FROM (SELECT d.guid, d.title, f.pseudonym, d.told_on, d.document_id, count(*) AS codings FROM coding_place p"
        " JOIN coding c USING (coding_id)"
        " JOIN document d ON d.document_id = c.document_id AND d.read_version_id = p.version_id"
        " JOIN document_version v ON v.version_id = d.read_version_id"
        " JOIN family f ON f.family_id = d.family_id JOIN user u ON u.user_id = c.coder_id"
        " WHERE p.how = 'undecided' AND c.layer = 'coder' AND c.retracted_at IS NULL"
        f" AND {twins.IS_FIRST} AND (c.coder_id = ? OR u.stopped_coding_at IS NOT NULL) AND {known} AND {readable}"
        f" AND {seen} GROUP BY d.document_id) l WHERE 1", (viewer.user_id, *params, *more, *theirs),
        "l.title || ' ' || l.pseudonym"), wanted, UNDECIDED_ORDERS)
    return found.of(Undecided(*row) for row in found)
