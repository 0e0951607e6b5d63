"""Changing one's own password, as a form."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.access import Role
from pilot.accounts import accounts, pace, sittings
from pilot.store.files import open_server

if TYPE_CHECKING:
    from tests.builder import SmallPilot
    from tests.web.conftest import Caller

OLD, NEW = "een lang wachtwoord", "nog een lang wachtwoord"


@pytest.fixture
def bea(call: Caller, small: SmallPilot) -> str:
    """The token of somebody with an account of her own."""
    with closing(open_server(small.home.server_path)) as server, closing(small.open()) as db:
        accounts.add(server, "bea", OLD)
        accounts.set_roles(server, db, "proef", "bea", [Role.EVALUATOR])
        call.tokens["bea"] = sittings.sign_in(server, "bea", OLD, "127.0.0.1")
    return call.tokens["bea"]


def test_changed(call: Caller, small: SmallPilot, bea: str) -> None:
    """The new password works from then on, and the page says what was done."""
    form = {"csrf": sittings.csrf_for(bea), "old": OLD, "new": NEW, "again": NEW}
    answer = call("POST", "/password", "bea", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/password?done=1")
    page = call("GET", "/password?done=1", "bea").text
    assert "Je wachtwoord is veranderd" in page
    assert "<form" not in page
    with closing(open_server(small.home.server_path)) as server:
        assert sittings.sign_in(server, "bea", NEW, "127.0.0.1")


@pytest.mark.parametrize(("fields", "fault"), [
    ({"again": "iets anders dan dat"}, "niet gelijk"), ({"old": "fout wachtwoord"}, "is een ander"),
    ({"new": "kort", "again": "kort"}, "minstens 10"), ({"old": ""}, "is een ander"),
])
def test_told_on_the_page(call: Caller, bea: str, fields: dict[str, str], fault: str) -> None:
    """What is wrong stands on the form, in the reader's language; no password comes back."""
    form = {"csrf": sittings.csrf_for(bea), "old": OLD, "new": NEW, "again": NEW} | fields
    answer = call("POST", "/password", "bea", data=form)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert fault in answer.text
    assert not any(password in answer.text for password in (OLD, NEW))


def test_after_many_tries_one_waits(call: Caller, bea: str) -> None:
    """Guessing is slowed down, with the time to wait in the answer."""
    form = {"csrf": sittings.csrf_for(bea), "new": NEW, "again": NEW}
    for n in range(pace.FREE_FAILURES):
        assert call("POST", "/password", "bea", data=form | {"old": f"fout {n}"}).status_code == 400
    answer = call("POST", "/password", "bea", data=form | {"old": OLD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_a_demo_account_is_told_at_once(call: Caller) -> None:
    """Nobody fills in three fields to hear that this password stays as it is."""
    page = call("GET", "/password", "coach").text
    assert "Dit is een demo-account" in page
    assert "<form" not in page
