"""Proposals at the desk: made once for a text and kept as they were, shown to who asked for them, answered by her.

They are no codings: no figure, export, search or list of codings reads them. Of a document that is coded blind nobody
sees any before the round is shown: who is done with it may be asked to open it again.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypedDict

from coding.book import codebook
from coding.suggest import model as kept_model
from coding.suggest import speaking, switching
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.store.files import new_guid, write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import ReadableVersion

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ANSWERS = ("confirmed", "changed", "deleted", "open")


class ToldProposal(TypedDict):
    """A proposal as the desk reads it.

    Attributes:
        id: guid. code: key. start, end: code points into the version, 0-based, end-exclusive. score: 0 to 1.
        words: places of what spoke for it, as start and end. answer: what this coder made of it, 'open' for nothing.
    """

    id: str
    code: str
    start: int
    end: int
    score: float
    words: list[list[int]]
    answer: str


@use_case(Right.CODE, reads="suggestions")
def proposals(db: Database, viewer: Viewer, guid: str) -> list[ToldProposal]:
    """What the machine proposes in the version this coder reads, of the codes that are on; none for who did not ask.

    They are made and kept when somebody who asked first opens the text.

    Raises: NotFound, NotAllowed.
    """
    readable = access.require_document(db, viewer, guid)
    if not _may_see(db, viewer, readable):
        return []
    codes = switching.codes_on(db)
    if codes and kept_model.kept(db) is None:  # a text was taken back: learnt anew without it, behind the page
        switching.learn(db, viewer)
    _make(db, readable, codes)
    with write(db):
        db.conn.execute("INSERT OR IGNORE INTO proposal_shown VALUES (?, ?, ?)",
                        (readable.version_id, viewer.user_id, now()))
    return [
        {"id": row[0], "code": row[1], "start": row[2], "end": row[3], "score": row[4], "words": json.loads(row[5]),
         "answer": row[6] or "open"}
        for row in db.conn.execute(
            "SELECT p.guid, k.key, p.start_char, p.end_char, p.score, p.words,"
            " (SELECT answer FROM proposal_answer a WHERE a.proposal_id = p.proposal_id AND a.user_id = ?"
            "  ORDER BY answer_id DESC LIMIT 1)"
            " FROM proposal p JOIN code k USING (code_id) WHERE p.version_id = ?"
            " AND k.key IN (SELECT value FROM json_each(?)) ORDER BY p.start_char, p.end_char, p.proposal_id",
            (viewer.user_id, readable.version_id, json.dumps(sorted(codes))))]


def _may_see(db: Database, viewer: Viewer, readable: ReadableVersion) -> bool:
    return (readable.is_current and switching.may_ask(db, viewer.user_id)
            and readable.document_id not in access.blind.documents(db))


def _make(db: Database, readable: ReadableVersion, codes: frozenset[str]) -> None:
    """Propose those of `codes` that were not looked for in this version with the codebook in use."""
    newest = codebook.newest(db)
    found = kept_model.kept(db)
    lacking = codes - {row[0] for row in db.conn.execute(
        "SELECT k.key FROM proposal_looked l JOIN code k USING (code_id) WHERE l.version_id = ?",
        (readable.version_id,))}
    if newest is None or found is None or not lacking & found.speaks.keys():
        return
    text = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?",
                           (readable.version_id,)).fetchone()[0]
    spoken = speaking.learnt(found, switching.signals(db), [text])[0]
    ids = dict(db.conn.execute("SELECT key, code_id FROM code").fetchall())
    with write(db):
        for code in sorted(lacking & found.speaks.keys()):
            db.conn.execute("INSERT OR IGNORE INTO proposal_looked VALUES (?, ?, ?, ?)",
                            (readable.version_id, ids[code], found.guid, now()))
        db.conn.executemany(
            "INSERT OR IGNORE INTO proposal(guid, version_id, code_id, codebook_version_id, start_char, end_char,"
            " score, words, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(new_guid(), readable.version_id, ids[one.code], newest.codebook_version_id, one.start, one.end, one.score,
              json.dumps(one.words), now()) for one in spoken if one.code in lacking])


@use_case(Right.CODE, event="answered proposal")
def answer(db: Database, viewer: Viewer, guid: str, proposal: str, said: str, coding: str | None = None) -> None:
    """Say what becomes of a proposal in a document: 'confirmed' as it was, 'changed' (other words or another code),
    'deleted', or 'open' again; `coding`: the guid of the coding that was made of it, which may still be on its way.

    Raises: BadInput for another answer, or what is no guid; NotFound, also for a proposal that this coder does not see.
    """
    if said not in ANSWERS:
        raise BadInput(N_("A suggestion is confirmed, changed, deleted or open."))
    if coding is not None and not _GUID.fullmatch(coding):
        raise BadInput(N_("This is not a coding."))
    with write(db):
        readable = access.require_document(db, viewer, guid)
        row = db.conn.execute("SELECT proposal_id FROM proposal WHERE guid = ? AND version_id = ?",
                              (proposal, readable.version_id)).fetchone()
        if row is None or not _may_see(db, viewer, readable):
            raise NotFound(N_("This suggestion is not there."))
        db.conn.execute(
            "INSERT INTO proposal_answer(proposal_id, user_id, answer, coding_guid, at) VALUES (?, ?, ?, ?, ?)",
            (row[0], viewer.user_id, said, coding, now()))
        events.record(db, viewer, "answered", "proposal", proposal)
