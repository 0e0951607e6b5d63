"""Contacts: noted once however often they are sent, mended, taken away; odd ones are one sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from pilot.clock import today
from pilot.dates import quarter_start
from pilot.errors import AskFirst, BadInput, Conflict, NotFound
from pilot.families import consent, people, register
from pilot.paging import Wanted
from pilot.store.files import new_guid, write
from stories import due
from stories.contacts import kinds, listing, noting
from stories.contacts.noting import Noted
from stories.stories import NewStory, add_story

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def visit(small: SmallPilot, family: str = "Berk", **more: Any) -> Noted:
    """An hour with a family."""
    return replace(Noted(small.families[family], "2021-03-04", "visit", 60), **more)


def test_noted_once_mended_and_taken_away(small: SmallPilot, db: Database) -> None:
    """The same uuid twice is one contact; it can be changed, taken away and put back, and keeps who made it."""
    coach, guid = small.viewers["coach"], new_guid()
    for _ in range(2):
        assert noting.note(small.pilot, db, coach, visit(small, who=("child", "parent"), waited_min=90), guid) == guid
    (one,) = listing.listed(db, coach)
    assert (one.minutes, one.who, one.waited_min, one.coach) == (60, ("child", "parent"), 90, "Coach")
    noting.mend(small.pilot, db, coach, guid, visit(small, minutes=45, kind="phone", note="Over de  school. "))
    one = listing.contact(db, small.viewers["evaluator"], guid)
    assert (one.minutes, one.kind, one.who, one.waited_min, one.note) == (45, "phone", (), None, "Over de school.")
    noting.take_away(db, coach, guid)
    assert not listing.listed(db, coach)
    assert listing.contact(db, coach, guid).removed
    noting.take_away(db, coach, guid, back=True)
    assert listing.listed(db, coach).total == 1


def test_words_go_with_consent(small: SmallPilot, db: Database) -> None:
    """That there was a contact stays; its note is neither shown nor found, and comes back as it was."""
    coach, guid, mother = small.viewers["coach"], new_guid(), small.persons["Berk moeder"]
    noting.note(small.pilot, db, coach, visit(small, note="Over de school."), guid)
    assert listing.listed(db, coach, Wanted("school")).total == 1
    consent.withdraw(db, small.operator(db), mother, "analyse", "2021-05-01")
    assert [(one.minutes, one.note) for one in listing.listed(db, coach)] == [(60, "")]
    assert listing.contact(db, coach, guid).note == ""
    assert listing.listed(db, coach, Wanted("school")).total == 0
    noting.mend(small.pilot, db, coach, guid, visit(small, minutes=45))  # as the page sends it now
    consent.give(db, small.operator(db), mother, ["analyse"], "2021-06-01")
    one = listing.contact(db, coach, guid)
    assert (one.minutes, one.note) == (45, "Over de school.")


def test_another_contact_under_the_same_uuid(small: SmallPilot, db: Database) -> None:
    """Two devices that send one uuid for two things: the second is told so, and the first stays."""
    coach, guid = small.viewers["coach"], new_guid()
    noting.note(small.pilot, db, coach, visit(small), guid)
    with pytest.raises(Conflict):
        noting.note(small.pilot, db, coach, visit(small, minutes=30), guid)
    with pytest.raises(NotFound):
        noting.note(small.pilot, db, small.viewers["coach2"], visit(small, "Es"), guid)
    assert [one.minutes for one in listing.listed(db, coach)] == [60]


@pytest.mark.parametrize("odd", [
    {"minutes": 0}, {"minutes": 2000}, {"kind": "party"}, {"who": ("king",)}, {"waited_min": -1},
    {"waited_min": 10**8}, {"on": "2021-02-30"}, {"note": "x" * 301}, {"on": "2090-01-01"}])
def test_what_cannot_be(small: SmallPilot, db: Database, odd: dict[str, Any]) -> None:
    """Each is refused with one sentence, and nothing is kept."""
    with pytest.raises(BadInput) as fault:
        noting.note(small.pilot, db, small.viewers["coach"], visit(small, **odd))
    assert not isinstance(fault.value, AskFirst)
    assert fault.value.sentence("en").count("\n") == 0
    assert not listing.listed(db, small.viewers["coach"])


def test_a_uuid_that_is_none_and_a_family_that_is_not_hers(small: SmallPilot, db: Database) -> None:
    """Neither is kept."""
    coach = small.viewers["coach"]
    with pytest.raises(BadInput):
        noting.note(small.pilot, db, coach, visit(small), "x")
    with pytest.raises(NotFound):
        noting.note(small.pilot, db, coach, visit(small, "Es"))


def test_before_the_support_and_a_real_name_are_asked_about(small: SmallPilot, db: Database) -> None:
    """Either is a question, and kept once somebody says that it is right; nothing is kept before."""
    coach = small.viewers["coach"]
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    cases = (({"on": "2020-01-02"}, "2020-01-02"), ({"note": "Ilona belde."}, "Ilona"))
    for odd, about in cases:
        with pytest.raises(AskFirst) as asked:
            noting.note(small.pilot, db, coach, visit(small, **odd))
        assert asked.value.about == about
        assert not listing.listed(db, coach)
        guid = noting.note(small.pilot, db, coach, visit(small, **odd), sure={about})
        noting.take_away(db, coach, guid)


def test_who_made_it(small: SmallPilot, db: Database) -> None:
    """An evaluator notes for the coach of that day; without any coach nobody can have made it."""
    evaluator, boss = small.viewers["evaluator"], small.operator(db)
    people.start_coaching(db, boss, small.persons["coach2"], small.families["Berk"], "2021-06-01")
    db.conn.execute("UPDATE coaching SET until_on = '2021-05-31' WHERE family_id = (SELECT family_id FROM family WHERE"
                    " guid = ?) AND from_on = '2020-01-15'", (small.families["Berk"],))
    for day in ("2021-05-31", "2021-06-01"):
        noting.note(small.pilot, db, evaluator, visit(small, on=day))
    assert [one.coach for one in listing.listed(db, evaluator)] == ["Coach2", "Coach"]
    small.families["Eik"] = people.add_family(db, boss, "Eik", starts_on="2020-01-01")
    with pytest.raises(BadInput):
        noting.note(small.pilot, db, evaluator, visit(small, "Eik"))


def test_a_story_of_the_same_family_only(small: SmallPilot, db: Database) -> None:
    """A contact told in a story leads to it; the story of another family is none."""
    with write(db):
        story = add_story(db, small.operator(db), NewStory(
            small.families["Berk"], small.persons["coach"], "De bel", ("Ze belde.",), "2021-03-05", "steady"))
    guid = noting.note(small.pilot, db, small.viewers["coach"], visit(small, story=story))
    assert listing.contact(db, small.viewers["coach"], guid).story == story
    with pytest.raises(NotFound):
        noting.note(small.pilot, db, small.viewers["evaluator"], visit(small, "Es", story=story))


def test_families_without_a_contact(small: SmallPilot, db: Database) -> None:
    """Nobody is silent while no contact is noted at all; then who has had none for a month, the coach her own only."""
    evaluator, day = small.viewers["evaluator"], today(db)
    assert not listing.silent(db, evaluator)
    noting.note(small.pilot, db, small.viewers["coach"], visit(small, on=day))
    assert [(one.pseudonym, one.last_on) for one in listing.silent(db, evaluator)] == [("Es", None)]
    assert not listing.silent(db, small.viewers["coach"])
    noting.note(small.pilot, db, small.viewers["coach2"], visit(small, "Es"))
    assert [one.last_on for one in listing.silent(db, small.viewers["coach2"])] == ["2021-03-04"]


def test_no_family_is_reminded_of_twice(small: SmallPilot, db: Database) -> None:
    """A family without a story this quarter stands in that list with its last contact, and not in the other one."""
    evaluator, day = small.viewers["evaluator"], today(db)
    noting.note(small.pilot, db, small.viewers["coach"], visit(small))
    noting.note(small.pilot, db, small.viewers["coach2"], visit(small, "Es"))
    with write(db):
        add_story(db, small.operator(db), NewStory(
            small.families["Berk"], small.persons["coach"], "De bel", ("Ze belde.",), day, "steady"))
    quarter = quarter_start(day)
    quiet = due.families_without_story(db, evaluator, quarter)
    assert [(one.pseudonym, one.last_met) for one in quiet] == [("Es", "2021-03-04")]
    assert [one.pseudonym for one in listing.silent(db, evaluator, told_since=quarter)] == ["Berk"]
    assert {one.pseudonym for one in listing.silent(db, evaluator)} == {"Berk", "Es"}


@pytest.mark.parametrize(("minutes", "said"), [
    (0, (0, "minutes")), (45, (45, "minutes")), (90, (90, "minutes")), (120, (2, "hours")), (1440, (1, "days")),
    (1500, (25, "hours")), (4320, (3, "days"))])
def test_a_wait_is_said_in_its_largest_whole_unit(minutes: int, said: tuple[int, str]) -> None:
    """So that what was noted as three days is changed as three days, and nothing is rounded."""
    assert kinds.in_units(minutes) == said
    assert said[0] * kinds.UNITS[said[1]] == minutes
