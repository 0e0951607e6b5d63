"""Practising: the desk works on the practice conversation, and nothing of it reaches the pilot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.desk import practice
from coding.marks import actions, codings
from pilot.access import require_document
from pilot.errors import NotAllowed, NotFound
from pilot.store.files import new_guid
from tests.coding.book.test_file import SMALL
from tests.dump import dump
from texts.documents import documents, transcript

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def op(start: int = 0, end: int = 10, key: str = "een") -> dict[str, object]:
    """An action of the desk: give a passage a code."""
    return {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": key, "start": start, "end": end}


def practise(small: SmallPilot, db: Database, name: str = "evaluator", n: int = 1) -> codings.Codings:
    """Code `n` passages of the practice conversation and finish it; returns what the desk then reads."""
    with practice.place(small.pilot, db, small.viewers[name], practice.DOCUMENT) as (sheet, viewer):
        ops = [op(i, i + 9) for i in range(n)]
        done = actions.apply_ops(sheet, viewer, practice.DOCUMENT, ops)
        assert [result["state"] for result in done["results"]] == ["confirmed"] * n
        codings.set_status(sheet, viewer, practice.DOCUMENT, "done")
        return codings.codings(sheet, viewer, practice.DOCUMENT)


def test_the_conversation_is_a_conversation() -> None:
    """The practice text has a title and turns of both voices, about three hundred words."""
    title, turns = practice.conversation()
    assert title.startswith("Oefengesprek")
    assert {turn.voice for turn in turns} == {"coach", "family"}
    assert 200 <= sum(len(turn.text.split()) for turn in turns) <= 400


@pytest.mark.slow
def test_the_desk_reads_and_codes_it(small: SmallPilot, db: Database) -> None:
    """Reading, coding and finishing go as with any document, and are there at the next visit."""
    codebook.adopt(db, small.viewers["evaluator"], SMALL)
    practise(small, db, n=2)
    with practice.place(small.pilot, db, small.viewers["evaluator"], practice.DOCUMENT) as (sheet, viewer):
        told = transcript(sheet, viewer, practice.DOCUMENT)
        assert told["title"] == practice.conversation()[0]
        assert len(codings.codings(sheet, viewer, practice.DOCUMENT)["codings"]) == 2
        assert codings.status(sheet, viewer, practice.DOCUMENT) == "done"


@pytest.mark.slow
def test_nothing_of_it_is_in_the_pilot(small: SmallPilot, db: Database) -> None:
    """The pilot file is byte for byte the same in content after practising, and lists no practice document."""
    evaluator = small.viewers["evaluator"]
    codebook.adopt(db, evaluator, SMALL)
    before = "\n".join(dump(db.conn))
    practise(small, db, n=3)
    assert "\n".join(dump(db.conn)) == before
    assert practice.DOCUMENT not in [row.guid for row in documents(db, evaluator)]
    with pytest.raises(NotFound):
        require_document(db, evaluator, practice.DOCUMENT)
    assert [pilot.slug for pilot in small.home.pilots()] == ["proef"]


@pytest.mark.slow
def test_each_coder_has_her_own(small: SmallPilot, db: Database) -> None:
    """What one coder practises, another does not see, not even when asking for others' codings."""
    codebook.adopt(db, small.viewers["evaluator"], SMALL)
    practise(small, db)
    with practice.place(small.pilot, db, small.viewers["evaluator2"], practice.DOCUMENT) as (sheet, viewer):
        assert codings.codings(sheet, viewer, practice.DOCUMENT, others=True)["codings"] == []


@pytest.mark.slow
def test_it_follows_the_pilots_codebook(small: SmallPilot, db: Database) -> None:
    """After a new version of the codebook, practising goes by the new one."""
    evaluator = small.viewers["evaluator"]
    codebook.adopt(db, evaluator, SMALL)
    practise(small, db)
    codebook.adopt(db, evaluator, SMALL.replace("nl: Een", "nl: Eentje"), "tweede")
    with practice.place(small.pilot, db, evaluator, practice.DOCUMENT) as (sheet, viewer):
        newest = codebook.newest(sheet)
        assert newest is not None
        assert newest.label == "tweede"
        assert "Eentje" in [row.name for row in codebook.codes(sheet, newest.codebook_version_id, "nl")]
        assert len(codings.codings(sheet, viewer, practice.DOCUMENT)["codings"]) == 1


@pytest.mark.slow
def test_starting_afresh(small: SmallPilot, db: Database) -> None:
    """Starting afresh throws away one's own practice codings, and works when there are none."""
    evaluator = small.viewers["evaluator"]
    practice.start_afresh(small.pilot, evaluator)
    codebook.adopt(db, evaluator, SMALL)
    practise(small, db)
    practice.start_afresh(small.pilot, evaluator)
    with practice.place(small.pilot, db, evaluator, practice.DOCUMENT) as (sheet, viewer):
        assert codings.codings(sheet, viewer, practice.DOCUMENT)["codings"] == []


@pytest.mark.parametrize("name", ["coach", "steering", "admin"])
def test_only_coders_practise(small: SmallPilot, db: Database, name: str) -> None:
    """Who does not code has no practice file."""
    with pytest.raises(NotAllowed):
        with practice.place(small.pilot, db, small.viewers[name], practice.DOCUMENT):
            pass
    assert not practice.file_of(small.pilot, small.viewers[name]).exists()


def test_another_document_is_the_pilots_own(small: SmallPilot, db: Database) -> None:
    """For any other document the pilot file and the viewer stay as they are."""
    guid = small.interview(db)
    with practice.place(small.pilot, db, small.viewers["evaluator"], guid) as (where, viewer):
        assert where is db
        assert viewer is small.viewers["evaluator"]
