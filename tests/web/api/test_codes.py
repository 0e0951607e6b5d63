"""A new code from the desk, without leaving the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coding.book import codebook
from coding.marks import merging
from pilot.config import ROOT
from tests.web.api.test_desk import add, read, send

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.web.conftest import Caller


@pytest.mark.slow
def test_a_code_is_made_and_given_at_once(call: Caller, small: SmallPilot, db: Database) -> None:
    """The answer is the code as the document's answer has it; it can be given, by everybody."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    document = small.interview(db)
    made = call("POST", "/api/codes", "evaluator", json={
        "name": "Zij belde zelf", "parent": "mechanismen", "definition": "De coach neemt contact op."}).json()
    assert (made["key"], made["name"], made["parent_key"], made["is_codable"], made["takes_sign"], made["is_old"]) == (
        "zij_belde_zelf", "Zij belde zelf", "mechanismen", True, True, False)
    seen = read(call, document, "evaluator2")
    assert made.pop("codebook") == 2
    assert made in seen["codes"]
    assert seen["may_edit_codes"] is True
    (result,) = send(call, document, [add(0, 5, "zij_belde_zelf")], "evaluator2").json()["results"]
    assert result["state"] == "confirmed"
    newest = codebook.newest(db)
    assert newest is not None
    assert (newest.number, newest.did, newest.reason) == (2, "add", "gemaakt tijdens het coderen")


@pytest.mark.slow
def test_a_code_gets_another_name(call: Caller, small: SmallPilot, db: Database) -> None:
    """In both languages while nobody said it in the other, else in one's own; not under what a colleague changed."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    call("POST", "/api/codes", "evaluator", json={"name": "Zij belde zelf", "parent": "mechanismen"})

    def rename(key: str, name: object, seen: object) -> Any:
        return call("POST", f"/api/codes/{key}", "evaluator", json={"name": name, "seen": seen})

    told = rename("zij_belde_zelf", "Eigen initiatief", 2).json()
    assert (told["key"], told["name"], told["codebook"]) == ("zij_belde_zelf", "Eigen initiatief", 3)
    assert rename("klik", "Klikt", 3).json()["name"] == "Klikt"
    names = {code.key: code.name for code, *_ in codebook.book_of(db, codebook.all_versions(db)[0]).walk()}
    assert names["zij_belde_zelf"] == {"nl": "Eigen initiatief", "en": "Eigen initiatief"}
    assert (names["klik"]["nl"], names["klik"]["en"] == "Klikt") == ("Klikt", False)
    assert rename("klik", "Klikte", 3).status_code == 409
    for key, name, seen in (
            ("klik", "Vast gezicht", 4), ("klik", "", 4), ("klik", 3, 4), ("weg", "Weg", 4), ("klik", "A", "4")):
        assert rename(key, name, seen).status_code in (400, 404), (key, name)


@pytest.mark.slow
def test_the_codebook_as_it_is_now(call: Caller, small: SmallPilot, db: Database) -> None:
    """An open desk is told what codes there are by now, which went up in which, and how far its coder is with that."""
    boss = small.operator(db)
    codebook.adopt(db, boss, (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    guid = small.interview(db)
    call("POST", f"/api/documents/{guid}/status", "evaluator", json={"state": "done"})
    before = call("GET", f"/api/documents/{guid}/codes", "evaluator").json()
    assert {name: read(call, guid)[name] for name in before} == before
    assert (before["codebook"], before["merged"], before["status"], before["new_codes"]) == (1, {}, "done", [])
    merging.merge(db, boss, ["klik"], "vast_gezicht", seen=1)
    call("POST", "/api/codes", "evaluator", json={"name": "Fiets", "parent": ""})
    now = call("GET", f"/api/documents/{guid}/codes", "evaluator").json()
    assert (now["codebook"], now["merged"], now["status"]) == (3, {"klik": "vast_gezicht"}, "before")
    assert now["new_codes"] == ["fiets"]
    assert {code["key"]: code["is_old"] for code in now["codes"]}["klik"] is True


@pytest.mark.slow
def test_what_is_no_code_is_refused(call: Caller, small: SmallPilot, db: Database) -> None:
    """A name that is taken, none at all, what is no text, and somebody who may not: one sentence each."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    for body in ({"name": "Klik"}, {}, {"name": 3}, {"name": "Nieuw", "parent": "weg"}):
        answer = call("POST", "/api/codes", "evaluator", json=body)
        assert answer.status_code in (400, 404)
        assert answer.json()["error"]
    assert call("POST", "/api/codes", "coach", json={"name": "Nieuw"}).status_code == 403
    assert len(codebook.versions(db, small.viewers["admin"])) == 1
