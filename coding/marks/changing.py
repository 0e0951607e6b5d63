"""Changing a coding of one's own: another code, other words, a direction, a weight. It stays the same coding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from coding.marks import asked, twins
from coding.marks.batch import NOT_YOURS_TO_CHANGE, Code
from pilot.errors import BadInput
from pilot.words import N_
from texts import places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coding.marks.batch import Batch, Known
    from texts.places import Span

PARTS = ("code", "start", "end", "sign", "weight")


def change(batch: Batch, op: Mapping[str, Any]) -> str:
    """Change what an action names of a coding, and of those that are one with it; returns its guid. Raises: BadInput.

    What it was stays with the action (`coding_op.was`), so that anybody can tell later how it came to be.
    """
    guid, existing = batch.own(op, NOT_YOURS_TO_CHANGE)
    if not existing.is_live:
        raise BadInput(N_("This coding is not there any more."))
    if not any(part in op for part in PARTS):
        raise BadInput(N_("This action does not say what to change."))
    code = _code(batch, op, guid, existing) if "code" in op else None
    span = _span(batch, op, existing)
    columns = _columns(batch, op, existing, code)
    together = batch.with_twins(existing)
    if code or span:
        _require_free(batch, existing, code, span, together)
    rev = batch.record(op, guid, "recoded", _was(batch, existing))
    columns["rev"] = rev
    sets = ", ".join(f"{column} = ?" for column in columns)
    batch.db.conn.executemany(f"UPDATE coding SET {sets} WHERE coding_id = ?", [
        (*columns.values(), coding_id) for coding_id in together])
    if span:
        for coding_id in together:
            places.move(batch.db, coding_id, batch.version_id, span, text=batch.text, by_user=batch.viewer.user_id,
                        at=batch.at)
        batch.fresh.add(guid)
    return guid


def _code(batch: Batch, op: Mapping[str, Any], guid: str, existing: Known) -> Code:
    """The code asked for; one that is in the codebook no more only where this coding had it, to take a change back."""
    key = op.get("code")
    if isinstance(key, str) and key not in batch.codes:
        row = batch.db.conn.execute(
            "SELECT c.code_id, d.takes_sign, b.codebook_version_id FROM coding_op o JOIN code c"
            " ON c.key = o.was ->> 'code' JOIN codebook_version b ON b.number = o.was ->> 'codebook'"
            " JOIN code_definition d ON d.codebook_version_id = b.codebook_version_id AND d.code_id = c.code_id"
            " WHERE o.document_id = ? AND o.coding_guid = ? AND c.key = ? LIMIT 1",
            (existing.document_id, guid, key)).fetchone()
        if row:
            return Code(row[0], True, bool(row[1]), row[2])
    return batch.code(op)


def _span(batch: Batch, op: Mapping[str, Any], existing: Known) -> Span | None:
    if "start" not in op and "end" not in op:
        return None
    if existing.is_whole:
        raise BadInput(N_("This code is on the whole document: it has no place in the text."))
    if existing.span is None:
        raise BadInput(N_("This coding has no words in this text now. Say first where it stands."))
    return asked.span(op, batch.text)


def _columns(batch: Batch, op: Mapping[str, Any], existing: Known, code: Code | None) -> dict[str, int | str | None]:
    """What is written over; a direction goes with a code that takes none."""
    by_id = {each.code_id: each.takes_sign for each in batch.codes.values()}
    takes_sign = code.takes_sign if code else by_id.get(existing.code_id, False)
    columns: dict[str, int | str | None] = {}
    if code:
        columns |= {"code_id": code.code_id, "codebook_version_id": code.codebook_version_id}
    if "sign" in op or not takes_sign:
        columns["sign"] = asked.sign(op, takes_sign)
    if "weight" in op:
        columns["weight"] = asked.weight(op)
    return columns


def _require_free(
    batch: Batch, existing: Known, code: Code | None, span: Span | None, together: list[int]
) -> None:
    """Raises: BadInput where another coding of hers says that already: two would be one, and could not be parted."""
    at = span or existing.span
    if at is None and not existing.is_whole:
        return
    code_id = code.code_id if code else existing.code_id
    standing = twins.standing(batch.db, batch.version_id, at, code_id, existing.coder_id)
    if {coding_id for coding_id, _ in standing} - {*together}:
        raise BadInput(N_("These words have this code already; nothing was changed."))


class Was(TypedDict):
    """A coding as it was; code: key, codebook: number, version: guid; start, end: code points, 0-based, exclusive."""

    code: str
    codebook: int
    sign: str | None
    weight: int
    version: str
    start: int | None
    end: int | None


def _was(batch: Batch, existing: Known) -> Was:
    """The coding as it is now, for whoever asks later what it was; offsets in the version that is named."""
    key, number, version = batch.db.conn.execute(
        "SELECT k.key, b.number, v.guid FROM coding c JOIN code k USING (code_id) JOIN codebook_version b"
        " USING (codebook_version_id), document_version v WHERE c.coding_id = ? AND v.version_id = ?",
        (existing.coding_id, batch.version_id)).fetchone()
    return {"code": key, "codebook": number, "sign": existing.sign, "weight": existing.weight, "version": version,
            "start": existing.start, "end": existing.end}
