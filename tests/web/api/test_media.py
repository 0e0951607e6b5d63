"""Recordings: who hears which, by pieces, and that listening is recorded."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot import sound
from pilot.store import large_files
from pilot.store.files import new_guid, write
from tests.recordings import of_document
from tests.web.rights_table import add_recording
from texts import documents, silenced
from texts.documents import NewTurn, revise

if TYPE_CHECKING:
    from tests.web.conftest import Caller

SOUND = bytes(range(256)) * 40


@pytest.fixture
def heard(call: Caller) -> dict[str, str]:
    """A recording by the coach and one by a family, both about family Berk."""
    with closing(call.small.open()) as db:
        return {"coach": add_recording(call.small, db, "coach", "coach", SOUND),
                "family": add_recording(call.small, db, "family", "Berk moeder", SOUND + b"f")}


def test_pieces(call: Caller, heard: dict[str, str]) -> None:
    """A player can ask for a piece; the file itself is never kept by browsers or proxies."""
    path = f"/recordings/{heard['coach']}"
    whole = call("GET", path, "coach")
    assert whole.content == SOUND
    assert (whole.headers["content-type"], whole.headers["cache-control"]) == ("audio/mpeg", "no-store")
    piece = call("GET", path, "coach", headers={"Range": "bytes=300-309"})
    assert (piece.status_code, piece.content) == (206, SOUND[300:310])
    assert piece.headers["content-range"] == f"bytes 300-309/{len(SOUND)}"
    assert call("GET", path, "coach", headers={"Range": "bytes=999999-"}).status_code == 416
    assert call("HEAD", path, "coach").headers["content-length"] == str(len(SOUND))


def test_a_copy_is_played_once_it_is_there(
    call: Caller, heard: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recording that browsers misjudge: who listens first asks for the copy; then all get it, by the same rights."""
    woken: list[object] = []
    monkeypatch.setattr("web.api.media.worker.ensure_running", woken.append)
    path = f"/recordings/{heard['coach']}"
    with closing(call.small.open()) as db, write(db):
        db.conn.execute("UPDATE recording SET plays = 'copy' WHERE guid = ?", (heard["coach"],))
    for _ in range(2):
        first = call("GET", path, "coach")
        assert (first.content, first.headers["etag"]) == (SOUND, f'"{heard["coach"]}"')
    with closing(call.small.open()) as db:
        assert db.conn.execute("SELECT kind, state FROM job").fetchall() == [("make playable", "queued")]
    assert woken
    large_files.playable(call.small.pilot, heard["coach"]).write_bytes(SOUND[::-1])
    copy = call("GET", path, "coach", headers={"Range": "bytes=300-309"})
    assert (copy.status_code, copy.content) == (206, SOUND[::-1][300:310])
    assert (copy.headers["content-type"], copy.headers["etag"]) == ("audio/mpeg", f'"{heard["coach"]}-copy"')
    # Who began with the recording itself does not go on in the middle of the copy.
    assert call("GET", path, "coach", headers={
        "Range": "bytes=300-309", "If-Range": first.headers["etag"]}).status_code == 200
    assert call("GET", path, "coach2").status_code == 404


def test_evaluators_need_prepare(call: Caller, heard: dict[str, str]) -> None:
    """A voice is as telling as a name: only an evaluator who prepares texts hears recordings."""
    for guid in heard.values():
        assert call("GET", f"/recordings/{guid}", "evaluator").status_code == 403
    with closing(call.small.open()) as db:
        call.small.prepares(db)
    for guid in heard.values():
        assert call("GET", f"/recordings/{guid}", "evaluator").status_code == 200
        assert call("GET", f"/recordings/{guid}", "evaluator2").status_code == 403


def test_coach_hears_herself_only(call: Caller, heard: dict[str, str]) -> None:
    """A coach hears what she told, never what a family said and never a colleague."""
    assert call("GET", f"/recordings/{heard['family']}", "coach").status_code == 404
    assert call("GET", f"/recordings/{heard['coach']}", "coach2").status_code == 404
    for name in ("steering", "admin"):
        assert call("GET", f"/recordings/{heard['coach']}", name).status_code == 403


def test_not_there(call: Caller, heard: dict[str, str]) -> None:
    """An unknown recording, a path, and a recording whose file is gone are one sentence each."""
    for guid in (new_guid(), "x", "..%2f..%2fserver.db", "%00"):
        assert call("GET", f"/recordings/{guid}", "coach").status_code == 404
    (call.small.pilot.recordings / f"{heard['coach']}.mp3").unlink()
    answer = call("GET", f"/recordings/{heard['coach']}", "coach")
    assert answer.status_code == 404
    assert str(call.small.home.folder) not in answer.text


def test_withdrawn(call: Caller, heard: dict[str, str]) -> None:
    """With its document withdrawn, a recording is heard no more."""
    with closing(call.small.open()) as db:
        guid = call.small.interview(db, voice="coach")
        with write(db):
            db.conn.execute(
                "UPDATE document SET recording_id = (SELECT recording_id FROM recording WHERE guid = ?) WHERE guid = ?",
                (heard["coach"], guid))
        assert call("GET", f"/recordings/{heard['coach']}", "coach").status_code == 200
        documents.withdraw(db, call.small.operator(db), guid, "dubbel")
    assert call("GET", f"/recordings/{heard['coach']}", "coach").status_code == 404


def test_listening_is_recorded(call: Caller, heard: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Any piece of a recording that somebody hears stands in the record, once per person, recording and hour."""
    with closing(call.small.open()) as db:
        call.small.prepares(db)
    at = "2021-03-04T09:59:00.000Z"
    monkeypatch.setattr("pilot.events.reading.now", lambda: at)
    path = f"/recordings/{heard['coach']}"
    for headers in ({"Range": "bytes=100-199"}, {"Range": "bytes=0-99"}, {"Range": "bytes=200-"}, {}):
        call("GET", path, "coach", headers=headers)
    call("GET", path, "evaluator", headers={"Range": "bytes=5-6"})
    assert call("GET", path, "coach2").status_code == 404
    at = "2021-03-04T10:00:00.000Z"
    call("GET", path, "coach", headers={"Range": "bytes=100-199"})
    with closing(call.small.open()) as db:
        rows = db.conn.execute("SELECT subject_guid, actor_guid, at FROM event WHERE verb = 'heard' ORDER BY event_id"
                               ).fetchall()
    who = call.small.accounts
    assert rows == [(heard["coach"], who["coach"], "2021-03-04T09:59:00.000Z"),
                    (heard["coach"], who["evaluator"], "2021-03-04T09:59:00.000Z"), (heard["coach"], who["coach"], at)]


@pytest.mark.slow
def test_evaluators_hear_what_is_left(call: Caller, heard: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the pilot chose so: opening a text asks for the copy, and once it is there the desk plays that."""
    monkeypatch.setattr("web.api.media.worker.ensure_running", lambda home: False)
    small = call.small
    with closing(small.open()) as db:
        text = small.interview(db, kind="raw")
        with write(db):
            of_document(db, text, heard["family"])
        revise(db, small.operator(db), text, [NewTurn("Zonder.", "Moeder", "family")], kind="deidentified",
               engine="test")
        path, opened = f"/recordings/{heard['family']}/silenced", f"/api/documents/{text}"
        assert call("GET", opened, "evaluator").json()["document"]["recording"] is None
        assert db["job"].count == 0
        sound.choose(db, small.viewers["admin"], sound.SILENCED)
        assert call("GET", path, "evaluator").status_code == 404
        assert call("GET", opened, "evaluator").json()["document"]["recording"] is None
        assert db.conn.execute("SELECT kind FROM job").fetchall() == [("make playable",)]
        (due,) = silenced.due(small.pilot, db)
    large_files.silenced(small.pilot, due.guid, due.version).write_bytes(SOUND[::-1])
    for answer in (call("GET", opened, "evaluator").json()["document"],
                   call("GET", f"/api/reach?document={text}", "evaluator").json()):
        assert answer["recording"] == f"{heard['family']}/silenced"
    piece = call("GET", path, "evaluator", headers={"Range": "bytes=300-309"})
    assert (piece.status_code, piece.content) == (206, SOUND[::-1][300:310])
    assert call("GET", f"/recordings/{heard['family']}", "evaluator").status_code == 403
    assert call("GET", path, "coach").status_code == 403
