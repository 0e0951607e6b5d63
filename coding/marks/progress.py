"""How far the coding of documents is, for lists of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from coding.marks import twins
from pilot import access
from pilot.access import Right
from pilot.door import use_case
from texts import places

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

    from pilot.access import Viewer

# Codes of the newest codebook that are new to coder s.user_id in document s.document_id: she was never done there
# under a version that had them. A part of a code that was split is not new to who was done with the whole, once none of
# her codings waits to be parted.
NEW_CODES = (
    "SELECT n.code_id FROM code_definition n WHERE n.codebook_version_id = (SELECT max(codebook_version_id)"
    " FROM codebook_version) AND n.is_codable AND NOT EXISTS (SELECT 1 FROM coding_status q JOIN code_cover k"
    " ON k.codebook_version_id = q.codebook_version_id AND k.code_id = n.code_id WHERE q.document_id = s.document_id"
    " AND q.user_id = s.user_id AND q.state = 'done' AND (k.needs = '[]' OR NOT EXISTS (SELECT 1 FROM coding w"
    " WHERE w.document_id = s.document_id AND w.coder_id = s.user_id AND w.retracted_at IS NULL"
    " AND w.layer = 'coder' AND w.code_id IN (SELECT value FROM json_each(k.needs))))) ORDER BY n.position")
# Versions whose codes cover those of the newest whole: the quick answer, for nearly all documents.
_WHOLE = (
    "SELECT b.codebook_version_id FROM codebook_version b WHERE NOT EXISTS (SELECT 1 FROM code_definition n"
    " WHERE n.codebook_version_id = (SELECT max(codebook_version_id) FROM codebook_version) AND n.is_codable"
    " AND NOT EXISTS (SELECT 1 FROM code_cover k WHERE k.codebook_version_id = b.codebook_version_id"
    " AND k.code_id = n.code_id AND k.needs = '[]'))")
# coding_status s says that the coder is done, with codes that are not all there are now.
IS_BEFORE = f"s.state = 'done' AND s.codebook_version_id NOT IN ({_WHOLE}) AND EXISTS ({NEW_CODES})"
# It is what she said last of that document.
IS_LAST = (
    "NOT EXISTS (SELECT 1 FROM coding_status o WHERE o.document_id = s.document_id AND o.user_id = s.user_id"
    " AND o.codebook_version_id > s.codebook_version_id)")
# How far a coder (a parameter) is with document d: what she said last, and 'before' where there are codes now that are
# new to her there; '' before she said anything.
MINE = (
    f"coalesce((SELECT CASE WHEN {IS_BEFORE} THEN 'before' ELSE s.state END FROM coding_status s"
    " WHERE s.document_id = d.document_id AND s.user_id = ? ORDER BY s.codebook_version_id DESC LIMIT 1), '')")
FINISHED = ("done", "before")
_LIVE = "c.document_id = d.document_id AND c.retracted_at IS NULL AND c.layer = 'coder'"
_STANDS = ("coding c JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id"
           f" AND {places.STANDS} WHERE {_LIVE} AND c.coder_id = ?")
# Whether any coding of a coder (a parameter) stands in the text of document d that is read, or on all of it.
BEGUN = f"EXISTS (SELECT 1 FROM {_STANDS})"


class Progress(NamedTuple):
    """How far a document is.

    Attributes:
        mine: 'done', 'before' when there are codes now that are new to her there, 'open' or ''.
        codings: how many of hers stand in the text that is read, as at the desk.
        coders: how many finished it and coded anything in it that this viewer may see.
    """

    mine: str = ""
    codings: int = 0
    coders: int = 0


@use_case(Right.READ_DOCUMENTS, reads="numbers")
def progress(db: Database, viewer: Viewer, guids: Collection[str]) -> dict[str, Progress]:
    """How far documents are, by guid, of those that this viewer may know of."""
    places.settle(db)
    theirs, params = access.documents_where(db, viewer)
    seen, given = access.blind.seen_where(db, viewer)
    found = db.conn.execute(
        f"SELECT d.guid, {MINE},"
        f" (SELECT count(DISTINCT coalesce(p.passage_id, '') || ' ' || c.code_id) FROM {_STANDS}),"
        f" (SELECT count(DISTINCT c.coder_id) FROM coding c JOIN coding_place p ON p.coding_id = c.coding_id"
        f" AND p.version_id = d.read_version_id AND p.how <> 'gone' WHERE {_LIVE} AND {seen} AND EXISTS"
        " (SELECT 1 FROM coding_status q WHERE q.document_id = d.document_id AND q.user_id = c.coder_id"
        " AND q.state = 'done')) FROM document d"
        f" WHERE d.guid IN (SELECT value FROM json_each(?)) AND {theirs}",
        (viewer.user_id, viewer.user_id, *given, json.dumps(list(guids)), *params))
    return {guid: Progress(*rest) for guid, *rest in found}


class Coded(NamedTuple):
    """How much is coded in a document: judgements, each once, and by how many coders."""

    codings: int
    coders: int


@use_case(Right.WITHDRAW, reads="numbers")
def coded(db: Database, viewer: Viewer, guid: str) -> Coded:
    """What withdrawing a document touches, whoever coded it, as far as this viewer may see it. Raises: NotFound."""
    seen, theirs = access.blind.seen_where(db, viewer)
    known = access.require_known(db, viewer, guid)
    return Coded(*db.conn.execute(
        f"SELECT count(*), count(DISTINCT c.coder_id) FROM document d JOIN {twins.JUDGEMENTS}"
        f" WHERE d.document_id = ? AND {seen}", (known.document_id, *theirs)).fetchone())
