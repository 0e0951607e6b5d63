"""Showing once more who it is, as a page, and the files that ask for it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pilot.accounts import pace, sittings
from pilot.store.files import open_server
from tests.builder import PASSWORD
from web.exports import EXPORTS

if TYPE_CHECKING:
    from tests.web.conftest import Caller

MADE = "/export/made/00000000-0000-0000-0000-000000000000"


@pytest.fixture
def asked(call: Caller) -> str:
    """The CSRF token of an evaluator who showed long ago who she is."""
    token = call.token("evaluator")
    with closing(open_server(call.small.home.server_path)) as server:
        server.conn.execute("UPDATE session SET confirmed_at = '2020-01-01T00:00:00.000Z'")
        server.conn.commit()
    return sittings.csrf_for(token)


def test_a_file_leads_there_and_comes_afterwards(call: Caller, asked: str) -> None:
    """The page asks, takes the password, and goes on to the file it was asked for."""
    answer = call("GET", MADE, "evaluator")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/confirm?next={MADE}")
    page = call("GET", answer.headers["location"], "evaluator").text
    assert "Ben je het zelf?" in page
    assert f'value="{MADE}"' in page
    answer = call("POST", "/confirm", "evaluator", data={"csrf": asked, "password": PASSWORD, "next": MADE})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/confirm?next={MADE}&done=1")
    coming = call("GET", answer.headers["location"], "evaluator")
    assert coming.headers["refresh"] == f"0;url={MADE}"
    assert call("GET", MADE, "evaluator").status_code == 404  # asked no more; such a file there is not


@pytest.mark.parametrize("searched", ["%20", "moeder"])
def test_a_file_of_all_that_was_searched_is_one_of_all_texts(
    call: Caller, asked: str, searched: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would be made as a task, were nothing searched for, does not leave from an open screen either."""
    monkeypatch.setitem(EXPORTS, "segments", replace(EXPORTS["segments"], is_slow=lambda asked: True))
    answer = call("GET", f"/export/segments.csv?search={searched}", "evaluator")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/confirm?next=/export/segments.csv%3Fsearch")
    call("POST", "/confirm", "evaluator", data={"csrf": asked, "password": PASSWORD, "next": "/"})
    assert call("GET", f"/export/segments.csv?search={searched}", "evaluator").status_code in {200, 404}


@pytest.mark.parametrize("target", ["//elders.example/", "https://elders.example/", "/\\elders", "/sign-out"])
def test_nobody_is_led_elsewhere(call: Caller, asked: str, target: str) -> None:
    """A link from outside can make this page go on to no other site."""
    answer = call("POST", "/confirm", "evaluator", data={"csrf": asked, "password": PASSWORD, "next": target})
    assert answer.headers["location"] == "/"
    assert "refresh" not in call("GET", f"/confirm?next={target}&done=1", "evaluator").headers


def test_wrong_and_foreign(call: Caller, asked: str) -> None:
    """A wrong password and a form of another site are refused; guessing is slowed down."""
    form = {"password": PASSWORD, "next": MADE}
    assert call("POST", "/confirm", "evaluator", data=form, headers={"X-CSRF-Token": ""}).status_code == 403
    for _n in range(pace.FREE_FAILURES):
        answer = call("POST", "/confirm", "evaluator", data=form | {"csrf": asked, "password": "x"})
        assert (answer.status_code, 'role="alert"' in answer.text) == (400, True)
    answer = call("POST", "/confirm", "evaluator", data=form | {"csrf": asked})
    assert (answer.status_code, int(answer.headers["retry-after"]) > 0) == (429, True)
    assert call("GET", MADE, "evaluator").status_code == 303
