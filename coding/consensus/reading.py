"""What coders say side by side: the passages of one document, each with what is decided about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coding.consensus.align import Kind, Mark, Passage, align
from coding.consensus.decided import LIVING, Decision, Said, in_force
from coding.marks import agreed, twins
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.errors import Conflict
from pilot.words import N_
from texts import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from pilot.access import ReadableVersion

NEW, CHANGED, LOST = "new", "changed", "lost"  # why a passage has to be decided about


@dataclass(frozen=True)
class Row:
    """A passage.

    Attributes:
        key: of the passage as long as the same codings are in it. content: what coders say there, as a short hash.
        marks: in order of their words; none where coders removed all that was decided about.
        decisions: those that count; several where passages grew together. asks: NEW, CHANGED (a coder changed something
            since), LOST (words or code of what was decided are gone), or '' where it is decided.
    """

    key: str
    content: str
    kind: Kind
    start: int
    end: int
    marks: tuple[Said, ...]
    decisions: tuple[Decision, ...]
    asks: str

    @property
    def sources(self) -> frozenset[int]:
        """coding_id of what a decision is about: what coders say here or, where they say nothing any more, said."""
        return frozenset(one.coding_id for one in self.marks) or frozenset().union(
            *(one.sources for one in self.decisions))


class Coder(NamedTuple):
    """Who coded a document: label, and whether she said that she is done."""

    coder_id: int
    label: str
    is_done: bool


@dataclass(frozen=True)
class Together:
    """A document side by side.

    Attributes:
        coders: by label. waiting: codings that stand on no words of this text before their coder says where.
        stamp: the same as long as nothing that is told here has changed.
    """

    readable: ReadableVersion
    rows: list[Row]
    coders: list[Coder]
    waiting: int
    is_done: bool
    stamp: str

    @property
    def left(self) -> int:
        """How many passages have to be decided about."""
        return sum(bool(row.asks) for row in self.rows)


@use_case(Right.SEE_OTHER_CODERS, reads="codings")
def together(db: Database, viewer: Viewer, guid: str) -> Together:
    """The passages of a document (guid), in order of their words.

    Raises: NotFound, NotAllowed; Conflict while it is coded blind.
    """
    readable = require_shown(db, viewer, guid)
    places.settle(db, [readable.document_id])
    return gathered(db, readable)


@inner("a rule that use cases on one document ask")
def require_shown(db: Database, viewer: Viewer, guid: str) -> ReadableVersion:
    """The text of a document (guid) that this viewer reads, when what others coded in it may be seen.

    Raises: NotFound, NotAllowed; Conflict while it is coded blind.
    """
    readable = access.require_document(db, viewer, guid)
    if readable.document_id in access.blind.documents(db):
        raise Conflict(N_("This text is coded blind. Once the round is shown you see what its coders say."))
    return readable


def gathered(db: Database, readable: ReadableVersion) -> Together:
    """`together` of a document that the viewer may read, for use cases that asked the right."""
    document_id, version_id = readable.document_id, readable.version_id
    said = stamp(db, readable)
    every = [Said(*row) for row in db.conn.execute(LIVING, (version_id, document_id, "coder"))]
    now = _once(every)
    people = _coders(db, document_id, {one.coder_id for one in now.values()})
    decisions = in_force(db, document_id, version_id, now)
    marks = {one.guid: one for one in now.values()}
    passages = align([Mark(one.guid, str(one.coder_id), str(one.code_id), one.sign, one.start, one.end)
                      for one in now.values()], [str(one.coder_id) for one in people])
    by_source = {source: decision for decision in decisions for source in decision.sources}
    rows = [_row(passage, marks, by_source) for passage in passages]
    here = {decision.consensus_id for row in rows for decision in row.decisions}
    rows += [_orphan(one) for one in decisions if one.codings and one.consensus_id not in here]
    waiting, = db.conn.execute(
        "SELECT count(*) FROM coding_place p JOIN coding c USING (coding_id) WHERE p.version_id = ? AND"
        f" p.how = 'undecided' AND c.layer = 'coder' AND c.retracted_at IS NULL AND {twins.IS_FIRST}",
        (version_id,)).fetchone()
    return Together(readable, sorted(rows, key=lambda row: (row.start, row.end)), people, waiting,
                    _is_done(db, document_id), said)


def stamp(db: Database, readable: ReadableVersion) -> str:
    """What changes whenever codings, decisions, the codebook, the text or who is done does; counted by document, as in
    `coding.marks.revisions`."""
    return "-".join(str(one) for one in db.conn.execute(
        "SELECT (SELECT count(*) FROM coding_op WHERE document_id = ?1),"
        " (SELECT count(*) FROM consensus WHERE document_id = ?1),"
        " coalesce((SELECT max(codebook_version_id) FROM codebook_version), 0), ?2,"
        " coalesce((SELECT max(changed_at) FROM coding_status WHERE document_id = ?1), '')",
        (readable.document_id, readable.version_id)).fetchone())


def _once(every: Sequence[Said]) -> dict[int, Said]:
    """By coding_id, those of one coder with one code on the same words as the first of them."""
    first: dict[tuple[int, int, int, int], Said] = {}
    for one in every:
        at = (one.coder_id, one.code_id, one.start, one.end)
        old = first.get(at, one)
        first[at] = old._replace(sign=twins.said((old.sign, one.sign)) or "")
    return {one.coding_id: one for one in first.values()}


def _coders(db: Database, document_id: int, coding: set[int]) -> list[Coder]:
    done = {row[0] for row in db.conn.execute(
        "SELECT s.user_id FROM coding_status s WHERE s.document_id = ?1 AND s.state = 'done'"
        " AND s.codebook_version_id = (SELECT max(o.codebook_version_id) FROM coding_status o"
        " WHERE o.document_id = ?1 AND o.user_id = s.user_id)", (document_id,))}
    return [Coder(user_id, label, user_id in done) for user_id, label in db.conn.execute(
        "SELECT user_id, maker(guid, label) FROM user ORDER BY label") if user_id in coding | done - _ours(db)]


def _ours(db: Database) -> set[int]:
    found = agreed.coder_now(db)
    return set() if found is None else {found}


def _is_done(db: Database, document_id: int) -> bool:
    return bool(db.conn.execute(
        "SELECT 1 FROM coding_status WHERE document_id = ? AND user_id = ? AND state = 'done' AND codebook_version_id ="
        " (SELECT max(codebook_version_id) FROM codebook_version)", (document_id, agreed.coder_now(db))).fetchone())


def _row(passage: Passage, marks: dict[str, Said], by_source: dict[int, Decision]) -> Row:
    here = tuple(marks[one.guid] for one in passage.marks)
    found = {decision.consensus_id: decision for one in here if (decision := by_source.get(one.coding_id))}
    decisions = tuple(found[number] for number in sorted(found))
    if any(one.is_lost for one in decisions):
        asks = LOST
    elif any(one.is_changed for one in decisions) or (
            any(one.holds for one in decisions) and any(one.coding_id not in by_source for one in here)):
        asks = CHANGED
    else:
        asks = "" if decisions and all(one.holds for one in decisions) else NEW
    said = "|".join(f"{one.guid} {one.code} {one.sign} {one.start} {one.end}" for one in here)
    return Row(min(one.guid for one in here), hashlib.sha256(said.encode()).hexdigest()[:12], passage.kind,
               passage.start, passage.end, here, decisions, asks)


def _orphan(decision: Decision) -> Row:
    """A decision whose sources their coders removed: it has to be said whether it stays."""
    start, end = min(one.start for one in decision.codings), max(one.end for one in decision.codings)
    return Row(f"gone {decision.consensus_id}", "", Kind.GONE, start, end, (), (decision,),
               LOST if decision.is_lost else CHANGED if decision.is_changed else "")
