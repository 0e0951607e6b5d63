"""Coding in one go: each place once, nothing twice, and taken back as one."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from coding.find import exports, queued, saved, together
from coding.find.exports import PASSAGES, passages_table, places_table
from coding.find.inside import found_words
from coding.find.passages import passages
from coding.find.question import Question, Step
from coding.find.together import Place, code_all, last, take_back
from coding.handlers import HANDLERS
from coding.marks import actions
from jobs.worker import Worker
from pilot.errors import BadInput, Conflict, NotFound, RodeDraadError
from pilot.families import consent
from pilot.files.export import Asked
from pilot.paging import Wanted
from tests.coding.find.test_passages import TEXT, at, code, coded
from texts.documents import NewTurn, revise
from texts.index.matching import Query

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

__all__ = ["coded"]


def places_of(small: SmallPilot, db: Database, text: str, inside: str = "") -> list[Place]:
    """Where words stand."""
    hits = found_words(db, small.viewers["evaluator"], Query(text), inside, Wanted()).hits
    return [Place(hit.turn.document, hit.turn.version, hit.start, hit.end) for hit in hits]


def coded_as(small: SmallPilot, db: Database, key: str, who: str = "evaluator") -> list[str]:
    """The words to which a coder gave a code."""
    question = Question(key, coder=small.accounts[who])
    return [one.words for one in passages(db, small.viewers[who], question, Wanted()).passages]


def go(small: SmallPilot, db: Database, found: list[Place], key: str = "screening", **more: Any) -> together.Done:
    return code_all(db, small.viewers["evaluator"], more.pop("batch", str(uuid.uuid4())), found, key, **more)


def test_all_that_was_found_is_coded_once(small: SmallPilot, db: Database, coded: str) -> None:
    """In every document, with whole sentences; a second time, and what had the code, changes nothing."""
    other = small.interview(db, family="Es", turns=(NewTurn("Zij belde. Dat hielp.", "Moeder", "family"),))
    found, batch = places_of(small, db, "belde"), str(uuid.uuid4())
    assert {place.document for place in found} == {coded, other}
    done = go(small, db, found, batch=batch, sign="+", extent="sentence")
    sentences = ["Zij belde zelf.", "Toen ging het een tijd minder, maar ik kon haar altijd bellen.", "Zij belde."]
    assert (done.made, done.already, done.refused) == (3, 0, 0)
    assert coded_as(small, db, "screening") == ["Hoe ging het toen met de school?", *sentences]
    assert go(small, db, found, batch=batch, sign="+", extent="sentence").made == 3
    again = go(small, db, found)
    assert (again.made, again.already) == (0, 3)
    assert len(coded_as(small, db, "screening")) == 4
    assert coded_as(small, db, "screening", "evaluator2") == []


def test_more_than_a_document_takes_at_once(
    small: SmallPilot, db: Database, coded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is coded and taken back in parts, and told how far it is; more than a person can mean is refused."""
    monkeypatch.setattr(actions, "MOST_OPS", 2)
    viewer = small.viewers["evaluator"]
    found = sorted({*places_of(small, db, "ik"), *places_of(small, db, "toen"), *places_of(small, db, "het")})
    assert len(found) > 4
    told: list[int] = []
    assert go(small, db, found, "gezinsbudget", tell=told.append).made == len(found)
    assert told == [*range(2, len(found), 2), len(found)]
    batch = last(db, viewer)
    assert batch
    assert take_back(db, viewer, batch.guid) == len(found)
    assert coded_as(small, db, "gezinsbudget") == []
    monkeypatch.setattr(together, "MOST", 3)
    with pytest.raises(BadInput, match="More than 3 passages"):
        go(small, db, found)
    assert coded


def test_it_is_taken_back_as_one(small: SmallPilot, db: Database, coded: str) -> None:
    """All of it goes, and nothing else; what was removed by hand stays removed."""
    viewer = small.viewers["evaluator"]
    assert last(db, viewer) is None
    before = coded_as(small, db, "screening")
    go(small, db, places_of(small, db, "belde"), extent="turn")
    batch = last(db, viewer)
    assert batch
    assert (batch.code, batch.codings, len(coded_as(small, db, "screening"))) == ("Screening", 2, 3)
    assert last(db, small.viewers["evaluator2"]) is None
    with pytest.raises(NotFound):
        take_back(db, small.viewers["evaluator2"], batch.guid)
    assert take_back(db, viewer, batch.guid) == 2
    assert coded_as(small, db, "screening") == before
    assert last(db, viewer) is None
    with pytest.raises(NotFound):
        take_back(db, viewer, batch.guid)
    assert coded


def test_words_are_looked_for_inside_a_code(small: SmallPilot, db: Database, coded: str) -> None:
    """Only what lies wholly in passages that have the code, anybody's."""
    found = found_words(db, small.viewers["evaluator"], Query("belde zelf", "as_is"), "klik", Wanted())
    assert [hit.found for hit in found.hits] == ["belde zelf"]
    assert (found.texts, found.words) == (1, 4), "of all that is said, what has the code, once"
    assert places_of(small, db, "school", "klik") == []
    assert [TEXT[one.start:one.end] for one in places_of(small, db, "school", "screening")] == ["school"]
    assert [TEXT[one.start:one.end] for one in places_of(small, db, "scheelt", "klik")] == ["scheelt"]
    assert places_of(small, db, "belde", "gezinsbudget") == []
    assert coded


def test_what_changed_meanwhile_is_told(small: SmallPilot, db: Database, coded: str) -> None:
    """A text that was changed after it was searched, and one out of reach, stay as they are; the others are coded."""
    other = small.interview(db, family="Es", turns=(NewTurn("Zij belde. Dat hielp.", "Moeder", "family"),))
    found = places_of(small, db, "belde")
    revise(db, small.operator(db), other, [NewTurn("Zij belde op.", "Moeder", "family")], kind="deidentified",
           engine="test")
    done = go(small, db, found)
    assert (done.made, done.refused) == (2, 1)
    assert "changed meanwhile" in done.why[0]
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    with pytest.raises(RodeDraadError):
        go(small, db, found, "klik")
    assert coded


@pytest.mark.parametrize("more", [
    {"found": []}, {"key": "weg"}, {"key": "mechanismen"}, {"sign": "x"}, {"extent": "page"}, {"batch": "1"},
    {"key": "terugval", "sign": "+"}])
def test_bad_input_changes_nothing(small: SmallPilot, db: Database, coded: str, more: dict[str, Any]) -> None:
    """No places, a code that cannot be given, a direction it does not take."""
    given = {"found": [Place(coded, "", *at("school"))], "key": "klik"} | more
    before = db.conn.execute("SELECT count(*) FROM coding_op").fetchone()
    with pytest.raises(BadInput):
        go(small, db, given.pop("found"), given.pop("key"), **given)
    assert db.conn.execute("SELECT count(*) FROM coding_op").fetchone() == before


def test_questions_are_saved(small: SmallPilot, db: Database, coded: str) -> None:
    """One's own and shared ones by name; saved again under its name it is changed; others cannot remove it."""
    mine, other = small.viewers["evaluator"], small.viewers["evaluator2"]
    question = Question("klik", steps=(Step("then", "screening", turns=3),))
    guid = saved.save(db, mine, "  Klik   en dan ", question, shared=False)
    saved.save(db, other, "aanloop", Question("screening"), shared=True)
    assert [(one.name, one.by, one.shared) for one in saved.saved(db, mine)] == [
        ("aanloop", "evaluator 2", True), ("Klik en dan", "", False)]
    assert [one.name for one in saved.saved(db, other)] == ["aanloop"]
    assert saved.save(db, mine, "Klik en dan", question, shared=True) == guid
    assert saved.saved(db, other)[1].query == question.query()
    with pytest.raises(NotFound):
        saved.remove(db, other, guid)
    saved.remove(db, mine, guid)
    assert [one.name for one in saved.saved(db, mine)] == ["aanloop"]
    for name in ("  ", "x" * 81):
        with pytest.raises(BadInput):
            saved.save(db, mine, name, question, shared=False)
    assert coded


def test_results_leave_as_tables(small: SmallPilot, db: Database, coded: str) -> None:
    """With what was looked for and in how much; nothing found is no file; that it left is recorded."""
    viewer = small.viewers["evaluator"]
    question = Question("klik", steps=(Step("overlapping", "vast_gezicht"),), voice="family", from_on="2021-01-01")
    table = passages_table(db, viewer, question.query())
    assert table.frame["Words"].tolist() == ["Zij belde zelf."]
    told = dict(table.about)
    assert told["Looked for"] == "Passages with Click, that share words with One fixed face"
    assert (told["When it was told"], told["Voice"], told["Looked in"]) == ("1 Jan 2021 – …", "Family", "1 text")
    places = places_table(db, viewer, {"search": "bellen", "inside": "klik"})
    assert places.frame["Found"].tolist() == ["belde"]
    assert dict(places.about)["Only inside"] == "Passages with Click"
    with pytest.raises(NotFound):
        places_table(db, viewer, {"search": "bestaatniet"})
    verbs = db.conn.execute("SELECT verb, subject FROM event ORDER BY event_id DESC LIMIT 2").fetchall()
    assert verbs == [("exported", "places"), ("exported", "passages")]
    code(db, small, coded, "evaluator", "klik", "school")


def test_a_file_of_very_many_passages_is_made_as_a_task(
    small: SmallPilot, db: Database, coded: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By how many codings there are with the code, or in the group, that is asked for."""
    def is_slow(key: str) -> bool:
        return PASSAGES.is_slow(Asked(small.pilot, db, small.viewers["evaluator"], {"code": key}))

    assert not is_slow("screening")
    monkeypatch.setattr(exports, "MANY", 0)
    assert is_slow("screening")
    assert not is_slow("terugval")
    assert not is_slow("bestaat-niet")


@pytest.mark.slow
def test_very_many_are_coded_as_a_task(small: SmallPilot, db: Database, coded: str) -> None:
    """Asked for on the page, done by the worker as who asked, told how far, once however often it begins, and taken
    back as one."""
    evaluator = small.viewers["evaluator"]
    other = small.interview(db, family="Es", turns=(NewTurn("Zij belde. Dat hielp.", "Moeder", "family"),))
    found = places_of(small, db, "belde")
    assert {place.document for place in found} == {coded, other}
    assert queued.last(db, evaluator) is None
    with pytest.raises(BadInput, match="Choose a code"):
        queued.request(db, evaluator, found, "bestaat-niet", extent="words")
    guid = queued.request(db, evaluator, found, "screening", "+", extent="words")
    asked = queued.last(db, evaluator)
    assert asked is not None
    assert (asked.job.guid, asked.job.alive, asked.code) == (guid, True, "Screening")
    assert not any(word in json.dumps(asked.job.input) for word in ("belde", "Zij"))
    assert Worker(small.home, HANDLERS, idle_s=0).run()
    ended = queued.last(db, evaluator)
    assert ended is not None
    assert (ended.job.state, ended.done.made, ended.is_fresh) == ("done", 3, True)
    batch = last(db, evaluator)
    assert batch is not None
    assert (batch.guid, batch.codings) == (ended.batch, 3)
    assert queued.last(db, small.viewers["evaluator2"]) is None
    assert take_back(db, evaluator, batch.guid) == 3
    assert last(db, evaluator) is None


def test_what_is_stopped_stays_and_is_taken_back(small: SmallPilot, db: Database, coded: str) -> None:
    """Nothing is taken back while it is being done; stopped, what was coded so far is, and goes as one; a task that
    begins once more after that codes nothing."""
    evaluator = small.viewers["evaluator"]
    small.interview(db, family="Es", turns=(NewTurn("Zij belde. Dat hielp.", "Moeder", "family"),))
    found = places_of(small, db, "belde")
    guid = queued.request(db, evaluator, found, "screening", extent="words")
    asked = queued.last(db, evaluator)
    assert asked is not None
    go(small, db, found[:1], batch=asked.batch)  # as far as the worker came
    with pytest.raises(Conflict, match="Stop it first"):
        take_back(db, evaluator, asked.batch)
    with pytest.raises(NotFound):
        queued.stop(db, small.viewers["evaluator2"], guid)
    queued.stop(db, evaluator, guid)
    assert take_back(db, evaluator, asked.batch) == 1
    with pytest.raises(Conflict, match="taken back"):
        go(small, db, found, batch=asked.batch)
    assert coded_as(small, db, "screening") == ["Hoe ging het toen met de school?"]
