"""What names a code that went up in another or was split: questions, addresses, digits, memos go along, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import codebook, turning
from coding.book.turning import Became
from coding.find import saved, telling
from coding.find.passages import choosable_codes, passages
from coding.find.question import Question, Step
from coding.marks import favourites, merging, segments
from coding.memos import reading, writing
from pilot.paging import Wanted
from pilot.store.files import new_guid
from tests.coding.book.test_changing import new
from tests.coding.marks.test_merging import BOOK, give
from themes.quotes import quotes
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot


@pytest.fixture
def editor(small: SmallPilot, db: Database) -> Viewer:
    """Who gave two of three codes, and asked something about them."""
    viewer = small.viewers["evaluator"]
    codebook.adopt(db, viewer, BOOK)
    document = small.interview(db)
    give(db, viewer, document, "een", 0)
    give(db, viewer, document, "twee", 20)
    return viewer


def state(db: Database, viewer: Viewer) -> list[object]:
    """All that names a code, as it is shown."""
    found = [len(passages(db, viewer, Question(key), Wanted()).passages) for key in ("een", "twee", "drie")]
    return [saved.saved(db, viewer), favourites.favourites(db, viewer), found,
            [[one.body for one in reading.on(db, viewer, "code", key)[1]] for key in ("een", "twee", "drie")],
            [one.on[0].called for one in reading.listed(db, viewer)], [row.key for row in choosable_codes(db)]]


def test_a_merge_takes_along_what_names_the_code(db: Database, editor: Viewer) -> None:
    """Nothing is written over: undone, everything is as it was."""
    saved.save(db, editor, "Eerst", Question("een", steps=(Step("without", "drie"),)), shared=False)
    favourites.set_favourites(db, editor, ["een", "drie"])
    writing.save(db, editor, writing.Said(new_guid(), "code", "een", "", "Over een.", False))
    before = state(db, editor)
    number = merging.merge(db, editor, ["een"], "twee", seen=1)
    (one,) = saved.saved(db, editor)
    assert one.query["code"] == "een"
    assert one.told == ("“One” went up in “Two” (version 2). This is about “Two” now.",)
    assert telling.in_words(db, Question("een")) == "Passages with Two"
    assert len(passages(db, editor, Question("een"), Wanted()).passages) == 2
    assert favourites.favourites(db, editor) == ["twee", "drie"]
    (memo,) = reading.on(db, editor, "code", "twee")[1]
    assert (memo.body, memo.on[0].called) == ("Over een.", "One, now in Two")
    assert len(segments.segments(db, editor, {"code": "een"}).frame) == 2
    found = quotes(db, editor, Scope(), "een")
    assert found is not None
    assert found.code.key == "twee"
    assert [row.key for row in choosable_codes(db)] == ["groep", "twee", "drie"]
    merging.undo(db, editor, number)
    assert state(db, editor) == before


def test_a_favourite_does_not_stand_twice(db: Database, editor: Viewer) -> None:
    """One whose successor has a digit of its own leaves its place empty."""
    favourites.set_favourites(db, editor, ["een", "twee", "drie"])
    merging.merge(db, editor, ["een", "drie"], "twee", seen=1)
    assert favourites.favourites(db, editor) == [None, "twee", None]


def test_a_split_is_told_with_its_parts(db: Database, editor: Viewer) -> None:
    """All of it is meant until somebody chooses; a part that was merged since is what it went up in."""
    saved.save(db, editor, "Drie", Question("drie"), shared=False)
    before = state(db, editor)
    parts = merging.split(db, editor, "drie", [new("Fiets"), new("Auto")], seen=1)
    assert turning.became(db, ["drie", "een"]) == {"drie": Became("drie", 0, tuple(parts), 2)}
    assert saved.saved(db, editor)[0].told == ("“Three” was split into “Fiets”, “Auto” (version 2).",)
    merging.merge(db, editor, ["auto"], "een", seen=2)
    assert turning.became(db, ["drie"])["drie"].parts == ("fiets", "een")
    merging.take_back(db, editor, 1)
    assert state(db, editor) == before


def test_chains_are_followed_to_their_end(db: Database, editor: Viewer) -> None:
    """Merged twice, then split; a code that never was is nothing."""
    merging.merge(db, editor, ["een"], "twee", seen=1)
    merging.merge(db, editor, ["twee"], "drie", seen=2)
    merging.split(db, editor, "drie", [new("Fiets"), new("Auto")], seen=3)
    assert turning.became(db, ["een", "nooit"]) == {"een": Became("drie", 3, ("fiets", "auto"), 4)}
    assert sorted(turning.absorbed(db, "drie")) == ["een", "twee"]
    (said,) = telling.followed(db, ["een"]).values()
    assert said == ("“One” went up in “Three” (version 3). This is about “Three” now."
                    " “Three” was split into “Fiets”, “Auto” (version 4).")
