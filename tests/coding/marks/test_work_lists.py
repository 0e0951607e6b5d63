"""What waits for a coder among her own codings."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks import actions, work_lists
from pilot.errors import NotAllowed
from tests.conftest import ROOT
from texts.documents import NewTurn, revise

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def document(small: SmallPilot, db: Database) -> str:
    """An interview in a pilot with the project's own codebook."""
    codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(), "proef")
    return small.interview(db)


def give(small: SmallPilot, db: Database, document: str, who: str, start: int, code: str, sign: str | None) -> str:
    """A coding of nine characters; returns its guid."""
    guid = str(uuid.uuid4())
    answer = actions.apply_ops(db, small.viewers[who], document, [
        {"op": str(uuid.uuid4()), "kind": "add", "coding": guid, "code": code, "start": start, "end": start + 9,
         "sign": sign}])
    assert answer["results"][0]["state"] == "confirmed"
    return guid


def test_codings_without_a_direction(small: SmallPilot, db: Database, document: str) -> None:
    """One's own, living, with a code that takes a direction and none stated; said in the reader's language."""
    first = give(small, db, document, "evaluator", 0, "klik", None)
    give(small, db, document, "evaluator", 10, "klik", "+")
    give(small, db, document, "evaluator", 20, "vooruitgang", None)
    give(small, db, document, "evaluator2", 0, "klik", None)
    rows = work_lists.unsigned(db, small.viewers["evaluator"])
    assert rows.total == 1
    assert [(row.coding, row.code, row.words, row.start) for row in rows] == [(first, "Click", "Hoe ging ", 0)]
    actions.apply_ops(db, small.viewers["evaluator"], document, [
        {"op": str(uuid.uuid4()), "kind": "change", "coding": first, "sign": "±"}])
    assert work_lists.unsigned(db, small.viewers["evaluator"]) == []


def test_no_codebook_no_list(small: SmallPilot, db: Database) -> None:
    """Before a codebook is loaded nothing waits."""
    assert work_lists.unsigned(db, small.viewers["evaluator"]) == []
    assert work_lists.undecided(db, small.viewers["evaluator"]) == []


def test_codings_that_need_a_place(small: SmallPilot, db: Database, document: str) -> None:
    """A document in whose new text one's coding has no certain place, until that is decided or taken away."""
    guid = give(small, db, document, "evaluator", 0, "klik", "+")
    revise(db, small.operator(db), document, [NewTurn("Volledig nieuwe zinnen over een heel ander onderwerp.")],
           kind="deidentified", engine="test")
    found = work_lists.undecided(db, small.viewers["evaluator"])
    assert [(one.document, one.family, one.codings) for one in found] == [(document, "Berk", 1)]
    assert work_lists.undecided(db, small.viewers["evaluator2"]) == []
    actions.apply_ops(db, small.viewers["evaluator"], document, [
        {"op": str(uuid.uuid4()), "kind": "remove", "coding": guid}])
    assert work_lists.undecided(db, small.viewers["evaluator"]) == []


@pytest.mark.parametrize("who", ["coach", "steering", "admin"])
def test_only_coders_have_these_lists(small: SmallPilot, db: Database, who: str) -> None:
    """Who does not code is refused."""
    for ask in (work_lists.unsigned, work_lists.undecided):
        with pytest.raises(NotAllowed):
            ask(db, small.viewers[who])
