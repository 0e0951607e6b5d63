"""Passages worth asking a family about: those somebody proposed to quote, and the longest that were coded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer, blind
from pilot.door import use_case
from stories.back.answers import Answered
from themes.release.quotes_out import stored
from themes.release.quotes_out.stored import APPROVED, PROPOSED

if TYPE_CHECKING:
    from sqlite_utils import Database

LONG = 120  # code points from which a coded passage is worth asking about
MOST = 12


class ToAsk(NamedTuple):
    """A passage: guid and title of its text, code points in the version read now, its words; `quoted`: somebody
    proposed to quote it."""

    document: str
    title: str
    start: int
    end: int
    words: str
    quoted: bool


@use_case(Right.DRAFT_RELEASES, reads="passages")
def to_ask(db: Database, viewer: Viewer, family_guid: str) -> list[ToAsk]:
    """At most MOST passages of a family that it was not asked about yet: proposed quotes first, then long codings.

    Raises: NotFound.
    """
    family_id = access.require_family(db, viewer, family_guid, Right.DRAFT_RELEASES)
    where, params = access.documents_where(db, viewer)
    rows = {row[0]: row[1:] for row in db.conn.execute(
        "SELECT d.document_id, d.guid, d.title, d.read_version_id, v.text FROM document d"
        " JOIN document_version v ON v.version_id = d.read_version_id WHERE d.family_id = ?"
        f" AND (d.kind = 'story' OR d.voice = 'family') AND v.kind = 'deidentified' AND {where}",
        (family_id, *params))}
    spans = dict.fromkeys([*_quoted(db, set(rows)), *_long(db, family_id, set(rows))])
    answers = Answered(db, set(rows))
    found: list[ToAsk] = []
    for document_id, start, end, quoted in spans:
        guid, title, version_id, text = rows[document_id]
        asked = answers.about(document_id, version_id, start, end, "municipality")
        overlaps = any(one.document == guid and one.start < end and start < one.end for one in found)
        if not (asked.on or asked.why or overlaps):
            found.append(ToAsk(guid, title, start, end, text[start:end], quoted))
    return found[:MOST]


def _quoted(db: Database, documents: set[int]) -> list[tuple[int, int, int, bool]]:
    return [(one.document_id, one.start, one.end, True) for one in stored.kept(
        db, "s.state IN (?, ?)", (PROPOSED, APPROVED)) if one.document_id in documents and one.is_current]


def _long(db: Database, family_id: int, documents: set[int]) -> list[tuple[int, int, int, bool]]:
    counted, given = blind.counted_where(db)
    return [(row[0], row[1], row[2], False) for row in db.conn.execute(
        "SELECT DISTINCT c.document_id, p.start_char, p.end_char FROM coding c JOIN document d USING (document_id)"
        " JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id"
        " WHERE d.family_id = ? AND c.retracted_at IS NULL AND c.layer = 'coder' AND p.passage_id IS NOT NULL"
        f" AND p.end_char - p.start_char >= ? AND {counted} ORDER BY p.end_char - p.start_char DESC, 1, 2",
        (family_id, LONG, *given)) if row[0] in documents]
