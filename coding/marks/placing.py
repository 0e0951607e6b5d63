"""Saying where a coding stands in a text that was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coding.marks import asked, twins
from coding.marks.batch import NOT_YOURS_TO_CHANGE
from pilot.errors import BadInput
from pilot.words import N_
from texts import places
from texts.places import How

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coding.marks.batch import Batch, Known


def place(batch: Batch, op: Mapping[str, Any]) -> str:
    """Decide where a coding stands, that its words are gone, or that this is open again; its guid. Raises: BadInput."""
    guid, existing = batch.own(op, NOT_YOURS_TO_CHANGE, or_left=True)
    if batch.version_id != batch.readable.version_id:
        raise BadInput(N_("The text was changed once more meanwhile. Reload the page and look at it again."))
    if existing.is_whole:
        raise BadInput(N_("This code is on the whole document: it has no place in the text."))
    # Its twins go with it, and come back with it.
    together = twins.together(batch.db, batch.version_id, existing.coding_id) if existing.is_live else [
        existing.coding_id]
    rev = batch.record(op, guid, "placed")
    if op.get("undecided") is True:
        for coding_id in together:
            places.reopen(batch.db, coding_id, batch.version_id)
    else:
        _decide(batch, op, existing, together)
    batch.db.conn.executemany("UPDATE coding SET rev = ? WHERE coding_id = ?", [
        (rev, coding_id) for coding_id in together])
    return guid


def _decide(batch: Batch, op: Mapping[str, Any], existing: Known, together: Sequence[int]) -> None:
    gone = op.get("gone") is True
    span = None if gone else asked.span(op, batch.text)
    if span:
        others = [coding_id for coding_id, _ in twins.standing(
            batch.db, batch.version_id, span, existing.code_id, existing.coder_id) if coding_id not in together]
        if others and not set(others) & set(twins.once(batch.db, existing.coding_id)):
            raise BadInput(N_(
                "These words have this code already. Say that its own words are gone, or choose others."))
    for coding_id in together:
        places.put(batch.db, coding_id, batch.version_id, span, How.GONE if gone else How.MOVED, text=batch.text,
                   by_user=batch.viewer.user_id, at=batch.at)
