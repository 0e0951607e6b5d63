"""Connections that wait: lent to one at a time, never lent again when something is amiss."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from pilot.clock import now
from pilot.errors import NotFound, TooNew
from pilot.store import pool
from pilot.store.files import open_pilot, write

if TYPE_CHECKING:
    from tests.builder import SmallPilot


def test_the_same_connection_comes_back_in_another_thread(small: SmallPilot) -> None:
    """One after the other all work with one connection, in whatever thread."""
    path = small.pilot.db_path

    def look() -> int:
        with pool.lent(path, open_pilot) as db:
            db.conn.execute("SELECT count(*) FROM family").fetchone()
            return id(db.conn)

    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        assert one.submit(look).result() == other.submit(look).result() == look()
    assert pool.waiting(path) == 1


@pytest.mark.slow
def test_never_lent_to_two_at_once(small: SmallPilot) -> None:
    """Who comes while one is lent gets another; no more than a few wait afterwards."""
    path, many = small.pilot.db_path, pool.MOST_IDLE + 4
    barrier = Barrier(many)

    def look(_n: int) -> int:
        with pool.lent(path, open_pilot) as db:
            barrier.wait(30)
            return id(db.conn)

    with ThreadPoolExecutor(many) as threads:
        assert len(set(threads.map(look, range(many)))) == many
    assert pool.waiting(path) == pool.MOST_IDLE


def test_after_an_error_or_an_open_transaction_it_is_closed(small: SmallPilot) -> None:
    """Nothing that one leaves behind reaches the next."""
    path = small.pilot.db_path
    with pytest.raises(ZeroDivisionError), pool.lent(path, open_pilot) as db:
        raise ZeroDivisionError
    with pytest.raises(sqlite3.ProgrammingError):
        db.conn.execute("SELECT 1")
    with pool.lent(path, open_pilot) as db:
        db.conn.execute("BEGIN IMMEDIATE")
        db.conn.execute("INSERT INTO user(guid, label) VALUES ('gone', 'gone')")
    assert pool.waiting(path) == 0
    with closing(small.open()) as other, write(other):  # the lock is free again
        assert other.conn.execute("SELECT count(*) FROM user WHERE label = 'gone'").fetchone() == (0,)


def test_a_file_put_in_its_place_is_opened_anew(small: SmallPilot) -> None:
    """After a restore nobody reads or writes the file that was replaced."""
    path = small.pilot.db_path
    copy = path.with_name("copy.db")
    with closing(small.open()) as db:
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(path, copy)
    with pool.lent(path, open_pilot) as db, write(db):
        db.conn.execute("INSERT INTO user(guid, label) VALUES ('later', 'later')")
    pool.close_all()
    with pool.lent(path, open_pilot) as db:
        assert db.conn.execute("SELECT count(*) FROM user WHERE guid = 'later'").fetchone() == (1,)
    copy.replace(path)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    with pool.lent(path, open_pilot) as db:
        assert db.conn.execute("SELECT count(*) FROM user WHERE guid = 'later'").fetchone() == (0,)


def test_a_file_migrated_by_a_newer_program_is_refused(small: SmallPilot) -> None:
    """A connection that waited does not work on a file that is newer than the program."""
    path = small.pilot.db_path
    with pool.lent(path, open_pilot):
        pass
    with closing(sqlite3.connect(path)) as newer, newer:
        newer.execute("INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES ('pilot', 'm999', ?)",
                      (now(),))
        newer.commit()
        newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with pytest.raises(TooNew), pool.lent(path, open_pilot):
        pass


def test_no_file_says_so(small: SmallPilot) -> None:
    """A file that went away is not made anew."""
    with pool.lent(small.pilot.db_path, open_pilot):
        pass
    small.pilot.db_path.unlink()
    with pytest.raises(NotFound), pool.lent(small.pilot.db_path, open_pilot):
        pass
