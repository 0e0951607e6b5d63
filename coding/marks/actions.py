"""What a coder does, applied once each: adding, changing and removing codings, deciding on a place.

Actions come as batches of small operations, each with the browser's own uuid, and may come twice: what was applied
once is never applied again. The number of the last operation is the document's revision. They count in the version
the coder had before her, which may be an older one: a coding made there is carried to what is read now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from coding.double import tasks
from coding.marks import adding, agreed, asked, changing, placing
from coding.marks.batch import Batch
from coding.marks.revisions import revision
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from pilot.access import ReadableVersion

MOST_OPS = 2_000
_ACTS = {"add": adding.add, "remove": adding.remove, "change": changing.change, "place": placing.place}


class Result(TypedDict):
    """What became of one action: op (its uuid, as it was given); state 'confirmed' or 'rejected'; coding: the uuid that
    the passage's coding has; sentence: why it was rejected."""

    op: object
    state: str
    coding: NotRequired[str]
    sentence: NotRequired[str]


class Applied(TypedDict):
    """What became of a batch; rev: the document's revision; version: guid of the one read now; results: one per op."""

    rev: int
    version: str
    results: list[Result]


@use_case(Right.CODE, event=("coded document", "uncoded document", "recoded document", "placed document"))
def apply_ops(
    db: Database, viewer: Viewer, document_guid: str, ops: Sequence[Mapping[str, Any]], *, version: str | None = None,
) -> Applied:
    """Apply a coder's actions in order, in one transaction; an action that was applied before changes nothing.

    Args:
        ops: one of these each, with `op` and `coding` uuids and offsets in code points, 0-based, end-exclusive:
            {kind: 'add', code: key, start, end, weight?, sign?}, or {kind: 'add', code, whole: true, weight?, sign?}
            for a code on the whole document; adding a coding that was removed brings it back.
            {kind: 'remove'}.
            {kind: 'change', code?, start?, end?, sign?, weight?}: any of them, start and end together; sign is '+',
            '-', '±' or None for not stated, and goes where the new code takes none. The coding keeps its guid.
            {kind: 'place', start, end}: these are its words in the version read now; or {kind: 'place', gone: true};
            or {kind: 'place', undecided: true}: what was decided so is taken back.
        version: guid of the version the offsets count in, an older one of this document too; the one this viewer
            reads when None.

    Returns: rev (the document's revision), version (guid of the one read now) and results, one per op in order: op,
        state ('confirmed' or 'rejected'), coding (the uuid the passage's coding has: another one when the passage had
        that code already) or sentence.
    Raises: Conflict (no such version, no codebook), BadInput (no list of ops), NotFound, NotAllowed.
    """
    if len(ops) > MOST_OPS:
        raise BadInput(N_("More than {limit} actions at once. Send them in smaller parts."), limit=MOST_OPS)
    with write(db):
        readable = access.require_document(db, viewer, document_guid)
        batch = Batch(db, viewer, readable, _version_id(db, viewer, readable, version), ops)
        results = [_apply(batch, op) for op in ops]
        batch.carry()
        if batch.verbs - {"placed"}:
            agreed.reopen(db, readable.document_id)
        for verb in sorted(batch.verbs):
            events.record(db, viewer, verb, "document", document_guid)
        return {
            "rev": revision(db, viewer, readable.document_id), "version": readable.version_guid,
            "results": results}


def _version_id(db: Database, viewer: Viewer, readable: ReadableVersion, version: str | None) -> int:
    if version is None or version == readable.version_guid:
        return readable.version_id
    may_read, params = access.versions_where(viewer, replaced=True)
    row = db.conn.execute(
        "SELECT v.version_id FROM document_version v JOIN document d USING (document_id)"
        f" WHERE v.guid = ? AND v.document_id = ? AND {may_read}",
        (version, readable.document_id, *params)).fetchone()
    if row is None:
        raise Conflict(N_("These actions belong to another text. Reload the page to read this one."))
    return int(row[0])


def _apply(batch: Batch, op: Mapping[str, Any]) -> Result:
    """Apply one action; a bad one is told, and leaves the others as they are."""
    op_guid = op.get("op") if isinstance(op, dict) else None
    try:
        if not asked.is_uuid(op_guid) or not asked.is_uuid(op.get("coding")):
            raise BadInput(N_("This action has no valid number of its own."))
        coding = _repeated(batch, op) or _applied(batch, op)
        batch.known_as[op["coding"]] = coding
    except BadInput as error:
        return {"op": op_guid, "state": "rejected", "sentence": error.sentence()}
    return {"op": op_guid, "state": "confirmed", "coding": coding}


def _repeated(batch: Batch, op: Mapping[str, Any]) -> str | None:
    row = batch.db.conn.execute(
        "SELECT user_id, document_id, kind, coding_guid FROM coding_op WHERE guid = ?", (op["op"],)).fetchone()
    if row is None:
        return None
    if row[:3] != (batch.viewer.user_id, batch.readable.document_id, op.get("kind")):
        raise BadInput(N_("Another action has this number already."))
    return str(row[3])


def _applied(batch: Batch, op: Mapping[str, Any]) -> str:
    if batch.is_frozen:
        raise BadInput(tasks.FROZEN)
    act = _ACTS.get(op["kind"]) if isinstance(op.get("kind"), str) else None
    if act is None:
        raise BadInput(N_("An action adds a coding, changes or removes one, or says its place."))
    return act(batch, op)
