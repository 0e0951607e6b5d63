"""Which day it is: the pilot's own, on both sides of midnight, on the nights when the clock changes, in every use."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import clock, setup
from pilot.errors import BadInput, NotAllowed
from pilot.families import consent
from pilot.store.files import new_guid, open_pilot, write
from stories.entry import keeping
from stories.stories import NewStory, add_story
from tests.texts.intake.test_intake import INTERVIEW, Desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

NIGHTS = [
    ("2021-03-03T22:59:59Z", "2021-03-03"),  # winter: one hour behind
    ("2021-03-03T23:00:00Z", "2021-03-04"),
    ("2021-07-01T21:59:59Z", "2021-07-01"),  # summer: two
    ("2021-07-01T22:00:00Z", "2021-07-02"),
    ("2021-03-27T22:59:59Z", "2021-03-27"),  # the night to summer time: midnight is still winter's,
    ("2021-03-27T23:00:00Z", "2021-03-28"),
    ("2021-03-28T21:59:59Z", "2021-03-28"),  # the next one is summer's
    ("2021-03-28T22:00:00Z", "2021-03-29"),
    ("2021-10-30T21:59:59Z", "2021-10-30"),  # the night to winter time
    ("2021-10-30T22:00:00Z", "2021-10-31"),
    ("2021-10-31T22:59:59Z", "2021-10-31"),
    ("2021-10-31T23:00:00Z", "2021-11-01"),
    ("2020-02-28T23:00:00Z", "2020-02-29"),
    ("2021-12-31T23:00:00Z", "2022-01-01"),
]


@pytest.mark.parametrize(("at", "day"), NIGHTS)
def test_the_day_begins_at_midnight_where_the_pilot_is(
    db: Database, clock_at: Callable[[str], None], at: str, day: str
) -> None:
    """In Amsterdam, one or two hours before UTC's own midnight; a kept clock time is of that day too."""
    clock_at(at)
    assert clock.today(db) == day
    assert clock.local_day(db, clock.now()) == day


def test_another_zone_has_other_days(small: SmallPilot, db: Database, clock_at: Callable[[str], None]) -> None:
    """The same moment is yesterday in Paramaribo, and the clock there says so."""
    clock_at("2021-03-04T02:30:00Z")
    assert clock.today(db) == "2021-03-04"
    setup.set_zone(db, small.viewers["admin"], "America/Paramaribo")
    assert clock.today(db) == "2021-03-03"
    assert f"{clock.local(db, clock.now()):%Y-%m-%d %H:%M}" == "2021-03-03 23:30"
    with closing(small.open()) as again:
        assert clock.zone(again) == "America/Paramaribo"


@pytest.mark.parametrize("name", ["Europe/Assen", "", "CET6", "../etc/passwd", "/etc/localtime", "europe/amsterdam"])
def test_a_zone_that_is_none_is_refused(small: SmallPilot, db: Database, name: str) -> None:
    """One sentence, and the zone stays what it was."""
    with pytest.raises(BadInput, match="no time zone"):
        setup.set_zone(db, small.viewers["admin"], name)
    assert clock.zone(db) == "Europe/Amsterdam"


@pytest.mark.parametrize("name", ["coach", "evaluator", "steering"])
def test_only_administrators_set_the_zone(small: SmallPilot, db: Database, name: str) -> None:
    """It is a setting of the pilot."""
    with pytest.raises(NotAllowed):
        setup.set_zone(db, small.viewers[name], "Europe/Berlin")


@pytest.mark.slow
def test_a_file_without_a_pilot_has_the_usual_zone(small: SmallPilot) -> None:
    """A practice file holds no pilot, and still knows what day it is."""
    with closing(open_pilot(small.pilot.folder / "practice.db", create=True)) as sheet:
        assert clock.zone(sheet) == clock.DEFAULT_ZONE


def last_sunday(year: int, month: int) -> datetime:
    """01:00 UTC on the last Sunday of a month of 31 days."""
    end = datetime(year, month, 31, 1, tzinfo=UTC)
    return end - timedelta(days=(end.weekday() + 1) % 7)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)))
@pytest.mark.slow
def test_the_day_is_that_of_european_law(built: SmallPilot, naive: datetime) -> None:
    """At any moment the day is what the rule of the directive gives: two hours ahead in summer, else one."""
    at = naive.replace(tzinfo=UTC, microsecond=0)
    summer = last_sunday(at.year, 3) <= at < last_sunday(at.year, 10)
    expected = (at + timedelta(hours=2 if summer else 1)).date().isoformat()
    with closing(built.open()) as db:
        assert clock.local_day(db, clock.iso(at)) == expected


AFTER_MIDNIGHT = ("2021-05-19T22:30:00Z", "2021-05-20", "2021-05-21")


@pytest.mark.slow
def test_what_was_told_after_midnight_is_of_today(
    small: SmallPilot, db: Database, clock_at: Callable[[str], None], tmp_path: Path
) -> None:
    """Half an hour after midnight at home the new date is taken everywhere, and tomorrow's nowhere."""
    at, day, tomorrow = AFTER_MIDNIGHT
    clock_at(at)
    mother, admin = small.persons["Berk moeder"], small.viewers["admin"]

    desk = Desk(small, db, tmp_path)

    def story(told_on: str) -> None:
        with write(db):
            add_story(db, small.operator(db), NewStory(
                small.families["Berk"], small.persons["coach"], "Bezoek", ("Het ging.",), told_on, "steady"))

    def entry(told_on: str) -> None:
        keeping.keep(small.pilot, db, small.viewers["coach"], new_guid(), {"page0000": 1}, {
            "family": small.families["Berk"], "template": "moment", "title": "Bezoek", "told_on": told_on,
            "when": "day", "from": told_on, "course": "steady", "answers": {"did": "Ik belde."}})

    def material(told_on: str) -> None:
        desk.store(desk.text(desk.bring("a.txt", INTERVIEW), told_on=told_on))

    for do in (story, entry, material,
               lambda on: consent.give(db, admin, mother, ["quote"], on),
               lambda on: consent.withdraw(db, admin, mother, "quote", on)):
        with pytest.raises(BadInput, match="future"):
            do(tomorrow)
        do(day)


def test_a_consent_ends_with_the_day_at_home(
    small: SmallPilot, db: Database, clock_at: Callable[[str], None]
) -> None:
    """It holds until the last second of its last day there, and no longer."""
    mother = db.conn.execute(
        "SELECT person_id FROM person WHERE guid = ?", (small.persons["Berk moeder"],)).fetchone()[0]
    consent.give(db, small.viewers["admin"], small.persons["Berk moeder"], ["share"], "2021-01-01", "2021-05-19")
    clock_at("2021-05-19T21:59:59Z")
    assert consent.holds(db, mother, "share")
    clock_at("2021-05-19T22:00:00Z")
    assert not consent.holds(db, mother, "share")
