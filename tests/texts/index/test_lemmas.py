"""Dictionary forms: found where a language model is, by the stem alone where none is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot import fence
from pilot.config import ROOT
from pilot.errors import BadInput
from pilot.paging import Wanted
from texts.documents import NewTurn
from texts.index import lemmas
from texts.index.matching import Query
from texts.index.search import search

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

pytestmark = pytest.mark.slow  # a spaCy pipeline is read

TURNS = (NewTurn("Zij ging naar school. Ze kwam later.", "Moeder", "family"),)
PAIRS = [("gaan", "gaan"), ("ging", "gaan"), ("komen", "komen"), ("kwam", "komen")]
SHARED = ROOT.parent / "shared" / "models" / "nl_local_sm"


def words(small: SmallPilot, db: Database, text: str) -> list[str]:
    """What is found for a word."""
    return [hit.found for hit in search(db, small.viewers["evaluator"], Query(text), Wanted()).hits]


def test_forms_by_the_dictionary(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text is gone through once; then a word finds forms that no stem tells, and the model is named."""
    small.interview(db, turns=TURNS)
    assert (words(small, db, "gaan"), search(db, small.viewers["evaluator"], Query("gaan"), Wanted()).model) == ([], "")
    asked: list[int] = []

    def run(_what: str, _used: str, texts: list[str], limits: fence.Limits) -> list[tuple[str, str]]:
        assert limits.seconds > fence.SMALL.seconds
        asked.append(len(texts))
        return PAIRS

    monkeypatch.setattr(fence, "run", run)
    lemmas.settle(db, "/models/nl_klein/")
    lemmas.settle(db, "/models/nl_klein/")
    assert asked == [1]
    assert (words(small, db, "gaan"), words(small, db, "komt"), words(small, db, "komen")) == (["ging"], [], ["kwam"])
    assert words(small, db, "ging") == ["ging"]
    assert search(db, small.viewers["evaluator"], Query("gaan"), Wanted()).model == "nl_klein"
    small.interview(db, turns=TURNS, told_on="2021-05-01")
    monkeypatch.setattr(lemmas, "AT_ONCE_CHARS", 1)
    lemmas.settle(db, "nl_ander")
    assert asked == [1, 1, 1]


def test_without_a_model_nothing_is_done(
    small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where none is installed; and one that is not there is refused in a sentence, while searching goes on."""
    small.interview(db, turns=TURNS)
    monkeypatch.delenv(lemmas.SETTING, raising=False)
    if not lemmas.model():
        lemmas.settle_all(small.home)
    monkeypatch.setenv(lemmas.SETTING, "/no/such/model")
    assert lemmas.model() == "/no/such/model"
    with pytest.raises(BadInput):
        lemmas.settle(db, "/no/such/model")
    lemmas.settle_all(small.home)
    assert db.conn.execute("SELECT count(*) FROM lemmatised").fetchone() == (0,)
    assert words(small, db, "ging") == ["ging"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared language model is not here")
def test_a_real_model(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A trained Dutch model, by its folder, behind the fence."""
    assert tmp_path
    small.interview(db, turns=TURNS)
    monkeypatch.setenv(lemmas.SETTING, str(SHARED))
    lemmas.settle_all(small.home)
    assert (words(small, db, "gaan"), words(small, db, "komen")) == (["ging"], ["kwam"])
