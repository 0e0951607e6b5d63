"""What a memo can be on: finding it as somebody names it, and saying what it is to who reads the memo."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from coding.book.turning import absorbed, successor
from coding.marks import asked
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner
from pilot.errors import BadInput, NotFound
from pilot.vocabulary import days
from pilot.words import N_, _, current
from texts import held

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlite_utils import Database

# The kinds, in the order they are shown, and what each is called.
KINDS = {
    "project": N_("the project"), "journal": N_("the journal"), "code": N_("a code"), "family": N_("a family"),
    "document": N_("a document"), "passage": N_("a passage"), "coding": N_("a coding"),
}
_NO_THING = N_("What this memo is about is not there any more.")
_NAME = ("(SELECT n.name_{} FROM code_definition n WHERE n.code_id = k.code_id ORDER BY n.codebook_version_id DESC"
         " LIMIT 1)")


class Thing(NamedTuple):
    """Something a memo is on, or is to be on.

    Attributes:
        kind: of KINDS; guid: of it, the key of a code, the ISO date of the journal, '' for the project.
        column, row_id: as `memos.ON` has it, None for the project and the journal.
        called: what it is called, '' for the project.
        words: of a passage or coding, as far as this viewer may read them.
        href: where it is shown, '' where it is nowhere.
    """

    kind: str
    guid: str
    column: str | None = None
    row_id: int | None = None
    called: str = ""
    words: str = ""
    href: str = ""


@inner("part of use cases on memos, which ask the right")
def find(db: Database, viewer: Viewer, kind: str, guid: str, span: Mapping[str, Any] | None = None) -> Thing:
    """What somebody wants a memo on, as far as she may read it.

    Args:
        guid: as in `Thing`; with a `span` (start, end in code points, and the version's guid) of words of a document
            it is that document's. Looked up only: words that nobody holds yet have no row.

    Raises: NotFound, NotAllowed; BadInput for no kind, day or span.
    """
    finders = {"project": _project, "journal": _journal, "code": _code, "family": _family, "document": _document,
               "coding": _coding}
    if kind == "passage":
        return _passage(db, viewer, guid) if span is None else _words_of(db, viewer, guid, span)
    if kind not in finders:
        raise BadInput(N_("A memo cannot be about this."))
    return finders[kind](db, viewer, guid)


def _project(_db: Database, _viewer: Viewer, _guid: str) -> Thing:
    return Thing("project", "")  # its kind is all that it is called


def _journal(_db: Database, _viewer: Viewer, guid: str) -> Thing:
    try:
        day = date.fromisoformat(guid).isoformat()
    except ValueError as error:
        raise BadInput(N_("A page of the journal has a day.")) from error
    return Thing("journal", day, called=days.long(day))


def _code(db: Database, _viewer: Viewer, guid: str) -> Thing:
    row = db.conn.execute(
        f"SELECT k.code_id, k.key, {_NAME.format(current())} FROM code k WHERE k.key = ? OR k.guid = ?",
        (guid, guid)).fetchone()
    if row is None:
        raise NotFound(_NO_THING)
    return Thing("code", row[1], "code_id", row[0], row[2] or row[1])


def merged_into(db: Database, code: Thing) -> list[int]:
    """code_id of the codes that went up in one."""
    return [row[0] for row in db.conn.execute(
        "SELECT code_id FROM code WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(absorbed(db, code.guid)),))]


def _family(db: Database, viewer: Viewer, guid: str) -> Thing:
    family_id = access.require_family(db, viewer, guid)
    access.require_words_of(db, family_id)
    (name,) = db.conn.execute("SELECT pseudonym FROM family WHERE family_id = ?", (family_id,)).fetchone()
    return Thing("family", guid, "family_id", family_id, name)


def _document(db: Database, viewer: Viewer, guid: str) -> Thing:
    found = access.require_document(db, viewer, guid)
    (title,) = db.conn.execute("SELECT title FROM document WHERE document_id = ?", (found.document_id,)).fetchone()
    return Thing("document", guid, "document_id", found.document_id, title)


def _coding(db: Database, viewer: Viewer, guid: str) -> Thing:
    seen, theirs = access.blind.seen_where(db, viewer)
    row = db.conn.execute(
        "SELECT c.coding_id, d.guid, c.coder_id FROM coding c JOIN document d USING (document_id)"
        f" WHERE c.guid = ? AND {seen}", (guid, *theirs)).fetchone()
    if row is None or (row[2] != viewer.user_id and not viewer.may(Right.SEE_OTHER_CODERS)):
        raise NotFound(_NO_THING)
    access.require_document(db, viewer, row[1])
    return Thing("coding", guid, "coding_id", row[0])


def _passage(db: Database, viewer: Viewer, guid: str) -> Thing:
    row = db.conn.execute(
        "SELECT p.passage_id, d.guid FROM passage p JOIN document_version USING (version_id)"
        " JOIN document d USING (document_id) WHERE p.guid = ?", (guid,)).fetchone()
    if row is None:
        raise NotFound(_NO_THING)
    access.require_document(db, viewer, row[1])
    return Thing("passage", guid, "passage_id", row[0])


def _words_of(db: Database, viewer: Viewer, guid: str, span: Mapping[str, Any]) -> Thing:
    """Words of a document; where they are held already, by whatever version's passage they were held first."""
    readable, text = version_of(db, viewer, guid, span)
    start, end = asked.span(span, text)
    row = db.conn.execute(
        "SELECT o.guid, o.passage_id FROM passage p JOIN passage_place h USING (passage_id) JOIN passage o"
        " ON o.passage_id = h.of_id WHERE p.version_id = ? AND p.start_char = ? AND p.end_char = ?"
        " ORDER BY o.passage_id LIMIT 1", (readable, start, end)).fetchone()
    return Thing("passage", row[0] if row else "", "passage_id", row[1] if row else None, words=text[start:end])


@inner("part of use cases on memos, which ask the right")
def version_of(db: Database, viewer: Viewer, guid: str, span: Mapping[str, Any]) -> tuple[int, str]:
    """version_id and text of the version a span counts in: the one it names, else the one this viewer reads.

    Raises: NotFound; NotAllowed.
    """
    readable = access.require_document(db, viewer, guid)
    named = span.get("version") or readable.version_guid
    where, params = access.versions_where(viewer, replaced=True)
    row = db.conn.execute(
        "SELECT v.version_id, v.text FROM document_version v JOIN document d USING (document_id)"
        f" WHERE v.document_id = ? AND v.guid = ? AND {where}",
        (readable.document_id, named, *params)).fetchone() if isinstance(named, str) else None
    if row is None:
        raise NotFound(N_("This version of the text is not there, or it is not for you to read."))
    return int(row[0]), str(row[1])


@inner("part of use cases on memos, which ask the right")
def of_memos(db: Database, viewer: Viewer, memos: Collection[int]) -> dict[int, list[Thing]]:
    """What memos (memo_id) that this viewer may read are on, without other memos and the project."""
    held.settle(db)
    found: dict[int, list[Thing]] = {}
    readable, params = access.versions_where(viewer, version="w")
    name = _NAME.format(current())
    these = json.dumps(sorted(memos))
    among = "o.memo_id IN (SELECT value FROM json_each(?))"
    for memo_id, thing in [
        *((one[0], Thing("document", one[1], "document_id", one[2], one[3], "", _desk(one[1]))) for one in
          db.conn.execute("SELECT o.memo_id, d.guid, d.document_id, d.title FROM memo_on o JOIN document d"
                          f" USING (document_id) WHERE {among}", (these,))),
        *((one[0], Thing("family", one[1], "family_id", one[2], one[3], "", f"/families?family={one[1]}")) for one in
          db.conn.execute("SELECT o.memo_id, f.guid, f.family_id, f.pseudonym FROM memo_on o JOIN family f"
                          f" USING (family_id) WHERE {among}", (these,))),
        *((one[0], Thing("code", one[1], "code_id", one[2], _now(db, one[1], one[3] or one[1]), "", "/codebook"))
          for one in
          db.conn.execute(f"SELECT o.memo_id, k.key, k.code_id, {name} FROM memo_on o JOIN code k USING (code_id)"
                          f" WHERE {among}", (these,))),
        *((one[0], Thing("passage", one[1], "passage_id", one[2], one[3], one[5] or "", _desk(one[4], one[6])))
          for one in db.conn.execute(
            "SELECT o.memo_id, p.guid, p.passage_id, d.title, d.guid, coalesce(n.quote, CASE WHEN"
            f" {readable} THEN p.quote END), n.start_char FROM memo_on o JOIN passage p USING (passage_id)"
            " JOIN document_version w ON w.version_id = p.version_id JOIN document d ON d.document_id = w.document_id"
            " LEFT JOIN passage_place h ON h.of_id = p.passage_id AND h.version_id = d.read_version_id"
            f" LEFT JOIN passage n ON n.passage_id = h.passage_id WHERE {among}", (*params, these))),
        *((one[0], Thing("coding", one[1], "coding_id", one[2], one[3], one[5] or "", _desk(one[4], one[6])))
          for one in db.conn.execute(
            f"SELECT o.memo_id, c.guid, c.coding_id, {name}, d.guid, n.quote, n.start_char FROM memo_on o"
            " JOIN coding c USING (coding_id) JOIN code k ON k.code_id = c.code_id JOIN document d"
            " ON d.document_id = c.document_id LEFT JOIN coding_place p ON p.coding_id = c.coding_id"
            " AND p.version_id = d.read_version_id LEFT JOIN passage n ON n.passage_id = p.passage_id"
            f" WHERE {among}", (these,))),
    ]:
        found.setdefault(memo_id, []).append(thing)
    return found


def _now(db: Database, key: str, name: str) -> str:
    """What a code is called, and what it went up in."""
    followed = successor(db, key)
    if followed == key:
        return name
    (other,) = db.conn.execute(f"SELECT {_NAME.format(current())} FROM code k WHERE k.key = ?", (followed,)).fetchone()
    return _("{code}, now in {other}").format(code=name, other=other)


def _desk(document: str, start: int | None = None) -> str:
    return "/desk?" + urlencode({"document": document, **({} if start is None else {"at": start})})
