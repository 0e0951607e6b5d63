"""What coders came to together elsewhere: its codings become decisions about the passages they overlap.

A project carries the codings only. Which passage each was decided about follows from words and code, so that nobody is
asked again, and so that a decision of later replaces what came in.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coding.consensus.decided import LIVING, Said
from coding.consensus.reading import Row, gathered
from coding.consensus.writing import LONGEST_REASON, did, sources_of
from coding.marks import agreed
from pilot import access
from pilot.clock import now
from pilot.door import inner
from pilot.store.files import new_guid
from pilot.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

    from pilot.access import Viewer


class Reason(NamedTuple):
    """Why something was decided elsewhere, by whom (user_id) and when (UTC ISO)."""

    text: str
    by_user: int
    at: str


NOTHING: Mapping[int, Reason] = MappingProxyType({})


@inner("a part of importing a project, which asked the right")
def put(db: Database, viewer: Viewer, guid: str, reasons: Mapping[int, Reason] = NOTHING) -> None:
    """Make decisions of the codings that came into a document (guid) as those of all, inside `write(db)`.

    Where that coder is done with it, nothing was kept of a passage about which there is no such coding. A coding that
    overlaps no passage of any coder counts all the same, and is asked about by nobody.

    Args:
        reasons: by coding_id of what was decided, or of what was put aside.
    """
    readable = access.require_document(db, viewer, guid)
    document_id, version_id = readable.document_id, readable.version_id
    rows = gathered(db, readable).rows
    found: dict[str, list[Said]] = {row.key: [] for row in rows}
    for one in (Said(*row) for row in db.conn.execute(LIVING, (version_id, document_id, agreed.OURS))):
        row = _about(one, rows)
        if row is not None:
            found[row.key].append(one)
    is_done = bool(db.conn.execute(
        "SELECT 1 FROM coding_status WHERE document_id = ? AND user_id = ? AND state = 'done'",
        (document_id, agreed.coder_now(db))).fetchone())
    rev, = db.conn.execute(
        "SELECT coalesce(max(op_id), 0) FROM coding_op WHERE document_id = ?", (document_id,)).fetchone()
    at = now()
    for row in rows:
        if not (is_done or found[row.key]):
            continue
        why = next((reasons[one.coding_id] for one in (*found[row.key], *row.marks) if one.coding_id in reasons),
                   Reason("", viewer.user_id or 0, at))
        consensus_id = db.conn.execute(
            "INSERT INTO consensus(act, document_id, version_id, rev, did, reason, by_user, at)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (new_guid(), document_id, version_id, rev, did(row, [_place(one) for one in found[row.key]]),
             visible(why.text).strip()[:LONGEST_REASON], why.by_user, why.at)).lastrowid
        db.conn.executemany(
            "INSERT INTO consensus_source(consensus_id, coding_id, code_id, sign, start_char, end_char)"
            " VALUES (?,?,?,?,?,?)", [(consensus_id, *source) for source in sources_of(db, row)])
        db.conn.executemany("INSERT INTO consensus_coding(coding_id, consensus_id) VALUES (?, ?)", [
            (one.coding_id, consensus_id) for one in found[row.key]])


def _about(one: Said, rows: Iterable[Row]) -> Row | None:
    """The passage that shares most words with a coding, one that has its code before one that has not."""
    def fits(row: Row) -> tuple[bool, int]:
        return (any(mark.code_id == one.code_id for mark in row.marks),
                min(one.end, row.end) - max(one.start, row.start))

    beside = [row for row in rows if row.start < one.end and one.start < row.end]
    return max(beside, key=fits, default=None)


def _place(one: Said) -> tuple[int, int, int, str]:
    return one.code_id, one.start, one.end, one.sign
