"""Use of services: what is kept, what counts of it, and what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from pilot.errors import AskFirst, BadInput, Conflict, NotFound, OutOfReach
from pilot.families import consent
from pilot.paging import Wanted
from pilot.store.files import new_guid, write
from stories.outcomes import uptake, waves
from stories.outcomes.from_sheets import taking
from stories.outcomes.scores import Entry, enter
from stories.outcomes.uptake import Use
from tests.stories.outcomes.from_sheets.sheets import csv

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


def test_a_round_with_use_of_services_stays(small: SmallPilot, db: Database) -> None:
    """A round of measuring in which something was said is not taken away."""
    viewer = small.viewers["evaluator"]
    guid = waves.add(db, viewer, waves.New("T1", waves.MONTHS, 12))
    uptake.say(db, viewer, Use(small.families["Berk"], "T1", "training", "no", "2021-03-01"))
    with pytest.raises(Conflict):
        waves.remove(db, viewer, guid)
    assert [one.label for one in waves.known(db, viewer)] == ["T1"]


def test_a_sheet_of_use(small: SmallPilot, db: Database, use: Use) -> None:
    """Every fault by its row, nothing before all is right; what differs is asked about; taken back, what was holds."""
    viewer = small.viewers["evaluator"]
    heads = "Gezin;Moment;Dienst;Gebruik;Datum"
    wrong = csv(heads, "Berk;T9;Kinderopvang;ja;1-3-2021", "Eik;T0;Kinderopvang;ja;1-3-2021",
                "Es;T0;Jacht;ja;1-3-2021", "Es;T0;Kinderopvang;soms;1-3-2099")
    found = taking.look(small.pilot, db, viewer, "uptake", wrong, "uptake.csv")
    assert [one.row for one in found.faults] == [2, 3, 4, 5, 5]
    uptake.say(db, viewer, use)
    right = csv(heads, "Berk;T0;Opleiding of hulp om werk te vinden;nee;1-3-2021",
                "Es;T0;Kinderopvang;weet niet;1-3-2021")
    asked = taking.look(small.pilot, db, viewer, "uptake", right, "uptake.csv")
    assert (asked.faults, len(asked.questions), asked.stored) == ((), 1, 2)
    guid, *_rest = taking.take_in(small.pilot, db, viewer, "uptake", right, "uptake.csv",
                                sure=[one.about for one in asked.questions])
    assert sorted(one[2:] for one in uptake.counted(db, viewer)) == [("child_care", "unknown"), ("training", "no")]
    taking.take_back(small.pilot, db, viewer, guid)
    assert [one[2:] for one in uptake.counted(db, viewer)] == [("training", "yes")]
