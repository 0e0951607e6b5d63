"""A new code from the desk, without leaving the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.book import codebook
from pilot.config import ROOT
from tests.web.api.test_desk import add, read, send

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.web.conftest import Caller


def test_a_code_is_made_and_given_at_once(call: Caller, small: SmallPilot, db: Database) -> None:
    """The answer is the code as the document's answer has it; it can be given, by everybody."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    document = small.interview(db)
    made = call("POST", "/api/codes", "evaluator", json={
        "name": "Zij belde zelf", "parent": "mechanismen", "definition": "De coach neemt contact op."}).json()
    assert (made["key"], made["name"], made["parent_key"], made["is_codable"], made["takes_sign"], made["is_old"]) == (
        "zij_belde_zelf", "Zij belde zelf", "mechanismen", True, True, False)
    seen = read(call, document, "evaluator2")
    assert made in seen["codes"]
    assert seen["may_edit_codes"] is True
    (result,) = send(call, document, [add(0, 5, "zij_belde_zelf")], "evaluator2").json()["results"]
    assert result["state"] == "confirmed"
    newest = codebook.newest(db)
    assert newest is not None
    assert (newest.number, newest.did, newest.reason) == (2, "add", "gemaakt tijdens het coderen")


def test_what_is_no_code_is_refused(call: Caller, small: SmallPilot, db: Database) -> None:
    """A name that is taken, none at all, what is no text, and somebody who may not: one sentence each."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    for body in ({"name": "Klik"}, {}, {"name": 3}, {"name": "Nieuw", "parent": "weg"}):
        answer = call("POST", "/api/codes", "evaluator", json=body)
        assert answer.status_code in (400, 404)
        assert answer.json()["error"]
    assert call("POST", "/api/codes", "coach", json={"name": "Nieuw"}).status_code == 403
    assert len(codebook.versions(db, small.viewers["admin"])) == 1
