"""Names out by requests: what is told, decided, refused, and made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from pilot.families import register
from texts.documents import NewTurn
from texts.names_out import proposing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.web.conftest import Caller

TURNS = (NewTurn("Toen belde Chayenna.", "Coach", "coach"), NewTurn("Ja, Chayenna en de tuinman.", "Moeder", "family"))


@pytest.fixture
def raw(small: SmallPilot, db: Database) -> str:
    """A raw interview, looked through."""
    small.viewers["evaluator"] = replace(small.prepares(db))
    guid = small.interview(db, kind="raw", turns=TURNS)
    proposing.propose(small.pilot, db, small.viewers["evaluator"], guid)
    return guid


def told(call: Caller, guid: str, **more: str) -> dict[str, Any]:
    """What the page gets."""
    asked = "".join(f"&{name}={value}" for name, value in more.items())
    found: dict[str, Any] = call("GET", f"/api/names?document={guid}{asked}", "evaluator").json()
    return found


def decide(call: Caller, *acts: dict[str, Any]) -> list[dict[str, str]]:
    """Decisions; those that were refused."""
    answer = call("POST", "/api/names/decisions", "evaluator", json={"acts": list(acts)})
    assert answer.status_code == 200, answer.text
    refused: list[dict[str, str]] = answer.json()["refused"]
    return refused


def test_decisions_come_in_their_order_and_twice_is_once(call: Caller, raw: str) -> None:
    """The last one counts; what is sent again changes nothing; a place that is gone is told, and the others stay."""
    before = told(call, raw)
    places = [one["guid"] for one in before["groups"][0]["places"]]
    acts: list[dict[str, Any]] = [
            {"id": "a", "act": "leave", "places": places}, {"id": "b", "act": "accept", "places": ["gone"]},
            {"id": "c", "act": "rename", "places": places[:1], "pseudonym": "[oma]"}, {"id": "d", "act": "x"}]
    for _ in range(2):
        assert [one["id"] for one in decide(call, *acts)] == ["b", "d"]
        now = told(call, raw)
        assert [(one["decision"], one["replacement"]) for one in now["groups"][0]["places"]] == [
            ("replace", "[oma]"), ("leave", "[oma]")]
    assert told(call, raw, stamp=now["stamp"]) == {"stamp": now["stamp"]}
    assert now["stamp"] != before["stamp"]


def test_added_and_made(call: Caller, raw: str) -> None:
    """Words are marked by code points and said otherwise; undecided ones are one sentence; then it is made, once."""
    add = {"number": 1, "start": 41, "end": 48, "kind": "other", "pseudonym": "iemand met groene vingers"}
    assert call("POST", f"/api/documents/{raw}/names", "evaluator", json=add).status_code == 200
    make = {"number": 1}
    answer = call("POST", f"/api/documents/{raw}/names/make", "evaluator", json=make)
    assert answer.status_code == 400
    assert "2" in answer.json()["error"]
    places = [one for group in told(call, raw)["groups"] for one in group["places"]]
    open_ones = [one["guid"] for one in places if not one["decision"]]
    assert decide(call, {"id": "a", "act": "accept", "places": open_ones}) == []
    assert call("POST", f"/api/documents/{raw}/names/make", "evaluator", json=make).json()["version"]
    assert call("POST", f"/api/documents/{raw}/names/make", "evaluator", json=make).status_code == 409
    assert told(call, raw)["texts"] == []
    read = call("GET", f"/api/documents/{raw}", "evaluator2").text
    assert "iemand met groene vingers" in read
    assert "Chayenna" not in read
    assert "tuinman" not in read


def test_words_of_the_register_ask_first(call: Caller, small: SmallPilot, db: Database, raw: str) -> None:
    """What the register learned since the program looked is shown, and can be said to show nothing."""
    places = [one["guid"] for group in told(call, raw)["groups"] for one in group["places"]]
    decide(call, {"id": "a", "act": "accept", "places": places})
    register.add_word(small.pilot, db, small.operator(db), "tuinman", "other", "iemand", small.families["Berk"])
    path = f"/api/documents/{raw}/names/make"
    told_first = call("POST", path, "evaluator", json={"number": 1}).json()
    assert (told_first["version"], "tuinman" in told_first["shown"]) == (None, True)
    assert call("POST", path, "evaluator", json={"number": 1, "no_names": True}).json()["version"]


def test_looking_is_asked_for_once(call: Caller, raw: str) -> None:
    """While it is still to be done the same job is meant."""
    first = call("POST", "/api/names/find", "evaluator", json={"documents": [raw]}).json()
    assert call("POST", "/api/names/find", "evaluator", json={"documents": [raw]}).json() == first
    assert call("POST", "/api/names/find", "evaluator", json={"documents": "x"}).status_code == 400
