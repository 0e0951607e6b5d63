"""What coders came to together, as codings: the layer 'consensus', of a coder who is nobody.

They have places and codes as others do, so that they are carried into other versions of a text and follow the codebook.
Whoever counts or shows codings chooses a layer, so that they never stand beside what they were made of. That coder is
done with a document once nothing is left to decide about there, and no longer when a coder changes a coding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.accounts import accounts
from pilot.clock import now
from pilot.door import inner
from pilot.makers import CONSENSUS_GUID
from pilot.store.files import new_guid
from texts import places
from texts.places import How

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.access import Viewer

OURS, CODERS = "consensus", "coder"  # layers; OURS is also how this choice is called where a coder can be chosen
_LABEL = "consensus"


def layer_of(coder: str) -> str:
    """The layer of codings that somebody means who chose this coder (a guid, '' for all, or OURS)."""
    return OURS if coder == OURS else CODERS


def coder(db: Database) -> int:
    """user_id of the coder that these codings have, inside `write(db)`."""
    label, n = _LABEL, 1
    while not accounts.enrol(db, CONSENSUS_GUID, label) and coder_now(db) is None:
        n += 1
        label = f"{_LABEL} {n}"  # another program's coder was called so
    return coder_now(db) or 0


def coder_now(db: Database) -> int | None:
    """user_id of that coder, None before anything was decided."""
    row = db.conn.execute("SELECT user_id FROM user WHERE guid = ?", (CONSENSUS_GUID,)).fetchone()
    return int(row[0]) if row else None


@inner("a part of deciding together, which asked the right")
def add(
    db: Database, viewer: Viewer, document_id: int, version_id: int, span: tuple[int, int] | None, *, text: str,
    code: tuple[int, int], sign: str | None, weight: int = 1,
) -> int:
    """Store one inside `write(db)`; returns coding_id.

    Args:
        span: code points, 0-based, end-exclusive, into the version, whose whole text is `text`; None for a code on the
            whole document. code: code_id and the codebook_version_id it is used from.
    """
    guid, at = new_guid(), now()
    rev = _record(db, viewer, document_id, "add", guid, at)
    coding_id = int(db.conn.execute(
        "INSERT INTO coding(guid, document_id, code_id, codebook_version_id, coder_id, weight, sign, layer, rev,"
        " created_at) VALUES (?,?,?,?,?,?,?,?,?,?)",
        (guid, document_id, *code, coder(db), weight, sign, OURS, rev, at)).lastrowid or 0)
    places.put(db, coding_id, version_id, span, How.MADE if span else How.WHOLE, text=text, by_user=viewer.user_id,
               at=at)
    return coding_id


@inner("a part of deciding together, which asked the right")
def remove(db: Database, viewer: Viewer, document_id: int, codings: Iterable[int]) -> None:
    """Take these (coding_id) back inside `write(db)`."""
    at = now()
    for coding_id in codings:
        guid, = db.conn.execute("SELECT guid FROM coding WHERE coding_id = ?", (coding_id,)).fetchone()
        rev = _record(db, viewer, document_id, "remove", guid, at)
        db.conn.execute("UPDATE coding SET retracted_at = ?, rev = ? WHERE coding_id = ? AND retracted_at IS NULL",
                        (at, rev, coding_id))


def set_done(db: Database, document_id: int, codebook_version_id: int, *, done: bool) -> None:
    """Say inside `write(db)` whether everything in a document is decided, under this codebook; nothing before the first
    decision."""
    user_id = coder(db) if done else coder_now(db)
    if user_id is not None:
        db.conn.execute(
            "INSERT INTO coding_status VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state,"
            " changed_at = excluded.changed_at WHERE state IS NOT excluded.state",
            (document_id, user_id, codebook_version_id, "done" if done else "open", now()))


def reopen(db: Database, document_id: int) -> None:
    """A coder changed something inside `write(db)`: what was decided may not be all that has to be."""
    db.conn.execute(
        "UPDATE coding_status SET state = 'open', changed_at = ? WHERE document_id = ? AND state = 'done'"
        " AND user_id = (SELECT user_id FROM user WHERE guid = ?)", (now(), document_id, CONSENSUS_GUID))


def _record(db: Database, viewer: Viewer, document_id: int, kind: str, coding: str, at: str) -> int:
    return int(db.conn.execute(
        "INSERT INTO coding_op(guid, document_id, user_id, kind, coding_guid, at) VALUES (?,?,?,?,?,?)",
        (new_guid(), document_id, viewer.user_id, kind, coding, at)).lastrowid or 0)
