"""The route that open pages ask every few seconds: has what may be read changed?"""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coding.desk import practice
from coding.marks.favourites import set_favourites
from pilot.clock import iso, moment
from pilot.families import consent
from pilot.store.files import open_server
from tests.themes import coded
from tests.web.rights_table import add_recording
from texts.documents import bring_back, withdraw
from web import assets
from web.gate.sittings import SITTINGS

if TYPE_CHECKING:
    from tests.web.conftest import Caller


def ask(call: Caller, name: str = "evaluator", document: str = "") -> dict[str, object]:
    """What is answered."""
    answer = call("GET", f"/api/reach?document={document}", name)
    assert answer.status_code == 200
    return dict(answer.json())


def heard(call: Caller, name: str, address: str) -> bool:
    """Whether a recording may be heard at an address, as an open player asks."""
    return bool(call("GET", f"/api/reach?recording={address}", name).json()["heard"])


def test_the_stamp(call: Caller) -> None:
    """The same until consent changes, for everybody alike; beside it which scripts the pages name."""
    before = ask(call)
    assert assets.stamped("/assets/desk/desk.js").endswith(f"?v={before['scripts']}")
    assert ask(call) == before == ask(call, "coach") == ask(call, "steering")
    with closing(call.small.open()) as db:
        consent.give(db, call.small.operator(db), call.small.persons["Berk moeder"], ["quote"], "2021-01-01")
    assert ask(call) != before


@pytest.mark.slow
def test_a_document(call: Caller) -> None:
    """Open; then out of reach and then withdrawn, each with its own sentence; a stranger learns of none."""
    small = call.small
    with closing(small.open()) as db:
        guid, boss = small.interview(db), small.operator(db)
        assert ask(call, document=guid) | {"stamp": ""} == {
            "stamp": "", "open": True, "recording": None, "rev": 0, "codebook": 0, "favourites": []}
        coded.adopt(small, db)
        assert ask(call, document=guid)["codebook"] == 1
        set_favourites(db, small.viewers["evaluator"], ["screening"])
        assert ask(call, document=guid)["favourites"] == ["screening"]
        assert ask(call, "evaluator2", guid)["favourites"] == []
        assert "favourites" not in ask(call, "coach", guid)
        consent.withdraw(db, boss, small.persons["Berk moeder"], "analyse", "2020-06-01")
        assert "buiten bereik" in str(ask(call, document=guid)["sentence"])
        withdraw(db, boss, guid, "dubbel")
        assert "teruggetrokken" in str(ask(call, document=guid)["sentence"])
        for name in ("coach", "steering", "admin"):
            assert ask(call, name, guid)["sentence"] == ask(call, name, "none")["sentence"]
        bring_back(db, boss, guid)
        consent.give(db, boss, small.persons["Berk moeder"], ["analyse"], "2021-02-01")
        assert ask(call, document=guid)["open"] is True
        there = ask(call, document=practice.DOCUMENT)
        assert (there["open"], there["favourites"]) == (True, ["screening"])


@pytest.mark.slow
def test_the_sound_of_a_document(call: Caller) -> None:
    """Who may hear it is told its recording, until consent to recording is withdrawn; others never."""
    small = call.small
    with closing(small.open()) as db:
        guid, sound = small.interview(db), add_recording(small, db, "family", "Berk moeder")
        db.conn.execute("UPDATE document SET recording_id = (SELECT recording_id FROM recording)")
        small.prepares(db)
        assert ask(call, document=guid)["recording"] == sound
        assert ask(call, "evaluator2", guid)["recording"] is None
        assert (heard(call, "evaluator", sound), heard(call, "evaluator2", sound)) == (True, False)
        assert not heard(call, "evaluator", f"{sound}/silenced")
        consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "record")
        told = ask(call, document=guid)
        assert (told["open"], told["recording"], "rev" in ask(call, "coach", guid)) == (True, None, False)
        assert not heard(call, "evaluator", sound)
        assert call("GET", f"/recordings/{sound}", "evaluator").status_code == 404


def test_asking_keeps_nobody_signed_in(call: Caller) -> None:
    """A screen that was left alone goes idle, however often it asks; any other request keeps it awake."""
    token = call.token("evaluator")
    half_an_hour_ago = iso(moment() - timedelta(minutes=30))

    def seen_after(path: str) -> str:
        SITTINGS.forget(token)
        assert call("GET", path, "evaluator").status_code == 200
        with closing(open_server(call.small.home.server_path)) as server:
            return str(server.conn.execute("SELECT seen_at FROM session").fetchone()[0])

    with closing(open_server(call.small.home.server_path)) as server:
        server.conn.execute("UPDATE session SET seen_at = ?", (half_an_hour_ago,))
    assert seen_after("/api/reach") == half_an_hour_ago
    assert seen_after("/api/me") > half_an_hour_ago
