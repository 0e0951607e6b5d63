"""Conversations: one list of texts and recordings, each with how far it is for who looks."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from coding.book import codebook
from coding.marks import actions, codings
from jobs import queue
from pilot import words
from pilot.config import ROOT
from pilot.store.files import new_guid, write
from pilot.visit import Visit
from views.documents.rows import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot

OURS = (ROOT / "codebook.yaml").read_text(encoding="utf-8")


def visit(small: SmallPilot, db: Database, name: str) -> Visit:
    """A visit of one of the small pilot's accounts."""
    words.use("en")
    return Visit(small.home, None, small.pilot, db, small.viewers[name])  # type: ignore[arg-type]


def recording(db: Database) -> str:
    """A recording of Berk without a text; returns its guid."""
    guid = new_guid()
    with write(db):
        db.conn.execute(
            "INSERT INTO recording(guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms, recorded_on,"
            " created_at) SELECT ?, family_id, 'family', 'mp3', 'audio/mpeg', 1, ?, 90000, '2021-03-05', '2021-03-05'"
            " FROM family WHERE pseudonym = 'Berk'", (guid, new_guid().replace("-", "") * 2))
    return guid


@pytest.fixture
def every_state(small: SmallPilot, db: Database) -> dict[str, str]:
    """Something in each state for the first evaluator; guid to state."""
    codebook.adopt(db, small.operator(db), OURS)
    viewer = small.viewers["evaluator"]
    new, begun, done = (small.interview(db, title=title) for title in ("Nieuw", "Begonnen", "Klaar"))
    op = {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik", "start": 0, "end": 5}
    actions.apply_ops(db, viewer, begun, [op])
    codings.set_status(db, viewer, done, "done")
    names = small.interview(db, title="Nog met namen", kind="raw")
    waiting, writing = recording(db), recording(db)
    with write(db):
        queue.enqueue(db, viewer, "transcribe", {"recording": writing}, writing)
    return {new: "new", begun: "begun", done: "done", names: "names", waiting: "waiting", writing: "writing"}


def test_each_has_its_state(small: SmallPilot, db: Database, every_state: dict[str, str]) -> None:
    """Texts and recordings stand in one list, last told first, each leading where one goes on with it."""
    found = rows(visit(small, db, "evaluator"))
    assert {row.guid: row.state for row in found} == every_state
    assert [row.told_on for row in found] == sorted((row.told_on for row in found), reverse=True)
    ways = {row.state: row.href.split("?")[0] for row in found}
    assert ways == {"new": "/desk", "begun": "/desk", "done": "/desk", "names": "", "waiting": "/work",
                    "writing": "/work"}
    writing = next(row for row in found if row.state == "writing")
    assert (writing.remark, writing.size) == ("Waiting for its turn", "2 min")


def test_done_under_an_earlier_codebook(small: SmallPilot, db: Database, every_state: dict[str, str]) -> None:
    """After a new code what was done is neither done nor to be coded anew."""
    codebook.adopt(db, small.operator(db), OURS.replace("key: klik", "key: nieuw"))
    listed = rows(visit(small, db, "evaluator"))
    assert [row.href for row in listed if row.state == "before"] == [
        f"/desk?document={guid}&codes=new" for guid, state in every_state.items() if state == "done"]
    found = {row.guid: row.state for row in listed}
    assert found == every_state | {guid: "before" for guid, state in every_state.items() if state == "done"}


def test_who_prepares_texts_goes_to_those_that_wait(
    small: SmallPilot, db: Database, every_state: dict[str, str]
) -> None:
    """A text with names leads to where it is declared free of them; the others are read as by anybody."""
    seen = visit(small, db, "evaluator")
    ways = {row.guid: (row.state, row.href) for row in rows(replace(seen, viewer=replace(seen.viewer, prepares=True)))}
    names = next(guid for guid, state in every_state.items() if state == "names")
    assert ways[names] == ("names", f"/prepare?document={names}")
    assert {guid: state for guid, (state, _href) in ways.items()} == every_state
    admin = visit(small, db, "admin")
    assert {row.state for row in rows(replace(admin, viewer=replace(admin.viewer, prepares=True)))} == {"names", "free"}


def test_a_coach_sees_neither_recordings_nor_what_others_told(
    small: SmallPilot, db: Database, every_state: dict[str, str]
) -> None:
    """In her list stands only what she told herself."""
    own = small.interview(db, voice="coach", title="Van haarzelf")
    assert [row.guid for row in rows(visit(small, db, "coach"))] == [own]


def test_who_adds_can_change_a_conversation(small: SmallPilot, db: Database, every_state: dict[str, str]) -> None:
    """A text leads to what is known of it, also one with names; a recording has none yet, a coach changes nothing."""
    ways = {row.guid: row.details for row in rows(visit(small, db, "evaluator"))}
    assert ways == {guid: "" if state in {"waiting", "writing"} else f"/details?document={guid}"
                    for guid, state in every_state.items()}
    small.interview(db, voice="coach", title="Van haarzelf")
    assert [row.details for row in rows(visit(small, db, "coach"))] == [""]


def test_a_longer_list_asks_no_more_of_the_store(small: SmallPilot, db: Database) -> None:
    """As many questions for eight texts and recordings as for two."""

    def asked() -> int:
        said: list[str] = []
        db.conn.set_trace_callback(said.append)
        found = rows(visit(small, db, "evaluator"))
        db.conn.set_trace_callback(None)
        assert found
        return len(said)

    small.interview(db)
    recording(db)
    few = asked()
    for _each in range(3):
        small.interview(db)
        recording(db)
    assert asked() == few


@pytest.fixture
def page(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens the page as somebody, with choices in the address."""

    def opened(name: str, **query: str) -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            with closing(small.open()) as db:
                yield visit(small, db, name)

        monkeypatch.setattr("views.documents.page.here", here)
        test = AppTest.from_string("from views.documents import page\npage.page()", default_timeout=240)
        for key, value in query.items():
            test.query_params[key] = value
        test.run()
        assert not test.exception
        return test

    return opened


def html(page: AppTest) -> str:
    """Our own html on the page."""
    return " ".join(element.proto.body for element in page.get("html"))


def shown(page: AppTest, guids: dict[str, str]) -> set[str]:
    """The states of those that stand in the table with a link."""
    return {state for guid, state in guids.items() if guid in html(page)}


def test_filters_stand_in_the_address(page: Callable[..., AppTest], every_state: dict[str, str]) -> None:
    """What the address asks for is shown and filled in; another choice goes into the address."""
    assert shown(page("evaluator"), every_state) == set(every_state.values())
    some = page("evaluator", state="new,begun", family="Berk")
    assert shown(some, every_state) == {"new", "begun"}
    assert some.multiselect[0].value == ["Berk"]
    some.multiselect[2].set_value(["recording"]).run()
    assert some.query_params["kind"] == "recording"
    assert shown(some, every_state) == set()


def test_the_ways_in_are_for_who_may(page: Callable[..., AppTest], every_state: dict[str, str]) -> None:
    """An evaluator adds and writes out from here; a coach finds the way back to her families, and to a story."""
    ways = html(page("evaluator"))
    assert 'href="/add"' in ways
    assert 'href="/work"' in ways
    empty = html(page("coach"))
    assert 'href="/add"' not in empty
    assert 'href="/families"' in empty
    assert 'href="/story"' in empty
