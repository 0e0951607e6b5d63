"""Scores of life domains, page by page: what each role sees, and the forms."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.store.files import write
from stories.outcomes import rounds, rubrics, waves
from stories.outcomes.scores import Entry, counted, enter

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


@pytest.fixture
def wave(small: SmallPilot) -> str:
    """T0, in which evaluator and coach differ on the debts of Berk."""
    with closing(small.open()) as db:
        guid = waves.add(db, small.viewers["evaluator"], waves.New("T0", "months", 0))
        with write(db):
            for who, value in (("evaluator", 5), ("coach", 10)):
                enter(db, small.viewers[who], Entry(small.families["Berk"], "T0", "debts", value, "2021-03-01"))
    return guid


def test_without_a_round_the_page_says_what_to_do(open_page: Opener) -> None:
    """An evaluator is sent to where rounds are made; a coach learns who makes them."""
    evaluator, coach = open_page("scores", "evaluator"), open_page("scores", "coach")
    assert 'href="/waves"' in html(evaluator)
    assert "No round of measuring yet" in html(coach)
    assert 'href="/waves"' not in html(coach)


def test_the_list_and_the_sheet(small: SmallPilot, open_page: Opener, wave: str) -> None:
    """Each family with how far it is; a coach her own; the sheet of another's family is not shown."""
    assert "1 of 9" in html(open_page("scores", "evaluator"))
    assert "Es" not in html(open_page("scores", "coach"))
    sheet = open_page("scores", "evaluator", family=small.families["Berk"], wave=wave)
    assert not sheet.exception
    assert "0 months after the support began" in sheet.caption[0].value
    other = open_page("scores", "coach2", family=small.families["Berk"], wave=wave)
    assert "No family chosen" in html(other)


def test_rounds_of_measuring_are_stated(small: SmallPilot, open_page: Opener, wave: str) -> None:
    """Added by months; one without scores can go again."""
    page = open_page("waves", "evaluator")
    page.text_input[0].set_value("na een jaar")
    page.radio[0].set_value("months").run()
    page.number_input[0].set_value(12)
    press(page, "Add")
    assert not page.exception
    assert not page.error
    with closing(small.open()) as db:
        assert [(one.label, one.months) for one in waves.known(db, small.viewers["evaluator"])] == [
            ("T0", 0), ("na een jaar", 12)]
    next(one for one in page.selectbox if one.label == "Round").select_index(1).run()
    press(page, "Take this round away")
    assert "na een jaar" not in html(page)


def test_a_level_is_worded(small: SmallPilot, open_page: Opener) -> None:
    """Saved, it is a version of its own, and the page shows it as it is read."""
    page = open_page("rubric", "evaluator")
    next(one for one in page.text_area if one.label == "10, the worst (English)").set_value("All goes wrong.")
    press(page, "Save")
    assert not page.error
    assert "All goes wrong." in html(page)
    with closing(small.open()) as db:
        assert rubrics.newest(db).number == 2


def test_two_who_differ_are_settled(small: SmallPilot, open_page: Opener, wave: str) -> None:
    """The difference stands there with what each gave; settled with a reason it goes, and the score counts."""
    page = open_page("scorers", "evaluator")
    assert any("coach 1" in one.label for one in page.expander)
    next(one for one in page.radio if one.label.startswith("The score")).set_value("7.5")
    next(one for one in page.text_input if one.label.startswith("Why")).set_value("De brief van mei telt.")
    press(page, "Settle")
    assert not page.error
    assert not any("coach 1" in one.label for one in page.expander)
    with closing(small.open()) as db:
        assert [one.value for one in counted(db, small.viewers["evaluator"])] == [7.5]


def test_a_round_begins_and_is_shown(small: SmallPilot, open_page: Opener, wave: str) -> None:
    """Two are asked; not all being done, it is shown only after saying so; then they are compared."""
    page = open_page("scorers", "evaluator")
    page.multiselect[0].set_value([small.accounts["evaluator"], small.accounts["evaluator2"]])
    press(page, "Begin")
    assert not page.error
    assert any("blind" in one.value for one in page.text)
    with closing(small.open()) as db, write(db):
        enter(db, small.viewers["evaluator2"], Entry(small.families["Berk"], "T0", "debts", 5, "2021-03-01"))
    assert "asked to score 2 families blind" in open_page("scores", "evaluator2").subheader[0].value
    assert next(one for one in page.button if one.label == "Show to all").disabled
    next(one for one in page.checkbox if one.label.startswith("Show it though")).check().run()
    press(page, "Show to all")
    page.button(key="yes").click().run()
    with closing(small.open()) as db:
        assert not rounds.rounds(db, small.viewers["evaluator"])[0].is_blind
    assert "1 of 1" in html(page)
