"""Scores of life domains: what is kept, what counts of it, and what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite3

from pilot.errors import AskFirst, BadInput, NotFound
from pilot.families import consent
from pilot.store.files import new_guid, write
from stories.outcomes.scores import (
    SCORED,
    SCORER,
    SETTLED,
    UNKNOWN,
    UNSETTLED,
    Entry,
    counted,
    counts,
    enter,
    usual_voice,
    waves,
)
from themes.outcomes import frames

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def _enter(small: SmallPilot, db: Database, value: float | None, who: str = "evaluator", **more: Any) -> str:
    family = small.families[more.pop("family", "Berk")]
    with write(db):
        return enter(db, small.viewers[who], Entry(family, more.pop("wave", "T0"), "debts", value,
                                                   more.pop("on", "2021-03-01"), **more))


def test_a_wave_is_as_wide_as_its_scores(small: SmallPilot, db: Database) -> None:
    """Two families measured in one round: one wave from the first day to the last."""
    _enter(small, db, 7.5, on="2021-03-09")
    _enter(small, db, 2.5, family="Es")
    assert [(one.label, one.kind, one.starts_on, one.ends_on) for one in waves(db)] == [
        ("T0", "dates", "2021-03-01", "2021-03-09")]
    assert [(one.state, one.value) for one in counted(db, small.viewers["evaluator"])] == [(SCORED, 7.5), (SCORED, 2.5)]


def test_the_last_of_one_scorer_counts_and_all_are_kept(small: SmallPilot, db: Database) -> None:
    """Somebody who scores again says it anew; what was said before stays in the store and cannot be changed."""
    for value in (10, None, 5):
        _enter(small, db, value)
    assert [one[4:] for one in counted(db, small.viewers["evaluator"])] == [(SCORED, 5)]
    assert [row["value"] for row in db["score"].rows] == [10, None, 5]
    with pytest.raises(sqlite3.IntegrityError), write(db):
        db.conn.execute("UPDATE score SET value = 0")


def test_scorers_who_differ_count_as_unsettled(small: SmallPilot, db: Database) -> None:
    """Two people who say another thing of the same: no mean of them, and in a frame no value."""
    _enter(small, db, 5)
    _enter(small, db, 7.5, who="coach")
    _enter(small, db, 0, voice="family", source="family")
    frame = frames.scores(db, small.viewers["evaluator"])
    assert frame[["voice", "state"]].to_numpy().tolist() == [["coach", UNSETTLED], ["family", SCORED]]
    assert frame["value"].isna().tolist() == [True, False]


def test_whose_judgement_comes_first(small: SmallPilot, db: Database) -> None:
    """The professional's; of a pilot in which families alone said how they do, theirs."""
    assert usual_voice(db) == "coach"
    _enter(small, db, 0, voice="family", source="family")
    assert usual_voice(db) == "family"
    _enter(small, db, 5)
    assert usual_voice(db) == "coach"


@given(st.lists(st.sampled_from([(SCORED, 5.0), (SCORED, 0.0), (UNKNOWN, None)]), min_size=1),
       st.sampled_from([None, (SCORED, 10.0), (UNKNOWN, None)]))
def test_what_counts(said: list[tuple[str, float | None]], settled: tuple[str, float | None] | None) -> None:
    """What was settled, else what all say, else nothing."""
    given = [(SCORER, *one) for one in said] + ([(SETTLED, *settled)] if settled else [])
    assert counts(given) == (settled or (said[0] if len(set(said)) == 1 else (UNSETTLED, None)))


def test_without_consent_nothing_counts(small: SmallPilot, db: Database) -> None:
    """When a family withdraws, its scores and itself are in no figure from that day."""
    _enter(small, db, 5)
    viewer = small.viewers["evaluator"]
    assert "Berk" in set(frames.families(db, viewer)["pseudonym"])
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse", "2021-04-01")
    assert not counted(db, viewer)
    assert "Berk" not in set(frames.families(db, viewer)["pseudonym"])


_RIGHT = Entry("", "T0", "debts", 5, "2021-03-01")


@pytest.mark.parametrize("wrong", [
    _RIGHT._replace(domain="weather"), _RIGHT._replace(value=10.5), _RIGHT._replace(value=-1),
    _RIGHT._replace(wave=" "), _RIGHT._replace(voice="buurman"), _RIGHT._replace(source="krant"),
    _RIGHT._replace(on="gisteren"),
])
def test_what_cannot_be(small: SmallPilot, db: Database, wrong: Entry) -> None:
    """Empty, unknown or out of range: one sentence, nothing stored."""
    with write(db), pytest.raises(BadInput):
        enter(db, small.viewers["evaluator"], wrong._replace(family=small.families["Berk"]))
    with write(db), pytest.raises(NotFound):
        enter(db, small.viewers["evaluator"], _RIGHT._replace(family=new_guid()))
    assert not db["score"].count
    assert not waves(db)


@pytest.mark.parametrize("day", ["1921-02-03", "2062-02-03"])
def test_an_odd_date_is_asked_about(small: SmallPilot, db: Database, day: str) -> None:
    """Before the support of the family, or in the future, nothing is stored until somebody says that it is right."""
    entry = Entry(small.families["Berk"], "T0", "debts", 5, day)
    with write(db), pytest.raises(AskFirst):
        enter(db, small.viewers["evaluator"], entry)
    with write(db):
        enter(db, small.viewers["evaluator"], entry, sure=(day,))
    assert db["score"].count == 1
