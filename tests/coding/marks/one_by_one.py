"""The codings of documents read row by row in plain Python, to hold what is packed as numbers against."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from coding.marks import packed
from texts import places
from texts.places import How

if TYPE_CHECKING:
    from sqlite_utils import Database

Judgement = tuple[int, int, int, int, int, int, int]


def one_by_one(db: Database, documents: list[int], layer: str) -> list[Judgement]:
    """The same, read row by row in plain Python: document, version, code, coder, sign, start, end."""
    run = db.conn.execute
    number = dict(run("SELECT version_id, number FROM document_version").fetchall())
    reads = dict(run("SELECT document_id, read_version_id FROM document").fetchall())
    found: dict[tuple[int, ...], int] = defaultdict(int)
    for coding, document, code, coder, sign in run(
            "SELECT coding_id, document_id, code_id, coder_id, sign FROM coding WHERE retracted_at IS NULL"
            " AND layer = ?", (layer,)).fetchall():
        at = {one.version_id: one for one in places.of(db, coding).values()}
        here = at.get(reads[document])
        if here and here.how is How.UNDECIDED:
            placed = [one for one in at.values() if one.is_placed]
            here = max(placed, key=lambda one: number[one.version_id]) if placed else None
        if document in documents and here and (here.is_placed or here.how is How.WHOLE):
            span = places.BEHIND if here.start is None or here.end is None else (here.start, here.end)
            found[document, here.version_id, code, coder, *span] |= packed.SIGN_NUMBERS.get(sign or "", 0)
    return sorted((document, version, code, coder, sign, start, end)
                  for (document, version, code, coder, start, end), sign in found.items())


def as_rows(found: packed.Packed) -> list[Judgement]:
    """What was unpacked, as `one_by_one` has it."""
    return sorted(map(tuple, np.stack(found, axis=1).tolist()))
