"""That somebody read is recorded: once an hour, without waiting for who writes, and without being forgotten."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot import events
from pilot.errors import NotAllowed, NotFound
from pilot.events import reading
from pilot.families import register
from pilot.store import chain
from pilot.store.files import write
from texts.documents import transcript

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def noted(db: Database, verb: str) -> list[tuple[str, str]]:
    """Who did it (account), and to what."""
    return db.conn.execute(
        "SELECT actor_guid, subject_guid FROM event WHERE verb = ? ORDER BY event_id", (verb,)).fetchall()


def test_opening_a_document_is_recorded_once_an_hour(
    small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loading the page again adds nothing; another person, another document and another hour do."""
    first, second = small.interview(db), small.interview(db)
    at = "2021-03-04T09:00:00.000Z"
    monkeypatch.setattr(reading, "now", lambda: at)
    one, two = (small.viewers[name] for name in ("evaluator", "evaluator2"))
    for viewer, guid in ((one, first), (one, first), (two, first), (one, second), (one, first)):
        transcript(db, viewer, guid)
    expected = [(one.account_guid, first), (two.account_guid, first), (one.account_guid, second)]
    assert noted(db, "opened") == expected
    at = "2021-03-04T10:00:00.000Z"
    transcript(db, one, first)
    assert noted(db, "opened") == [*expected, (one.account_guid, first)]


def test_what_is_refused_is_not_read(small: SmallPilot, db: Database) -> None:
    """Who may not read leaves no event of reading."""
    raw = small.interview(db, kind="raw")
    for name, fault in (("evaluator", NotAllowed), ("coach", NotFound), ("admin", NotAllowed)):
        with pytest.raises(fault):
            transcript(db, small.viewers[name], raw)
    assert noted(db, "opened") == []


def test_the_register_is_one_thing(small: SmallPilot, db: Database) -> None:
    """A page that asks for names and words, again at every click, is one look."""
    for _ in range(3):
        register.names(small.pilot, db, small.viewers["admin"])
        register.lexicon(small.pilot, db, small.viewers["admin"])
    assert noted(db, "read") == [(small.accounts["admin"], "proef")]


def test_reading_does_not_wait_for_who_writes(small: SmallPilot, db: Database) -> None:
    """While somebody holds the file, a text opens at once; the event is kept aside, and in the record soon after."""
    guid, viewer = small.interview(db), small.viewers["evaluator"]
    with closing(small.open()) as writer, write(writer):
        began = time.monotonic()
        assert transcript(db, viewer, guid)["document"] == guid
        transcript(db, viewer, guid)
        assert time.monotonic() - began < 15  # the file's own patience is ten seconds, twice
        assert noted(db, "opened") == []
        assert guid in reading.aside(db).read_text(encoding="utf-8")
    transcript(db, small.viewers["evaluator2"], guid)
    assert sorted(noted(db, "opened")) == sorted(
        [(viewer.account_guid, guid), (small.accounts["evaluator2"], guid)])
    assert reading.aside(db).read_text(encoding="utf-8") == ""
    assert chain.broken_at(db) is None


def test_an_event_set_aside_is_taken_once(small: SmallPilot, db: Database) -> None:
    """Lines that a crash left behind after they were recorded are not recorded again; half a line is no event."""
    viewer = small.viewers["admin"]
    with closing(small.open()) as writer, write(writer):
        events.read(db, viewer, "read", "register", "proef")
        events.exported(db, viewer, "document", "g1")
    lines = reading.aside(db).read_text(encoding="utf-8")
    events.settle(db)
    reading.aside(db).write_text(lines + '\n["2021-03-04T', encoding="utf-8")
    events.settle(db)
    assert noted(db, "read") == [(viewer.account_guid, "proef")]
    assert noted(db, "exported") == [(viewer.account_guid, "g1")]


def test_every_export_is_recorded(small: SmallPilot, db: Database) -> None:
    """Taking something out twice is two events, also within one hour."""
    for _ in range(2):
        events.exported(db, small.viewers["evaluator"], "document", "g1")
    assert len(noted(db, "exported")) == 2
