"""Proposals at the desk: off until asked for, kept as they were, and never a coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from sqlcipher3 import dbapi2 as sqlite3

from coding.double import leading
from coding.marks import actions, codings
from coding.suggest import at_desk, judging, made_of_it, model, proposing, switching
from pilot import suggesting
from pilot.errors import BadInput, NotFound
from pilot.store.files import new_guid, write
from tests.coding.suggest import test_model
from texts.documents import NewTurn, withdraw

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

documents = test_model.documents
Told = list[at_desk.ToldProposal]
TEXT = "Zij belde mij op dag 4 altijd terug."


@pytest.fixture
def fresh(small: SmallPilot, db: Database, documents: list[str]) -> str:
    """A text that nobody coded, in a pilot where `een` is on."""
    with write(db):
        assert model.keep(db, model.made(db, ["een"], [], 1))
    suggesting.switch(db, small.viewers["admin"], True)
    switching.switch_code(db, small.viewers["evaluator"], "een", True)
    return small.interview(db, "Es", turns=(NewTurn("We aten soep."), NewTurn(TEXT)))


@pytest.fixture
def told(small: SmallPilot, db: Database, fresh: str) -> Told:
    """What is proposed in it to who asked."""
    switching.ask(db, small.viewers["evaluator"], True)
    return at_desk.proposals(db, small.viewers["evaluator"], fresh)


def test_only_who_asked_sees_proposals(small: SmallPilot, db: Database, fresh: str, told: Told) -> None:
    """One proposal, for the sentence that is like those coded; nobody else, nor she once the pilot is off."""
    assert [(one["code"], one["start"], one["end"], one["answer"]) for one in told] == [
        ("een", 14, 14 + len(TEXT), "open")]
    assert at_desk.proposals(db, small.viewers["evaluator2"], fresh) == []
    suggesting.switch(db, small.viewers["admin"], False)
    assert at_desk.proposals(db, small.viewers["evaluator"], fresh) == []


@pytest.mark.slow
def test_signal_phrases_speak_where_nothing_is_learnt(
    small: SmallPilot, db: Database, fresh: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Judged on the pilot's codings like what is learnt, they propose by themselves, with the words that spoke."""
    signals = proposing.signals_of([("een", ["zij belde !"])])
    monkeypatch.setattr(switching, "signals", lambda _db: signals)
    made = model.made(db, ["een"], signals, 1)
    judged = judging.judge_phrases("een", np.array([0.9, 0.0] * 20), np.array([True, False] * 20), [1, 1, 2, 2] * 10)
    assert (judged.precision.value, judged.recall.value, judged.coverage.k) == (1.0, 1.0, 20)
    with write(db):
        assert model.keep(db, made._replace(codes={}, figures=(judged,)))
    kept = model.kept(db)
    assert kept is not None
    assert kept.speaks == {"een": judged}
    switching.ask(db, small.viewers["evaluator"], True)
    (told,) = at_desk.proposals(db, small.viewers["evaluator"], fresh)
    assert (told["start"], told["end"], told["words"]) == (14, 14 + len(TEXT), [[14, 23]])


def test_a_code_that_is_off_is_not_proposed(small: SmallPilot, db: Database, fresh: str, told: Told) -> None:
    """What was proposed before stays where it was kept, and is not shown."""
    switching.switch_code(db, small.viewers["evaluator"], "een", False)
    assert at_desk.proposals(db, small.viewers["evaluator"], fresh) == []
    switching.switch_code(db, small.viewers["evaluator"], "een", True)
    assert at_desk.proposals(db, small.viewers["evaluator"], fresh) == told


def test_what_was_proposed_is_frozen(small: SmallPilot, db: Database, fresh: str, told: Told) -> None:
    """It cannot be changed or deleted, nor can an answer; another model proposes nothing anew in that text."""
    at_desk.answer(db, small.viewers["evaluator"], fresh, told[0]["id"], "confirmed")
    for change in ("UPDATE proposal SET score = 0.1", "DELETE FROM proposal",
                   "UPDATE proposal_answer SET answer = 'open'", "DELETE FROM proposal_answer"):
        with pytest.raises(sqlite3.IntegrityError), write(db):
            db.conn.execute(change)
    with write(db):
        model.keep(db, model.made(db, ["een"], [], 1))
    assert [one["id"] for one in at_desk.proposals(db, small.viewers["evaluator"], fresh)] == [told[0]["id"]]


def test_what_was_forgotten_is_learnt_anew(
    small: SmallPilot, db: Database, documents: list[str], fresh: str, told: Told,
) -> None:
    """Once a text was taken back, opening another one asks for learning without it, one task however often."""
    evaluator = small.viewers["evaluator"]
    assert switching.known(db, evaluator).job is None
    withdraw(db, small.operator(db), documents[0], "op verzoek")
    for _time in range(2):
        assert at_desk.proposals(db, evaluator, fresh) == told
    assert db.conn.execute("SELECT count(*) FROM job WHERE kind = 'learn codings'").fetchone() == (1,)


def test_a_proposal_is_no_coding(small: SmallPilot, db: Database, fresh: str, told: Told) -> None:
    """Nothing is coded by it, by an answer neither; a withdrawn text shows none."""
    evaluator = small.viewers["evaluator"]
    before = db.conn.execute("SELECT count(*) FROM coding").fetchone()
    at_desk.answer(db, evaluator, fresh, told[0]["id"], "confirmed")
    assert db.conn.execute("SELECT count(*) FROM coding").fetchone() == before
    assert codings.codings(db, evaluator, fresh, others=True)["codings"] == []
    withdraw(db, small.operator(db), fresh, "op verzoek")
    with pytest.raises(NotFound):
        at_desk.proposals(db, evaluator, fresh)


def test_who_codes_blind_sees_none_before_the_round_is_shown(small: SmallPilot, db: Database, fresh: str) -> None:
    """Not when she is done either, for the document may be opened for her again; once it is shown both do."""
    evaluators = [small.viewers[name] for name in ("evaluator", "evaluator2")]
    for viewer in evaluators:
        switching.ask(db, viewer, True)
    coders = tuple(viewer.account_guid for viewer in evaluators)
    begun = leading.begin(db, evaluators[0], leading.Wanted("Ronde", 1, coders, 1))
    (drawn,) = db.conn.execute("SELECT guid FROM double_document JOIN document USING (document_id)").fetchone()
    assert drawn == fresh
    assert [at_desk.proposals(db, viewer, fresh) for viewer in evaluators] == [[], []]
    for viewer in evaluators:
        codings.set_status(db, viewer, fresh, "done")
        assert [at_desk.proposals(db, one, fresh) for one in evaluators] == [[], []]
    leading.reveal(db, evaluators[0], begun)
    assert [len(at_desk.proposals(db, viewer, fresh)) for viewer in evaluators] == [1, 1]


def test_what_became_of_proposals_is_counted(small: SmallPilot, db: Database, fresh: str, told: Told) -> None:
    """Confirmed, changed, deleted and open are what was said last; added is what she coded without a proposal."""
    evaluator = small.viewers["evaluator"]
    assert made_of_it.made(db, evaluator) == made_of_it.Made(1, 0, 0, 0, 0, 1, 1)
    for said in ("deleted", "confirmed"):
        at_desk.answer(db, evaluator, fresh, told[0]["id"], said)
    extra = {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "een", "start": 0, "end": 7, "sign": "+"}
    actions.apply_ops(db, evaluator, fresh, [extra])
    found = made_of_it.made(db, evaluator)
    assert found == made_of_it.Made(1, 1, 0, 0, 1, 1, 1)
    assert found.open == 0
    told_of = made_of_it.sentence(db, found)
    assert "confirmed 1" in told_of
    assert "added 1" in told_of
    assert "No suggestions" in made_of_it.sentence(db, made_of_it.Made(0, 0, 0, 0, 0, 0, 0))
    at_desk.answer(db, evaluator, fresh, told[0]["id"], "open")
    assert at_desk.proposals(db, evaluator, fresh)[0]["answer"] == "open"


def test_an_answer_is_one_of_four(small: SmallPilot, db: Database, fresh: str, told: Told) -> None:
    """To a proposal that she sees."""
    evaluator = small.viewers["evaluator"]
    with pytest.raises(BadInput):
        at_desk.answer(db, evaluator, fresh, told[0]["id"], "misschien")
    for viewer, proposal in ((evaluator, new_guid()), (small.viewers["evaluator2"], told[0]["id"])):
        with pytest.raises(NotFound):
            at_desk.answer(db, viewer, fresh, proposal, "confirmed")
