"""While a device is in the hands of a family nothing answers but the page on which it tells, whatever is asked."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.accounts import sittings
from pilot.config import Home
from pilot.store.files import new_guid, open_server
from stories.entry import drafts
from tests.builder import PASSWORD
from web.gate.handed import lets_through
from web.gate.sittings import SITTINGS
from web.routes import ROUTES

if TYPE_CHECKING:
    from tests.web.conftest import Caller

FILLED = {"name": "families", "file": "x.js", "room": "kit", "language": "nl"}
HTML = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate"}


def handed(call: Caller) -> str:
    """Hand the coach's device to the mother of Berk; returns the guid of her draft."""
    answer = call("POST", "/tell", "coach", json={
        "person": call.small.persons["Berk moeder"], "template": "gezin_kort", "draft": ""})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["draft"])


def back(call: Caller, password: str = PASSWORD) -> int:
    """Take it back; the status of the answer."""
    answer = call("POST", "/tell/back", "coach", data={
        "password": password, "csrf": sittings.csrf_for(call.token("coach"))})
    return answer.status_code


def test_every_route_is_shut_but_the_few(call: Caller) -> None:
    """Each route with each of its methods, with the guid of another draft and of anything: refused, or led back."""
    draft = handed(call)
    open_ones = []
    for route in ROUTES:
        for method in sorted(route.methods or ()):
            path = re.sub(r"\{(\w+)(:\w+)?\}", lambda found: FILLED.get(found[1], new_guid()), route.path)
            answer = call(method, path, "coach", headers=HTML if method == "GET" else None)
            if answer.status_code == 303 and answer.headers["location"] == "/tell":
                continue
            if answer.status_code == 403 and "in handen van een gezin" in answer.text or (
                    answer.status_code == 403 and method == "HEAD"):
                continue
            if lets_through(method, path, draft):
                open_ones.append((method, route.path))
                continue
            raise AssertionError((method, path, answer.status_code))
    assert {path for _method, path in open_ones} == {
        "/health", "/assets/palette.css", "/assets/words/{language}.json", "/assets/{room}/{file}", "/tell",
        "/tell/keep", "/tell/back"}
    for path in ("/", "/families", "/story?draft=" + draft, "/sign-in", "/desk", "/password", "/tell/", "/Families"):
        answer = call("GET", path, "coach", headers=HTML)
        assert (answer.status_code, answer.headers.get("location")) == (303, "/tell"), path
    for path in ("/_stcore/stream", "/_stcore/health", "/static/js/x.js", "/recordings/x", f"/api/drafts/{new_guid()}"):
        assert call("GET", path, "coach").status_code == 403, path


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
    ("GET", "/tell/keep", False), ("OPTIONS", "/tell", False), ("GET", "/assets", False)])
def test_what_is_let_through_is_named(method: str, path: str, open_: bool) -> None:
    """By method and whole path, never by how a path begins but for scripts and styles."""
    assert lets_through(method, path, "a") is open_
