"""Agreement of 3 coders on 500 documents with 50,000 codings: percent, alpha and AC1 per code on sentences, with
1,000 draws of documents.

Asked: under 5 s of processor time, reading included. Sentences were split before, as they are when a text comes in.
"""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from benchmarks.big_pilot import AT, big_pilot
from benchmarks.rows import Row, table
from coding.agreement.sums import DRAWS
from pilot.store.files import open_pilot
from texts import sentences
from themes import frames
from themes.agreeing.choice import UNITS, Choice
from themes.agreeing.figures import of_material
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

DOCUMENTS, ASKED_S = 500, 5


def run() -> list[Row]:
    """Processor time by unit, for the documents from 1 to DOCUMENTS, which all three coders are done with."""
    home, viewer = big_pilot()
    with closing(open_pilot(home.pilot("groot").db_path)) as db:
        sentences.settle(db, range(1, DOCUMENTS + 1))
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            _only_these(db)
            return [_row(db, viewer, unit) for unit in UNITS]
        finally:
            db.conn.execute("ROLLBACK")


def _only_these(db: Database) -> None:
    db.conn.execute("DELETE FROM coding_status")
    db.conn.execute("INSERT INTO coding_status SELECT document_id, user_id, 1, 'done', ? FROM document, user"
                    " WHERE document_id <= ?", (AT, DOCUMENTS))
    db.conn.execute("UPDATE document SET withdrawn_at = ? WHERE document_id > ?", (AT, DOCUMENTS))


def _row(db: Database, viewer: Viewer, unit: str) -> Row:
    start = time.process_time()
    material = frames.load(db, viewer, Scope())
    assert material is not None
    found = of_material(db, material, Choice(unit))
    took = time.process_time() - start
    assert found.all is not None
    assert found.documents == DOCUMENTS
    assert len(found.coders) == 3
    defined = sum(line.numbers[name].low is not None for line in found.codes for name in ("percent", "alpha", "ac1"))
    return Row(f"by {unit}: {len(found.codes)} codes, {len(material.marks):,} codings, {found.all.units:,} judgements,"
               f" {DRAWS:,} draws, {defined} intervals", f"{took:.2f} s of processor",
               f"< {ASKED_S} s" if unit == "sentence" else "")


if __name__ == "__main__":
    print(table(run()))
