"""Whom the pilot reached: the funnel, by hand and by property; lengths, caseload; and what consent leaves out."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot import words
from pilot.families import consent, people
from pilot.families.early import EVERY_DAY
from pilot.vocabulary.domains import DOMAINS
from stories.file import household
from stories.outcomes.reach import closing, hours, kinds, months, referring
from stories.outcomes.reach.referring import Referral
from themes.outcomes import reach
from themes.outcomes.reach_files import reach_table
from themes.outcomes.reached import Reached, reached

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

NO_HELP = pd.DataFrame({"referral_id": [], "kind": []})
NO_DOMAINS = pd.DataFrame({"family_id": [], "domain": []})


def number(found: Reached, what: str, group: str = "", part: str = reach.FUNNEL) -> tuple[int, int]:
    """n and of what is counted."""
    return next((one.n, one.of) for one in found.counts
                if (one.part, one.what, one.group) == (part, what, group))


@pytest.fixture
def world(small: SmallPilot, db: Database) -> SmallPilot:
    """Berk by the school and Es by the police are supported; one more waits, one was refused, one was wrong; Kort of
    the police stopped after 20 days and went on warm; Eik was accepted and has not begun."""
    boss = small.operator(db)
    small.families["Kort"] = people.add_family(db, boss, "Kort", starts_on="2021-03-01")
    people.end_support(db, boss, small.families["Kort"], "2021-03-20")
    closing.say(db, boss, small.families["Kort"], "2021-03-01", "wrong", "social_team", warm=True)
    for family, by, known, helped in (
            ("Berk", "School", "new", ()), ("Es", "Politie", "contact", ("school", "police")),
            ("Kort", "Politie", "", None)):
        referring.keep(small.pilot, db, boss, Referral(
            "2020-01-01", kinds.ACCEPTED, by, decided_on="2020-01-10", family=small.families[family], known=known,
            helped=helped), sure=EVERY_DAY)
    for state, by, asked, decided in (
            (kinds.WAITING, "School", None, None), (kinds.REFUSED, "School", "2020-02-02", "2020-02-05"),
            (kinds.WRONG, "Politie", None, "2020-02-05"), (kinds.ACCEPTED, "Politie", None, "2020-02-09"),
            (kinds.ASKED, "", "2020-02-03", None)):
        referring.keep(small.pilot, db, boss, Referral(
            "2020-02-01", state, by, asked_on=asked, decided_on=decided), sure=EVERY_DAY)
    household.add(db, boss, small.families["Berk"], "couple", "2020-01-15", children=household.Children(2, 0, 1))
    household.add(db, boss, small.families["Es"], "couple", "2020-01-15", children=household.Children(3, 0, 0))
    hours.add(db, boss, small.persons["coach"], 18, "2021-03-01", "2021-03-31")
    hours.add(db, boss, small.persons["coach2"], 18, "2021-03-01", "2021-03-10", referrer="Politie")
    months.count(db, boss, "2021-03", kinds.OUTSIDE, 10, 4)
    return small


def test_the_funnel_counted_by_hand(world: SmallPilot, db: Database) -> None:
    """Every step, in the whole and by who referred; what nobody said by whom has a column of its own."""
    found = reached(db, world.viewers["evaluator"])
    assert found.groups == ["", "Politie", "School", "?"]
    assert {what: number(found, what) for what, _of, _unit in reach.STEPS} == {
        "referred": (8, 8), "waiting": (1, 8), "wrong": (1, 8), "asked": (6, 8), "no answer": (1, 6),
        "refused": (1, 6), "accepted": (4, 6), "not begun": (1, 4), "supported": (3, 3), "short": (1, 3),
        "counted": (2, 3), "any domain": (0, 2), "all domains": (0, 2), "closed": (1, 3), "onward": (1, 1),
        "reopened": (0, 3)}
    assert [number(found, "referred", group)[0] for group in found.groups] == [8, 4, 3, 1]
    assert [number(found, "supported", group)[0] for group in found.groups] == [3, 2, 1, 0]
    assert (found.unlisted, found.kept_out, found.waiting_since) == (0, 0, "2020-02-01")


def test_before_help_children_and_why(world: SmallPilot, db: Database) -> None:
    """Each out of those of whom it was said, and how many nobody said it of."""
    found = reached(db, world.viewers["evaluator"])
    before = {what: number(found, what, part=reach.BEFORE) for what in (*kinds.KNOWN, reach.NOT_SAID)}
    assert before == {"new": (1, 2), "lapsed": (0, 2), "contact": (1, 2), "?": (2, 4)}
    assert [number(found, what, part=reach.HELP) for what in ("school", "none", "?")] == [(1, 2), (1, 2), (2, 4)]
    assert [number(found, what, part=reach.CHILDREN) for what in ("families", "children", "?")] == [
        (1, 2), (1, 6), (1, 3)]
    assert [number(found, what, part=reach.CLOSED) for what in ("wrong", "goals", "warm")] == [(1, 1), (0, 1), (1, 1)]


def test_length_wait_and_caseload(world: SmallPilot, db: Database) -> None:
    """20 days are two thirds of a month; two coaches of half a week had two families, and a third for 20 days."""
    found = reached(db, world.viewers["evaluator"])
    month = 20 / reach.DAYS_A_MONTH
    assert found.lengths[0].n == 1
    assert [found.lengths[0].mean, found.lengths[0].median] == pytest.approx([month, month])
    assert found.caseloads[0].family_days == 31 * 2 + 20
    assert found.caseloads[0].full_time_days == pytest.approx(31 * 0.5 + 10 * 0.5)
    police = next(one for one in found.caseloads if one.group == "Politie")
    assert (police.family_days, police.full_time_days) == (20, 5.0)  # Es and Kort on ten days
    assert next(one for one in found.caseloads if one.group == "School").caseload is None


def test_what_consent_leaves_out(world: SmallPilot, db: Database) -> None:
    """A family that withdrew counts nowhere, nor does its referral; it is told how many."""
    consent.withdraw(db, world.operator(db), world.persons["Es moeder"], "analyse")
    found = reached(db, world.viewers["evaluator"])
    assert (found.kept_out, number(found, "referred")[0], number(found, "supported")[0]) == (1, 7, 2)


def test_a_family_without_a_referral_counts_as_accepted(small: SmallPilot, db: Database) -> None:
    """So that a pilot that never noted any has its families; and in the file stands how many these are."""
    found = reached(db, small.viewers["evaluator"])
    assert (found.unlisted, number(found, "referred"), number(found, "accepted")) == (2, (2, 2), (2, 2))
    with words.speaking("en"):
        table = reach_table(db, small.viewers["evaluator"])
    assert ("Families without a referral, counted as referred", "2") in table.about
    assert len(table.frame) >= len(found.counts)


STATES = st.sampled_from(list(kinds.STATES))
FAMILY = st.tuples(st.sampled_from(["A", "B", reach.NOT_SAID]), st.integers(1, 900), st.booleans(), st.integers(1, 3))


@settings(max_examples=15)
@given(referred=st.lists(st.tuples(STATES, st.booleans(), st.booleans(), st.sampled_from(["A", "B"])), max_size=7),
       supported=st.lists(FAMILY, max_size=7))
@pytest.mark.slow
def test_no_part_is_more_than_its_whole(
    referred: list[tuple[str, bool, bool, str]], supported: list[tuple[str, int, bool, int]]
) -> None:
    """Whatever was noted: a part never exceeds its whole, and the groups add up to all."""
    referrals = pd.DataFrame([(n, by, state, asked, begun and state == kinds.ACCEPTED, "", False)
                              for n, (state, asked, begun, by) in enumerate(referred)], columns=[
        "referral_id", "referrer", "state", "asked", "begun", "known", "help_known"])
    families = pd.DataFrame([(n, by, days, ended, periods, None, None)
                             for n, (by, days, ended, periods) in enumerate(supported)], columns=[
        "family_id", "referrer", "days", "ended", "periods", "placed", "children"])
    periods = pd.DataFrame([(n, by, "goals", "school", None) for n, (by, _days, ended, _p) in enumerate(supported)
                            if ended], columns=["family_id", "referrer", "why", "onward", "warm"])
    known = pd.DataFrame(list(product(range(len(supported)), DOMAINS[:5])), columns=["family_id", "domain"])
    found = reach.counts(referrals, NO_HELP, families, periods, known if len(supported) else NO_DOMAINS)
    assert all(0 <= one.n <= one.of for one in found)
    names = [one for one in reach.groups(referrals, families) if one]
    for whole in (one for one in found if one.group == reach.EVERYBODY and names):
        parts = [one for one in found if (one.part, one.what) == (whole.part, whole.what) and one.group in names]
        assert (sum(one.n for one in parts), sum(one.of for one in parts)) == (whole.n, whole.of)


@given(stretches=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 15)), max_size=8))
def test_days_are_counted_once(stretches: list[tuple[int, int]]) -> None:
    """Stretches made one hold exactly the days that any of them holds, and none touches another."""
    given_ = [(first, first + more) for first, more in stretches]
    joined = reach._joined(given_)
    days = {day for first, last in given_ for day in range(first, last + 1)}
    assert [day for first, last in joined for day in range(first, last + 1)] == sorted(days)
    assert all(last + 1 < first for (_f, last), (first, _l) in zip(joined, joined[1:], strict=False))


@pytest.mark.parametrize(("first", "last", "expected"), [
    ("2020-01-01", "2020-04-01", ["2020-01-01", "2020-04-01"]), ("2020-11-15", "2021-01-01", ["2021-01-01"]),
    ("2020-02-02", "2020-03-30", [])])
def test_quarters(first: str, last: str, expected: list[str]) -> None:
    """First days of quarters between two days, over the turn of a year, too."""
    assert reach.quarter_days(first, last) == expected
