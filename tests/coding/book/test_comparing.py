"""What differs between two versions, and what became of a code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coding.book import changing, codebook, comparing, edits
from coding.book.comparing import Changed, Field
from coding.marks import merging
from pilot import words
from pilot.errors import NotFound
from tests.coding.book.test_changing import new
from tests.coding.marks.test_merging import BOOK

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot


@pytest.fixture
def editor(small: SmallPilot, db: Database) -> Viewer:
    """Who made four versions: one loaded, one with a code moved and said otherwise, one with a merge."""
    viewer = small.viewers["evaluator"]
    codebook.adopt(db, viewer, BOOK)
    drie, _parent = edits.find(changing.in_use(db), "drie")
    changing.change(db, viewer, replace(drie, name={"nl": "Derde", "en": "Three"}, sign=True), seen=1)
    changing.move(db, viewer, "drie", "groep", seen=2)
    merging.merge(db, viewer, ["een"], "drie", seen=3, reason="hetzelfde")
    return viewer


def test_two_versions_side_by_side(db: Database, editor: Viewer) -> None:
    """Codes that came, went and say something else, with each field in each language, by the names of the later one."""
    assert comparing.between(db, editor, 1, 4) == [
        Changed("drie", "Three", "changed", (
            Field("parent", "", "", "Group"), Field("name", "nl", "Drie", "Derde"), Field("sign", "", False, True))),
        Changed("een", "One", "gone")]
    assert [one.kind for one in comparing.between(db, editor, 4, 1)] == ["added", "changed"]
    assert comparing.between(db, editor, 2, 2) == []
    assert [one.kind for one in comparing.between(db, editor, 0, 1)] == ["added"] * 4
    with pytest.raises(NotFound):
        comparing.between(db, editor, 1, 9)
    words.use("nl")
    assert comparing.between(db, editor, 1, 4)[0].name == "Derde"


def test_the_history_of_a_code(db: Database, editor: Viewer) -> None:
    """The last first: who made which version, what it did to this code, with which others, and why."""
    told = comparing.history(db, editor, "drie")
    assert [(one.version.number, one.kind, one.turned, one.others, one.version.reason) for one in told] == [
        (4, "", "took up", ("One",), "hetzelfde"), (3, "changed", "", (), ""), (2, "changed", "", (), ""),
        (1, "added", "", (), "")]
    assert told[2].fields == (Field("name", "nl", "Drie", "Derde"), Field("sign", "", False, True))
    changing.add(db, editor, new("Vier"))
    merging.undo(db, editor, 4)
    assert [(one.version.number, one.kind, one.turned, one.others) for one in comparing.history(db, editor, "een")] == [
        (6, "added", "undone", ("4",)), (4, "gone", "merged into", ("Three",)), (1, "added", "", ())]
    with pytest.raises(NotFound):
        comparing.history(db, editor, "weg")
