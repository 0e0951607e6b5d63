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

_WHOLE = (
    "SELECT c.coding_id, c.guid FROM document_version v JOIN coding c USING (document_id) WHERE v.version_id = ?"
    " AND c.code_id = ? AND c.coder_id = ? AND c.layer = 'coder' AND c.retracted_at IS NULL AND EXISTS"
    " (SELECT 1 FROM coding_place p WHERE p.coding_id = c.coding_id AND p.how = 'whole') ORDER BY c.coding_id")

# Living codings t of one coder with one code that shared words with coding c in some version, itself too.
_ONCE = (
    "SELECT t.coding_id FROM coding c JOIN coding t ON t.document_id = c.document_id AND t.code_id = c.code_id"
    " AND t.coder_id = c.coder_id AND t.layer = c.layer WHERE c.coding_id = ?1 AND t.retracted_at IS NULL"
    " AND (t.coding_id = ?1 OR EXISTS (SELECT 1 FROM coding_place cp JOIN coding_place tp USING (passage_id)"
    " WHERE cp.coding_id = c.coding_id AND tp.coding_id = t.coding_id))")

# Those on the same words of a version, or of which one action said that they are gone.
_WITH = (
    "SELECT t.coding_id FROM coding c JOIN coding_place cp ON cp.coding_id = c.coding_id AND cp.version_id = ?"
    " JOIN coding_place tp ON tp.version_id = cp.version_id JOIN coding t ON t.coding_id = tp.coding_id"
    " AND t.code_id = c.code_id AND t.coder_id = c.coder_id AND t.layer = c.layer AND t.retracted_at IS NULL"
    " WHERE c.coding_id = ? AND (tp.passage_id = cp.passage_id"
    " OR (tp.how = 'gone' AND cp.how = 'gone' AND tp.at = cp.at AND t.rev = c.rev))")

# No other one at `coding_place p` says the direction that `coding c` does not, nor is it the one of several to ask.
IS_UNSIGNED = (
    "c.sign IS NULL AND NOT EXISTS (SELECT 1 FROM coding_place tp JOIN coding t ON t.coding_id = tp.coding_id"
    " WHERE (tp.passage_id = p.passage_id OR (p.how = 'whole' AND tp.how = 'whole' AND tp.version_id = p.version_id))"
    " AND t.code_id = c.code_id AND t.coder_id = c.coder_id AND t.layer = c.layer"
    " AND t.retracted_at IS NULL AND (t.sign IS NOT NULL OR t.coding_id < c.coding_id))")

# `coding c` at `coding_place p` is no twin of one that was made before it: neither on the same words or both on the
# whole document, nor waiting with the same proposal after they stood on the same words in another version.
# Looked up by its passage first, for that is all there is to look at for nearly every coding: with all ways in one
# condition each coding was compared with all others of its coder in the document.
_ALIKE_BEFORE = (
    "t.document_id = c.document_id AND t.code_id = c.code_id AND t.coder_id = c.coder_id AND t.layer = c.layer"
    " AND t.retracted_at IS NULL AND t.coding_id < c.coding_id")
_PLACED = "coding t JOIN coding_place tp ON tp.coding_id = t.coding_id AND tp.version_id = p.version_id"
IS_FIRST = (
    "NOT EXISTS (SELECT 1 FROM coding_place tp CROSS JOIN coding t ON t.coding_id = tp.coding_id"  # in this order
    f" WHERE tp.passage_id = p.passage_id AND {_ALIKE_BEFORE})"
    f" AND CASE p.how WHEN 'whole' THEN NOT EXISTS (SELECT 1 FROM {_PLACED} WHERE tp.how = 'whole' AND {_ALIKE_BEFORE})"
    f" WHEN 'undecided' THEN NOT EXISTS (SELECT 1 FROM {_PLACED} WHERE tp.how = 'undecided' AND {_ALIKE_BEFORE}"
    " AND tp.start_char IS p.start_char AND tp.end_char IS p.end_char AND EXISTS (SELECT 1 FROM coding_place wp"
    " JOIN coding_place wtp USING (passage_id) WHERE wp.coding_id = c.coding_id AND wtp.coding_id = t.coding_id))"
    " ELSE 1 END")

# Every judgement about `document d`, once: each living coding of a coder that is no twin and whose words are not gone.
JUDGEMENTS = (
    "coding c JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id"
    " AND p.how <> 'gone' AND c.document_id = d.document_id AND c.retracted_at IS NULL AND c.layer = 'coder'"
    f" AND {IS_FIRST}")


def standing(
    db: Database, version_id: int, span: tuple[int, int] | None, code_id: int, coder_id: int
) -> list[tuple[int, str]]:
    """coding_id and guid of a coder's living codings with a code on exactly these words of a version, first made first.

    Args:
        span: code points, 0-based, end-exclusive; None for the whole document.
    """
    if span is None:
        return list(db.conn.execute(_WHOLE, (version_id, code_id, coder_id)).fetchall())
    return list(db.conn.execute(_STANDING, (version_id, *span, code_id, coder_id)).fetchall())


def once(db: Database, coding_id: int) -> list[int]:
    """coding_id of a living coding and of those that stood on the same words as it in some version."""
    return [row[0] for row in db.conn.execute(_ONCE, (coding_id,))]


def together(db: Database, version_id: int, coding_id: int) -> list[int]:
    """coding_id of a living coding and of those that are one with it in a version: on the same words there, or waiting
    or gone there alike after they stood on the same words in another."""
    were = once(db, coding_id)
    alike = {row[0] for row in db.conn.execute(
        "SELECT t.coding_id FROM coding_place p JOIN coding_place t USING (version_id) WHERE p.version_id = ?"
        " AND p.coding_id = ? AND t.passage_id IS NULL AND t.how = p.how AND t.start_char IS p.start_char"
        " AND t.end_char IS p.end_char", (version_id, coding_id))}
    here = {row[0] for row in db.conn.execute(_WITH, (version_id, coding_id))}
    return [coding_id, *sorted(({*were} & alike | here) - {coding_id})]


def said(signs: Iterable[str | None]) -> str | None:
    """The direction that several state together: '+', '-', '±' when they differ, None when none does."""
    stated = {sign for sign in signs if sign}
    return stated.pop() if len(stated) == 1 else "±" if stated else None
