"""What was decided in a document: which decisions count now, and which of them no longer say what coders say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from texts import places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

REOPENED = "reopened"


class Said(NamedTuple):
    """A living coding as it counts now, or one of the consensus.

    Attributes:
        sign: '' where none is stated. start, end: code points, 0-based, end-exclusive, in the version that is read;
            `places.BEHIND` on the whole document.
    """

    coding_id: int
    guid: str
    code_id: int
    code: str
    sign: str
    coder_id: int
    start: int
    end: int
    weight: int

    @property
    def span(self) -> tuple[int, int]:
        """Its words."""
        return self.start, self.end


@dataclass(frozen=True)
class Decision:
    """A decision that counts: nothing was decided later about any of its sources.

    Attributes:
        act: uuid of the action it came of. did: as in the table. reason: what was written with it.
        by: label; at: UTC ISO. sources: coding_id. codings: those of the consensus that it stands for, as they are now.
        is_changed: a coder says something else since; is_lost: one of its codings has no words in this text, or a code
            that cannot be given any more.
    """

    consensus_id: int
    act: str
    did: str
    reason: str
    by: str
    at: str
    sources: frozenset[int]
    codings: tuple[Said, ...]
    is_changed: bool
    is_lost: bool

    @property
    def holds(self) -> bool:
        """Whether there is nothing to decide about it."""
        return not (self.did == REOPENED or self.is_changed or self.is_lost)


class _Source(NamedTuple):
    coding_id: int
    code_id: int
    sign: str
    start: int | None
    end: int | None


LIVING = (
    "SELECT c.coding_id, c.guid, c.code_id, k.key, coalesce(c.sign, ''), c.coder_id,"
    f" coalesce(w.start_char, {places.BEHIND[0]}), coalesce(w.end_char, {places.BEHIND[1]}), c.weight"
    " FROM coding c JOIN code k USING (code_id) JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = ?"
    " LEFT JOIN passage w ON w.passage_id = p.passage_id WHERE c.document_id = ? AND c.retracted_at IS NULL"
    f" AND c.layer = ? AND {places.STANDS} ORDER BY c.coding_id")


def in_force(db: Database, document_id: int, version_id: int, now: Mapping[int, Said]) -> list[Decision]:
    """The decisions that count in a document, in the order in which they were made.

    Args:
        version_id: of the text that is read. now: the coders' living codings in it, by coding_id.
    """
    rows = db.conn.execute(
        "SELECT n.consensus_id, n.act, n.did, n.reason, maker(u.guid, u.label), n.at, n.version_id, n.rev"
        " FROM consensus n JOIN user u ON u.user_id = n.by_user WHERE n.document_id = ? ORDER BY n.consensus_id",
        (document_id,)).fetchall()
    if not rows:
        return []
    sources: dict[int, list[_Source]] = {}
    latest: dict[int, int] = {}
    for number, *source in db.conn.execute(
            "SELECT s.consensus_id, s.coding_id, s.code_id, s.sign, s.start_char, s.end_char FROM consensus n"
            " JOIN consensus_source s USING (consensus_id) WHERE n.document_id = ? ORDER BY s.consensus_id",
            (document_id,)):
        sources.setdefault(number, []).append(_Source(*source))
        latest[source[0]] = number
    made, lost = _made(db, document_id, version_id)
    judge = _Judge(db, document_id, version_id, now)
    found = []
    for number, act, did, reason, by, at, version, rev in rows:
        of = sources.get(number, [])
        if all(latest[one.coding_id] == number for one in of):
            found.append(Decision(
                number, act, did, reason, by, at, frozenset(one.coding_id for one in of), tuple(made.get(number, ())),
                any(judge.is_changed(one, version, rev, at) for one in of), number in lost))
    return found


def _made(db: Database, document_id: int, version_id: int) -> tuple[dict[int, list[Said]], set[int]]:
    """The codings of decisions by consensus_id, and the decisions of which one has no words or no code now."""
    by = dict(db.conn.execute(
        "SELECT m.coding_id, m.consensus_id FROM consensus_coding m JOIN consensus n USING (consensus_id)"
        " JOIN coding c USING (coding_id) WHERE n.document_id = ? AND c.retracted_at IS NULL",
        (document_id,)).fetchall())
    codable = {row[0] for row in db.conn.execute(
        "SELECT code_id FROM code_definition WHERE is_codable AND codebook_version_id ="
        " (SELECT max(codebook_version_id) FROM codebook_version)")}
    made: dict[int, list[Said]] = {}
    lost, placed = set[int](), set[int]()
    for row in db.conn.execute(LIVING, (version_id, document_id, "consensus")):
        one = Said(*row)
        placed.add(one.coding_id)
        if one.coding_id in by:
            made.setdefault(by[one.coding_id], []).append(one)
            if one.code_id not in codable:
                lost.add(by[one.coding_id])
    gone = {row[0] for row in db.conn.execute(
        "SELECT coding_id FROM coding_place WHERE version_id = ? AND how = 'gone'", (version_id,))}
    return made, lost | {number for coding_id, number in by.items() if coding_id not in placed | gone}


class _Judge:
    """Whether a coder says something else than when it was decided, by what happened since."""

    def __init__(self, db: Database, document_id: int, version_id: int, now: Mapping[int, Said]) -> None:
        self.version_id, self.now = version_id, now
        run = db.conn.execute
        self.living = {row[0] for row in run(
            "SELECT coding_id FROM coding WHERE document_id = ? AND retracted_at IS NULL", (document_id,))}
        # When a coding was changed last: what its words were cannot be compared across versions of a text.
        self.changed: dict[int, int] = dict(run(
            "SELECT c.coding_id, max(o.op_id) FROM coding_op o JOIN coding c ON c.guid = o.coding_guid"
            " WHERE o.document_id = ? AND o.kind = 'change' GROUP BY c.coding_id", (document_id,)).fetchall())
        # Codes that a merge gave them all alike are no change of mind.
        self.merged: dict[tuple[int, int], str] = {(coding_id, code_id): at for coding_id, code_id, at in run(
            "SELECT r.coding_id, r.to_code_id, max(r.at) FROM coding_recoded r JOIN coding c USING (coding_id)"
            " WHERE c.document_id = ? AND r.turned_id IN (SELECT codebook_version_id FROM code_turned"
            " WHERE kind = 'merge') GROUP BY r.coding_id, r.to_code_id", (document_id,))}

    def is_changed(self, was: _Source, version_id: int, rev: int, at: str) -> bool:
        if was.coding_id not in self.living:
            return was.start is not None
        one = self.now.get(was.coding_id)
        if one is None:  # it waits for its words in this text, or is one with another coding on them
            return False
        if was.start is None:
            return True
        if one.sign != was.sign:
            return True
        if one.code_id != was.code_id and self.merged.get((one.coding_id, one.code_id), "") < at:
            return True
        if version_id == self.version_id:
            return one.span != (was.start, was.end)
        return self.changed.get(one.coding_id, 0) > rev
