"""The chain of events: whole as long as nobody touches it, and broken where somebody did."""

from __future__ import annotations

import hashlib
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite3

from pilot import events
from pilot.store import chain
from pilot.store.files import open_server, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def count(db: Database) -> int:
    """How many events there are."""
    return int(db.conn.execute("SELECT count(*) FROM event").fetchone()[0])


def loosened(db: Database) -> None:
    """As somebody would who has the file and wants to change the record: without its triggers."""
    for (name,) in db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'"
                                   ).fetchall():
        db.conn.execute(f"DROP TRIGGER {name}")


def test_the_formula_as_it_is_written_down() -> None:
    """The hash is that of the JSON array in the docstring, worked out here by hand."""
    text = '["' + "0" * 64 + '",1,"2021-03-04T09:30:00.000Z",null,"added","family","g\u00eb"]'
    event = (1, "2021-03-04T09:30:00.000Z", None, "added", "family", "gë")
    assert chain.link(chain.START, event) == hashlib.sha256(text.replace("\\u00eb", "ë").encode()).hexdigest()


FIELD = st.text('",\\[] ab\n', max_size=4)
EVENT = st.tuples(st.integers(1, 3), FIELD, st.none() | FIELD, FIELD, FIELD, FIELD)


@given(FIELD, EVENT, FIELD, EVENT)
@pytest.mark.slow
def test_no_two_events_are_written_alike(before: str, event: chain.Event, other: str, another: chain.Event) -> None:
    """Quotes, commas and brackets in a field cannot make one event look like another."""
    assert (chain.link(before, event) == chain.link(other, another)) is ((before, event) == (other, another))


def test_both_stores_hold_one_shape_and_a_whole_chain(small: SmallPilot, db: Database) -> None:
    """What the small pilot was made with is chained in the pilot file and in server.db, in the same columns."""
    with closing(open_server(small.home.server_path)) as server:
        shapes = [one.conn.execute("SELECT sql FROM sqlite_master WHERE name = 'event'").fetchone()
                  for one in (db, server)]
        assert shapes[0] == shapes[1]
        for one in (db, server):
            assert count(one) > 5
            assert chain.broken_at(one) is None
            assert chain.holds(one, *chain.last(one))


@pytest.mark.parametrize("change", [
    "UPDATE event SET verb = 'x' WHERE event_id = 4", "UPDATE event SET actor_guid = NULL WHERE event_id = 4",
    "UPDATE event SET at = '2020' WHERE event_id = 4", "DELETE FROM event WHERE event_id = 4",
    "UPDATE event SET hash = (SELECT hash FROM event WHERE event_id = 5) WHERE event_id = 4",
])
def test_the_first_event_that_was_touched_is_told(db: Database, change: str) -> None:
    """Whatever somebody changed behind the program's back, the chain says where it begins to be wrong."""
    loosened(db)
    db.conn.execute(change)
    assert chain.broken_at(db) == 4


def test_a_chain_made_anew_or_cut_off_is_another_one(db: Database) -> None:
    """Who works all later hashes out again, or drops the newest events, is found by a hash noted before."""
    noted = chain.last(db)
    loosened(db)
    rows = db.conn.execute("SELECT at, actor_guid, verb, subject, subject_guid FROM event ORDER BY event_id").fetchall()
    db.conn.execute("DELETE FROM event WHERE event_id > 4")
    assert chain.broken_at(db) is None
    assert not chain.holds(db, *noted)
    db.conn.execute("DELETE FROM event")
    chain.carry_over(db, [("2020", *row[1:]) if n == 3 else row for n, row in enumerate(rows)])
    assert chain.broken_at(db) is None
    assert not chain.holds(db, *noted)


def test_nothing_takes_the_place_of_an_event(db: Database) -> None:
    """Not even INSERT OR REPLACE, which no delete trigger sees; and no number is left out."""
    with pytest.raises(sqlite3.IntegrityError, match="without gaps"):
        db.conn.execute("INSERT OR REPLACE INTO event SELECT 1, at, actor_guid, 'x', subject, subject_guid, hash"
                        " FROM event WHERE event_id = 1")
    with pytest.raises(sqlite3.IntegrityError, match="without gaps"):
        db.conn.execute("INSERT INTO event SELECT event_id + 2, at, actor_guid, verb, subject, subject_guid, hash"
                        " FROM event ORDER BY event_id DESC LIMIT 1")
    assert chain.broken_at(db) is None


def test_an_event_belongs_to_a_change(db: Database) -> None:
    """Outside a transaction two writers could follow on the same event: that is a fault of the program."""
    with pytest.raises(RuntimeError, match="transaction"):
        events.append(db, None, "x", "y", "z")


def test_what_is_undone_leaves_no_event(small: SmallPilot, db: Database) -> None:
    """An event goes with the change it belongs to, and the chain goes on as if it had not been."""
    def fails() -> None:
        with write(db):
            events.record(db, small.viewers["admin"], "x", "y", "z")
            db.conn.execute("INSERT INTO user(guid, label) VALUES ('other', 'admin 1')")

    before = chain.last(db)
    with pytest.raises(sqlite3.IntegrityError):
        fails()
    assert chain.last(db) == before


@pytest.mark.slow
def test_writers_at_the_same_time_make_one_chain(small: SmallPilot, db: Database) -> None:
    """Eight threads appending to one file follow on one another without a gap or a fork."""
    before = count(db)

    def many(name: str) -> None:
        with closing(small.open()) as own:
            for n in range(20):
                with write(own):
                    events.append(own, name, "counted", "thing", str(n))

    threads = [threading.Thread(target=many, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(db) == before + 160
    assert chain.broken_at(db) is None
