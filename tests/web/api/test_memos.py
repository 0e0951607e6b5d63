"""The routes of memos, called as the dialog does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coding.book import codebook
from pilot.accounts import sittings
from pilot.config import ROOT
from pilot.store.files import new_guid
from tests.builder import TURNS
from texts.documents import NewTurn, revise

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.web.conftest import Caller


@pytest.fixture
def document(small: SmallPilot, db: Database) -> str:
    """An interview in a pilot with a codebook."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    return small.interview(db)


def memo(**more: Any) -> dict[str, Any]:
    """What the dialog sends for a new memo."""
    return {"id": new_guid(), "on": "project", "guid": "", "title": "", "body": "Een gedachte", "private": False,
            "base": ""} | more


def test_from_writing_to_taking_away(call: Caller, small: SmallPilot, document: str) -> None:
    """Words of a document get a memo, that is read there, changed, linked, found and taken away."""
    start = len(TURNS[0].text) + 1
    span = {"start": start, "end": start + 15, "version": ""}
    first = memo(on="passage", guid=document, span=span, title="Belt zelf")
    assert call("POST", "/api/memos", "evaluator", json=first).json()["memo"]["on"][0]["words"] == "Zij belde zelf."
    where = f"/api/memos?on=passage&guid={document}&start={start}&end={start + 15}"
    answer = call("GET", where, "evaluator").json()
    assert answer["account"] == small.accounts["evaluator"]
    assert answer["csrf"] == sittings.csrf_for(call.token("evaluator"))
    (found,) = answer["memos"]
    assert (found["id"], found["mine"], found["title"]) == (first["id"], True, "Belt zelf")
    opened = call("GET", f"/api/documents/{document}", "evaluator").json()
    assert [(one["start"], one["end"]) for one in opened["noted"]] == [(start, start + 15)]
    second = memo(on="code", guid="klik", title="Naar de klik")
    call("POST", "/api/memos", "evaluator", json=second)
    chosen = call("GET", "/api/memos/find?search=klik", "evaluator").json()
    assert [(one["id"], one["called"]) for one in chosen["memos"]] == [(second["id"], "Naar de klik")]
    linked = call("POST", f"/api/memos/{first['id']}/links", "evaluator", json={"other": second["id"], "linked": True})
    assert linked.json()["memo"]["links"] == [{"id": second["id"], "called": "Naar de klik"}]
    changed = call("POST", "/api/memos", "evaluator", json=first | {"body": "Anders", "base": found["created_at"]})
    assert changed.json()["memo"]["body"] == "Anders"
    late = call("POST", "/api/memos", "evaluator", json=first | {"body": "Te laat", "base": found["created_at"]})
    assert late.status_code == 409
    assert call("GET", f"/api/memos/{first['id']}", "evaluator2").json()["memo"]["mine"] is False
    assert call("POST", f"/api/memos/{first['id']}/remove", "evaluator2", json={}).status_code == 403
    assert call("POST", f"/api/memos/{first['id']}/remove", "evaluator", json={}).status_code == 204
    assert call("GET", where, "evaluator").json()["memos"] == []


def test_a_memo_whose_words_changed_is_put_on_others(
    call: Caller, small: SmallPilot, db: Database, document: str
) -> None:
    """It waits beside the memos on any words of that text, until somebody says that it belongs to these."""
    first = memo(on="passage", guid=document, span={"start": 0, "end": 8, "version": ""})
    call("POST", "/api/memos", "evaluator", json=first)
    revise(db, small.operator(db), document, [NewTurn("Heel andere woorden, nu."), *TURNS[1:]], kind="deidentified",
           engine="test")
    where = f"/api/memos?on=passage&guid={document}&start=5&end=11"
    assert [one["id"] for one in call("GET", where, "evaluator2").json()["waiting"]] == [first["id"]]
    put = call("POST", f"/api/memos/{first['id']}/place", "evaluator2", json={
        "document": document, "span": {"start": 5, "end": 11, "version": ""}})
    assert put.json()["memo"]["on"][0]["words"] == "andere"
    answer = call("GET", where, "evaluator").json()
    assert (answer["waiting"], [one["id"] for one in answer["memos"]]) == ([], [first["id"]])
    for bad in ({}, {"span": 3}, {"document": document, "span": {"start": 5, "end": 5}}):
        assert call("POST", f"/api/memos/{first['id']}/place", "evaluator", json=bad).json()["error"]


@pytest.mark.parametrize("sent", [
    {"private": "ja"}, {"span": 3}, {"title": 3}, {"body": None}, {"on": "passage", "guid": "x", "span": {}}, {"id": 4},
])
def test_what_is_no_memo_is_refused(call: Caller, document: str, sent: dict[str, Any]) -> None:
    """In a sentence."""
    answer = call("POST", "/api/memos", "evaluator", json=memo(**sent))
    assert answer.status_code in {400, 404}
    assert answer.json()["error"]


@pytest.mark.parametrize("query", [
    "", "?on=passage&guid=x&start=a", "?on=passage&guid=x&start=1", "?on=journal&guid=x"])
def test_what_is_on_nothing_is_refused(call: Caller, document: str, query: str) -> None:
    """Asking for memos on what cannot have any is one sentence."""
    assert call("GET", f"/api/memos{query}", "evaluator").json()["error"]
