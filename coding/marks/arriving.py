"""Codings that were made elsewhere, stored with the coder and the time they came with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.marks import agreed
from pilot.clock import now
from pilot.door import inner
from pilot.store.files import new_guid
from texts import places
from texts.places import How

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.access import Viewer


def done(db: Database, document_id: int, coder_id: int, codebook_version_id: int, at: str) -> None:
    """Say inside `write(db)` that a coder is done with a document under a codebook, since `at` (UTC ISO)."""
    db.conn.execute("INSERT OR IGNORE INTO coding_status(document_id, user_id, codebook_version_id, state, changed_at)"
                    " VALUES (?, ?, ?, 'done', ?)", (document_id, coder_id, codebook_version_id, at))


def add(
    db: Database, guid: str, document_id: int, version_id: int, span: tuple[int, int] | None, *, text: str,
    code: tuple[int, int], coder_id: int, at: str, sign: str | None = None, weight: int = 1,
    layer: str = agreed.CODERS,
) -> int:
    """Store one inside `write(db)`; returns coding_id. The caller has checked rights.

    Args:
        span: code points, 0-based, end-exclusive, into the version, whose whole text is `text`; None for a code on the
            whole document.
        code: code_id and the codebook_version_id it was used from.
        at: UTC ISO. layer: `agreed.OURS` for what coders came to together.
    """
    rev = db.conn.execute(
        "INSERT INTO coding_op(guid, document_id, user_id, kind, coding_guid, at) VALUES (?,?,?,'add',?,?)",
        (new_guid(), document_id, coder_id, guid, at)).lastrowid
    coding_id = int(db.conn.execute(
        "INSERT INTO coding(guid, document_id, code_id, codebook_version_id, coder_id, weight, sign, layer, rev,"
        " created_at) VALUES (?,?,?,?,?,?,?,?,?,?)",
        (guid, document_id, *code, coder_id, weight, sign, layer, rev, at)).lastrowid or 0)
    places.put(db, coding_id, version_id, span, How.MADE if span else How.WHOLE, text=text, by_user=coder_id, at=at)
    return coding_id


def not_done(db: Database, document_id: int, coder_id: int) -> None:
    """Say inside `write(db)` that a coder works on a document again. The caller has checked rights."""
    db.conn.execute("UPDATE coding_status SET state = 'open', changed_at = ? WHERE document_id = ? AND user_id = ?"
                    " AND state = 'done'", (now(), document_id, coder_id))


@inner("a part of putting a practice round away, which asked the right")
def put_away(db: Database, viewer: Viewer, documents: Iterable[int]) -> None:
    """Remove all living codings of documents (`document_id`) inside `write(db)`, and that anybody was done."""
    at = now()
    for document_id in documents:
        rev = db.conn.execute(
            "INSERT INTO coding_op(guid, document_id, user_id, kind, coding_guid, at) VALUES (?,?,?,'remove',?,?)",
            (new_guid(), document_id, viewer.user_id, new_guid(), at)).lastrowid
        db.conn.execute("UPDATE coding SET retracted_at = ?, rev = ? WHERE document_id = ? AND retracted_at IS NULL",
                        (at, rev, document_id))
        db.conn.execute("UPDATE coding_status SET state = 'open', changed_at = ? WHERE document_id = ?"
                        " AND state = 'done'", (at, document_id))
