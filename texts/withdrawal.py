"""Taking a document or a recording out, and bringing it back: the same for both; the use cases say which.

Inside `write(db)`; the caller's use case has asked the right, here it is asked for the family of what it is about.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer, stopping
from pilot.clock import now
from pilot.door import inner
from pilot.errors import Conflict, NotFound
from pilot.words import N_
from texts import requirements

if TYPE_CHECKING:
    from sqlite_utils import Database


class Kind(Enum):
    """What is withdrawn, with the sentences for one that is not there, was withdrawn already, or is not withdrawn."""

    DOCUMENT = ("document", N_("This document is not there."), N_("This document was withdrawn already."),
                N_("This document is not withdrawn."))
    RECORDING = ("recording", N_("This recording is not there."), N_("This recording was withdrawn already."),
                 N_("This recording is not withdrawn."))


_PUT = {
    Kind.DOCUMENT: "UPDATE document SET withdrawn_at = ?, withdrawn_reason = ?, withdrawn_by = ? WHERE guid = ?",
    Kind.RECORDING: "UPDATE recording SET withdrawn_at = ?, withdrawn_reason = ?, withdrawn_by = ? WHERE guid = ?",
}


@inner("part of what takes documents and recordings out, which asks the right")
def take_out(
    db: Database, viewer: Viewer, kind: Kind, guid: str, reason: str, *, right: Right = Right.WITHDRAW
) -> None:
    """Withdraw it, with a reason. Raises: BadInput (no reason), Conflict (withdrawn already), NotFound.

    Args:
        right: asked for its family, when the use case has asked something else than the right to withdraw.
    """
    reason = requirements.check_reason(reason)
    _require(db, viewer, kind, guid, right, withdrawn=False)
    _put(db, kind, guid, (now(), reason, viewer.user_id))
    stopping.stop_all(db, viewer.account_guid)
    events.record(db, viewer, "withdrawn", kind.value[0], guid)


@inner("part of what brings documents and recordings back, which asks the right")
def bring_back(db: Database, viewer: Viewer, kind: Kind, guid: str) -> None:
    """Let it count again, as far as consent allows. Raises: Conflict (it is not withdrawn), NotFound."""
    _require(db, viewer, kind, guid, Right.BRING_BACK, withdrawn=True)
    _put(db, kind, guid, (None, "", None))
    stopping.resume_all(db, viewer.account_guid)
    events.record(db, viewer, "brought back", kind.value[0], guid)


def _put(db: Database, kind: Kind, guid: str, said: tuple[str | None, str, int | None]) -> None:
    db.conn.execute(_PUT[kind], (*said, guid))


def _require(db: Database, viewer: Viewer, kind: Kind, guid: str, right: Right, *, withdrawn: bool) -> None:
    """It is of a family for which this viewer has the right, and is withdrawn or not, as asked."""
    table, missing, already, never = kind.value
    where, params = access.families_where(viewer, right=right)
    row = db.conn.execute(
        f"SELECT x.withdrawn_at IS NOT NULL FROM {table} x JOIN family f USING (family_id)"
        f" WHERE x.guid = ? AND {where}", (guid, *params)).fetchone()
    if row is None:
        raise NotFound(missing)
    if bool(row[0]) is not withdrawn:
        raise Conflict(already if row[0] else never)
