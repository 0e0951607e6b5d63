"""Money in figures: shares with their wholes, groups that add up, years of support by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.families import consent
from stories.outcomes.spending import ceilings, costs, kinds, noting
from stories.outcomes.spending.costs import Cost
from stories.outcomes.spending.noting import Expense
from themes.outcomes import costs as cost_figures
from themes.outcomes import money
from themes.outcomes.money import EXPENSES, Part, Used, Waited

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def families(*rows: tuple[int, str, int | None, int | None]) -> pd.DataFrame:
    """family_id, referrer, ceilings of budget and decision in cents."""
    frame = pd.DataFrame(rows, columns=["family_id", "referrer", "budget", "decision"])
    return frame.astype({"budget": "Int64", "decision": "Int64"})


def spent(*rows: tuple[int, str, str, int, str | None]) -> pd.DataFrame:
    """family_id, instrument, kind, cents, asked on; all spent on the tenth of March by the coach."""
    return pd.DataFrame([(family, instrument, kind, "coach", "2021-03-10", asked, cents, False)
                         for family, instrument, kind, cents, asked in rows],
                        columns=EXPENSES).astype({"cents": "int64", "told": "bool"})


def test_by_hand() -> None:
    """Three families of two referrers: who used it, how much of what they may have, over it, the middle amount."""
    found = money.reckon(
        families((1, "Politie", 200_000, None), (2, "Politie", 200_000, None), (3, "School", 30_000, None)),
        spent((1, "budget", "clothes", 50_000, "2021-03-01"), (1, "budget", "school", 30_000, None),
              (3, "budget", "clothes", 40_000, "2021-03-08"), (3, "decision", "rent", 9_000, None)), 1)
    assert (found.families, found.users, found.expenses, found.cents, found.kept_out) == (3, 2, 4, 129_000, 1)
    assert found.used == [
        Used("", "budget", 3, 2, 3, 120_000, 60_000, 2, 120_000, 230_000, 1),
        Used("", "decision", 3, 1, 1, 9_000, 9_000, 0, 0, 0, 0),
        Used("Politie", "budget", 2, 1, 2, 80_000, 80_000, 1, 80_000, 200_000, 0),
        Used("Politie", "decision", 2, 0, 0, 0, None, 0, 0, 0, 0),
        Used("School", "budget", 1, 1, 1, 40_000, 40_000, 1, 40_000, 30_000, 1),
        Used("School", "decision", 1, 1, 1, 9_000, 9_000, 0, 0, 0, 0)]
    assert found.parts == [Part("budget", "clothes", 2, 2, 90_000), Part("budget", "school", 1, 1, 30_000),
                           Part("decision", "rent", 1, 1, 9_000)]
    assert found.waited == {"budget": Waited(2, 3, 5.5, 1), "decision": Waited(0, 1, None, 0)}
    assert [one.percent for one in found.used] == [None] * 6


def test_a_percentage_from_twenty() -> None:
    """Nineteen users have amounts only; twenty have a share of what they may have together."""
    for n, percent in ((19, None), (20, 60.0)):
        found = money.reckon(
            families(*((one, "", 30_000, None) for one in range(n))),
            spent(*((one, "budget", "clothes", 18_000, None) for one in range(n))))
        assert found.used[0].percent == (percent if percent is None else pytest.approx(percent))


def test_nothing_spent() -> None:
    """Before the first expense there are families and nothing else."""
    found = money.reckon(families((1, "", None, None)), spent())
    assert (found.families, found.users, found.cents, found.first, found.used, found.parts) == (1, 0, 0, "", [], [])


@given(st.lists(st.tuples(st.integers(0, 8), st.sampled_from(("budget", "decision")),
                          st.sampled_from(("rent", "health")), st.integers(1, 10**8)), max_size=40))
@pytest.mark.slow
def test_parts_add_up(rows: list[tuple[int, str, str, int]]) -> None:
    """Whatever was spent: kinds, deciders and referrers each come to the same total; who used it is among who is."""
    found = money.reckon(families(*((one, "AB"[one % 2], 10**6, None) for one in range(9))),
                         spent(*((family, by, kind, cents, None) for family, by, kind, cents in rows)))
    assert sum(one.cents for one in found.parts) == sum(one.cents for one in found.deciders) == found.cents
    for instrument in kinds.INSTRUMENTS:
        whole = [one for one in found.used if one.instrument == instrument and not one.group]
        groups = [one for one in found.used if one.instrument == instrument and one.group]
        for field in ("families", "users", "expenses", "cents", "capped", "ceiling", "over"):
            assert sum(getattr(one, field) for one in groups) == sum(getattr(one, field) for one in whole)
    assert all(one.over <= one.capped <= one.users <= one.families for one in found.used)


def test_years_by_hand() -> None:
    """Two families, one for the whole of 2021 and one for its second half: 365 and 184 days of support."""
    found = cost_figures.reckon(
        [Cost(2021, "staff", 9_000_000), Cost(2021, "training", 1_000_000), Cost(2022, "staff", 5_000_000)],
        {2021: 7_000}, [[("2021-01-01", "2021-12-31")], [("2021-07-01", None)]], "2022-01-10")
    assert [(one.year, one.cents, one.for_families, one.families, one.is_over) for one in found] == [
        (2021, 10_000_000, 7_000, 2, True), (2022, 5_000_000, 0, 1, False)]
    assert found[0].family_years == pytest.approx(549 / 365.25)
    assert found[0].a_family_year == pytest.approx(10_000_000 / (549 / 365.25))
    assert found[1].family_years == pytest.approx(10 / 365.25)
    assert found[1].a_family_year is None
    assert cost_figures.reckon([], {}, [], "2022-01-10") == []
    (alone,) = cost_figures.reckon([Cost(2021, "staff", 5)], {}, [], "2022-01-10")
    assert alone.a_family_year is None


def test_of_a_pilot(small: SmallPilot, db: Database) -> None:
    """What was taken away counts nowhere, a family that withdrew is left out and said to be, its support stays."""
    boss, evaluator, mother = small.operator(db), small.viewers["evaluator"], small.persons["Es moeder"]
    ceilings.set_ceiling(db, boss, kinds.BUDGET, "", 40_000)
    bike = Expense(small.families["Berk"], "2021-03-04", 30_000, kinds.BUDGET, "transport", "coach")
    noting.note(small.pilot, db, boss, bike)
    noting.note(small.pilot, db, boss, replace(bike, family=small.families["Es"], cents=5_000))
    gone = noting.note(small.pilot, db, boss, replace(bike, cents=1_000))
    noting.take_away(db, boss, gone)
    found = money.money(db, evaluator)
    assert (found.families, found.users, found.cents, found.kept_out) == (2, 2, 35_000, 0)
    assert found.used[0] == Used("", "budget", 2, 2, 2, 35_000, 17_500, 2, 35_000, 80_000, 0)
    consent.give(db, boss, mother, ["analyse"], "2020-03-01")
    consent.withdraw(db, boss, mother, "analyse", "2021-05-01")
    after = money.money(db, evaluator)
    assert (after.families, after.users, after.cents, after.kept_out) == (1, 1, 30_000, 1)
    costs.set_cost(db, boss, 2021, "staff", 9_000_000)
    years = {one.year: one for one in cost_figures.years(db, evaluator)}
    assert (years[2021].cents, years[2021].for_families, years[2021].families) == (9_000_000, 30_000, 2)
    assert list(years) == [2021]
