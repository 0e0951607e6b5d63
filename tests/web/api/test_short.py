"""The rows of short texts: what each is, how far it is, and narrowed down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coding.marks import codings, short
from pilot.families import consent
from pilot.store.files import write
from stories.stories import NewStory, add_story
from tests.themes import coded
from texts.documents import NewTurn

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.web.conftest import Caller

TOLD = (("Berk", "coach", "Een klik", "2021-03-04", "success", ("work",)),
        ("Berk", "coach", "Terug", "2021-05-06", "relapse", ("debts", "work")),
        ("Es", "coach2", "De school", "2021-06-07", "steady", ()), ("Es", "coach2", "Ruw", "2021-06-08", "steady", ()))


@pytest.fixture
def stories(small: SmallPilot, db: Database) -> dict[str, str]:
    """Four stories, the last of which may still hold names: their guids by title."""
    coded.adopt(small, db)
    with write(db):
        return {title: add_story(db, small.operator(db), NewStory(
            small.families[family], small.persons[coach], title, ("Tekst.",), day, course, domains=domains,
            deidentified=title != "Ruw")) for family, coach, title, day, course, domains in TOLD}


def titles(call: Caller, **query: str) -> list[str]:
    """Of the rows that are shown."""
    answer = call("GET", "/api/short?" + "&".join(f"{name}={value}" for name, value in query.items()), "evaluator")
    return [row["title"] for row in answer.json()["rows"]]


def test_rows_say_what_they_are(call: Caller, small: SmallPilot, db: Database, stories: dict[str, str]) -> None:
    """Family, dates, coach, domains and course, with how far the coder is; a text with names is not among them."""
    codings.set_status(db, small.viewers["evaluator"], stories["Terug"], "done")
    answer: dict[str, Any] = call("GET", "/api/short", "evaluator").json()
    assert answer["rows"][1] == {
        "guid": stories["Terug"], "title": "Terug", "family": "Berk", "told_on": "2021-05-06", "coach": "Coach",
        "event_from": None, "domains": ["werk", "schulden"], "kind": "",
        "course": "Terugval", "state": "done", "codes": []}
    assert [row["title"] for row in answer["rows"]] == ["Een klik", "Terug", "De school"]
    assert (answer["total"], answer["pages"], answer["all"]) == (3, 1, 3)
    assert answer["choices"]["coach"] == [["Coach", "Coach"], ["Coach2", "Coach2"]]
    assert [key for key, _called in answer["choices"]["state"]] == ["new", "done"]


@pytest.mark.parametrize(("query", "shown"), [
    ({"family": "Es"}, ["De school"]), ({"coach": "Coach"}, ["Een klik", "Terug"]), ({"domain": "debts"}, ["Terug"]),
    ({"course": "success"}, ["Een klik"]), ({"state": "done"}, []), ({"search": "klik berk"}, ["Een klik"]),
    ({"domain": "work", "course": "steady"}, []), ({"order": "family"}, ["Een klik", "Terug", "De school"]),
    ({"page": "x"}, ["Een klik", "Terug", "De school"]), ({"family": "niemand"}, [])])
@pytest.mark.slow
def test_they_are_narrowed_down(call: Caller, stories: dict[str, str], query: dict[str, str], shown: list[str]) -> None:
    """By each attribute, by words, and by several at once."""
    assert titles(call, **query) == shown


def test_other_short_texts_are_rows_too(call: Caller, small: SmallPilot, db: Database, stories: dict[str, str]) -> None:
    """An open answer is among them by its words, a conversation is not; one may be chosen by who tells."""
    def told(title: str, text: str) -> str:
        return small.interview(db, "Es", turns=(NewTurn(text, "Moeder", "family"),), title=title)

    answer = told("Antwoord", " ".join(["woord"] * short.MOST_WORDS))
    told("Lang", " ".join(["woord"] * (short.MOST_WORDS + 1)))
    told("Een lang woord", "x" * 5_000)
    assert set(titles(call)) == {*stories} - {"Ruw"} | {"Antwoord"}
    assert titles(call, kind="family") == ["Antwoord"]
    assert set(titles(call, kind="story")) == {*stories} - {"Ruw"}
    found = call("GET", "/api/short", "evaluator").json()
    assert found["choices"]["kind"] == [["story", "verhaal"], ["family", "tekst, gezin"]]
    (row,) = [row for row in found["rows"] if row["guid"] == answer]
    assert (row["kind"], row["course"], row["coach"], row["domains"]) == ("tekst, gezin", "", "", [])


def test_consent_goes_before(call: Caller, small: SmallPilot, db: Database, stories: dict[str, str]) -> None:
    """A story out of reach is no row."""
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "analyse", "2021-01-01")
    consent.give(db, small.operator(db), small.persons["coach2"], ["analyse"], "2020-01-15", "2020-02-01")
    assert titles(call) == ["Een klik", "Terug"]
