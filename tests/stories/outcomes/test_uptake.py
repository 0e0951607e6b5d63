"""Use of services: what is kept, what counts of it, and what cannot be."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from pilot.errors import AskFirst, BadInput, NotFound, OutOfReach
from pilot.families import consent
from pilot.paging import Wanted
from pilot.store.files import new_guid, write
from stories.outcomes import uptake
from stories.outcomes.scores import Entry, enter
from stories.outcomes.uptake import Use

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def use(small: SmallPilot, db: Database) -> Use:
    """Berk at the first wave, which is there."""
    with write(db):
        enter(db, small.viewers["evaluator"], Entry(small.families["Berk"], "T0", "debts", 5, "2021-03-01"))
    return Use(small.families["Berk"], "T0", "training", "yes", "2021-03-01")


def test_the_last_counts_and_all_are_kept(small: SmallPilot, db: Database, use: Use) -> None:
    """Said anew it counts anew; the same once more adds nothing; what was taken back is missing, not no."""
    coach, viewer = small.viewers["coach"], small.viewers["evaluator"]
    for state in ("yes", "yes", "unknown", "no"):
        uptake.say(db, coach, use._replace(state=state))
    assert [one[1:] for one in uptake.counted(db, viewer)] == [("T0", "training", "no")]
    assert [one.state for one in uptake.of_family(db, coach, use.family).values()] == ["no"]
    uptake.say(db, viewer, use._replace(state="taken_back"))
    assert not uptake.counted(db, viewer)
    assert [row["state"] for row in db["uptake"].rows] == ["yes", "unknown", "no", "taken_back"]
    with pytest.raises(sqlite3.IntegrityError), write(db):
        db.conn.execute("UPDATE uptake SET state = 'yes'")


def test_a_coach_says_it_of_her_own_families(small: SmallPilot, db: Database, use: Use) -> None:
    """Another coach finds no such family, and her list stays empty."""
    uptake.say(db, small.viewers["coach"], use)
    with pytest.raises(NotFound):
        uptake.say(db, small.viewers["coach2"], use)
    assert uptake.listed(db, small.viewers["coach2"], Wanted()).total == 0
    assert [one.family for one in uptake.listed(db, small.viewers["coach"], Wanted("berk training"))] == ["Berk"]


def test_without_consent_nothing_counts(small: SmallPilot, db: Database, use: Use) -> None:
    """What was said is out of reach for everybody, and nothing more can be said."""
    viewer = small.viewers["evaluator"]
    uptake.say(db, viewer, use)
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse", "2021-04-01")
    assert not uptake.counted(db, viewer)
    assert not uptake.listed(db, viewer, Wanted())
    with pytest.raises(OutOfReach):
        uptake.of_family(db, viewer, use.family)
    with pytest.raises(BadInput):
        uptake.say(db, viewer, use._replace(state="no"))


def test_what_cannot_be(small: SmallPilot, db: Database, use: Use) -> None:
    """Unknown words, moments and families, and odd dates: one sentence, nothing stored."""
    viewer = small.viewers["evaluator"]
    for wrong in (use._replace(service="yacht"), use._replace(state="maybe"), use._replace(wave="T9"),
                  use._replace(on="gisteren"), use._replace(source="krant"), use._replace(family=new_guid())):
        with pytest.raises(BadInput):
            uptake.say(db, viewer, wrong)
    for day in ("1921-03-01", "2099-03-01"):
        with pytest.raises(AskFirst):
            uptake.say(db, viewer, use._replace(on=day))
        uptake.say(db, viewer, use._replace(on=day), sure=(day,))
    assert db["uptake"].count == 2
