"""What was learnt of a pilot: kept without a word of a text, and forgotten with any text that goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.double import leading
from coding.marks import actions, codings
from coding.suggest import material, model, switching
from pilot import suggesting
from pilot.errors import BadInput, Conflict
from pilot.families import consent
from pilot.store.files import new_guid, write
from tests.coding.marks.test_merging import BOOK
from texts.documents import NewTurn, withdraw

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.suggest.model import Model
    from tests.builder import SmallPilot

WORD = "zwabberkruik"  # stands in a coded sentence and nowhere else
TURNS = tuple(NewTurn(text, "Moeder", "family") for n in range(9) for text in (
    f"Zij belde mij op dag {n} altijd terug.", f"We aten toen soep nummer {n}.", f"Het regende in week {n}."))


@pytest.fixture
def documents(small: SmallPilot, db: Database) -> list[str]:
    """Two families, nine sentences with the code in each, by an evaluator who is done with both."""
    evaluator = small.viewers["evaluator"]
    codebook.adopt(db, evaluator, BOOK)
    found = []
    for family, turns in (("Berk", (NewTurn(f"Zij belde mij met de {WORD} altijd terug."), *TURNS)), ("Es", TURNS)):
        guid = small.interview(db, family, turns=turns)
        text = "\n".join(turn.text for turn in turns)
        ops, at = [], 0
        while (at := text.find("Zij belde", at)) >= 0:
            ops.append({"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "een", "start": at,
                        "end": at + 15, "sign": "+"})
            at += 1
        assert all(one["state"] == "confirmed" for one in actions.apply_ops(db, evaluator, guid, ops)["results"])
        codings.set_status(db, evaluator, guid, "done")
        found.append(guid)
    return found


@pytest.fixture
def learnt(db: Database, documents: list[str]) -> Model:
    """What is learnt of them, and kept."""
    found = model.made(db, ["een", "twee"], [], 1)
    with write(db):
        assert model.keep(db, found)
    return found


def test_what_was_coded_is_learnt(db: Database, learnt: Model) -> None:
    """By code: nineteen sentences of two families are enough, none are too few; kept and read again."""
    een, twee = learnt.figures
    assert (een.examples, een.families, een.too_few) == (19, 2, False)
    assert een.precision.value is not None
    assert een.precision.value > 0.85
    assert een.recall.value is not None
    assert een.recall.value > 0.4
    assert een.coverage.n == 55
    assert (twee.examples, twee.too_few, twee.threshold) == (0, True, None)
    again = model.kept(db)
    assert again is not None
    assert again.figures == learnt.figures
    assert set(again.codes) == {"een"}
    assert again.codes["een"].weights == pytest.approx(learnt.codes["een"].weights, abs=1e-5)


def test_only_what_coders_are_done_with_is_learnt(
    small: SmallPilot, db: Database, documents: list[str],
) -> None:
    """Not what is still being coded, nor what is coded blind."""
    assert len(material.texts(db)) == 2
    codings.set_status(db, small.viewers["evaluator"], documents[0], "open")
    assert [len(one.coded) for one in material.texts(db)] == [9]
    coders = (small.accounts["evaluator"], small.accounts["evaluator2"])
    blind = small.interview(db, "Es")
    guid = leading.begin(db, small.viewers["evaluator"], leading.Wanted("Ronde", 1, coders, 1))
    assert guid
    codings.set_status(db, small.viewers["evaluator"], blind, "done")
    (drawn,) = db.conn.execute("SELECT document_id FROM double_document").fetchone()
    assert drawn not in {one.document_id for one in material.texts(db)}


def bytes_of(small: SmallPilot, db: Database) -> bytes:
    """All that is stored of what was learnt, and the log of changes with it."""
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    row = db.conn.execute("SELECT * FROM suggest_model").fetchone()
    return b" ".join(part if isinstance(part, bytes) else str(part).encode() for part in row or ())


def test_no_word_of_a_text_is_kept(small: SmallPilot, db: Database, learnt: Model) -> None:
    """A planted word of a coded sentence stands in nothing that is stored of what was learnt."""
    assert WORD.encode() not in bytes_of(small, db)
    assert len(bytes_of(small, db)) > 1000


def test_a_text_that_is_taken_back_is_forgotten(
    small: SmallPilot, db: Database, documents: list[str], learnt: Model,
) -> None:
    """At once, and what is learnt anew is learnt without it: the weights of its word are gone."""
    withdraw(db, small.operator(db), documents[0], "op verzoek")
    assert bytes_of(small, db) == b""
    assert model.kept(db) is None
    assert not switching.known(db, small.viewers["evaluator"]).figures
    again = model.made(db, ["een"], [], 1)
    assert len(again.versions) == 1
    assert again.figures[0].families == 1
    assert not again.codes


def test_consent_that_is_withdrawn_is_forgotten(
    small: SmallPilot, db: Database, documents: list[str], learnt: Model,
) -> None:
    """The same, when a person says no more; and what was being learnt meanwhile is not kept."""
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    assert model.kept(db) is None
    with write(db):
        assert not model.keep(db, learnt)
    assert bytes_of(small, db) == b""


def test_consent_that_ends_is_forgotten(small: SmallPilot, db: Database, learnt: Model) -> None:
    """A day on which nobody changes anything: it is forgotten when it is looked for."""
    with write(db):
        db.conn.execute("DROP TRIGGER suggest_model_forgotten")
        db.conn.execute("UPDATE consent SET withdrawn_on = given_on WHERE use = 'analyse'")
    assert model.kept(db) is None
    assert bytes_of(small, db) == b""


def test_a_code_is_on_only_when_it_is_good_enough(small: SmallPilot, db: Database, learnt: Model) -> None:
    """Known figures, enough examples, right often enough; off always."""
    evaluator = small.viewers["evaluator"]
    with pytest.raises(Conflict, match="too few"):
        switching.switch_code(db, evaluator, "twee", True)
    with pytest.raises(Conflict, match="not known"):
        switching.switch_code(db, evaluator, "drie", True)
    with pytest.raises(BadInput):
        switching.switch_code(db, evaluator, "vier", True)
    bad = learnt.figures[0]._replace(threshold=None)
    with write(db):
        model.keep(db, learnt._replace(figures=(bad,), codes={}))
    with pytest.raises(Conflict, match="too often"):
        switching.switch_code(db, evaluator, "een", True)
    assert switching.codes_on(db) == frozenset()
    with write(db):
        model.keep(db, learnt)
    switching.switch_code(db, evaluator, "een", True)
    assert switching.codes_on(db) == {"een"}
    switching.switch_code(db, evaluator, "een", False)
    assert switching.codes_on(db) == frozenset()


def test_nobody_asks_while_the_pilot_has_them_off(small: SmallPilot, db: Database) -> None:
    """Off by default, for the pilot and for a coder."""
    evaluator = small.viewers["evaluator"]
    assert not suggesting.is_on(db)
    with pytest.raises(Conflict, match="off"):
        switching.ask(db, evaluator, True)
    suggesting.switch(db, small.viewers["admin"], True)
    assert not switching.known(db, evaluator).asked
    switching.ask(db, evaluator, True)
    assert switching.known(db, evaluator).asked
    assert not switching.known(db, small.viewers["evaluator2"]).asked
