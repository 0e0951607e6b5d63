"""The routes of the coding desk, called as a browser does, and as one that should not."""

from __future__ import annotations

import uuid
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from coding.book import codebook
from coding.marks import actions
from pilot.accounts import sittings
from pilot.config import ROOT
from pilot.store import pool
from pilot.store.files import open_server, write
from stories.meaning.values import Value
from stories.stories import NewStory, add_story

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.web.conftest import Caller


@pytest.fixture
def document(small: SmallPilot, db: Database) -> str:
    """An interview in a pilot with a codebook."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    return small.interview(db)


def add(start: int, end: int, code: str = "klik") -> dict[str, Any]:
    """An action that adds a coding."""
    return {"op": str(uuid.uuid4()), "kind": "add", "coding": str(uuid.uuid4()), "code": code, "start": start,
            "end": end}


def read(call: Caller, document: str, name: str = "evaluator") -> dict[str, Any]:
    """What the desk gets when it opens."""
    return dict(call("GET", f"/api/documents/{document}", name).json())


def send(call: Caller, document: str, ops: object, name: str = "evaluator", **more: Any) -> Any:
    """Send actions on the version that was read."""
    version = read(call, document)["document"]["version"]
    return call("POST", f"/api/documents/{document}/ops", name, json={"version": version, "ops": ops}, **more)


@pytest.mark.slow
def test_one_answer_holds_all_the_desk_needs(call: Caller, small: SmallPilot, db: Database, document: str) -> None:
    """Text, codes, own codings, state and what is needed to write come together, and are not kept by the browser."""
    actions.apply_ops(db, small.viewers["evaluator"], document, [add(0, 5)])
    actions.apply_ops(db, small.viewers["evaluator2"], document, [add(0, 5)])
    answer = call("GET", f"/api/documents/{document}", "evaluator", {"Accept-Encoding": "gzip"})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-encoding"] == "gzip"
    found = answer.json()
    assert found["account"] == small.accounts["evaluator"]
    assert found["csrf"] == sittings.csrf_for(call.token("evaluator"))
    assert found["turns"][1]["text"].startswith("Zij belde zelf.")
    assert found["sentences"][:3] == [found["turns"][0]["start"], found["turns"][1]["start"],
                                      found["turns"][1]["start"] + len("Zij belde zelf. ")]
    assert [(c["code"], c["start"], c["end"], c["coder"]) for c in found["codings"]] == [("klik", 0, 5, None)]
    assert {"vast_gezicht", "klik"} <= {code["key"] for code in found["codes"]}
    assert (found["status"], found["rev"] > 0) == ("open", True)
    assert found["may_propose"] is True


@pytest.mark.slow
def test_a_code_that_left_the_codebook_keeps_its_name(
    call: Caller, small: SmallPilot, db: Database, document: str
) -> None:
    """Codings made under an earlier codebook are shown by name, and their code cannot be given again."""
    actions.apply_ops(db, small.viewers["evaluator"], document, [add(0, 5)])
    short = codebook.load((ROOT / "codebook.yaml").read_text(encoding="utf-8"))
    kept = codebook.dump(short).replace("key: klik", "key: andere_klik", 1)
    codebook.adopt(db, small.operator(db), kept, "later")
    codes = {code["key"]: code for code in read(call, document)["codes"]}
    assert codes["klik"]["is_old"] is True
    assert codes["andere_klik"]["is_old"] is False
    assert send(call, document, [add(6, 9)]).json()["results"][0]["state"] == "rejected"


@pytest.mark.slow
def test_a_coder_has_her_favourites(call: Caller, document: str) -> None:
    """They come with the document, are hers alone, and what are none is refused in a sentence."""
    sent = call("POST", "/api/favourites", "evaluator", json={"keys": ["screening", "klik"]})
    assert sent.json() == {"favourites": ["screening", "klik"]}
    assert read(call, document)["favourites"] == ["screening", "klik"]
    assert read(call, document, "evaluator2")["favourites"] == []
    for keys in ("klik", None, ["klik"] * 2, ["bestaat_niet"], {"klik": 1}):
        answer = call("POST", "/api/favourites", "evaluator", json={"keys": keys})
        assert answer.status_code == 400
        assert answer.json()["error"]
    assert read(call, document)["favourites"] == ["screening", "klik"]


def test_actions_are_confirmed_and_refused_one_by_one(call: Caller, document: str) -> None:
    """A bad action has its sentence in the reader's language; the good one beside it is stored."""
    answer = send(call, document, [add(0, 5), add(0, 5, "weg")])
    assert answer.status_code == 200
    assert [result["state"] for result in answer.json()["results"]] == ["confirmed", "rejected"]
    assert answer.json()["results"][1]["sentence"].startswith("Deze code")
    assert len(read(call, document)["codings"]) == 1


def test_changes_since_a_revision(call: Caller, document: str) -> None:
    """After the first answer only news travels."""
    rev = send(call, document, [add(0, 5)]).json()["rev"]
    send(call, document, [add(6, 9)])
    news = call("GET", f"/api/documents/{document}/codings?since={rev}", "evaluator").json()
    assert [coding["start"] for coding in news["codings"]] == [6]
    theirs = call("GET", f"/api/documents/{document}/codings?others=1", "evaluator2").json()
    assert len(theirs["codings"]) == 2
    assert call("GET", f"/api/documents/{document}/codings", "evaluator2").json()["codings"] == []


@pytest.mark.parametrize("since", ["-1", "x", "1e3", "²", "9" * 40])
def test_a_revision_is_a_number(call: Caller, document: str, since: str) -> None:
    """Anything else is refused in one sentence."""
    answer = call("GET", f"/api/documents/{document}/codings", "evaluator", params={"since": since})
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff", b'{"ops": 1, "version": "x"}', b'{"ops": []}', b"[" * 9000])
@pytest.mark.slow
def test_what_is_no_list_of_actions_is_refused(call: Caller, document: str, body: bytes) -> None:
    """Whatever is sent, the answer is one sentence."""
    answer = call("POST", f"/api/documents/{document}/ops", "evaluator", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_done_and_open_again(call: Caller, document: str) -> None:
    """A coder says that she is done; another coder's state is her own."""
    path = f"/api/documents/{document}/status"
    assert call("POST", path, "evaluator", json={"state": "done"}).json() == {
        "state": "done", "next": None, "for_new": False}
    assert read(call, document)["status"] == "done"
    assert read(call, document, "evaluator2")["status"] == "open"
    assert call("POST", path, "evaluator", json={"state": "half"}).status_code == 400
    assert call("POST", path, "evaluator", json={"state": "open"}).status_code == 200


def test_a_changed_text_is_a_conflict(call: Caller, document: str) -> None:
    """Actions on another version than the one that is read now are not applied."""
    answer = call("POST", f"/api/documents/{document}/ops", "evaluator",
                  json={"version": str(uuid.uuid4()), "ops": [add(0, 5)]})
    assert answer.status_code == 409
    assert read(call, document)["codings"] == []


@pytest.mark.parametrize(
    ("method", "path"), [("GET", ""), ("GET", "/codings"), ("POST", "/ops"), ("POST", "/status")])
@pytest.mark.parametrize("name", ["coach", "steering", "admin", None])
@pytest.mark.slow
def test_nobody_else_gets_through(call: Caller, document: str, name: str | None, method: str, path: str) -> None:
    """Other roles are refused, and who is signed out even more so."""
    answer = call(method, f"/api/documents/{document}{path}", name, json={"state": "done", "version": "", "ops": []})
    told_by_family = (name, method, path) == ("coach", "GET", "")
    assert answer.status_code == (404 if told_by_family else 403 if name else 401)
    assert "klik" not in answer.text


def test_a_coach_reads_what_she_told(call: Caller, small: SmallPilot, db: Database, document: str) -> None:
    """Her own text comes without codes or anybody's codings, and nothing can be coded in it by her."""
    own = small.interview(db, voice="coach", title="Verhaal")
    actions.apply_ops(db, small.viewers["evaluator"], own, [add(0, 5)])
    found = read(call, own, "coach")
    assert found["document"]["title"] == "Verhaal"
    assert found["turns"]
    assert (found["may_code"], found["codes"], found["codings"]) == (False, [], [])
    assert found["document"]["family_guid"] == small.families["Berk"]
    assert read(call, own)["may_code"] is True
    refused = call("POST", f"/api/documents/{own}/ops", "coach",
                   json={"version": found["document"]["version"], "ops": [add(0, 5)]})
    assert refused.status_code == 403
    assert call("GET", f"/api/documents/{own}", "coach2").status_code == 404


def test_what_the_teller_means_comes_along(call: Caller, small: SmallPilot, db: Database, document: str) -> None:
    """In the words it was asked and answered in; a conversation has none."""
    with write(db):
        story = add_story(db, small.operator(db), NewStory(
            small.families["Berk"], small.persons["coach"], "De wekker", ("Hij stond op.",), "2021-02-10", "steady",
            deidentified=True, form=1, meaning={"say": Value(place=70)}))
    assert read(call, story)["document"]["meant"] == [
        ["Wie had het voor het zeggen?", "meer het gezin besliste (70 van 100)"]]
    assert read(call, document)["document"]["meant"] == []


def test_writing_needs_the_key_of_the_page(call: Caller, document: str) -> None:
    """Without the CSRF token nothing is written."""
    assert send(call, document, [add(0, 5)], headers={"X-CSRF-Token": "x"}).status_code == 403
    assert read(call, document)["codings"] == []


def test_who_was_signed_out_writes_nothing(call: Caller, small: SmallPilot, document: str) -> None:
    """An ended sitting is over for the API too."""
    assert send(call, document, [add(0, 5)]).status_code == 200
    headers = call.headers("evaluator")
    with closing(open_server(small.home.server_path)) as server:
        sittings.sign_out(server, call.token("evaluator"))
    answer = call.client.post(f"/api/documents/{document}/ops", headers=headers, json={"version": "", "ops": []})
    assert answer.status_code == 401


def test_the_page_fetches_the_document_early(call: Caller, document: str) -> None:
    """The desk's html asks for its document at once; nothing but a guid gets into it."""
    assert f'href="/api/documents/{document}"' in call("GET", f"/desk?document={document}", "evaluator").text
    assert "/api/documents" not in call("GET", '/desk?document="><script>', "evaluator").text
    assert "/api/documents" not in call("GET", f"/themes?document={document}", "evaluator").text


def test_files_stay_open_between_requests(call: Caller, small: SmallPilot) -> None:
    """SQLite's log is not tidied away after each request, but is when the app ends."""
    with closing(small.open()) as db:
        document = small.interview(db)
    path, log = small.pilot.db_path, small.pilot.db_path.with_name(small.pilot.db_path.name + "-wal")
    assert call("GET", f"/api/documents/{document}", "evaluator").status_code == 200
    assert log.exists()
    assert (pool.waiting(small.home.server_path), pool.waiting(path)) == (1, 1)
    pool.close_all()
    assert not log.exists()
