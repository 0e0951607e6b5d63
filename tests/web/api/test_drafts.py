"""The draft routes, as a phone calls them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from pilot.families import register
from pilot.store.files import new_guid

if TYPE_CHECKING:
    from tests.builder import SmallPilot
    from tests.web.conftest import Caller

PAGE = "page0000"


def sent(small: SmallPilot, name: str = "coach", n: int = 1, **body: Any) -> dict[str, Any]:
    """What the form of an account sends."""
    filled = {
        "family": small.families["Berk"], "template": "moment", "title": "De telefoon", "told_on": "2021-03-05",
        "when": "day", "from": "2021-03-04", "course": "success", "answers": {"happened": "Zij belde zelf 🙂."}}
    return {"owner": f"{small.accounts[name]}/proef", "versions": {PAGE: n}, "body": filled | body}


def test_a_draft_is_saved_read_listed_and_thrown_away(call: Caller, small: SmallPilot) -> None:
    """What was typed comes back as it was, to its writer."""
    guid = new_guid()
    put = call("PUT", f"/api/drafts/{guid}", "coach", json=sent(small))
    assert (put.status_code, put.json()["revision"], put.json()["split"]) == (200, 1, False)
    read = call("GET", f"/api/drafts/{guid}", "coach").json()
    assert read["body"]["answers"] == {"happened": "Zij belde zelf 🙂."}
    listed = call("GET", "/api/drafts", "coach").json()["drafts"]
    assert [(row["guid"], row["title"], row["family"]) for row in listed] == [(guid, "De telefoon", "Berk")]
    assert call("DELETE", f"/api/drafts/{guid}", "coach").status_code == 204
    assert call("GET", "/api/drafts", "coach").json() == {"drafts": []}


def test_nobody_else_reaches_a_draft(call: Caller, small: SmallPilot) -> None:
    """Another coach gets "not there"; other roles and who is signed out are refused."""
    guid = new_guid()
    call("PUT", f"/api/drafts/{guid}", "coach", json=sent(small))
    other = sent(small, "coach2", n=9)
    assert call("GET", f"/api/drafts/{guid}", "coach2").status_code == 404
    assert call("PUT", f"/api/drafts/{guid}", "coach2", json=other).status_code == 404
    assert call("POST", f"/api/drafts/{guid}/keep", "coach2", json=other).status_code == 404
    assert call("DELETE", f"/api/drafts/{guid}", "coach2").status_code == 404
    for name in ("evaluator", "steering", "admin"):
        assert call("GET", f"/api/drafts/{guid}", name).status_code == 403
    assert call("GET", f"/api/drafts/{guid}", None).status_code == 401
    assert call("GET", f"/api/drafts/{guid}", "coach").json()["body"]["title"] == "De telefoon"


def test_an_early_date_is_a_question(call: Caller, small: SmallPilot) -> None:
    """The answer names field, day and question, and which day it is; with the day among the sure ones it is kept."""
    guid, body = new_guid(), sent(small)
    body["body"]["from"] = "2019-12-24"
    answer = call("POST", f"/api/drafts/{guid}/keep", "coach", json=body).json()
    assert [(one["field"], one["day"]) for one in answer["questions"]] == [("from", "2019-12-24")]
    assert "15 januari 2020" in answer["questions"][0]["sentence"]
    assert (answer["document"], len(answer["today"])) == ("", 10)
    kept = call("POST", f"/api/drafts/{guid}/keep", "coach", json=body | {"sure": ["2019-12-24"]}).json()
    assert kept["document"]
    assert call("POST", f"/api/drafts/{guid}/keep", "coach", json=body | {"sure": [7]}).status_code == 400


def test_a_browser_handed_over_saves_nothing_under_another_name(call: Caller, small: SmallPilot) -> None:
    """Text typed by one account never becomes a draft of the account that is signed in now."""
    answer = call("PUT", f"/api/drafts/{new_guid()}", "coach2", json=sent(small, "coach"))
    assert answer.status_code == 403
    assert "op dit apparaat" in answer.json()["error"]
    assert call("GET", "/api/drafts", "coach2").json() == {"drafts": []}


def test_a_draft_becomes_one_story(call: Caller, small: SmallPilot) -> None:
    """Asked twice, the same document comes back."""
    guid = new_guid()
    first = call("POST", f"/api/drafts/{guid}/keep", "coach", json=sent(small))
    again = call("POST", f"/api/drafts/{guid}/keep", "coach", json=sent(small))
    assert first.status_code == again.status_code == 200
    assert first.json()["document"] == again.json()["document"] != ""
    late = call("PUT", f"/api/drafts/{guid}", "coach", json=sent(small))
    assert (late.status_code, late.json()["finished"]) == (200, True)
    with closing(small.open()) as db:
        assert db.conn.execute("SELECT count(*) FROM story").fetchone()[0] == 1


def test_faults_come_by_field_in_the_readers_language(call: Caller, small: SmallPilot) -> None:
    """A sentence per field; the draft is there all the same."""
    guid = new_guid()
    answer = call("POST", f"/api/drafts/{guid}/keep", "coach", json=sent(small, title="", course=""))
    assert answer.status_code == 400
    assert answer.json()["faults"] == {
        "course": "Kies hoe het ging: succes, terugval of stabiel.",
        "title": "Geef het verhaal een titel, dan vind je het terug."}
    assert call("GET", f"/api/drafts/{guid}", "coach").status_code == 200


def test_names_are_shown_to_the_coach_of_the_family_only(call: Caller, small: SmallPilot) -> None:
    """Nothing is kept until she has looked; another coach cannot ask about this family's names."""
    with closing(small.open()) as db:
        boss = small.operator(db)
        register.set_person_name(small.pilot, db, boss, small.persons["Berk moeder"], "Ilona Hazeveld")
    text = {"happened": "Ilona belde."}
    guid = new_guid()
    asked = call("POST", f"/api/drafts/{guid}/keep", "coach", json=sent(small, answers=text)).json()
    names = [{"found": "Ilona", "replacement": "Moeder Berk", "about": "family"}]
    assert (asked["document"], asked["names"]) == ("", names)
    other = call("POST", f"/api/drafts/{new_guid()}/keep", "coach2", json=sent(small, "coach2", answers=text))
    assert (other.status_code, list(other.json()["faults"])) == (400, ["family"])
    kept = call("POST", f"/api/drafts/{guid}/keep", "coach", json=sent(small, answers=text) | {"not_names": ["Ilona"]})
    assert kept.json()["document"]


@pytest.mark.parametrize("body", [
    b"", b"[]", b"{", b'{"body": 1}', b'{"body": {}}', b"\xff", b"[" * 5000, b'{"owner": NaN, "body": {}}'])
@pytest.mark.parametrize(("method", "path"), [("PUT", "/api/drafts/{guid}"), ("POST", "/api/drafts/{guid}/keep")])
@pytest.mark.slow
def test_what_is_no_draft_is_refused_in_a_sentence(call: Caller, method: str, path: str, body: bytes) -> None:
    """Whatever arrives, one sentence and nothing stored."""
    answer = call(method, path.format(guid=new_guid()), "coach", content=body)
    assert answer.status_code in {400, 403}
    assert answer.json()["error"].endswith(".")
    assert call("GET", "/api/drafts", "coach").json() == {"drafts": []}


def test_a_bad_name_for_a_draft_is_refused(call: Caller, small: SmallPilot) -> None:
    """Only a uuid can name a draft."""
    assert call("PUT", "/api/drafts/x%27y", "coach", json=sent(small)).status_code == 400
