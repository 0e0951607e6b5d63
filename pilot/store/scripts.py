"""Running plain SQL inside a transaction that is open, and changing what a table allows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlite3

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

HERE = Path(__file__).parent


def statements(sql: str) -> Iterator[str]:
    """The statements of a script one by one; `executescript` would commit the migration's transaction."""
    lines: list[str] = []
    for line in sql.splitlines():
        lines.append(line)
        if sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines = []
    if "".join(line for line in lines if not line.strip().startswith("--")).strip():
        raise ValueError("the script ends inside a statement")


def run_script(db: Database, name: str) -> None:
    """Run a .sql file of this folder inside the open transaction."""
    for statement in statements((HERE / name).read_text(encoding="utf-8")):
        db.conn.execute(statement)


def edit_tables(db: Database, old: str, new: str) -> None:
    """Write `new` for `old` where it stands in the definition of a table; for a CHECK that from now on allows more.

    As SQLite's "Making Other Kinds Of Table Schema Changes" describes it for what does not change how rows are kept:
    a table made anew would take its triggers, its indexes and what the search index knows of it along.
    """
    (version,) = db.conn.execute("PRAGMA schema_version").fetchone()
    db.conn.execute("PRAGMA writable_schema = ON")
    try:
        db.conn.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND instr(sql, ?)", (old, new, old))
        db.conn.execute(f"PRAGMA schema_version = {version + 1}")
    finally:
        db.conn.execute("PRAGMA writable_schema = RESET")  # and read what now stands there
