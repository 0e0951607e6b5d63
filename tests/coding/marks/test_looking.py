"""A code that is defined otherwise: whose codings wait to be looked at, who says that they stay, and what ends it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coding.book import changing, codebook, edits, meanings
from coding.marks import deciding, looking, merging
from coding.marks.looking import Only, old
from coding.marks.reached import Reach
from pilot.errors import BadInput, NotFound
from tests.coding.marks.test_merging import BOOK, give, state

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot


@pytest.fixture
def document(small: SmallPilot, db: Database) -> str:
    """An interview in a pilot with three codes."""
    codebook.adopt(db, small.viewers["evaluator"], BOOK)
    return small.interview(db)


@pytest.fixture
def editor(small: SmallPilot, document: str) -> Viewer:
    """Who changes the codebook, and codes too."""
    return small.viewers["evaluator"]


def define(
    db: Database, viewer: Viewer, key: str, text: str, field: str = "definition", *, only_wording: bool = False,
) -> int:
    """Let a code say something else; returns the number of the version."""
    seen = codebook.versions(db, viewer)[0].number
    code, _parent = edits.find(changing.in_use(db), key)
    told = replace(code, **{field: {"nl": text, "en": text}})  # type: ignore[arg-type]
    changing.change(db, viewer, told, seen=seen, only_wording=only_wording)
    return seen + 1


def waits(db: Database, viewer: Viewer) -> list[str]:
    """guids of what this coder has to look at."""
    return [one.coding for one in old(db, viewer)]


@pytest.mark.parametrize("field", ["definition", "use_when", "not_when"])
def test_who_coded_by_another_definition_looks_again(
    small: SmallPilot, db: Database, document: str, editor: Viewer, field: str,
) -> None:
    """Each coder at her own codings with that code; the version says whose, and how many of them still wait."""
    other = small.viewers["evaluator2"]
    mine, theirs = give(db, editor, document, "een", 0), give(db, other, document, "een", 20)
    give(db, editor, document, "drie", 0)
    number = define(db, editor, "een", "Iets anders.", field)
    assert (waits(db, editor), waits(db, other)) == ([mine], [theirs])
    (one,) = old(db, editor)
    assert (one.key, one.code, one.words, one.under, one.alike, one.coder) == ("een", "One", "Hoe ging ", 1, 1, "")
    assert looking.codes(db, editor) == [("een", "One", 1, 1)]
    asked = looking.by_version(db, editor, number)
    assert asked.all.coders == asked.waiting.coders == (("evaluator 1", 1), ("evaluator 2", 1))
    assert looking.stays(db, editor, Only(codings=(mine,))) == 1
    assert (waits(db, editor), waits(db, other)) == ([], [theirs])
    assert looking.by_version(db, editor, number) == looking.AskedFor(
        asked.all, Reach(1, 1, (("evaluator 2", 1),)))
    give(db, editor, document, "een", 40)
    assert waits(db, editor) == [], "what is coded by the new definition"


def test_another_name_asks_nobody(db: Database, document: str, editor: Viewer) -> None:
    """It says no more of when to use the code."""
    give(db, editor, document, "een", 0)
    number = define(db, editor, "een", "Anders", "name")
    assert waits(db, editor) == []
    assert looking.by_version(db, editor, number).all.codings == 0
    assert meanings.reworded(db, number) == []


def test_only_wording_asks_nobody(db: Database, document: str, editor: Viewer) -> None:
    """By who changed it, which is said; what is changed after that asks those of both wordings."""
    first = give(db, editor, document, "een", 0)
    number = define(db, editor, "een", "Een woord anders.", only_wording=True)
    assert (waits(db, editor), meanings.reworded(db, number)) == ([], ["een"])
    second = give(db, editor, document, "een", 20)
    define(db, editor, "een", "Heel iets anders.")
    assert waits(db, editor) == [first, second]
    define(db, editor, "een", "Een woord anders.")
    assert waits(db, editor) == [], "it says again what it said"


def test_a_version_taken_back_asks_those_of_between(db: Database, document: str, editor: Viewer) -> None:
    """Who coded by what the code says again has nothing to look at; who coded meanwhile has."""
    first = give(db, editor, document, "een", 0)
    define(db, editor, "een", "Iets anders.")
    second = give(db, editor, document, "een", 20)
    assert waits(db, editor) == [first]
    number = merging.take_back(db, editor, 1)
    assert waits(db, editor) == [second]
    assert looking.by_version(db, editor, number).waiting.codings == 1


def test_a_file_that_defines_otherwise_asks_too(db: Database, document: str, editor: Viewer) -> None:
    """Unless who loads it says that only the wording changed."""
    coding = give(db, editor, document, "drie", 0)
    told = BOOK.replace("en: Three}", 'en: Three}, definition: {nl: "Wat drie is.", en: "What it is."}')
    codebook.adopt(db, editor, told)
    assert waits(db, editor) == [coding]
    codebook.adopt(db, editor, BOOK)
    codebook.adopt(db, editor, told.replace("Wat drie", "Dat wat drie"), only_wording=True)
    assert waits(db, editor) == []


def test_all_of_a_text_or_all_at_once_stay(
    small: SmallPilot, db: Database, document: str, editor: Viewer,
) -> None:
    """Of a text without more, of everything with a reason; taken back, those of the last time wait again."""
    second = small.interview(db, title="Tweede")
    here = [give(db, editor, document, "een", 0), give(db, editor, document, "drie", 20)]
    there = [give(db, editor, second, "een", start) for start in (0, 20)]
    define(db, editor, "een", "Iets anders.")
    define(db, editor, "drie", "Ook anders.")
    assert {one.coding: one.alike for one in old(db, editor)} == dict.fromkeys([*here, *there], 2)
    assert looking.stays(db, editor, Only(document=second)) == 2
    assert sorted(waits(db, editor)) == sorted(here)
    with pytest.raises(BadInput, match="why"):
        looking.stays(db, editor, Only(code="een"), "  ")
    with pytest.raises(BadInput, match="longer"):
        looking.stays(db, editor, Only(), "x" * 400)
    assert looking.stays(db, editor, Only(code="een"), "zelfde grens") == 1
    assert looking.last(db, editor) == (1, "zelfde grens")
    assert waits(db, editor) == [here[1]]
    before = state(db)
    assert looking.take_back(db, editor) == 1
    assert sorted(waits(db, editor)) == sorted(here)
    assert looking.last(db, editor) == (2, "")
    assert looking.take_back(db, editor) == 2
    assert (looking.last(db, editor), state(db)) == (None, before)
    with pytest.raises(NotFound):
        looking.take_back(db, editor)


def test_nobody_looks_for_somebody_else(small: SmallPilot, db: Database, document: str, editor: Viewer) -> None:
    """Unless who coded it codes no more: then for everybody, with her label."""
    other = small.viewers["evaluator2"]
    theirs = give(db, other, document, "een", 0)
    define(db, editor, "een", "Iets anders.")
    with pytest.raises(NotFound):
        looking.stays(db, editor, Only(codings=(theirs,)))
    db.conn.execute("UPDATE user SET stopped_coding_at = '2021-01-01' WHERE user_id = ?", (other.user_id,))
    assert [(one.coding, one.coder) for one in old(db, editor)] == [(theirs, "evaluator 2")]
    assert looking.stays(db, editor, Only(codings=(theirs,))) == 1


def test_what_is_not_it_any_more_gets_another_code_or_goes(db: Database, document: str, editor: Viewer) -> None:
    """As with codings whose code was split; one that is of today's meaning is not there to be decided about."""
    one, two, three = (give(db, editor, document, "een", start) for start in (0, 20, 40))
    define(db, editor, "een", "Iets anders.")
    deciding.decide(db, editor, one, ["drie"])
    deciding.decide(db, editor, two, [])
    assert waits(db, editor) == [three]
    assert db.conn.execute("SELECT k.key, c.retracted_at IS NULL FROM coding c JOIN code k USING (code_id)"
                           " ORDER BY coding_id").fetchall() == [("drie", 1), ("een", 0), ("een", 1)]
    looking.stays(db, editor, Only(codings=(three,)))
    with pytest.raises(NotFound):
        deciding.decide(db, editor, three, ["drie"])


def test_a_merge_undone_leaves_waiting_what_waited(db: Database, document: str, editor: Viewer) -> None:
    """Under the other code they have its meaning of that moment; with their own code back, they wait again."""
    coding = give(db, editor, document, "een", 0)
    define(db, editor, "een", "Iets anders.")
    number = merging.merge(db, editor, ["een"], "twee", seen=2)
    assert waits(db, editor) == []
    merging.undo(db, editor, number)
    assert waits(db, editor) == [coding]
