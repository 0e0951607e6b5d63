"""Codings of one coder with one code that came to stand on the same words when the text was changed.

Both judgements are kept, but they are one to whoever reads or counts them: the first, with what both say of direction.
What its coder does to that one she does to both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

_STANDING = (
    "SELECT c.coding_id, c.guid FROM passage w JOIN coding_place p ON p.passage_id = w.passage_id"
    " JOIN coding c USING (coding_id) WHERE w.version_id = ? AND w.start_char = ? AND w.end_char = ? AND c.code_id = ?"
    " AND c.coder_id = ? AND c.layer = 'coder' AND c.retracted_at IS NULL ORDER BY c.coding_id")

# No other one at `coding_place p` says the direction that `coding c` does not, nor is it the one of several to ask.
IS_UNSIGNED = (
    "c.sign IS NULL AND NOT EXISTS (SELECT 1 FROM coding_place tp JOIN coding t ON t.coding_id = tp.coding_id"
    " WHERE tp.passage_id = p.passage_id AND t.code_id = c.code_id AND t.coder_id = c.coder_id AND t.layer = c.layer"
    " AND t.retracted_at IS NULL AND (t.sign IS NOT NULL OR t.coding_id < c.coding_id))")


def standing(
    db: Database, version_id: int, span: tuple[int, int], code_id: int, coder_id: int
) -> list[tuple[int, str]]:
    """coding_id and guid of a coder's living codings with a code on exactly these words of a version, first made first.

    Args:
        span: code points, 0-based, end-exclusive.
    """
    return list(db.conn.execute(_STANDING, (version_id, *span, code_id, coder_id)).fetchall())


def said(signs: Iterable[str | None]) -> str | None:
    """The direction that several state together: '+', '-', '±' when they differ, None when none does."""
    stated = {sign for sign in signs if sign}
    return stated.pop() if len(stated) == 1 else "±" if stated else None
