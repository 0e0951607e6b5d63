"""Codings that a decision for several parts of a split made before that was written down: a home mends them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks import codings, deciding, merging
from pilot.store.scripts import run_script
from tests.coding.book.test_changing import new
from tests.coding.marks.test_merging import BOOK, give, state

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

RECODED = ("SELECT coding_id, from_code_id, to_code_id, turned_id, by_user, at FROM coding_recoded"
           " ORDER BY coding_id, recoded_id")


@pytest.fixture
def document(small: SmallPilot, db: Database) -> str:
    """An interview in a pilot with three codes."""
    codebook.adopt(db, small.viewers["evaluator"], BOOK)
    return small.interview(db)


@pytest.fixture
def editor(small: SmallPilot) -> Viewer:
    """Who changes the codebook, and codes too."""
    return small.viewers["evaluator"]


def split_as_before(db: Database, viewer: Viewer, document: str, start: int = 0) -> None:
    """A code is split and a coding of it gets both parts, of which the second is not written down."""
    give(db, viewer, document, "drie", start)
    parts = merging.split(db, viewer, "drie", [new("Fiets"), new("Auto")], seen=1)
    (one,) = deciding.left(db, viewer)
    deciding.decide(db, viewer, one.coding, parts)
    db.conn.execute("DELETE FROM coding_recoded WHERE coding_id = (SELECT max(coding_id) FROM coding)")


def mend(db: Database) -> None:
    """What a home does when it is opened by this version."""
    with db.conn:
        run_script(db, "0025_copies.sql")


def told(db: Database, viewer: Viewer, document: str) -> list[tuple[str, int]]:
    """Code and start of every living coding, also of what lies twice on the same words."""
    assert codings.codings(db, viewer, document)["codings"]
    return db.conn.execute(
        "SELECT k.key, p.start_char FROM coding c JOIN code k USING (code_id) JOIN coding_place p USING (coding_id)"
        " WHERE c.retracted_at IS NULL ORDER BY c.coding_id").fetchall()


def test_a_copy_goes_where_its_split_was_undone(db: Database, document: str, editor: Viewer) -> None:
    """And comes back with the split, as if it had been written down from the start."""
    split_as_before(db, editor, document)
    merging.undo(db, editor, 2)
    assert told(db, editor, document) == [("drie", 0), ("drie", 0)]
    mend(db)
    assert told(db, editor, document) == [("drie", 0)]
    merging.take_back(db, editor, 2)
    assert told(db, editor, document) == [("fiets", 0), ("auto", 0)]


def test_a_copy_of_a_split_that_holds_is_written_down(db: Database, document: str, editor: Viewer) -> None:
    """It stays, and goes when the split is undone; a second time nothing is done."""
    split_as_before(db, editor, document)
    before = state(db)
    mend(db)
    assert state(db) == before
    written = db.conn.execute(RECODED).fetchall()
    mend(db)
    assert db.conn.execute(RECODED).fetchall() == written
    merging.undo(db, editor, 2)
    assert told(db, editor, document) == [("drie", 0)]


def test_what_a_coder_gave_herself_stays(db: Database, document: str, editor: Viewer) -> None:
    """Also with a part of the split and on the same words as another coding."""
    split_as_before(db, editor, document)
    give(db, editor, document, "auto", 20)
    give(db, editor, document, "fiets", 20)
    merging.undo(db, editor, 2)
    mend(db)
    assert told(db, editor, document) == [("drie", 0), ("drie", 20), ("drie", 20)]
