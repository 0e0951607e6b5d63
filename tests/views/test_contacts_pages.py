"""Contacts, what was undertaken and signals, page by page: what each role sees, and the forms."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from stories.contacts import listing, noting, undertaken
from stories.contacts.noting import Noted
from stories.contacts.undertaken import Undertaken
from stories.signals import listing as signals
from stories.signals import writing

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


@pytest.fixture
def guid(small: SmallPilot) -> str:
    """A visit to Berk of an hour."""
    with closing(small.open()) as db:
        return noting.note(small.pilot, db, small.viewers["coach"], Noted(
            small.families["Berk"], "2021-03-04", "visit", 60, ("parent",), 90))


def html(page: AppTest) -> str:
    """All html that the page shows."""
    return " ".join(one.proto.body for one in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    """Press the button that is called so."""
    return next(one for one in page.button if one.label == label).click().run()


def test_a_coach_notes_and_an_evaluator_counts(small: SmallPilot, open_page: Opener, guid: str) -> None:
    """Both see the contact; only the evaluator has time counted beside time told, with what it is counted out of."""
    coach, evaluator = open_page("contacts", "coach"), open_page("contacts", "evaluator")
    assert not coach.exception
    assert not evaluator.exception
    assert "Visit" in html(coach)
    assert "Visit" in html(evaluator)
    heads = [one.value for one in evaluator.subheader]
    assert "Time counted, and time told" in heads
    assert "Time counted, and time told" not in [one.value for one in coach.subheader]
    assert "1.0 hours in 0.0 months" in html(evaluator)
    assert "1 of 1 within a day" in html(evaluator)


def test_mending_and_taking_away(small: SmallPilot, open_page: Opener, guid: str) -> None:
    """Minutes are changed; then it is taken away, said so, and put back."""
    page = open_page("contacts", "coach", contact=guid)
    page.number_input[0].set_value(45)
    press(page, "Save")
    with closing(small.open()) as db:
        assert listing.contact(db, small.viewers["coach"], guid).minutes == 45
    press(page, "Take this contact away")
    assert "counts nowhere" in page.info[0].value
    press(page, "Put it back")
    assert not page.info
    assert "not there" in open_page("contacts", "coach2", contact=guid).error[0].value


def test_a_right_that_was_granted(small: SmallPilot, open_page: Opener) -> None:
    """A right has other states than a course, an amount, and a day on which it was answered; it is counted."""
    page = open_page("undertaken", "coach", family=small.families["Berk"])
    kinds = next(one for one in page.selectbox if one.label == "What was undertaken?")
    kinds.select("right").run()
    next(one for one in page.selectbox if one.label == "How does it stand?").select("granted").run()
    next(one for one in page.number_input if one.label.startswith("Euros")).set_value(107.0)
    press(page, "Note it")
    assert not page.exception
    assert not page.error
    with closing(small.open()) as db:
        (one,) = undertaken.listed(db, small.viewers["coach"])
    assert (one.kind, one.state, one.cents_a_month) == ("right", "granted", 10_700)
    assert "1 of 2" in html(open_page("undertaken", "evaluator"))


def test_what_was_undertaken_is_mended(small: SmallPilot, open_page: Opener) -> None:
    """A course that goes on is stopped on a day, and then taken away."""
    with closing(small.open()) as db:
        guid = undertaken.keep(small.pilot, db, small.viewers["coach"], Undertaken(
            small.families["Berk"], "language", "parent", "started", "2021-03-04"))
    page = open_page("undertaken", "coach", item=guid)
    next(one for one in page.selectbox if one.label == "How does it stand?").select("stopped").run()
    press(page, "Save")
    with closing(small.open()) as db:
        assert undertaken.one(db, small.viewers["coach"], guid).state == "stopped"
    press(page, "Take it away")
    page.button(key="yes").click().run()
    assert not page.exception
    assert not page.error


@pytest.mark.slow
def test_a_signal_is_led(small: SmallPilot, open_page: Opener) -> None:
    """A coach reads it and says it is about her family, too; an administrator sends it on and keeps the answer."""
    with closing(small.open()) as db:
        guid = writing.note(small.pilot, db, small.operator(db), "Het loket is dicht.", "team", on="2021-03-04")
    coach = open_page("signals", "coach", signal=guid)
    assert [one.label for one in coach.button] == ["In this family, too"]
    coach.selectbox[0].select(small.families["Berk"]).run()
    press(coach, "In this family, too")
    admin = open_page("signals", "admin", signal=guid)
    assert "Berk" not in html(admin)
    next(one for one in admin.text_input if one.label.startswith("To whom")).set_value("wethouder")
    press(admin, "Keep to whom it went")
    next(one for one in admin.text_area if one.label.startswith("The answer")).set_value("Ja.")
    press(admin, "Keep the answer")
    with closing(small.open()) as db:
        found = signals.signal(db, small.viewers["coach"], guid)
    assert (found.state, found.answer, [one.family for one in found.about]) == ("answered", "Ja.", ["Berk"])
    assert "Het loket is dicht." in html(open_page("signals", "coach2"))
