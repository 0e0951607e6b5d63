"""Time counted beside time told: days, quarters, medians and who is left out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.book import codebook
from coding.marks import actions, codings
from pilot.config import ROOT
from pilot.families import consent
from pilot.store.files import new_guid
from stories.contacts import noting
from stories.contacts.noting import Noted
from themes import time_spent as time
from themes.scope import Scope
from themes.time_spent import Contact

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

_DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31)).map(date.isoformat)
_PERIODS = st.lists(st.tuples(_DAYS, st.none() | _DAYS).filter(lambda one: one[1] is None or one[0] <= one[1]),
                    min_size=1, max_size=4)
_CONTACTS = st.lists(st.builds(Contact, _DAYS, st.sampled_from(["visit", "phone"]), st.integers(1, 600),
                               st.none() | st.integers(0, 5000)), max_size=20)


@given(_PERIODS, _DAYS, _DAYS)
@pytest.mark.slow
def test_days_of_support_are_counted_once(periods: list[tuple[str, str | None]], first: str, last: str) -> None:
    """As many as there are days in any of the periods between both limits, however the periods overlap."""
    one_by_one, day = 0, date.fromisoformat(first)
    while day.isoformat() <= last:
        one_by_one += any(start <= day.isoformat() <= (end or last) for start, end in periods)
        day += timedelta(days=1)
    assert time.days_in(time.clipped(periods, first, last)) == one_by_one


@given(_PERIODS, _CONTACTS)
@pytest.mark.slow
def test_quarters_add_up(periods: list[tuple[str, str | None]], contacts: list[Contact]) -> None:
    """Visits a week times weeks, over all quarters, are the visits on days of support; sums are of those alone."""
    first, last = "2020-01-01", "2021-12-31"
    support = time.clipped(periods, first, last)
    row = time.spent("g", "Berk", support, contacts, {}, (first, last))
    own = [one for one in contacts if any(start <= one.on <= end for start, end in support)]
    assert (row.contacts, row.minutes, row.outside) == (
        len(own), sum(one.minutes for one in own), len(contacts) - len(own))
    rates = time.by_quarter(periods, contacts, first, last)
    only = [time.by_quarter(periods, [one], first, last) for one in own if one.kind == "visit"]
    for at, rate in enumerate(rates):
        assert (rate or 0) == pytest.approx(sum((one[at] or 0) for one in only))


def test_a_median_and_what_is_within_a_day() -> None:
    """The middle of an even number lies between both; a day to the minute is within it; no answer is no zero."""
    waits = (10, 1440, 1441, 4000, None)
    contacts = [Contact("2021-01-31", "phone", 5, wait) for wait in waits]
    row = time.spent("g", "Berk", [("2021-01-31", "2021-02-01")], contacts, {}, ("2021-01-01", "2021-12-31"))
    assert (row.days, row.waits, row.median_wait_min, row.within_day) == (2, 4, 1440.5, 2)
    none = time.spent("g", "Berk", [], contacts, {}, ("2021-01-01", "2021-12-31"))
    assert (none.hours_a_month, none.median_wait_min, none.outside) == (None, None, 5)


def test_quarters_begin_at_the_day_support_began() -> None:
    """The last day of the first three months is of the first quarter, the next day of the second."""
    contacts = [Contact("2020-02-29", "visit", 60, None), Contact("2020-03-01", "visit", 60, None)]
    rates = time.by_quarter([("2019-12-01", None)], contacts, "2019-12-01", "2020-05-31")
    assert rates == [pytest.approx(1 / (91 / 7)), pytest.approx(1 / (92 / 7))]


@pytest.mark.parametrize("begun", ["2019-11-30", "2020-01-31", "2020-02-29", "2020-05-15"])
def test_each_day_is_of_the_quarter_of_its_visit(begun: str) -> None:
    """With a visit on every day of support there are seven a week in every quarter, whatever day it began."""
    days = [(date.fromisoformat(begun) + timedelta(days=at)).isoformat() for at in range(700)]
    periods = [(begun, days[200]), (days[290], None)]
    rates = time.by_quarter(periods, [Contact(day, "visit", 60, None) for day in days], begun, days[-1])
    assert rates == [pytest.approx(7)] * 8


def test_counted_beside_told(small: SmallPilot, db: Database) -> None:
    """Minutes and codings of a family stand in one row; who withdrew is left out and counted as such."""
    evaluator, boss = small.viewers["evaluator"], small.operator(db)
    assert time.time_spent(db, evaluator) is None
    for family, day in (("Berk", "2021-01-01"), ("Berk", "2021-01-28"), ("Es", "2021-01-10")):
        noting.note(small.pilot, db, evaluator, Noted(small.families[family], day, "visit", 60))
    found = time.time_spent(db, evaluator)
    assert found is not None
    assert (found.sentence, found.first, found.last) == ("", "2021-01-01", "2021-01-28")
    codebook.adopt(db, boss, (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    guid = small.interview(db)
    actions.apply_ops(db, evaluator, guid, [{
        "op": new_guid(), "kind": "add", "coding": new_guid(), "code": time.CODE, "start": 33, "end": 41, "sign": "-"}])
    codings.set_status(db, evaluator, guid, "done")
    consent.withdraw(db, boss, small.persons["Es moeder"], "analyse")
    found = time.time_spent(db, evaluator)
    assert found is not None
    (row,) = found.rows
    assert (row.family, row.days, row.contacts, row.minutes, found.kept_out) == ("Berk", 28, 2, 120, 1)
    assert row.contacts_a_week == pytest.approx(0.5)
    assert row.hours_a_month == pytest.approx(2 / (28 / time.DAYS_A_MONTH))
    assert row.said == {("family", "-"): 1}
    later = time.time_spent(db, evaluator, Scope(from_on="2021-01-15"))
    assert later is not None
    assert [one.minutes for one in later.rows] == [60]
