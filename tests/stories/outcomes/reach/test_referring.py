"""Referrals, closings, hours and counted questions: what is kept of each, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.clock import today
from pilot.errors import AskFirst, BadInput, Conflict, NotFound
from pilot.families import consent, people, register
from pilot.families.early import EVERY_DAY
from pilot.paging import Wanted
from stories.outcomes.reach import closing, hours, kinds, listing, months, referring
from stories.outcomes.reach.referring import Referral

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def referred(small: SmallPilot, **what: object) -> Referral:
    """A referral of family Berk that was accepted."""
    return Referral(**({"referred_on": "2020-01-05", "state": "accepted", "referrer": "Basisschool", "site": "Emmen",
                        "asked_on": "2020-01-07", "decided_on": "2020-01-10", "family": small.families["Berk"],
                        "known": "lapsed", "helped": ("debt_help", "school")} | what))  # type: ignore[arg-type]


def test_a_referral_comes_back_as_it_was_noted(small: SmallPilot, db: Database) -> None:
    """With its family, what was known of it and its earlier help; the family is then of who referred it."""
    admin = small.viewers["admin"]
    new = referred(small)
    guid = referring.keep(small.pilot, db, admin, new)
    found = listing.one(db, admin, guid)
    assert (found.what, found.family) == (new, "Berk")
    assert db.conn.execute("SELECT e.name FROM family f JOIN referrer e USING (referrer_id) WHERE f.guid = ?",
                           (small.families["Berk"],)).fetchall() == [("Basisschool",)]
    changed = referred(small, referrer="Politie", helped=None, known="")
    assert referring.keep(small.pilot, db, admin, changed, guid) == guid
    assert listing.one(db, admin, guid).what == changed
    assert db.conn.execute("SELECT e.name FROM family f JOIN referrer e USING (referrer_id) WHERE f.guid = ?",
                           (small.families["Berk"],)).fetchall() == [("Basisschool",)]  # who was first stays
    referring.take_away(db, admin, guid)
    with pytest.raises(NotFound):
        listing.one(db, admin, guid)


@pytest.mark.parametrize("what", [
    {"state": "refused"}, {"state": "wrong", "family": "", "known": ""},
    {"state": "refused", "family": "", "helped": None},
    {"state": "gone"}, {"decided_on": None}, {"decided_on": "2020-01-06"}, {"asked_on": "2020-01-04"},
    {"referred_on": "2090-01-01"}, {"known": "maybe"}, {"helped": ("magic",)}, {"referred_on": "5 januari"},
    {"state": "waiting", "family": "", "known": "", "helped": None},
    {"state": "asked", "family": "", "known": "", "helped": None, "asked_on": None, "decided_on": None},
    {"referrer": "x" * 81}, {"referrer": "!!!"}])
def test_what_cannot_be_is_refused_in_a_sentence(small: SmallPilot, db: Database, what: dict[str, object]) -> None:
    """Nothing of it is kept, not even a new referrer."""
    with pytest.raises(BadInput):
        referring.keep(small.pilot, db, small.viewers["admin"], referred(small, **what))
    assert db.conn.execute("SELECT count(*) FROM referral").fetchone() == (0,)
    assert db.conn.execute("SELECT count(*) FROM referrer").fetchone() == (0,)


def test_one_that_was_refused_is_a_number(small: SmallPilot, db: Database) -> None:
    """When, by whom it was referred, and that it was refused: nothing else can be kept of it, even by hand."""
    guid = referring.keep(small.pilot, db, small.viewers["evaluator"], Referral(
        "2020-02-01", "refused", "Politie", "Emmen", "2020-02-03", "2020-02-10"))
    (row,) = db.conn.execute("SELECT family_id, known, help_known FROM referral").fetchall()
    assert row == (None, None, 0)
    assert listing.one(db, small.viewers["evaluator"], guid).what.site == "Emmen"
    with pytest.raises(Exception, match="CHECK"):
        db.conn.execute("UPDATE referral SET known = 'new'")


def test_a_name_for_who_referred_is_asked_about(small: SmallPilot, db: Database) -> None:
    """A word of the register stands in no referrer unless somebody says that it may."""
    boss = small.operator(db)
    register.set_person_name(small.pilot, db, boss, small.persons["Berk moeder"], "Ilona Hazeveld")
    with pytest.raises(AskFirst) as asked:
        referring.keep(small.pilot, db, boss, Referral("2020-02-01", referrer="Ilona Hazeveld"))
    assert not listing.listed(db, boss)
    referring.keep(small.pilot, db, boss, Referral("2020-02-01", referrer="Ilona Hazeveld"), sure=[asked.value.about])


def test_a_coach_sees_and_notes_her_own(small: SmallPilot, db: Database) -> None:
    """Of her own families, and of no other; who evaluates sees all."""
    coach, other, evaluator = (small.viewers[name] for name in ("coach", "coach2", "evaluator"))
    guid = referring.keep(small.pilot, db, coach, referred(small))
    referring.keep(small.pilot, db, evaluator, Referral("2020-02-01"))
    assert [one.guid for one in listing.listed(db, coach)] == [guid]
    assert not listing.listed(db, other)
    assert listing.listed(db, evaluator).total == 2
    for wish in (lambda: referring.keep(small.pilot, db, other, referred(small), guid),
                 lambda: referring.keep(small.pilot, db, coach, Referral("2020-02-01")),
                 lambda: listing.one(db, other, guid), lambda: referring.take_away(db, other, guid)):
        with pytest.raises(BadInput):
            wish()


def test_what_was_known_is_out_of_reach_with_the_family(small: SmallPilot, db: Database) -> None:
    """After consent was withdrawn the number stays, and what was known of the family is not shown."""
    evaluator = small.viewers["evaluator"]
    guid = referring.keep(small.pilot, db, evaluator, referred(small))
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    found = listing.one(db, evaluator, guid).what
    assert (found.known, found.helped, found.referrer) == ("", None, "Basisschool")


def test_lists_by_state_and_by_wait(small: SmallPilot, db: Database) -> None:
    """Those that wait longest come first, and one state can be asked for."""
    admin = small.viewers["admin"]
    for new in (Referral("2020-03-01"), Referral("2020-02-01"),
                Referral("2020-01-01", "refused", decided_on="2020-01-02")):
        referring.keep(small.pilot, db, admin, new, sure=EVERY_DAY)
    found = [one.what.referred_on for one in listing.listed(db, admin, Wanted(order="waiting"))]
    assert found == ["2020-02-01", "2020-03-01", "2020-01-01"]
    assert [one.what.state for one in listing.listed(db, admin, state="refused")] == ["refused"]


def test_why_support_was_closed(small: SmallPilot, db: Database) -> None:
    """Said of a period that ended, from a list, with where the family went on to; said again it is replaced."""
    boss, berk = small.operator(db), small.families["Berk"]
    (start,) = db.conn.execute("SELECT starts_on FROM support_period p JOIN family f USING (family_id)"
                               " WHERE f.guid = ?", (berk,)).fetchone()
    with pytest.raises(BadInput):
        closing.say(db, boss, berk, start, "goals")  # it goes on
    people.end_support(db, boss, berk, "2021-06-30", "klaar")
    assert [(one.why, one.said) for one in closing.closed(db, boss)] == [("", "klaar")]
    for why, onward, warm in (("luck", "", None), ("goals", "the moon", None), ("goals", "", True)):
        with pytest.raises(BadInput):
            closing.say(db, boss, berk, start, why, onward, warm)
    with pytest.raises(NotFound):
        closing.say(db, boss, berk, "1999-01-01", "goals")
    closing.say(db, boss, berk, start, "goals")
    closing.say(db, small.viewers["coach"], berk, start, "stable", "social_team", warm=True)
    (found,) = closing.closed(db, small.viewers["coach"])
    assert (found.why, found.onward, found.warm) == ("stable", "social_team", True)
    with pytest.raises(NotFound):
        closing.say(db, small.viewers["coach2"], berk, start, "goals")


def test_hours_follow_each_other(small: SmallPilot, db: Database) -> None:
    """New hours end those that went on; over others, more than a full week, or of a family's member is refused."""
    admin, coach = small.viewers["admin"], small.persons["coach"]
    hours.add(db, admin, coach, 24, "2020-01-01")
    hours.add(db, admin, coach, 32, "2021-01-01")
    assert [(one.from_on, one.until_on, one.hours) for one in hours.listed(db, admin)] == [
        ("2020-01-01", "2020-12-31", 24), ("2021-01-01", None, 32)]
    with pytest.raises(Conflict):
        hours.add(db, admin, coach, 12, "2020-06-01", "2020-07-01")
    for n, week, person in ((0, 36, coach), (40, 36, coach), (12, 20, coach), (12, 36, small.persons["Berk moeder"])):
        with pytest.raises(BadInput):
            hours.add(db, admin, person, n, "2022-01-01", full_week=week)
    with pytest.raises(NotFound):
        hours.add(db, admin, coach, 12, "2020-01-01", referrer="Niemand")
    first = hours.listed(db, admin)[0].guid
    hours.take_away(db, admin, first)
    with pytest.raises(NotFound):
        hours.take_away(db, admin, first)
    assert hours.listed(db, admin).total == 1


@given(questions=st.integers(-3, 20), warm=st.integers(-3, 20))
def test_no_more_go_on_warm_than_there_were(questions: int, warm: int) -> None:
    """What is refused and what is kept differ by the numbers alone."""
    assert (0 <= warm <= questions) == _counts(questions, warm)


def _counts(questions: int, warm: int) -> bool:
    try:
        months.check("2020-05", kinds.INSIDE, questions, warm, "2021-01-01")
    except BadInput:
        return False
    return True


def test_a_month_is_counted_once(small: SmallPilot, db: Database) -> None:
    """A later count replaces the first; a month that did not begin, or is none, is refused."""
    coach = small.viewers["coach"]
    months.count(db, coach, "2021-03", kinds.OUTSIDE, 200, 60)
    months.count(db, coach, "2021-03", kinds.OUTSIDE, 210, 61)
    months.count(db, coach, "2021-03", kinds.INSIDE, 90, 10)
    assert months.months(db, coach) == [("2021-03", "inside", 90, 10), ("2021-03", "outside", 210, 61)]
    ahead = (date.fromisoformat(today(db)) + timedelta(days=40)).isoformat()[:7]
    for month, place in (("2021-13", "inside"), ("maart", "inside"), (ahead, "inside"), ("2021-03", "beside")):
        with pytest.raises(BadInput):
            months.count(db, coach, month, place, 1, 0)
