"""Two groups and use of services, page by page: the forms, and what each says while little is known."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.store.files import write
from stories.outcomes import allocation, departures, uptake
from stories.outcomes.allocation import Sealing
from stories.outcomes.scores import Entry, enter
from stories.outcomes.uptake import Use

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener

PLAN = Sealing("outside", "Een notaris loot.", "Met", "Zonder", on="2021-01-04")


def html(page: AppTest) -> str:
    """All html that the page shows."""
    return " ".join(one.proto.body for one in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    """Press the button that is called so."""
    return next(one for one in page.button if one.label == label).click().run()


@pytest.fixture
def measured(small: SmallPilot) -> SmallPilot:
    """Berk with support, Es without; both measured at the start, Berk a year later too."""
    viewer = small.viewers["evaluator"]
    with closing(small.open()) as db:
        allocation.seal(small.pilot, db, viewer, PLAN)
        with write(db):
            for family, wave, value in (("Berk", "start", 7.5), ("Es", "start", 5), ("Berk", "jaar", 2.5)):
                enter(db, viewer, Entry(small.families[family], wave, "debts", value, "2021-02-01"))
        for family, arm in (("Berk", "support"), ("Es", "control")):
            allocation.allot(db, viewer, small.families[family], arm, "2021-01-05")
            uptake.say(db, viewer, Use(small.families[family], "start", "training", "yes", "2021-02-01"))
    return small


@pytest.mark.slow
def test_it_begins_with_a_plan(small: SmallPilot, open_page: Opener) -> None:
    """Without words nothing is fixed; then it is, a family gets its group, and the page draws and says what it may."""
    page = open_page("trial", "evaluator")
    assert "Not divided over groups yet" in html(page)
    press(page, "Fix how families are divided")
    assert "who draws" in page.error[0].value
    page.text_area[0].set_value("The program draws.")
    press(page, "Fix how families are divided")
    assert not page.exception
    assert "may be called an effect" in page.info[0].value
    page.selectbox(key="allot family-0").set_value(small.families["Berk"])
    page.run()
    press(page, "Draw the group of this family")
    assert not page.exception
    with closing(small.open()) as db:
        given = allocation.allotted(db, small.viewers["evaluator"])
    assert [one.pseudonym for one in given] == ["Berk"]


def test_few_families_have_no_interval(measured: SmallPilot, open_page: Opener) -> None:
    """Two families are compared with their numbers and no more, and nothing is called a percentage."""
    page = open_page("trial", "evaluator")
    assert not page.exception
    assert "1 of 1" in html(page)
    assert "too few to say (fewer than 20 in a group)" in html(page)
    assert "7.5 to 2.5 (1 family)" in html(page)
    assert "%" not in html(page)
    assert open_page("trial", "steering").error


@pytest.mark.slow
def test_what_went_otherwise_is_said(measured: SmallPilot, open_page: Opener) -> None:
    """With a day and why; the list shows it, and takes it away again."""
    page = open_page("trial", "evaluator")
    page.selectbox(key="departure family-0").set_value(measured.families["Es"])
    page.text_input(key="departure why-0").set_value("verhuisd")
    page.run()
    press(page, "Note it")
    assert "verhuisd" in html(page)
    with closing(measured.open()) as db:
        found = departures.listed(measured.pilot, db, measured.viewers["evaluator"])
    assert [(one.pseudonym, one.kind) for one in found] == [("Es", "not_begun")]


@pytest.mark.slow
def test_a_coach_says_which_services(measured: SmallPilot, open_page: Opener) -> None:
    """What is chosen is kept at once; chosen once more it is taken back; another coach has no such family."""
    berk = measured.families["Berk"]
    page = open_page("uptake", "coach", family=berk)
    assert not page.exception
    page.button_group(key=f"uptake {berk} jaar child_care None").set_value("yes").run()
    with closing(measured.open()) as db:
        found = uptake.of_family(db, measured.viewers["coach"], berk)
        assert found["jaar", "child_care"].state == "yes"
        page.button_group(key=f"uptake {berk} jaar child_care yes").set_value(None).run()
        assert ("jaar", "child_care") not in uptake.of_family(db, measured.viewers["coach"], berk)
    assert "No family chosen" in html(open_page("uptake", "coach2", family=berk))


def test_without_moments_there_is_nothing_to_say(small: SmallPilot, open_page: Opener) -> None:
    """Before the first moment of measuring the page says what will be there."""
    assert "No moments of measuring yet" in html(open_page("uptake", "coach", family=small.families["Berk"]))
