"""Documents of a round in which all coders did the very same: there is nothing to be decided in them.

Where a coding waits, for its code was split or retired meanwhile, its coder has still to say what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.clock import now
from texts import places

if TYPE_CHECKING:
    from sqlite_utils import Database

_CODED = (
    "SELECT c.coder_id, p.how = 'whole', p.start_char, p.end_char, c.code_id, c.sign, c.code_id IN (SELECT code_id"
    " FROM code_definition WHERE is_codable AND codebook_version_id = (SELECT max(codebook_version_id) FROM"
    " codebook_version)) FROM coding c JOIN document d"
    " USING (document_id) JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id"
    f" WHERE c.document_id = ? AND c.retracted_at IS NULL AND c.layer = 'coder' AND {places.STANDS}")


def skip(db: Database, round_id: int) -> None:
    """Mark, inside `write(db)`, the documents of a round that two coders or more are done with and coded alike: the
    same codes with the same direction on exactly the same words."""
    done: dict[int, list[int]] = {}
    for document_id, coder_id in db.conn.execute(
            "SELECT document_id, coder_id FROM double_task WHERE round_id = ? AND done_at IS NOT NULL"
            " AND let_out_at IS NULL", (round_id,)):
        done.setdefault(document_id, []).append(coder_id)
    for document_id, coders in done.items():
        if len(coders) > 1 and _is_alike(db, document_id, coders):
            db.conn.execute("UPDATE double_document SET skipped_at = ? WHERE round_id = ? AND document_id = ?",
                            (now(), round_id, document_id))


def _is_alike(db: Database, document_id: int, coders: list[int]) -> bool:
    coded: dict[int, set[tuple[object, ...]]] = {coder: set() for coder in coders}
    for coder, *what, is_in_use in db.conn.execute(_CODED, (document_id,)):
        if coder in coded:
            if not is_in_use:
                return False
            coded[coder].add(tuple(what))
    first, *others = coded.values()
    return all(one == first for one in others)
