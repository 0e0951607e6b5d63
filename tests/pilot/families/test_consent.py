"""Which answer decides: the newest form, of one day the last that was recorded; and whose consent a coach records."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from pilot.access.reach import Stand, Standing, standing
from pilot.clock import today
from pilot.errors import Conflict, NotAllowed, NotFound
from pilot.families import consent, decisions, people
from pilot.store.files import write
from stories.listing import stories
from stories.stories import NewStory, add_story
from texts import touched
from texts.documents import documents

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

DAY = "2021-05-01"


def stands(db: Database, guid: str, use: str = "analyse") -> Stand:
    """How somebody's consent stands today."""
    return standing(db, people.person(db, guid).person_id, use)


def test_a_newer_form_with_an_end_ends_an_older_one_without(small: SmallPilot, db: Database) -> None:
    """What was signed last holds, however the older one read: the text goes out of reach, and Today tells."""
    evaluator, mother = small.viewers["evaluator"], small.persons["Berk moeder"]
    small.interview(db)
    consent.give(db, evaluator, mother, ["analyse"], "2021-01-01", "2021-12-31")
    assert stands(db, mother) == Stand(Standing.ENDED, "2021-12-31")
    assert documents(db, evaluator) == []
    assert [(row.use, row.ends_on) for row in consent.ending(db, evaluator)] == [("analyse", "2021-12-31")]
    consent.give(db, evaluator, mother, ["analyse"], "2020-06-01", evidence="found in a binder")
    assert stands(db, mother).how is Standing.ENDED
    consent.give(db, evaluator, mother, ["analyse"], "2022-01-01")
    assert stands(db, mother) == Stand(Standing.LIVE, "2022-01-01")
    assert len(documents(db, evaluator)) == 1
    assert consent.ending(db, evaluator) == []


def test_a_newer_form_that_will_end_says_so(small: SmallPilot, db: Database) -> None:
    """The last day is that of the newest form, and is told beforehand."""
    evaluator, mother = small.viewers["evaluator"], small.persons["Berk moeder"]
    soon = (date.fromisoformat(today(db)) + timedelta(days=20)).isoformat()
    consent.give(db, evaluator, mother, ["record"], "2021-01-01", soon)
    assert stands(db, mother, "record") == Stand(Standing.LIVE, "2021-01-01", soon)
    assert [(row.use, row.ends_on) for row in consent.ending(db, evaluator)] == [("record", soon)]


@pytest.mark.parametrize("no", ["withdraw", "refuse"])
def test_a_slip_is_put_right_on_the_same_day(small: SmallPilot, db: Database, no: str) -> None:
    """Of several answers on one day the last counts, either way round; the record of events keeps them all."""
    evaluator, mother = small.viewers["evaluator"], small.persons["Berk moeder"]
    small.interview(db)

    def say_no() -> None:
        if no == "withdraw":
            consent.withdraw(db, evaluator, mother, "analyse", DAY)
        else:
            consent.refuse(db, evaluator, mother, ["analyse"], DAY)

    consent.give(db, evaluator, mother, ["analyse"], DAY)
    for _again in range(2):
        say_no()
        assert stands(db, mother) == Stand(Standing.WITHDRAWN if no == "withdraw" else Standing.REFUSED, DAY)
        assert documents(db, evaluator) == []
        consent.give(db, evaluator, mother, ["analyse"], DAY)
        assert stands(db, mother) == Stand(Standing.LIVE, DAY)
        assert len(documents(db, evaluator)) == 1
        assert decisions.open_decisions(db, evaluator) == []
    said = {"withdraw": "consent withdrawn", "refuse": "consent refused"}[no]
    verbs = [row[0] for row in db.conn.execute(
        "SELECT verb FROM event WHERE subject = 'person' AND verb LIKE 'consent %' ORDER BY event_id DESC LIMIT 5")]
    assert verbs[::-1] == ["consent given", said, "consent given", said, "consent given"]


def test_a_form_of_a_day_before_the_no_is_still_none(small: SmallPilot, db: Database) -> None:
    """What was given on a day and withdrawn later is neither given nor refused anew with that day's date."""
    evaluator, mother = small.viewers["evaluator"], small.persons["Berk moeder"]
    consent.give(db, evaluator, mother, ["quote"], DAY)
    consent.withdraw(db, evaluator, mother, "quote", "2021-06-01")
    with pytest.raises(Conflict, match="On 1 June 2021"):
        consent.give(db, evaluator, mother, ["quote"], DAY)
    consent.refuse(db, evaluator, mother, ["quote"], DAY)
    assert stands(db, mother, "quote") == Stand(Standing.WITHDRAWN, "2021-06-01")


def test_a_coach_records_nothing_for_another_coach(small: SmallPilot, db: Database) -> None:
    """She would shut the other's stories; evaluators and administrators record it, and each coach her own."""
    coach, other = small.viewers["coach"], small.persons["coach2"]
    new = NewStory(small.families["Es"], other, "Een verhaal", ("Het ging goed.",), DAY, "success", deidentified=True,
                   event_from=DAY)
    with write(db):
        add_story(db, small.viewers["coach2"], new)
    for do in (
        lambda: consent.give(db, coach, other, ["record"], DAY),
        lambda: consent.refuse(db, coach, other, ["analyse"], DAY),
        lambda: consent.withdraw(db, coach, other, "analyse"),
        lambda: touched.what(db, coach, other, "analyse"),
    ):
        with pytest.raises(NotAllowed, match="for yourself"):
            do()
    assert stands(db, other).how is Standing.NO_RECORD
    assert len(stories(db, small.viewers["coach2"])) == 1
    consent.give(db, coach, small.persons["coach"], ["analyse"], DAY)
    consent.withdraw(db, coach, small.persons["coach"], "analyse")
    for name in ("evaluator", "admin"):
        consent.give(db, small.viewers[name], other, ["analyse"], DAY)
    with pytest.raises(NotFound):
        consent.give(db, coach, small.persons["Es moeder"], ["analyse"], DAY)
