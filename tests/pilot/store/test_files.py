"""The stores: schema, migrations, the write lock, immutability."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite3
from sqlite_utils import Database, Migrations

from pilot.errors import BadInput, Busy, NotFound, TooNew
from pilot.store import files, migrations
from pilot.store.files import open_pilot, open_register, open_server, write
from tests.builder import SmallPilot
from tests.forked import Forked


def master(db: Database) -> set[tuple[str, str, str]]:
    """Every table, index, view and trigger of a file."""
    return set(db.conn.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))


@pytest.mark.parametrize("opener", [open_server, open_pilot, open_register])
def test_a_missing_file_is_not_made_by_reading(opener: object, tmp_path: Path) -> None:
    """Opening a path where nothing is says so and makes no file."""
    with pytest.raises(NotFound):
        opener(tmp_path / "none.db")  # type: ignore[operator]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("opener", [open_server, open_pilot, open_register])
@pytest.mark.slow
def test_every_table_is_strict(opener: object, tmp_path: Path) -> None:
    """Our own tables are STRICT, so that a date can never become a number."""
    with closing(opener(tmp_path / "a.db", create=True)) as db:  # type: ignore[operator]
        loose = [
            name for name, strict, kind in db.conn.execute("SELECT name, strict, type FROM pragma_table_list")
            if kind == "table" and not strict and not name.startswith(("sqlite_", "_sqlite", "turn_fts"))
        ]
    assert loose == []


@pytest.mark.slow
def test_no_foreign_key_cascades(tmp_path: Path) -> None:
    """A cascade over the view behind the search index would corrupt it."""
    with closing(open_pilot(tmp_path / "a.db", create=True)) as db:
        rules = {
            (table, row[6]) for table in db.table_names()
            for row in db.conn.execute(f"PRAGMA foreign_key_list('{table}')")
        }
    assert rules
    assert {action for _, action in rules} <= {"RESTRICT", "NO ACTION"}


@pytest.mark.slow
def test_a_new_file_uses_wal_and_full_sync(tmp_path: Path) -> None:
    """What is confirmed to a person survives a power cut."""
    with closing(open_pilot(tmp_path / "a.db", create=True)) as db:
        assert db.conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert db.conn.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert db.conn.execute("PRAGMA foreign_keys").fetchone()[0] == 1


@pytest.fixture
def two_steps(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """A newer program: the pilot's migrations plus one that adds a column."""
    newer = Migrations("pilot")
    newer._migrations = list(migrations.PILOT._migrations)

    @newer(name="0002_test")
    def _more(db: Database) -> None:
        db.conn.execute("ALTER TABLE site ADD COLUMN remark TEXT")

    return newer


@pytest.mark.slow
def test_an_older_file_is_backed_up_and_migrated(
    tmp_path: Path, two_steps: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older file is copied first, then has exactly the schema of a fresh newer one."""
    path = tmp_path / "a.db"
    with closing(open_pilot(path, create=True)) as db, write(db):
        db.conn.execute("INSERT INTO site(guid, key, name) VALUES ('g', 'k', 'n')")
    monkeypatch.setattr(migrations, "PILOT", two_steps)
    with closing(open_pilot(path)) as db, closing(open_pilot(tmp_path / "fresh.db", create=True)) as fresh:
        assert db.conn.execute("SELECT key, remark FROM site").fetchall() == [("k", None)]
        assert master(db) == master(fresh)
    copies = list(tmp_path.glob("a.before-0002_test.*.db"))
    assert len(copies) == 1
    with closing(sqlite3.connect(copies[0])) as copy:
        assert copy.execute("SELECT key FROM site").fetchall() == [("k",)]


@pytest.mark.slow
def test_a_failing_migration_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that fails half way leaves the file as it was."""
    path = tmp_path / "a.db"
    with closing(open_pilot(path, create=True)) as db:
        before = master(db)
    broken = Migrations("pilot")
    broken._migrations = list(migrations.PILOT._migrations)

    @broken(name="0002_broken")
    def _half(db: Database) -> None:
        db.conn.execute("CREATE TABLE half (a TEXT) STRICT")
        raise RuntimeError("half way")

    monkeypatch.setattr(migrations, "PILOT", broken)
    with pytest.raises(RuntimeError):
        open_pilot(path)
    with closing(files.connect(path)) as db:
        assert master(db) == before


@pytest.mark.slow
def test_a_newer_file_is_refused_untouched(
    tmp_path: Path, two_steps: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of a newer program is refused in a sentence and not changed by a byte."""
    path = tmp_path / "a.db"
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "PILOT", two_steps)
        open_pilot(path, create=True).close()
    before = path.read_bytes()
    with pytest.raises(TooNew, match="newer Rode Draad"):
        open_pilot(path)
    assert path.read_bytes() == before


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """A register is no pilot, a foreign database neither, a text file least of all."""
    open_register(tmp_path / "register.db", create=True).close()
    with closing(sqlite3.connect(tmp_path / "foreign.db")) as foreign:
        foreign.execute("CREATE TABLE x (y)")
        foreign.commit()
    (tmp_path / "text.db").write_text("no database at all, but long enough to be read as one " * 40)
    for name in ("register.db", "foreign.db", "text.db"):
        with pytest.raises(BadInput):
            open_pilot(tmp_path / name)


@pytest.mark.slow
def test_write_takes_the_lock_before_reading(small: SmallPilot) -> None:
    """Read-then-write beside another writer waits instead of failing: both increments count."""
    with closing(small.open()) as db, write(db):
        db.conn.execute("UPDATE pilot SET name = '0'")

    waits, begins = os.pipe()

    def count() -> None:
        with closing(small.open()) as db:
            os.read(waits, 1)  # until both are there
            for _ in range(15):
                with write(db):
                    n = int(db.conn.execute("SELECT name FROM pilot").fetchone()[0])
                    time.sleep(0.002)  # so that the other one comes between
                    db.conn.execute("UPDATE pilot SET name = ?", (str(n + 1),))

    both = [Forked(count), Forked(count)]
    os.write(begins, b"12")
    assert [process.wait() for process in both] == [0, 0]
    os.close(waits)
    os.close(begins)
    with closing(small.open()) as db:
        assert db.conn.execute("SELECT name FROM pilot").fetchone()[0] == "30"


def test_a_writer_that_waits_too_long_is_told(small: SmallPilot) -> None:
    """A lock held too long gives one sentence and changes nothing."""
    with closing(small.open()) as first, closing(small.open()) as second, write(first):
        with pytest.raises(Busy, match="Nothing was changed"), write(second, wait_ms=50):
            pytest.fail("the second writer must not get in")


def test_a_full_disk_is_told_and_rolls_back(small: SmallPilot) -> None:
    """No room left: one sentence, and not one row of the transaction stays."""
    with closing(small.open()) as db:
        rows = db.conn.execute("SELECT count(*) FROM site").fetchone()[0]
        pages = db.conn.execute("PRAGMA page_count").fetchone()[0]
        db.conn.execute(f"PRAGMA max_page_count = {pages + 2}")
        many = [(f"g{n}", f"k{n}", "x" * 500) for n in range(2000)]
        with pytest.raises(BadInput, match="disk is full"), write(db):
            db.conn.executemany("INSERT INTO site(guid, key, name) VALUES (?, ?, ?)", many)
        assert db.conn.execute("SELECT count(*) FROM site").fetchone()[0] == rows > 0


@pytest.mark.parametrize("sql", [
    "UPDATE document_version SET text = 'x'",
    "UPDATE passage SET start_char = 0, end_char = 1",
    "UPDATE turn SET end_char = end_char + 1",
    "UPDATE event SET verb = 'x'",
    "DELETE FROM event",
    "DELETE FROM document_version",
])
def test_what_is_immutable_stays(small: SmallPilot, sql: str) -> None:
    """Texts, passages, spans and events cannot be changed, not even by plain SQL."""
    with closing(small.open()) as db:
        small.interview(db)
        version = db.conn.execute("SELECT version_id, substr(text, 1, 3) FROM document_version").fetchone()
        db.conn.execute(
            "INSERT INTO passage(guid, version_id, start_char, end_char, quote) VALUES ('p', ?, 0, 3, ?)", version)
        with pytest.raises(sqlite3.IntegrityError):
            db.conn.execute(sql)


@given(start=st.integers(0, 30), length=st.integers(1, 30), quote=st.text(min_size=1, max_size=10))
@pytest.mark.slow
def test_a_passage_is_the_text_at_its_place(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, quote: str
) -> None:
    """The store takes a quote exactly when it is text[start:end] in code points."""
    text = "Zij belde 🙂 zelf. Ze wist café nog wat."
    path = tmp_path_factory.getbasetemp() / "passages.db"
    fresh = not path.exists()
    with closing(open_pilot(path, create=True)) as db:
        if fresh:
            _one_version(db, text)
        real = text[start:start + length]
        for candidate in {quote, real}:
            fits = candidate == real and len(candidate) == length
            db.conn.execute("BEGIN")
            try:
                db.conn.execute(
                    "INSERT INTO passage(guid, version_id, start_char, end_char, quote) VALUES ('p', 1, ?, ?, ?)",
                    (start, start + length, candidate))
                taken = True
            except sqlite3.IntegrityError:
                taken = False
            finally:
                db.conn.execute("ROLLBACK")
            assert taken == fits


def _one_version(db: Database, text: str) -> None:
    db.conn.execute("INSERT INTO family(guid, pseudonym) VALUES ('f', 'Berk')")
    db.conn.execute(
        "INSERT INTO document(guid, family_id, kind, voice, title, told_on, created_at)"
        " VALUES ('d', 1, 'interview', 'family', 't', '2021-01-01', '')")
    db.conn.execute(
        "INSERT INTO document_version(guid, document_id, number, kind, text, sha256, engine, created_at)"
        " VALUES ('v', 1, 1, 'raw', ?, ?, 'test', '')", (text, "0" * 64))
