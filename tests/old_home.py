"""Homes of earlier versions as SQL text: how one is written down, and how it becomes files again.

A folder `tests/fixtures/home_<version>` mirrors a home: `server.sql` for `server.db`, and so on; recordings lie in it
as they are. Loading needs nothing of ours, so that it gives the files as that version left them.
"""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlite3

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURES = Path(__file__).parent / "fixtures"
OLD_HOMES = sorted(FIXTURES.glob("home_*"))


def load(version_folder: Path, home: Path) -> Path:
    """Make the files of an earlier version's home in the new folder `home`; returns it."""
    for source in sorted(version_folder.rglob("*")):
        target = home / source.relative_to(version_folder)
        if source.suffix == ".sql":
            target.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(target.with_suffix(".db"))) as db:
                db.executescript(source.read_text(encoding="utf-8"))
        elif source.is_file() and source.name != "README.md":
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    for pilot in (home / "pilots").glob("*"):
        for name in ("recordings", "uploads"):
            (pilot / name).mkdir(exist_ok=True)
    return home


def dump(home: Path, version_folder: Path) -> None:
    """Write a home down as SQL text, for a version that is about to be released."""
    for source in sorted(home.rglob("*")):
        target = version_folder / source.relative_to(home)
        if source.suffix == ".db":
            target.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(source)) as db:
                target.with_suffix(".sql").write_text("".join(f"{line};\n" for line in _lines(db)), encoding="utf-8")
        elif source.is_file() and not re.search(r"\.(db-wal|db-shm|lock|log)$", source.name):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def _lines(db: sqlite3.Connection) -> Iterator[str]:
    """Tables, their rows, then what would act on rows; a search index is made anew, its own tables are left out."""
    schema = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    ).fetchall()
    virtual = [name for _, name, sql in schema if sql.upper().startswith("CREATE VIRTUAL")]
    own = [row for row in schema if not any(row[1].startswith(f"{name}_") and row[0] == "table" for name in virtual)]
    tables = [(name, sql) for kind, name, sql in own if kind == "table" and name not in virtual]
    yield "PRAGMA foreign_keys=OFF"
    yield "BEGIN"
    yield from (sql for _, sql in tables)
    for name, _ in tables:
        yield from _rows(db, name)
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone():
        yield "DELETE FROM sqlite_sequence"  # the rows above began it
        yield from _rows(db, "sqlite_sequence")
    yield from (sql for kind, name, sql in own if kind != "table" or name in virtual)
    yield from (f"INSERT INTO {name}({name}) VALUES ('rebuild')" for name in virtual)
    yield "COMMIT"


def _rows(db: sqlite3.Connection, table: str) -> Iterator[str]:
    # hidden: 0 for a column that is stored as it was given, others follow from these.
    columns = [row[1] for row in db.execute(f'PRAGMA table_xinfo("{table}")') if row[6] == 0]
    values = " || ', ' || ".join(f'quote("{column}")' for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    for (row,) in db.execute(f'SELECT {values} FROM "{table}"'):
        yield f'INSERT INTO "{table}"({names}) VALUES ({row})'
