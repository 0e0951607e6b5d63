"""While a device is in the hands of a family nothing answers but the page on which it tells, whatever is asked."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from starlette.websockets import WebSocketDisconnect

from pilot.accounts import sittings
from pilot.accounts.handing import SIGN, TELL, HandedOver, read_back
from pilot.config import Home
from pilot.families.papers import kept, letters
from pilot.store.files import new_guid, open_server
from stories.entry import drafts
from tests.builder import PASSWORD
from web.gate.handed import lets_through
from web.gate.sittings import SITTINGS
from web.routes import ROUTES

if TYPE_CHECKING:
    from httpx2 import Response

    from tests.web.conftest import Caller

FILLED = {"name": "families", "file": "x.js", "room": "kit", "language": "nl"}
HTML = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate"}


def handed(call: Caller) -> str:
    """Hand the coach's device to the mother of Berk; returns the guid of her draft."""
    answer = call("POST", "/tell", "coach", json={
        "person": call.small.persons["Berk moeder"], "template": "gezin_kort", "draft": ""})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["guid"])


def back(call: Caller, password: str = PASSWORD) -> int:
    """Take it back; the status of the answer."""
    answer = call("POST", "/tell/back", "coach", data={
        "password": password, "csrf": sittings.csrf_for(call.token("coach"))})
    return answer.status_code


def for_signing(call: Caller, guid: object = "", **other: object) -> Response:
    """Hand the coach's device to the mother of Berk to sign about two uses."""
    with closing(call.small.open()) as db:
        number = letters.to_read(call.small.pilot, db, call.small.viewers["coach"], "adult", "nl").number
    return call("POST", "/sign", "coach", json={
        "guid": guid or new_guid(), "person": call.small.persons["Berk moeder"], "uses": ["record", "share"],
        "letter": number, "given_by": None, "ends_on": None, "back": f"/families?family={call.small.families['Berk']}",
        **other})


def only_open(call: Caller, thing: HandedOver) -> set[str]:
    """Each route with each of its methods, with the guid of another draft and of anything, as a page and as a script
    asks for it: refused, or led back, but for those that are returned."""
    open_ones = set()
    for route in ROUTES:
        for method in sorted(route.methods or ()):
            path = re.sub(r"\{(\w+)(:\w+)?\}", lambda found: FILLED.get(found[1], new_guid()), route.path)
            if lets_through(method, path, thing):
                open_ones.add(route.path)
                continue
            answer = call(method, path, "coach", headers=HTML if method == "GET" else None)
            if answer.status_code == 303 and answer.headers["location"] == thing.page:
                continue
            assert answer.status_code == 403, (method, path, answer.status_code)
            assert "in handen van een gezin" in answer.text or method == "HEAD", (method, path)
    for path in ("/", "/families", "/story?draft=" + thing.guid, "/sign-in", "/desk", "/password", f"{thing.page}/",
                 "/Families", "/consent"):
        answer = call("GET", path, "coach", headers=HTML)
        assert (answer.status_code, answer.headers.get("location")) == (303, thing.page), path
    for path in ("/_stcore/stream", "/_stcore/health", "/static/js/x.js", "/recordings/x", f"/api/drafts/{new_guid()}",
                 "/export/codings.csv"):
        assert call("GET", path, "coach").status_code == 403, path
    with pytest.raises(WebSocketDisconnect), call.client.websocket_connect(
            "/_stcore/stream", headers=call.headers("coach")):
        pass
    return open_ones


ALWAYS = {"/health", "/ready", "/assets/palette.css", "/assets/words/{language}.json", "/assets/{room}/{file}"}


@pytest.mark.slow
def test_every_route_is_shut_but_the_few(call: Caller) -> None:
    """While a family tells, and while somebody signs: the page, what it is made of, and what keeps its answers."""
    tells = HandedOver(TELL, handed(call), "/hand_over")
    assert only_open(call, tells) == {*ALWAYS, "/tell", "/tell/keep", "/tell/back"}
    assert call("GET", f"/api/drafts/{tells.guid}", "coach").status_code == 200
    assert back(call) == 303
    assert for_signing(call, guid := new_guid()).status_code == 200
    assert only_open(call, HandedOver(SIGN, guid, "/")) == {*ALWAYS, "/sign", "/sign/keep", "/sign/back"}
    assert call("GET", f"/api/drafts/{tells.guid}", "coach").status_code == 403


@pytest.mark.slow
def test_what_is_signed_is_of_whom_it_was_handed_for(call: Caller) -> None:
    """Person, uses and letter are those of handing over, whatever is sent; then thanks, also after a reload, and only
    the password leads on, to where the coach was."""
    mother, family = call.small.persons["Berk moeder"], call.small.families["Berk"]
    assert for_signing(call, guid := new_guid()).status_code == 200
    page = call("GET", "/sign", "coach", headers=HTML)
    assert page.status_code == 200
    assert '"done": false' in page.text
    for secret in ("Berk", "Moeder", "Coach"):
        assert secret not in page.text
    sent = {"person": call.small.persons["Es moeder"], "letter": 99, "signed": {"agreed": True},
            "answers": {"record": True, "share": False}}
    for other in ({"record": True}, {"record": True, "share": False, "quote": True}, None):
        assert call("POST", "/sign/keep", "coach", json={**sent, "answers": other}).status_code == 400
    for _twice in range(2):
        assert call("POST", "/sign/keep", "coach", json=sent).json() == {"guid": guid}
    with closing(call.small.open()) as db:
        (paper,) = kept.papers(db, call.small.viewers["coach"], family)
    assert (paper.guid, paper.person, paper.answers) == (guid, "Moeder Berk", sent["answers"])
    assert '"done": true' in call("GET", "/sign", "coach", headers=HTML).text
    assert call("GET", "/families", "coach", headers=HTML).headers.get("location") == "/sign"
    answer = call("POST", "/sign/back", "coach", data={
        "password": PASSWORD, "csrf": sittings.csrf_for(call.token("coach"))})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/families?family={family}")
    assert call("POST", "/sign/keep", "coach", json=sent).status_code == 409
    assert for_signing(call, person=mother, back="//elsewhere.example").status_code == 200
    answer = call("POST", "/sign/back", "coach", data={
        "password": PASSWORD, "csrf": sittings.csrf_for(call.token("coach"))})
    assert answer.headers["location"] == "/families"


@pytest.mark.slow
def test_what_nobody_could_sign_is_not_handed_over(call: Caller) -> None:
    """What would be refused at the end is refused before: then the device stays the coach's own."""
    wrongs: list[dict[str, object]] = [
        {"person": new_guid()}, {"letter": 99}, {"uses": []}, {"uses": ["x"]}, {"ends_on": "2001-01-01"},
        {"given_by": call.small.persons["Berk moeder"]}, {"guid": "x"}]
    for wrong in wrongs:
        assert for_signing(call, **wrong).status_code in {400, 404}, wrong
    assert call("GET", "/families", "coach", headers=HTML).status_code == 200


def test_a_device_that_was_handed_over_before_stays_so() -> None:
    """What an earlier version kept is the guid of a draft alone."""
    assert read_back("a") == HandedOver(TELL, "a", "/hand_over")
    thing = HandedOver(SIGN, "b", "/x", {"letter": 1})
    assert (read_back(thing.text), read_back(None)) == (thing, None)


def test_only_the_draft_of_the_family_is_there(call: Caller) -> None:
    """Its page holds the family's own words and no other word of the pilot; that draft is read, written and kept."""
    with closing(call.small.open()) as db:
        coach = call.small.viewers["coach"]
        drafts.save(db, coach, other := new_guid(), {"page0000": 1}, {"title": "GEHEIM"})
    draft = handed(call)
    page = call("GET", "/tell", "coach", headers=HTML)
    assert page.status_code == 200
    for secret in ("GEHEIM", "Berk", "Moeder", "Coach", other):
        assert secret not in page.text
    with closing(call.small.open()) as db:
        begun = drafts.draft(db, coach, draft)
    sent = {"owner": drafts.owner(coach), "versions": {**begun.versions, "page0001": 1},
            "body": {**begun.body, "answers": {"own_happened": "Zelf gebeld. </script><b>"}, "course": "steady"}}
    assert call("PUT", f"/api/drafts/{draft}", "coach", json=sent).status_code == 200
    assert call("DELETE", f"/api/drafts/{draft}", "coach", json=sent).status_code == 403
    assert call("POST", f"/api/drafts/{draft}/keep", "coach", json=sent).status_code == 403
    assert "</script><b>" not in call("GET", "/tell", "coach", headers=HTML).text
    kept = call("POST", "/tell/keep", "coach", json=sent)
    assert (kept.json()["kept"], "document" in kept.json()) == (True, False)
    assert '"finished": true' in call("GET", "/tell", "coach", headers=HTML).text
    assert back(call) == 303
    assert call("GET", f"/api/drafts/{draft}", "coach").json()["body"] == {}


@pytest.mark.slow
def test_the_password_of_the_coach_ends_it(call: Caller) -> None:
    """A wrong one says so and counts; the right one opens the program again, and the page of the family closes."""
    draft = handed(call)
    assert back(call, "fout") == 400
    assert call("GET", "/families", "coach", headers=HTML).headers.get("location") == "/tell"
    assert back(call) == 303
    assert call("GET", "/families", "coach", headers=HTML).status_code == 200
    assert call("GET", "/tell", "coach", headers=HTML).headers.get("location") == "/"
    assert call("GET", f"/api/drafts/{draft}", "coach").status_code == 403  # what is told so far is not hers to read
    handed(call)
    assert [back(call, "fout") for _ in range(6)][-1] == 429


def test_only_a_coach_hands_over_and_only_her_own_sitting(call: Caller) -> None:
    """Others are refused; another sitting of the same coach goes on as it was."""
    for name in ("evaluator", "admin", "steering"):
        assert call("POST", "/tell", name, json={}).status_code == 403
    with closing(open_server(Home(call.small.home.folder).server_path)) as server:
        elsewhere = sittings.sign_in(server, "coach", PASSWORD, "127.0.0.1")
    handed(call)
    mine = call.tokens["coach"]
    call.tokens["coach"] = elsewhere
    assert call("GET", "/families", "coach", headers=HTML).status_code == 200
    call.tokens["coach"] = mine
    SITTINGS.forget(mine)
    assert call("GET", "/families", "coach", headers=HTML).status_code == 303


@pytest.mark.parametrize(("method", "path", "open_"), [
    ("GET", "/api/drafts/a", True), ("HEAD", "/api/drafts/a", True), ("PUT", "/api/drafts/a", True),
    ("DELETE", "/api/drafts/a", False), ("POST", "/api/drafts/a", False), ("GET", "/api/drafts/ab", False),
    ("GET", "/api/drafts/", False), ("POST", "/assets/kit/dom.js", False), ("POST", "/tell", False),
    ("GET", "/tell/keep", False), ("OPTIONS", "/tell", False), ("GET", "/assets", False), ("POST", "/tell/keep", True),
    ("POST", "/sign/keep", False), ("GET", "/sign", False), ("POST", "/sign/back", False)])
def test_what_is_let_through_is_named(method: str, path: str, open_: bool) -> None:
    """By method and whole path, never by how a path begins but for scripts and styles."""
    assert lets_through(method, path, HandedOver(TELL, "a", "/")) is open_
