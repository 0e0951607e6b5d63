"""What is spent for a family: noted once, mended, taken away; what cannot be; and the ceiling that asks first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from pilot.errors import AskFirst, BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent, register
from pilot.paging import Wanted
from pilot.store.files import new_guid, write
from pilot.words import speaking
from stories.outcomes.spending import ceilings, costs, kinds, listing, noting
from stories.outcomes.spending.ceilings import Ceiling, Room
from stories.outcomes.spending.costs import Cost
from stories.outcomes.spending.exports import expense_table
from stories.outcomes.spending.noting import CEILING, Expense
from stories.stories import NewStory, add_story

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def bike(small: SmallPilot) -> Expense:
    """A bike for Berk, decided and bought within three days."""
    return Expense(small.families["Berk"], "2021-03-04", 30_000, kinds.BUDGET, "transport", "together", "2021-03-01",
                   "fiets voor de stage")


def test_an_expense_is_noted_once(small: SmallPilot, db: Database, bike: Expense) -> None:
    """Sent twice it stands there once, whole; the record holds its guid and no amount; another one may not have it."""
    coach, guid = small.viewers["coach"], new_guid()
    assert [noting.note(small.pilot, db, coach, bike, guid) for _ in range(2)] == [guid, guid]
    (one,) = listing.listed(db, coach)
    assert (one.family, one.on, one.cents, one.instrument, one.kind, one.decided_by, one.asked_on, one.note, one.removed
            ) == ("Berk", "2021-03-04", 30_000, "budget", "transport", "together", "2021-03-01", "fiets voor de stage",
                  False)
    assert db.conn.execute("SELECT verb, subject FROM event WHERE subject_guid = ?", (guid,)).fetchall() == [
        ("added", "expense")]
    with pytest.raises(Conflict):
        noting.note(small.pilot, db, coach, replace(bike, cents=1), guid)


def test_mending_and_taking_away(small: SmallPilot, db: Database, bike: Expense) -> None:
    """What is mended stands as it was mended; what is taken away counts nowhere and comes back."""
    coach = small.viewers["coach"]
    guid = noting.note(small.pilot, db, coach, bike)
    noting.mend(small.pilot, db, coach, guid, replace(bike, cents=25_050, instrument="decision", kind="health"))
    assert ceilings.room(db, coach, bike.family) == [Room("budget", 0, None), Room("decision", 25_050, None)]
    noting.take_away(db, coach, guid)
    assert listing.listed(db, coach) == []
    assert listing.expense(db, coach, guid).removed
    noting.take_away(db, coach, guid, back=True)
    assert [one.guid for one in listing.listed(db, coach)] == [guid]
    with pytest.raises(BadInput):
        noting.mend(small.pilot, db, small.operator(db), guid, replace(bike, family=small.families["Es"]))


@pytest.mark.parametrize("wrong", [
    {"cents": 0}, {"cents": -5}, {"cents": kinds.MOST_CENTS + 1}, {"on": "gisteren"}, {"on": "2999-01-01"},
    {"instrument": "decision"}, {"instrument": "pot"}, {"kind": "wodka"}, {"decided_by": "niemand"},
    {"asked_on": "2021-03-05"}, {"asked_on": "x"}, {"note": "x" * 201}, {"story": "none"}, {"family": "none"}])
def test_what_cannot_be(small: SmallPilot, db: Database, bike: Expense, wrong: dict[str, Any]) -> None:
    """One sentence, and nothing is kept: neither of a new expense nor of one that is mended."""
    coach = small.viewers["coach"]
    guid = noting.note(small.pilot, db, coach, bike)
    for attempt in (lambda: noting.note(small.pilot, db, coach, replace(bike, **wrong)),
                    lambda: noting.mend(small.pilot, db, coach, guid, replace(bike, **wrong))):
        with pytest.raises(BadInput) as error:
            attempt()
        assert error.value.sentence().count("\n") == 0
    assert [one.cents for one in listing.listed(db, coach)] == [30_000]


def test_a_name_and_an_early_day_are_asked_about(small: SmallPilot, db: Database, bike: Expense) -> None:
    """A word of the register, and a day before the support began, are kept once somebody says they are right."""
    coach, boss = small.viewers["coach"], small.operator(db)
    register.add_word(small.pilot, db, boss, "Fietsenmaker Bongers", "place", "[winkel]")
    early = replace(bike, on="2019-12-31", asked_on=None, note="bij Fietsenmaker Bongers")
    sure: list[str] = []
    for _question in range(2):
        with pytest.raises(AskFirst) as asked:
            noting.note(small.pilot, db, coach, early, sure=sure)
        sure.append(asked.value.about)
    assert sorted(sure) == ["2019-12-31", "Fietsenmaker Bongers"]
    assert listing.listed(db, coach) == []
    noting.note(small.pilot, db, coach, early, sure=sure)
    assert [one.note for one in listing.listed(db, coach)] == ["bij Fietsenmaker Bongers"]


def test_over_the_ceiling_is_asked(small: SmallPilot, db: Database, bike: Expense) -> None:
    """To the cent it may be; a cent more is asked about; mending does not count what it mends twice."""
    coach, evaluator = small.viewers["coach"], small.viewers["evaluator"]
    ceilings.set_ceiling(db, evaluator, kinds.BUDGET, "", 40_000)
    guid = noting.note(small.pilot, db, coach, bike)
    noting.note(small.pilot, db, coach, replace(bike, cents=10_000))
    with pytest.raises(AskFirst) as asked:
        noting.note(small.pilot, db, coach, replace(bike, cents=1))
    assert asked.value.about == CEILING
    with speaking("nl"):
        assert "€" in asked.value.sentence()
    noting.mend(small.pilot, db, coach, guid, bike)
    noting.note(small.pilot, db, coach, replace(bike, instrument="decision", kind="health", cents=90_000))
    noting.note(small.pilot, db, coach, replace(bike, cents=1), sure=[CEILING])
    assert ceilings.room(db, coach, bike.family) == [Room("budget", 40_001, 40_000), Room("decision", 90_000, None)]


def test_a_referrer_has_its_own_ceiling(small: SmallPilot, db: Database) -> None:
    """The family's referrer decides which ceiling holds, all others have theirs; the last one said counts."""
    evaluator = small.viewers["evaluator"]
    assert ceilings.applies({7: 200_000, None: 30_000}, 7) == 200_000
    assert ceilings.applies({7: None, None: 30_000}, 7) == 30_000
    assert ceilings.applies({7: 200_000}, None) is None
    db.conn.execute("INSERT INTO referrer(guid, key, name) VALUES ('a', 'police', 'Politie')")
    db.conn.execute("UPDATE family SET referrer_id = (SELECT referrer_id FROM referrer WHERE guid = 'a')"
                    " WHERE pseudonym = 'Berk'")
    db.conn.commit()
    for referrer, cents in (("", 30_000), ("a", 100_000), ("a", 200_000), ("a", 200_000)):
        ceilings.set_ceiling(db, evaluator, kinds.BUDGET, referrer, cents)
    assert ceilings.ceilings(db, evaluator) == [
        Ceiling("budget", "a", "Politie", 200_000), Ceiling("budget", "", "", 30_000)]
    assert [ceilings.room(db, evaluator, small.families[family])[0].ceiling for family in ("Berk", "Es")] == [
        200_000, 30_000]
    assert db.conn.execute("SELECT count(*) FROM event WHERE subject = 'ceiling'").fetchone() == (3,)
    ceilings.set_ceiling(db, evaluator, kinds.BUDGET, "a", None)
    assert ceilings.ceilings(db, evaluator) == [Ceiling("budget", "", "", 30_000)]
    for wrong in (("pot", "", 1), (kinds.BUDGET, "", 0), (kinds.BUDGET, "nobody", 1)):
        with pytest.raises(BadInput):
            ceilings.set_ceiling(db, evaluator, *wrong)


def test_costs_of_a_year(small: SmallPilot, db: Database) -> None:
    """The last amount said counts, none takes it away, and what cannot be is refused."""
    evaluator = small.viewers["evaluator"]
    for year, kind, cents in ((2021, "coordination", 5), (2020, "staff", 7), (2021, "staff", 9), (2021, "staff", 8),
                              (2020, "staff", None)):
        costs.set_cost(db, evaluator, year, kind, cents)
    assert costs.costs(db, evaluator) == [Cost(2021, "staff", 8), Cost(2021, "coordination", 5)]
    for wrong in ((1800, "staff", 5), (2021, "drinks", 5), (2021, "staff", 0)):
        with pytest.raises(BadInput):
            costs.set_cost(db, evaluator, *wrong)


def test_who_sees_what(small: SmallPilot, db: Database, bike: Expense) -> None:
    """A coach sees what is spent for her own families; others learn of it no more than that it is not there."""
    guid = noting.note(small.pilot, db, small.viewers["coach"], bike)
    assert len(listing.listed(db, small.viewers["evaluator"])) == 1
    assert listing.listed(db, small.viewers["coach2"]) == []
    with pytest.raises(NotFound):
        listing.expense(db, small.viewers["coach2"], guid)
    with pytest.raises(NotFound):
        noting.take_away(db, small.viewers["coach2"], guid)
    with pytest.raises(NotAllowed):
        listing.listed(db, small.viewers["steering"])
    with pytest.raises(NotAllowed):
        ceilings.set_ceiling(db, small.viewers["coach"], kinds.BUDGET, "", 1)


def test_words_go_with_consent(small: SmallPilot, db: Database, bike: Expense) -> None:
    """The sum stays in the books; what was written with it is seen no more once the family withdrew."""
    coach = small.viewers["coach"]
    guid = noting.note(small.pilot, db, coach, bike)
    mother = small.persons["Berk moeder"]
    consent.give(db, small.operator(db), mother, ["analyse"], "2020-02-01")
    assert [one.note for one in listing.listed(db, coach)] == ["fiets voor de stage"]
    consent.withdraw(db, small.operator(db), mother, "analyse", "2021-05-01")
    assert [(one.cents, one.note) for one in listing.listed(db, coach)] == [(30_000, "")]
    noting.mend(small.pilot, db, coach, guid, replace(bike, cents=29_000, note=""))  # as the page sends it now
    consent.give(db, small.operator(db), mother, ["analyse"], "2021-06-01")
    assert [(one.cents, one.note) for one in listing.listed(db, coach)] == [(29_000, "fiets voor de stage")]
    noting.mend(small.pilot, db, coach, guid, replace(bike, note=""))
    assert [one.note for one in listing.listed(db, coach)] == [""]


def test_looked_for_by_what_it_was_for(small: SmallPilot, db: Database, bike: Expense) -> None:
    """A search finds the kind as it is called in the language of the page, and the file holds what it finds."""
    coach = small.viewers["coach"]
    noting.note(small.pilot, db, coach, bike)
    noting.note(small.pilot, db, coach, replace(bike, kind="clothes", cents=4_999))
    with speaking("nl"):
        assert [one.kind for one in listing.listed(db, coach, Wanted("kleding"))] == ["clothes"]
        table = expense_table(db, coach, Wanted("kleding"), bike.family)
    assert table.frame.iloc[0].tolist()[:5] == ["Berk", "2021-03-04", 49.99, "Gezinsbudget", "Kleding en schoenen"]


def test_every_kind_can_be_paid() -> None:
    """About 25 kinds by the budget and five and another by a decision, each with a Dutch name of its own."""
    budget, decision = (kinds.of_instrument(one) for one in kinds.INSTRUMENTS)
    assert (len(budget), len(decision)) == (26, 6)
    names = [kinds.name(one, "nl") for one in kinds.KINDS]
    assert len(set(names)) == len(names)
    assert not set(names) & {one.name for one in kinds.KINDS.values()}


def test_a_story_that_is_out_of_reach_stays(small: SmallPilot, db: Database, bike: Expense) -> None:
    """Who knows the story can take it away from the expense; who does not keeps it there unseen."""
    coach, boss = small.viewers["coach"], small.operator(db)
    with write(db):
        story = add_story(db, coach, NewStory(bike.family, small.persons["coach"], "De fiets", ("Hij reed weg.",),
                                              "2021-03-05", "success"))
    guid = noting.note(small.pilot, db, coach, replace(bike, story=story))
    assert listing.expense(db, coach, guid).story == story
    consent.give(db, boss, small.persons["Berk moeder"], ["analyse"], "2020-02-01")
    consent.withdraw(db, boss, small.persons["Berk moeder"], "analyse", "2021-05-01")
    assert listing.expense(db, coach, guid).story == ""
    noting.mend(small.pilot, db, coach, guid, replace(bike, cents=1))
    assert db.conn.execute("SELECT cents, story_id IS NOT NULL FROM expense").fetchall() == [(1, 1)]
    consent.give(db, boss, small.persons["Berk moeder"], ["analyse"], "2021-06-01")
    assert listing.expense(db, coach, guid).story == story
    noting.mend(small.pilot, db, coach, guid, bike)
    assert listing.expense(db, coach, guid).story == ""
