"""Consent of children: a parent or guardian until 16, then the child; and refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.access.reach import Standing, standing
from pilot.errors import BadInput, NotAllowed
from pilot.families import consent, guardians, people

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot

GIVEN, TURNS_16 = "2021-01-01", "2021-06-10"


@pytest.fixture
def child(small: SmallPilot, db: Database) -> str:
    """A daughter of family Berk who turns 16 in June 2021."""
    return people.add_person(db, small.viewers["admin"], kind="child", role="dochter", pseudonym="Dochter Berk",
                             family_guid=small.families["Berk"], turns_16_on=TURNS_16)


def how(db: Database, person: str, use: str = "analyse", on: str | None = None) -> Standing:
    """How somebody's consent stands."""
    return standing(db, people.person(db, person).person_id, use, on).how


def test_a_parent_consents_for_a_child(small: SmallPilot, db: Database, child: str) -> None:
    """Without a parent it is refused in a sentence; with one it holds until the day before the birthday."""
    admin, mother = small.viewers["admin"], small.persons["Berk moeder"]
    with pytest.raises(BadInput, match="which parent or guardian"):
        consent.give(db, admin, child, ["analyse"], GIVEN)
    consent.give(db, admin, child, ["analyse"], GIVEN, given_by=mother)
    assert [how(db, child, on=day) for day in ("2021-06-09", TURNS_16)] == [Standing.LIVE, Standing.TURNED_16]


def test_from_16_on_the_child_consents(small: SmallPilot, db: Database, child: str) -> None:
    """A parent is not asked any more, and what the child said itself goes on."""
    admin, mother = small.viewers["admin"], small.persons["Berk moeder"]
    with pytest.raises(BadInput, match="in person"):
        consent.give(db, admin, child, ["analyse"], TURNS_16, given_by=mother)
    consent.give(db, admin, child, ["analyse"], TURNS_16)
    assert how(db, child) is Standing.LIVE


def test_who_may_consent_for_a_child(small: SmallPilot, db: Database, child: str) -> None:
    """A parent or relative of the same family, or a guardian by profession; nobody else, and for nobody else."""
    admin = small.viewers["admin"]
    guardian = people.add_person(db, admin, kind="professional", role="voogd", pseudonym="Voogd A")
    brother = people.add_person(db, admin, kind="child", pseudonym="Zoon Berk", family_guid=small.families["Berk"])
    for other in (small.persons["Es moeder"], small.persons["coach"], brother):
        with pytest.raises(BadInput, match="Only a parent or guardian"):
            consent.give(db, admin, child, ["analyse"], GIVEN, given_by=other)
    with pytest.raises(BadInput, match="in person"):
        consent.give(db, admin, small.persons["Berk moeder"], ["quote"], GIVEN, given_by=guardian)
    consent.give(db, admin, child, ["analyse"], GIVEN, given_by=guardian)
    assert {one.pseudonym for one in guardians.guardians(db, admin, small.families["Berk"])} == {
        "Moeder Berk", "Voogd A"}


def test_a_child_of_unknown_age_is_taken_for_young(small: SmallPilot, db: Database) -> None:
    """Until it is filled in when it turned 16; what was recorded before there were such days stays valid."""
    admin = small.viewers["admin"]
    son = people.add_person(db, admin, kind="child", pseudonym="Zoon Berk", family_guid=small.families["Berk"])
    with pytest.raises(BadInput, match="as far as is known"):
        consent.give(db, admin, son, ["analyse"], GIVEN)
    db.conn.execute("INSERT INTO consent(guid, person_id, use, given_on) SELECT 'old', person_id, 'record', ?"
                    " FROM person WHERE guid = ?", (GIVEN, son))
    assert how(db, son, "record") is Standing.LIVE
    guardians.set_turns_16(db, admin, son, "2020-12-31")
    consent.give(db, admin, son, ["analyse"], GIVEN)
    assert how(db, son) is Standing.LIVE
    guardians.set_turns_16(db, admin, son, "")
    assert people.person(db, son).turns_16_on is None


def test_the_day_is_of_children_only(small: SmallPilot, db: Database, child: str) -> None:
    """Of a grown-up it is refused, a date has to be one, and only an administrator keeps it."""
    admin = small.viewers["admin"]
    with pytest.raises(BadInput, match="Only of a child"):
        guardians.set_turns_16(db, admin, small.persons["Berk moeder"], TURNS_16)
    with pytest.raises(BadInput, match="Only of a child"):
        people.add_person(db, admin, kind="parent", pseudonym="Vader Berk", family_guid=small.families["Berk"],
                          turns_16_on=TURNS_16)
    with pytest.raises(BadInput, match="not a date"):
        guardians.set_turns_16(db, admin, child, "morgen")
    with pytest.raises(NotAllowed):
        guardians.set_turns_16(db, small.viewers["evaluator"], child, TURNS_16)


def test_today_tells_beforehand(
    small: SmallPilot, db: Database, child: str, clock_at: Callable[[str], None]
) -> None:
    """Two months before the birthday it stands among the consents that end, until the child was asked itself."""
    admin, mother = small.viewers["admin"], small.persons["Berk moeder"]
    consent.give(db, admin, child, ["analyse"], GIVEN, given_by=mother)

    def told() -> list[tuple[object, object]]:
        return [(row.ends_on, row.turns_16_on) for row in consent.ending(db, admin)]

    clock_at("2021-04-01T10:00:00Z")
    assert told() == []
    clock_at("2021-04-12T10:00:00Z")
    assert told() == [("2021-06-09", TURNS_16)]
    clock_at("2021-06-11T10:00:00Z")
    assert told() == [("2021-06-09", TURNS_16)]
    consent.refuse(db, admin, child, ["analyse"], "2021-06-11")
    assert told() == []


def test_a_refusal_is_recorded(small: SmallPilot, db: Database) -> None:
    """Asked and refused is another thing than not asked; it ends what was given, and a later yes counts again."""
    admin, mother = small.viewers["admin"], small.persons["Berk moeder"]
    assert how(db, mother, "quote") is Standing.NOT_GIVEN
    consent.refuse(db, admin, mother, ["quote", "analyse"], GIVEN)
    assert how(db, mother, "quote") is how(db, mother) is Standing.REFUSED
    with pytest.raises(BadInput, match="nothing to withdraw"):
        consent.withdraw(db, admin, mother, "quote")
    consent.give(db, admin, mother, ["analyse"], "2021-02-01")
    consent.give(db, admin, mother, ["quote"], GIVEN)
    assert how(db, mother) is how(db, mother, "quote") is Standing.LIVE
    with pytest.raises(BadInput):
        consent.refuse(db, admin, mother, ["analyse"], "2999-01-01")
    with pytest.raises(NotAllowed):
        consent.refuse(db, small.viewers["steering"], mother, ["analyse"], GIVEN)


def test_an_older_refusal_leaves_a_later_yes(small: SmallPilot, db: Database) -> None:
    """A form with a no that is found in a binder ends what was given before it, and nothing that was given later."""
    admin, mother = small.viewers["admin"], small.persons["Berk moeder"]
    consent.give(db, admin, mother, ["analyse"], "2021-02-01")
    consent.refuse(db, admin, mother, ["analyse"], GIVEN)
    assert how(db, mother) is Standing.LIVE
    with pytest.raises(BadInput, match="given on 1 February 2021"):
        consent.withdraw(db, admin, mother, "analyse", "2021-01-15")
    assert how(db, mother) is Standing.LIVE
    consent.refuse(db, admin, mother, ["analyse"], "2021-03-01")
    assert how(db, mother) is Standing.REFUSED


def test_what_a_child_said_too_young_counts_for_nothing(small: SmallPilot, db: Database) -> None:
    """Once it is known when it turned 16; nor does it come alive on that day, for then the child is asked again."""
    admin = small.viewers["admin"]
    son = people.add_person(db, admin, kind="child", pseudonym="Zoon Berk", family_guid=small.families["Berk"])
    db.conn.execute("INSERT INTO consent(guid, person_id, use, given_on) SELECT 'old', person_id, 'analyse', ?"
                    " FROM person WHERE guid = ?", (GIVEN, son))
    assert guardians.of_unknown_age(db, admin) == [(small.families["Berk"], "Zoon Berk")]
    guardians.set_turns_16(db, admin, son, TURNS_16)
    assert guardians.of_unknown_age(db, admin) == []
    assert [how(db, son, on=day) for day in (GIVEN, TURNS_16)] == [Standing.TOO_YOUNG] * 2
    consent.give(db, admin, son, ["analyse"], TURNS_16)
    assert how(db, son) is Standing.LIVE
