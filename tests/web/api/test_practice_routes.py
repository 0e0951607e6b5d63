"""The practice conversation over the desk's own routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.desk import practice
from pilot.store.files import new_guid
from tests.coding.book.test_file import SMALL
from tests.dump import dump

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.web.conftest import Caller

WHERE = f"/api/documents/{practice.DOCUMENT}"


@pytest.mark.slow
def test_an_evaluator_practises(call: Caller, small: SmallPilot, db: Database) -> None:
    """Reading, coding and finishing work, are there after a reload, and the pilot knows nothing of it."""
    codebook.adopt(db, small.viewers["evaluator"], SMALL)
    assert call("POST", "/api/favourites", "evaluator", json={"keys": ["een"]}).json() == {"favourites": ["een"]}
    rows = "\n".join(dump(db.conn))
    first = call("GET", WHERE, "evaluator").json()
    assert first["document"]["title"] == practice.conversation()[0]
    assert first["may_propose"] is False
    op = {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "een", "start": 0, "end": 12}
    sent = call("POST", f"{WHERE}/ops", "evaluator", json={"version": first["document"]["version"], "ops": [op]})
    assert sent.json()["results"][0]["state"] == "confirmed"
    assert call("POST", f"{WHERE}/status", "evaluator", json={"state": "done"}).status_code == 200
    again = call("GET", WHERE, "evaluator").json()
    assert [coding["code"] for coding in again["codings"]] == ["een"]
    assert again["status"] == "done"
    assert again["favourites"] == ["een"]
    assert call("GET", f"{WHERE}/codings?since=0&others=1", "evaluator2").json()["codings"] == []
    assert "\n".join(dump(db.conn)) == rows


def test_others_do_not(call: Caller) -> None:
    """Coach, steering and administrator are refused, and so is who is signed out."""
    for name in ("coach", "steering", "admin"):
        assert call("GET", WHERE, name).status_code == 403
    assert call("GET", WHERE).status_code == 401
