"""Adding a coding, to words or to the whole document, and removing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coding.marks import asked, twins
from pilot.errors import BadInput
from pilot.words import N_
from texts import places
from texts.places import How

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coding.marks.batch import Batch, Known
    from texts.places import Span


def add(batch: Batch, op: Mapping[str, Any]) -> str:
    """Add a coding, or bring back one that was removed; returns the guid of the one the passage has. Raises: BadInput.

    The passage, or the document, may have that code from this coder already: then that coding is meant.
    """
    code, weight = batch.code(op), asked.weight(op)
    span = None if asked.is_whole(op) else asked.span(op, batch.text)
    sign = asked.sign(op, code.takes_sign)
    existing = batch.coding(op["coding"])
    if existing and (
        existing.coder_id != batch.viewer.user_id or existing.document_id != batch.readable.document_id
        or (existing.is_whole, existing.span, existing.code_id) != (span is None, span, code.code_id)
    ):
        raise BadInput(N_("Another coding has this number already."))
    same = _same(batch, span, code.code_id)
    if same:
        rev = batch.record(op, same, "recoded" if sign else None)
        if sign:
            batch.db.conn.execute("UPDATE coding SET sign = ?, rev = ? WHERE guid = ?", (sign, rev, same))
        return same
    rev = batch.record(op, op["coding"], "coded")
    if existing:
        _bring_back(batch, existing, weight, sign, rev)
    else:
        _insert(batch, op["coding"], code.code_id, span, weight, sign, rev)
    return str(op["coding"])


def remove(batch: Batch, op: Mapping[str, Any]) -> str:
    """Take a coding of one's own back; nothing changes where it is removed already. Raises: BadInput."""
    guid, existing = batch.own(op, N_("This coding is somebody else's. You can only remove your own."))
    rev = batch.record(op, guid, "uncoded" if existing.is_live else None)
    if existing.is_live:
        batch.db.conn.executemany("UPDATE coding SET retracted_at = ?, rev = ? WHERE coding_id = ?", [
            (batch.at, rev, coding_id) for coding_id in batch.with_twins(existing)])
    return guid


def _bring_back(batch: Batch, existing: Known, weight: int, sign: str | None, rev: int) -> None:
    # Those that went with it, as it was one of several on the same words, come back with it.
    batch.db.conn.execute(
        "UPDATE coding SET retracted_at = NULL, rev = ? WHERE document_id = ? AND coder_id = ? AND code_id = ?"
        " AND retracted_at IS NOT NULL AND rev = (SELECT rev FROM coding WHERE coding_id = ?)",
        (rev, existing.document_id, existing.coder_id, existing.code_id, existing.coding_id))
    batch.db.conn.execute(
        "UPDATE coding SET retracted_at = NULL, rev = ?, weight = ?, sign = ?, codebook_version_id = ?"
        " WHERE coding_id = ?",
        (rev, weight, sign or existing.sign, batch.book.codebook_version_id, existing.coding_id))


def _insert(
    batch: Batch, guid: str, code_id: int, span: Span | None, weight: int, sign: str | None, rev: int
) -> None:
    cursor = batch.db.conn.execute(
        "INSERT INTO coding(guid, document_id, code_id, codebook_version_id, coder_id, weight, sign, rev,"
        " created_at) VALUES (?,?,?,?,?,?,?,?,?)",
        (guid, batch.readable.document_id, code_id, batch.book.codebook_version_id, batch.viewer.user_id, weight,
         sign, rev, batch.at))
    places.put(batch.db, int(cursor.lastrowid or 0), batch.version_id, span, How.MADE if span else How.WHOLE,
               text=batch.text, by_user=batch.viewer.user_id)
    batch.fresh.add(guid)


def _same(batch: Batch, span: Span | None, code_id: int) -> str | None:
    """The viewer's own coding with this code of what are the same words in the version that is read now; of the same
    words here, where it is not certain where those stand now. None for the whole document."""
    here = _standing(batch, batch.version_id, span, code_id)
    now = None if span is None else batch.followed.get(span)
    if now is None:
        return here
    there = _standing(batch, batch.readable.version_id, now, code_id)
    return there or (here if here and here in batch.fresh else None)


def _standing(batch: Batch, version_id: int, span: Span | None, code_id: int) -> str | None:
    found = twins.standing(batch.db, version_id, span, code_id, batch.viewer.user_id)
    return next((guid for _, guid in found), None)
