"""A decision about a coding whose code was split is taken back: exactly, once, and never over what came since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks import actions, codings, deciding, merging, reached, taking_back
from coding.marks.deciding import left
from pilot.errors import Conflict, NotFound
from pilot.store.files import new_guid
from tests.coding.book.test_changing import new
from tests.coding.marks.test_merging import BOOK, give, shown, state

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot


@pytest.fixture
def editor(small: SmallPilot, db: Database) -> Viewer:
    """Who changes the codebook, and codes too."""
    codebook.adopt(db, small.viewers["evaluator"], BOOK)
    return small.viewers["evaluator"]


@pytest.fixture
def coding(small: SmallPilot, db: Database, editor: Viewer) -> tuple[str, str]:
    """A coding of hers whose code was split, and its document."""
    document = small.interview(db)
    made = give(db, editor, document, "een", 0, "-")
    merging.split(db, editor, "een", [new("Een a"), new("Een b")], seen=1)
    return made, document


@pytest.mark.parametrize("keys", [["een_a"], ["een_b", "een_a"], ["twee"], []])
def test_a_decision_is_taken_back_exactly(
    db: Database, editor: Viewer, coding: tuple[str, str], keys: list[str],
) -> None:
    """A part, several, another code that has no direction, none: the list, the coding and what desks are told are as
    they were; undoing the split finds it too; and only once."""
    guid, document = coding
    before, waiting = state(db), left(db, editor)
    assert taking_back.last(db, editor) is None
    deciding.decide(db, editor, guid, keys)
    decided = taking_back.last(db, editor)
    assert decided is not None
    assert (decided.code, len(decided.now), decided.words) == ("One", len(keys), waiting[0].words)
    rev = codings.codings(db, editor, document)["rev"]
    taking_back.take_back(db, editor, decided.action)
    assert left(db, editor) == waiting
    assert [row for row in state(db) if row[7] is None] == before  # what was made beside it is no more
    assert [one["code"] for one in codings.codings(db, editor, document, since=rev)["codings"]] == ["een"]
    assert list(reached.recoded(db, editor, 2)) == []
    assert taking_back.last(db, editor) is None
    with pytest.raises(NotFound, match="taken back already"):
        taking_back.take_back(db, editor, decided.action)
    merging.undo(db, editor, 2)
    assert shown(db, editor, document) == [("een", 0, "-")]


def test_what_came_since_is_not_lost(small: SmallPilot, db: Database, editor: Viewer, coding: tuple[str, str]) -> None:
    """A coding that was changed at the desk after it was decided stays so; nobody takes back what another decided."""
    guid, document = coding
    deciding.decide(db, editor, guid, ["een_a"])
    decided = taking_back.last(db, editor)
    assert decided is not None
    with pytest.raises(NotFound):
        taking_back.take_back(db, small.viewers["evaluator2"], decided.action)
    actions.apply_ops(db, editor, document, [{"op": new_guid(), "kind": "change", "coding": guid, "code": "twee"}])
    before = state(db)
    assert taking_back.last(db, editor) is None
    with pytest.raises(Conflict, match="changed since"):
        taking_back.take_back(db, editor, decided.action)
    assert state(db) == before


def test_decisions_are_taken_back_one_by_one(
    db: Database, editor: Viewer, coding: tuple[str, str],
) -> None:
    """The last one first, then the one before it."""
    guid, document = coding
    give(db, editor, document, "drie", 20)
    (number,) = db.conn.execute("SELECT max(number) FROM codebook_version").fetchone()
    merging.split(db, editor, "drie", [new("Drie a"), new("Drie b")], seen=number)
    waiting = left(db, editor)
    for one in waiting:
        deciding.decide(db, editor, one.coding, [one.parts[0].key])
    for n in (1, 2):
        decided = taking_back.last(db, editor)
        assert decided is not None
        taking_back.take_back(db, editor, decided.action)
        assert len(left(db, editor)) == n
    assert left(db, editor) == waiting
