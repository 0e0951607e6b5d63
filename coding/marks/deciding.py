"""Codings whose code cannot be given any more, by a split, by retiring or by a file: a person says what they are now.

Nothing is on this list that anybody could forget to put there: it is every living coding with a code that is not one of
the codebook in use. Each coder decides about her own; about those of who codes no more, everybody.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from coding.book import codebook, turning
from coding.double import tasks
from coding.marks import recoding, twins
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import new_guid, write
from pilot.words import N_, current
from texts import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from coding.book.turning import Turned

ORDERS = {
    "code": Order(N_("by code"), "k.key, f.pseudonym, d.told_on, d.document_id, p.start_char, c.coding_id"),
    "family": Order(N_("by family"), "f.pseudonym, d.told_on, d.document_id, p.start_char, c.coding_id"),
}
# `coding c` has a code that cannot be given any more.
IS_LEFT = (
    "c.retracted_at IS NULL AND c.layer = 'coder' AND c.code_id IN (SELECT code_id FROM code EXCEPT"
    " SELECT code_id FROM code_definition WHERE is_codable AND codebook_version_id = (SELECT max(codebook_version_id)"
    " FROM codebook_version))")
# `coding c` of `user u` is this coder's (a parameter) to say something of: her own, or of who codes no more.
IS_HERS = "(c.coder_id = ? OR u.stopped_coding_at IS NOT NULL)"
# Its code means something else since it was made, and nobody said that it stays.
IS_OLD = (
    "c.retracted_at IS NULL AND c.layer = 'coder' AND EXISTS (SELECT 1 FROM code_meaning was JOIN code_meaning now"
    " ON now.code_id = was.code_id AND now.meaning_id <> was.meaning_id AND now.codebook_version_id ="
    " (SELECT max(codebook_version_id) FROM codebook_version) WHERE was.codebook_version_id = c.codebook_version_id"
    " AND was.code_id = c.code_id AND NOT EXISTS (SELECT 1 FROM coding_looked l WHERE l.coding_id = c.coding_id"
    " AND l.meaning_id = now.meaning_id))")


class Part(NamedTuple):
    """A code that one can choose: its key and its name in the language of the page."""

    key: str
    name: str


class Left(NamedTuple):
    """A coding to be decided about.

    Attributes:
        coding, document: guids; code: what its code was called; coder: label of who codes no more, '' for one's own.
        words: the coded words, '' where they have no place now or the code is on the whole document.
        start: code point, 0-based, into the version that is read, or None.
        parts: what its code was split into; none where it was retired.
    """

    coding: str
    document: str
    title: str
    family: str
    code: str
    coder: str
    words: str
    start: int | None
    parts: tuple[Part, ...]


@use_case(Right.CODE, reads="passages")
def left(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Left]:
    """A page of the codings this viewer has to decide about, twins once, in documents she may read now."""
    places.settle(db)
    known, params = access.documents_where(db, viewer)
    readable, more = access.versions_where(viewer)
    seen, theirs = access.blind.seen_where(db, viewer)
    name = f"b.name_{current()}"
    source = (
        "FROM coding c JOIN document d USING (document_id) JOIN family f USING (family_id)"
        " JOIN document_version v ON v.version_id = d.read_version_id JOIN user u ON u.user_id = c.coder_id"
        " JOIN code k ON k.code_id = c.code_id JOIN code_definition b ON b.code_id = c.code_id AND"
        " b.codebook_version_id = (SELECT max(codebook_version_id) FROM code_definition m WHERE m.code_id = c.code_id)"
        " JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = v.version_id AND p.how <> 'gone'"
        " LEFT JOIN passage w ON w.passage_id = p.passage_id"
        f" WHERE {IS_LEFT} AND {IS_HERS} AND {twins.IS_FIRST} AND {known} AND {readable} AND {seen}")
    found = fetch(
        db, f"c.guid, d.guid, d.title, f.pseudonym, {name}, CASE c.coder_id WHEN ? THEN '' ELSE u.label END,"
        " coalesce(w.quote, ''), CASE WHEN p.passage_id IS NULL THEN NULL ELSE p.start_char END, c.code_id",
        Source(source, (viewer.user_id, *params, *more, *theirs),
               f"d.title || ' ' || f.pseudonym || ' ' || {name} || ' ' || coalesce(w.quote, '')"), wanted, ORDERS,
        given=(viewer.user_id,))
    names, splits = _choosable(db), _splits(db)
    parts = {code: tuple(names[part] for part in split.tos if part in names) for code, split in splits.items()}
    return found.of(Left._make((*row[:8], parts.get(row[8], ()))) for row in found)


@use_case(Right.CODE, event=("recoded document", "uncoded document"))
def decide(db: Database, viewer: Viewer, coding: str, keys: Sequence[str]) -> None:
    """Say what a coding is now: one code or several, or none, and then it is removed. One on the list, or one whose
    code means something else since it was made.

    Args:
        coding: its guid; keys: of codes of the codebook in use. With several, each gets a coding on the same words.

    What waits because the codebook changed is decided in a blind round also by who said done there: she is asked, and
    sees no other coder's answer yet. Left until the round is shown, it would be no answer of her own.

    Raises: NotFound (no such coding on the viewer's list), BadInput (a code that is not there, or a group), Conflict
        (of what the codebook defines otherwise: she said done with the document in a blind round).
    """
    with write(db):
        seen, theirs = access.blind.seen_where(db, viewer)
        row = db.conn.execute(
            f"SELECT c.coding_id, c.code_id, d.guid, d.read_version_id, {IS_LEFT} FROM coding c"
            " JOIN document d USING (document_id) JOIN user u ON u.user_id = c.coder_id"
            f" WHERE c.guid = ? AND (({IS_LEFT}) OR ({IS_OLD})) AND {IS_HERS} AND {seen}",
            (coding, viewer.user_id, *theirs)).fetchone()
        if row is None:
            raise NotFound(N_("This coding does not wait for you any more. Reload the page."))
        coding_id, code_id, document, read_version, is_left = row
        readable = access.require_document(db, viewer, document)
        if not is_left:
            tasks.require_open(db, viewer, readable.document_id)
        alike, at = twins.together(db, read_version, coding_id), now()
        was = {"decided": _as_they_are(db, alike), "to": list(dict.fromkeys(keys)), "made": [], "left": bool(is_left)}
        if keys:
            was["made"] = _give(db, viewer, alike, code_id, _asked(db, keys), at)
            recoding.tell(db, viewer, alike, at, was=was)
        else:
            _remove(db, viewer, alike, document, at, was)


def _as_they_are(db: Database, codings: list[int]) -> list[tuple[str, str, int, str | None]]:
    """guid, key of the code, number of the codebook's version and direction of each."""
    return db.conn.execute(
        "SELECT c.guid, k.key, b.number, c.sign FROM coding c JOIN code k USING (code_id)"
        " JOIN codebook_version b USING (codebook_version_id)"
        " WHERE c.coding_id IN (SELECT value FROM json_each(?)) ORDER BY c.coding_id",
        (json.dumps(codings),)).fetchall()


def _asked(db: Database, keys: Sequence[str]) -> list[tuple[int, bool]]:
    """code_id of codes of the newest version, and whether each takes a direction."""
    found = []
    for key in dict.fromkeys(keys):
        row = db.conn.execute(
            "SELECT code_id, takes_sign FROM code_definition JOIN code USING (code_id) WHERE key = ? AND is_codable"
            " AND codebook_version_id = (SELECT max(codebook_version_id) FROM codebook_version)", (key,)).fetchone()
        if row is None:
            raise BadInput(N_("This code is not in the codebook in use. Look at the codes there are now."))
        found.append((int(row[0]), bool(row[1])))
    return found


def _give(
    db: Database, viewer: Viewer, codings: list[int], old: int, codes: list[tuple[int, bool]], at: str,
) -> list[str]:
    """The first code to the codings themselves, each other one to a coding that is made; guids of those, by coding."""
    newest = codebook.newest(db)
    split = _splits(db).get(old)
    assert newest is not None, "a coding has a codebook"
    first, *others = codes
    made_guids = []
    for coding_id in codings:
        if split is not None and first[0] in split.tos:
            recoding.decided(db, viewer, coding_id, coding_id, first[0], split, newest, at)
        for code_id, takes_sign in others:
            made = db.conn.execute(
                "INSERT INTO coding(guid, document_id, code_id, codebook_version_id, coder_id, weight, sign, rev,"
                " created_at) SELECT ?, document_id, ?, ?, coder_id, weight, CASE WHEN ? THEN sign END, rev, ?"
                " FROM coding WHERE coding_id = ?",
                (guid := new_guid(), code_id, newest.codebook_version_id, takes_sign, at, coding_id)).lastrowid or 0
            made_guids.append(guid)
            places.copy(db, coding_id, int(made))
            if split is not None and code_id in split.tos:
                recoding.decided(db, viewer, coding_id, int(made), code_id, split, newest, at)
        db.conn.execute(
            "UPDATE coding SET code_id = ?, codebook_version_id = ?, sign = CASE WHEN ? THEN sign END"
            " WHERE coding_id = ?", (first[0], newest.codebook_version_id, first[1], coding_id))
    return made_guids


def _remove(
    db: Database, viewer: Viewer, codings: list[int], document: str, at: str, was: dict[str, Any],
) -> None:
    document_id, guid = db.conn.execute(
        "SELECT document_id, guid FROM coding WHERE coding_id = ?", (codings[0],)).fetchone()
    rev = op_on(db, viewer, document_id, "remove", guid, was, at)
    db.conn.executemany("UPDATE coding SET retracted_at = ?, rev = ? WHERE coding_id = ?", [
        (at, rev, one) for one in codings])
    events.record(db, viewer, "uncoded", "document", document)


@inner("a part of deciding and of taking that back, which asked the right")
def op_on(
    db: Database, viewer: Viewer, document_id: int, kind: str, coding: str, was: dict[str, Any] | None = None,
    at: str = "",
) -> int:
    """Write an action on a coding (guid) down, by which open desks see it; returns its number."""
    return int(db.conn.execute(
        "INSERT INTO coding_op(guid, document_id, user_id, kind, coding_guid, at, was) VALUES (?,?,?,?,?,?,?)",
        (new_guid(), document_id, viewer.user_id, kind, coding, at or now(), json.dumps(was) if was else None),
    ).lastrowid or 0)


def _choosable(db: Database) -> dict[int, Part]:
    """The codes of the newest version that can be given, by code_id."""
    newest = codebook.newest(db)
    rows = codebook.codes(db, newest.codebook_version_id, current()) if newest else []
    return {row.code_id: Part(row.key, row.name) for row in rows if row.is_codable}


def _splits(db: Database) -> dict[int, Turned]:
    """The last split that holds, by the code_id of what was split."""
    newest = codebook.newest(db)
    held = turning.in_force(db, newest.codebook_version_id) if newest else []
    return {one.froms[0]: one for one in held if one.kind == "split"}
