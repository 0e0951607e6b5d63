"""Codings as they are read: each living judgement at its place in the version somebody reads, and who is done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, NotRequired, TypedDict

from coding.double import tasks
from coding.marks import agreed, revisions, twins
from coding.marks.batch import newest_book
from coding.marks.progress import MINE, NEW_CODES
from coding.memos import reading
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.store.files import write
from pilot.words import N_
from texts import places

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

STATES = ("open", "done")


class _Row(NamedTuple):
    """A coding at its place in the version that is read."""

    guid: str
    code: str
    start: int | None
    end: int | None
    weight: int
    sign: str | None
    coder_id: int
    label: str
    is_agreed: bool
    is_placed: bool
    is_whole: bool
    waits: bool
    rev: int


class ToldCoding(TypedDict):
    """A coding as the desk reads it; start, end: code points, 0-based, end-exclusive, None on the whole document.

    Attributes:
        id: guid. code: key. sign: '+', '-', '±' or None. coder: None for the viewer's own, else a label.
        agreed: it is what coders came to together, which only /together changes.
        whole: it is on the whole document. memo: it has one that this viewer may read.
    """

    id: str
    code: str
    start: int | None
    end: int | None
    weight: int
    sign: str | None
    coder: str | None
    agreed: NotRequired[bool]
    whole: NotRequired[bool]
    memo: NotRequired[bool]


class NotedWords(TypedDict):
    """Words with a memo on them; id: guid of the passage; start, end: code points, 0-based, end-exclusive."""

    id: str
    start: int
    end: int


class Codings(TypedDict):
    """The codings of a version.

    Attributes:
        version, current: guids, of the version asked for and of the one read now.
        undecided: codings that a person has to place (one's own, and those of who codes no more), with the place
            that is proposed, or None; there are none in a version that is not read now.
        removed: guids of what has no place here any more since the revision asked for; none when that is 0.
    """

    rev: int
    version: str
    current: str
    noted: list[NotedWords]
    codings: list[ToldCoding]
    undecided: list[ToldCoding]
    removed: list[str]


@use_case(Right.CODE, reads="codings")
def codings(
    db: Database, viewer: Viewer, guid: str, *, since: int = 0, others: bool = False, number: int | None = None,
) -> Codings:
    """Living codings at their places in a version, changed after revision `since`; of twins one, with what both say.

    Args:
        others: also those of other coders, by their label; and what they came to together, told as `agreed`.
        number: of the version, from 1; the one this viewer reads when None.
    """
    if others:
        viewer.require(Right.SEE_OTHER_CODERS)
    readable = access.require_document(db, viewer, guid, number)
    places.settle(db, [readable.document_id])
    if not readable.is_current:
        places.complete(db, readable.version_id)
    # The revision first: an action between the two queries is then sent again next time rather than missed.
    rev = revisions.revision(db, viewer, readable.document_id)
    after = revisions.since(db, viewer, readable.document_id, since) if since > 0 else 0
    seen, theirs = access.blind.seen_where(db, viewer)
    rows = [_Row(*row) for row in db.conn.execute(
        "SELECT c.guid, k.key, p.start_char, p.end_char, c.weight, c.sign, c.coder_id,"
        " maker(u.guid, u.label), c.layer = ?,"
        f" c.retracted_at IS NULL AND {places.STANDS}, p.how = 'whole', c.retracted_at IS NULL AND p.how = 'undecided'"
        f" AND {twins.IS_FIRST}, c.rev"
        " FROM coding c JOIN coding_place p ON p.version_id = ? AND p.coding_id = c.coding_id"
        " JOIN code k USING (code_id) JOIN user u ON u.user_id = c.coder_id"
        " WHERE c.document_id = ? AND (c.rev > ? OR c.retracted_at IS NULL) AND c.layer IN (?, ?)"
        " AND (? OR c.coder_id = ? OR (p.how = 'undecided' AND u.stopped_coding_at IS NOT NULL))"
        f" AND {seen} ORDER BY p.start_char, p.end_char, c.coding_id",
        (agreed.OURS, readable.version_id, readable.document_id, after if since > 0 else -1, agreed.CODERS,
         agreed.OURS if others else agreed.CODERS, others, viewer.user_id, *theirs),
    )]
    standing: dict[tuple[object, ...], _Row] = {}
    for row in rows:
        if row.is_placed:
            key = (row.start, row.end, row.code, row.coder_id)
            first = standing.get(key, row)
            standing[key] = first._replace(sign=twins.said((first.sign, row.sign)), rev=max(first.rev, row.rev))
    shown = {row.guid for row in standing.values()}
    with_memo = reading.noted(db, viewer, readable.document_id)

    def told(row: _Row) -> ToldCoding:
        made = ToldCoding(
            id=row.guid, code=row.code, start=row.start, end=row.end, weight=row.weight, sign=row.sign,
            coder=None if row.coder_id == viewer.user_id else row.label)
        if row.is_agreed:
            made["agreed"] = True
        if row.is_whole:
            made["whole"] = True
        if row.guid in with_memo:
            made["memo"] = True
        return made

    return {
        "rev": rev, "version": readable.version_guid,
        "current": (readable if readable.is_current else access.require_document(db, viewer, guid)).version_guid,
        "noted": [NotedWords(id=guid, start=start, end=end) for guid, start, end in reading.on_words(
            db, viewer, readable.document_id, readable.version_id)],
        "codings": [told(row) for row in standing.values() if row.rev > after],
        "undecided": [told(row) for row in rows
                      if row.waits and not row.is_agreed and row.rev > after and readable.is_current],
        "removed": [row.guid for row in rows if row.guid not in shown and row.rev > after] if since > 0 else [],
    }


def counted(db: Database, documents: Collection[int]) -> int:
    """How many judgements there are about documents (`document_id`), of all coders, without what is coded blind; for
    who may know the number."""
    counted, held = access.blind.counted_where(db)
    row = db.conn.execute(
        f"SELECT count(*) FROM document d JOIN {twins.JUDGEMENTS}"
        f" WHERE d.document_id IN (SELECT value FROM json_each(?)) AND {counted}",
        (json.dumps(sorted(documents)), *held)).fetchone()
    return int(row[0])


@use_case(Right.CODE, reads="codings")
def status(db: Database, viewer: Viewer, guid: str) -> str:
    """'done', 'before' (done, and there are codes now that are new to her there) or 'open' for this coder."""
    readable = access.require_document(db, viewer, guid)
    row = db.conn.execute(f"SELECT {MINE} FROM document d WHERE d.document_id = ?",
                          (viewer.user_id, readable.document_id)).fetchone()
    return str(row[0] or "open")


@use_case(Right.CODE, reads="codes")
def new_codes(db: Database, viewer: Viewer, guid: str) -> list[str]:
    """Keys of the codes that are new to this coder in a document she was done with once; none before she ever was."""
    readable = access.require_document(db, viewer, guid)
    return [str(row[0]) for row in db.conn.execute(
        f"SELECT k.key FROM (SELECT ? AS document_id, ? AS user_id) s JOIN code k ON k.code_id IN ({NEW_CODES})"
        " JOIN code_definition d ON d.code_id = k.code_id AND d.codebook_version_id = (SELECT max(codebook_version_id)"
        " FROM codebook_version) WHERE EXISTS (SELECT 1 FROM coding_status o WHERE o.document_id = s.document_id"
        " AND o.user_id = s.user_id AND o.state = 'done') ORDER BY d.position",
        (readable.document_id, viewer.user_id))]


@use_case(Right.CODE, event=("finished document", "reopened document"))
def set_status(db: Database, viewer: Viewer, guid: str, state: str) -> None:
    """Say that this coder is done with a document under the newest codebook, or works on it again.

    Raises: BadInput (another state), Conflict (no codebook; opening what she said done with in a blind round),
        NotFound, NotAllowed.
    """
    if state not in STATES:
        raise BadInput(N_("A document is either open or done."))
    with write(db):
        readable = access.require_document(db, viewer, guid)
        tasks.said(db, viewer, readable.document_id, state)
        book = newest_book(db)
        changed = db.conn.execute(
            "INSERT INTO coding_status VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state,"
            " changed_at = excluded.changed_at WHERE state IS NOT excluded.state",
            (readable.document_id, viewer.user_id, book.codebook_version_id, state, now()),
        ).rowcount
        if changed:
            events.record(db, viewer, "finished" if state == "done" else "reopened", "document", guid)
