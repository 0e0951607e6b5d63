"""Scored blind: what each sees and what counts, how it is shown, and what scorers come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.access import Viewer
from pilot.errors import AskFirst, BadInput, Conflict, NotFound
from pilot.families import consent, register
from pilot.paging import Wanted
from pilot.store.files import write
from stories.outcomes import exports, grounds, rounds, sheets, waves
from stories.outcomes.scores import BLIND, SCORED, UNKNOWN, UNSETTLED, Entry, counted, enter

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def wave(small: SmallPilot, db: Database) -> str:
    """T0."""
    return waves.add(db, small.viewers["evaluator"], waves.New("T0", "months", 0))


def give(small: SmallPilot, db: Database, who: str, value: float | None, domain: str = "debts") -> None:
    """A score of family Berk."""
    with write(db):
        enter(db, small.viewers[who], Entry(small.families["Berk"], "T0", domain, value, "2021-03-01"))


def begin(small: SmallPilot, db: Database, wave: str, **more: bool) -> str:
    """Two evaluators score both families."""
    return rounds.begin(db, small.viewers["evaluator"], wave, [
        small.accounts["evaluator"], small.accounts["evaluator2"]], 9, **more)


def seen(small: SmallPilot, db: Database, wave: str, who: str) -> list[float | None]:
    """The values of debts that somebody sees on the sheet."""
    sheet = sheets.sheet(db, small.viewers[who], small.families["Berk"], wave)
    return [one.value for one in sheet.slot("debts", "coach").given]


def test_until_it_is_shown_each_sees_her_own(small: SmallPilot, db: Database, wave: str) -> None:
    """Also who scored before it began; nothing counts in figures or files, and afterwards all of it does."""
    evaluator = small.viewers["evaluator"]
    give(small, db, "coach", 5)
    guid = begin(small, db, wave)
    give(small, db, "evaluator", 7.5)
    give(small, db, "evaluator2", 10)
    assert [seen(small, db, wave, who) for who in ("coach", "evaluator", "evaluator2")] == [[5], [7.5], [10]]
    assert {one.state for one in counted(db, evaluator)} == {BLIND}
    assert sheets.sheet(db, evaluator, small.families["Berk"], wave).blind
    with pytest.raises(NotFound):
        exports.score_table(db, evaluator)
    rounds.show(db, evaluator, guid)
    assert seen(small, db, wave, "coach") == [5, 7.5, 10]
    assert [one.state for one in counted(db, evaluator)] == [UNSETTLED]
    with pytest.raises(Conflict):
        rounds.show(db, evaluator, guid)


def test_ground_is_blind_too(small: SmallPilot, db: Database, wave: str) -> None:
    """What another rests a score on would tell what she thinks."""
    document = small.interview(db)
    whole = grounds.whole(db, small.viewers["evaluator"], document)
    one = whole.turns[1][1][0]
    place = grounds.Place(small.families["Berk"], wave, "debts", "coach")
    grounds.choose(db, small.viewers["evaluator"], place, document, whole.version, (one.start, one.end), "a")
    guid = begin(small, db, wave)

    def quotes(who: str) -> list[str]:
        sheet = sheets.sheet(db, small.viewers[who], small.families["Berk"], wave)
        return [each.quote for each in sheet.slot("debts", "coach").ground]

    assert quotes("evaluator") == ["Zij belde zelf."]
    assert quotes("evaluator2") == []
    rounds.show(db, small.viewers["evaluator"], guid)
    assert quotes("evaluator2") == ["Zij belde zelf."]
    assert quotes("coach") == [""], "a coach reads no conversation, also not here"


def test_tasks_and_being_done(small: SmallPilot, db: Database, wave: str) -> None:
    """Who was asked finds her families until she is done; nobody else can be done with them."""
    guid = begin(small, db, wave, own_coach=True)
    assert [one.family for one in rounds.tasks(db, small.viewers["evaluator2"])] == ["Berk", "Es"]
    assert [one.family for one in rounds.tasks(db, small.viewers["coach"])] == ["Berk"]
    rounds.done(db, small.viewers["evaluator2"], guid, small.families["Berk"])
    assert [bool(one.done_at) for one in rounds.tasks(db, small.viewers["evaluator2"])] == [False, True]
    with pytest.raises(NotFound):
        rounds.done(db, small.viewers["coach"], guid, small.families["Es"])
    (one,) = rounds.rounds(db, small.viewers["evaluator"])
    assert (one.families, dict(one.scorers), one.is_done, one.is_blind) == (
        2, {"coach 1": 0, "coach 2": 0, "evaluator 1": 0, "evaluator 2": 1}, False, True)


def test_who_and_what_can_be_drawn(small: SmallPilot, db: Database, wave: str) -> None:
    """Two people or more, and families whose consent lets them be scored and that nobody scores blind already."""
    evaluator = small.viewers["evaluator"]
    with pytest.raises(BadInput, match="two people"):
        rounds.begin(db, evaluator, wave, [small.accounts["evaluator"]], 1)
    with pytest.raises(NotFound):
        rounds.begin(db, evaluator, wave, [small.accounts["evaluator"], small.accounts["steering"]], 1)
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "analyse", "2021-04-01")
    begin(small, db, wave)
    assert [one.family for one in rounds.tasks(db, evaluator)] == ["Berk"]
    with pytest.raises(BadInput, match="no family left"):
        begin(small, db, wave)


def test_a_seed_draws_the_same_again(small: SmallPilot, db: Database, wave: str) -> None:
    """One family of two."""
    drawn = set()
    for _ in range(3):
        guid = rounds.begin(db, small.viewers["evaluator"], wave, [
            small.accounts["evaluator"], small.accounts["evaluator2"]], 1, seed=7)
        drawn.add(rounds.tasks(db, small.viewers["evaluator"])[0].family)
        rounds.break_off(db, small.viewers["evaluator"], guid)
    assert len(drawn) == 1


def settled(small: SmallPilot, db: Database, viewer: Viewer, reason: str, value: float | None = 7.5,
            sure: tuple[str, ...] = ()) -> str:
    """What two came to together of the debts of Berk."""
    entry = Entry(small.families["Berk"], "T0", "debts", value, "2021-03-01", reason=reason)
    return rounds.settle(small.pilot, db, viewer, entry, sure=sure)


def test_where_they_differ_it_is_settled(small: SmallPilot, db: Database, wave: str) -> None:
    """With a reason; what each gave stays, and the last who settled it counts, whoever it was."""
    evaluator = small.viewers["evaluator"]
    give(small, db, "evaluator", 5)
    with pytest.raises(BadInput, match="Fewer than two"):
        settled(small, db, evaluator, "samen gelezen")
    give(small, db, "coach", 10)
    (one,) = rounds.differing(db, evaluator)
    assert (one.domain, {value for _label, _state, value in one.given}) == ("debts", {5, 10})
    with pytest.raises(BadInput, match="why"):
        settled(small, db, evaluator, " ")
    settled(small, db, evaluator, "De  brief van mei telt.")
    settled(small, db, small.viewers["evaluator2"], "Toch onbekend.", None)
    assert rounds.differing(db, evaluator) == []
    assert [one[4:] for one in counted(db, evaluator)] == [(UNKNOWN, None)]
    slot = sheets.sheet(db, evaluator, small.families["Berk"], wave).slot("debts", "coach")
    assert slot.settled
    assert slot.settled.reason == "Toch onbekend."
    assert slot.mine
    assert slot.mine.value == 5
    table = exports.score_table(db, evaluator)
    assert len(table.frame) == 3


def test_a_name_in_a_reason_is_asked_about(small: SmallPilot, db: Database, wave: str) -> None:
    """A word of the register stays only when somebody says so."""
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    give(small, db, "evaluator", 5)
    give(small, db, "coach", 10)
    with pytest.raises(AskFirst) as asked:
        settled(small, db, small.viewers["evaluator"], "Ilona zei het.")
    assert settled(small, db, small.viewers["evaluator"], "Ilona zei het.", sure=(asked.value.about,))


def test_agreement_is_of_what_was_given_blind(small: SmallPilot, db: Database, wave: str) -> None:
    """As it was when the round was shown: what somebody changes since, and what was not blind, is in none."""
    evaluator = small.viewers["evaluator"]
    guid = begin(small, db, wave)
    give(small, db, "coach", 0)
    give(small, db, "evaluator", 5)
    give(small, db, "evaluator2", None)
    assert rounds.given_blind(db, evaluator) == []
    rounds.show(db, evaluator, guid)
    give(small, db, "evaluator2", 5)
    assert [(one.scorer, one.state, one.value) for one in rounds.given_blind(db, evaluator)] == [
        ("evaluator 1", SCORED, 5), ("evaluator 2", UNKNOWN, None)]


def test_the_list_says_how_far_each_is(small: SmallPilot, db: Database, wave: str) -> None:
    """Of the professional's scores, each life domain once; a coach sees her own family."""
    give(small, db, "evaluator", 5)
    give(small, db, "coach", 5)
    give(small, db, "coach", None, "housing")
    (berk,) = sheets.listed(db, small.viewers["coach"])
    assert (berk.pseudonym, berk.known) == ("Berk", {wave: (1, 1)})
    assert [one.known for one in sheets.listed(db, small.viewers["evaluator"], Wanted(search="es"))] == [{}]
