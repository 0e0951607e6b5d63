"""Money, page by page: a coach notes and mends, an evaluator sees figures and sets ceilings and costs."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from stories.outcomes.spending import ceilings, costs, kinds, listing, noting
from stories.outcomes.spending.noting import Expense

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def html(page: AppTest) -> str:
    """All html that the page shows."""
    return " ".join(one.proto.body for one in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    """Press the button that is called so."""
    return next(one for one in page.button if one.label == label).click().run()


def fill(page: AppTest, label: str, text: str) -> None:
    """Type into the field whose name begins so."""
    next(one for one in page.text_input if one.label.startswith(label)).set_value(text)


def choose(page: AppTest, label: str, value: str) -> None:
    """Touch a pill."""
    next(one for one in page.button_group if one.label == label).set_value(value).run()


def noted(small: SmallPilot) -> list[tuple[int, str, str, str]]:
    """What stands in the books of Berk."""
    with closing(small.open()) as db:
        return [(one.cents, one.instrument, one.kind, one.decided_by)
                for one in listing.listed(db, small.viewers["coach"])]


@pytest.mark.slow
def test_a_coach_notes_and_mends(small: SmallPilot, open_page: Opener) -> None:
    """Without an amount nothing is kept; with a comma it is; over the ceiling it asks; mended it stands otherwise."""
    with closing(small.open()) as db:
        ceilings.set_ceiling(db, small.viewers["evaluator"], kinds.BUDGET, "", 5_000)
    page = open_page("spent", "coach", family=small.families["Berk"])
    choose(page, "What for?", "furniture")
    press(page, "Note it")
    assert [one.value for one in page.error] == ["Write the amount in euros, such as 12,50."]
    fill(page, "How much", "62,50")
    press(page, "Note it")
    assert noted(small) == []
    (question,) = page.warning
    assert "ceiling for this family is €50.00" in question.value
    next(one for one in page.checkbox if one.label == "Yes, it is right").check().run()
    press(page, "Note it")
    assert noted(small) == [(6_250, "budget", "furniture", "unknown")]
    assert "over the ceiling of €50.00" in html(page)
    with closing(small.open()) as db:
        (one,) = listing.listed(db, small.viewers["coach"])
    page = open_page("spent", "coach", expense=one.guid)
    fill(page, "How much", "40")
    choose(page, "Who decided?", "coach")
    press(page, "Save")
    assert noted(small) == [(4_000, "budget", "furniture", "coach")]
    press(page, "Take this expense away")
    assert noted(small) == []
    press(page, "Put it back")
    assert noted(small) == [(4_000, "budget", "furniture", "coach")]
    assert "not there" in open_page("spent", "coach2", expense=one.guid).error[0].value


def test_a_kind_that_is_not_at_hand(small: SmallPilot, open_page: Opener) -> None:
    """Behind the last pill stand all the others."""
    page = open_page("spent", "coach", family=small.families["Berk"])
    choose(page, "What for?", kinds.MORE)
    next(one for one in page.selectbox if one.label == "Which?").select("papers").run()
    fill(page, "How much", "25")
    press(page, "Note it")
    assert noted(small) == [(2_500, "budget", "papers", "unknown")]


@pytest.mark.slow
def test_an_evaluator_counts_and_sets(small: SmallPilot, open_page: Opener) -> None:
    """Before the first expense an invitation; then figures with their wholes, and what was set counts."""
    page = open_page("money", "evaluator")
    assert "Nothing was spent yet" in html(page)
    with closing(small.open()) as db:
        noting.note(small.pilot, db, small.viewers["coach"], Expense(
            small.families["Berk"], "2021-03-04", 30_000, kinds.BUDGET, "transport", "coach", "2021-03-01"))
    fill(page, "One family may have", "2.000")
    press(page, "Set the ceiling")
    fill(page, "Amount in euros", "90.000,00")
    next(one for one in page.number_input if one.label == "Year").set_value(2021)
    press(page, "Keep the cost")
    assert not page.error
    with closing(small.open()) as db:
        assert [one.cents for one in ceilings.ceilings(db, small.viewers["evaluator"])] == [200_000]
        assert [one[:] for one in costs.costs(db, small.viewers["evaluator"])] == [(2021, "staff", 9_000_000)]
    shown = html(open_page("money", "evaluator"))
    for said in ("1 of 2 families", "€ 300 of € 2,000", "0 of 1", "€ 90,000"):
        assert said in shown.replace("\xa0", " ")
    assert "percent" not in shown
