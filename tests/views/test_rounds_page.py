"""Rounds: making one, who codes what, done from Today, and showing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coding.book import codebook
from coding.double import coders, leading, rounds, tasks
from coding.double.leading import Wanted
from coding.marks.codings import set_status
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot

    Open = Callable[..., AppTest]


@pytest.fixture
def talk(small: SmallPilot, db: Database) -> str:
    """A conversation to draw."""
    codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(), "proef")
    return small.interview(db)


def html(page: AppTest) -> str:
    """All HTML of a page."""
    return " ".join(str(one.proto.body) for one in page.get("html"))


def named(widgets: Any, label: str) -> Any:
    """The widget with that label."""
    return next(one for one in widgets if one.label == label)


def test_a_round_is_made(small: SmallPilot, db: Database, talk: str, open_page: Open) -> None:
    """By name, coders and seed; it stands in the list with what is left, and a fault keeps what was filled in."""
    page = open_page("rounds", "evaluator")
    assert not page.exception
    named(page.multiselect, "Coders").set_value([small.accounts["evaluator"], small.accounts["evaluator2"]]).run()
    assert "1 text can be drawn: free of names, in no round, and not coded by these coders yet." in [
        one.value for one in page.caption]
    named(page.text_input, "Name of the round").set_value("Ronde 1")
    named(page.number_input, "Documents").set_value(2)
    named(page.button, "Draw and begin").click().run()
    assert [one.value for one in page.error] == ["Only 1 can be drawn. Ask for fewer."]
    named(page.number_input, "Documents").set_value(1)
    named(page.button, "Draw and begin").click().run()
    (made,) = rounds.rounds(db, small.viewers["evaluator"])
    assert made.name == "Ronde 1"
    assert "blind, 2 parts to go" in html(page)
    # Nothing is left to draw, and that is said in the place of a form; the other evaluator does not end this one.
    assert any(one.value.startswith("There is no text to draw") for one in page.caption)
    assert not [one for one in page.text_input if one.label == "Name of the round"]
    other = open_page("rounds", "evaluator2", round=made.guid)
    assert not [one for one in other.button if one.label == "Break this round off"]
    assert "Only evaluator 1, who leads this round, or an administrator ends it." in [
        one.value for one in other.caption]


def test_a_round_is_led(small: SmallPilot, db: Database, talk: str, open_page: Open) -> None:
    """Its page says who is done; it is shown once all are, and somebody can be let go on before."""
    guest = coders.add_guest(db, small.viewers["evaluator"], "Student 1")
    who = (small.accounts["evaluator"], small.accounts["evaluator2"], guest)
    guid = leading.begin(db, small.viewers["evaluator"], Wanted("Ronde", 1, who, 1, each=3, due_on="2021-05-01"))
    set_status(db, small.viewers["evaluator"], talk, "done")
    page = open_page("rounds", "evaluator", round=guid)
    assert not page.exception
    assert "due 1 May 2021" in html(page)
    assert "sheet" in html(page)
    assert named(page.button, "Show the codings").disabled
    named(page.button, "Let her go on").click().run()
    assert talk in [one.document for one in tasks.due(db, small.viewers["evaluator"])]
    set_status(db, small.viewers["evaluator"], talk, "done")
    set_status(db, small.viewers["evaluator2"], talk, "done")
    leading.let_out(db, small.viewers["evaluator"], guid, talk, guest)
    page = open_page("rounds", "evaluator", round=guid)
    named(page.button, "Show the codings").click().run()
    assert rounds.find(db, guid).state == rounds.BLIND
    page.button(key="yes").click().run()
    assert rounds.find(db, guid).state == rounds.SHOWN
    assert "coded alike" in html(page)


def test_a_round_that_is_not_there(talk: str, open_page: Open) -> None:
    """An address of another pilot leads to a sentence."""
    assert [one.value for one in open_page("rounds", "evaluator", round="x").error] == ["This round is not there."]


def test_done_on_today(small: SmallPilot, db: Database, talk: str, open_page: Open) -> None:
    """What is due stands first, with a button that says done; then the way to the rounds comes last, under its head."""
    who = (small.accounts["evaluator"], small.accounts["evaluator2"])
    leading.begin(db, small.viewers["evaluator"], Wanted("Ronde", 1, who, 1, due_on="2021-05-01"))
    page = open_page("today", "evaluator2")
    assert page.subheader[0].value == "1 text to code in a round"
    named(page.button, "Done").click().run()
    assert not page.exception
    assert tasks.due(db, small.viewers["evaluator2"]) == []
    heads = [one.value for one in page.subheader]
    assert "1 text to code in a round" not in heads
    assert heads.index("Rounds of coding") > heads.index("Nothing left to code")
