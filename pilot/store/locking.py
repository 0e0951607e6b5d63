"""Putting a locked store in the place of a plain one, alone with it, killed at any moment or not."""

from __future__ import annotations

import os
from contextlib import closing
from itertools import zip_longest
from typing import TYPE_CHECKING

from pilot.errors import BadInput, Conflict
from pilot.store import files, large_files
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlcipher3 import dbapi2 as sqlite3


def encrypt(path: Path, key: bytes) -> bool:
    """Put a store that is locked with `key` in the place of a plain one, with the same rows; whether it was plain.

    Killed at any moment, there is the plain one or the locked one, whole.

    Raises: Conflict when some process has it open; BadInput when the copy differs, or the disk is full.
    """
    if not files.is_plain(path):
        return False
    coming = path.with_name(f"{path.name}.coming")
    coming.unlink(missing_ok=True)
    try:
        with closing(files.unlocked(path, None)) as conn, path.open("r+b") as old:
            _take_alone(conn, path)
            conn.execute("ATTACH ? AS locked KEY ?", (str(coming), f"x'{key.hex()}'"))
            conn.execute("BEGIN EXCLUSIVE")
            version = conn.execute("PRAGMA main.user_version").fetchone()[0]
            conn.execute("SELECT sqlcipher_export('locked')")
            conn.execute(f"PRAGMA locked.user_version = {version}")
            if not _same(conn):
                raise BadInput(N_("{path} could not be encrypted: the copy is not the same. It was left as it is."),
                               path=path)
            conn.execute("COMMIT")
            conn.execute("DETACH locked")
            large_files.settle(coming, like=path)
            linked = os.fstat(old.fileno()).st_nlink > 1  # a copy of the home that shares its files
            os.replace(coming, path)
            large_files.sync_folder(path.parent)
            if not linked:  # whoever opened the old one a moment ago finds no store, and writes nothing that is lost
                large_files.wipe(old)
    except files.DiskFault as error:
        raise files.told_of(error) from error
    finally:
        coming.unlink(missing_ok=True)
    files.forget(path)
    return True


def _take_alone(conn: sqlite3.Connection, path: Path) -> None:
    """Nobody else has this store open from now on; its log is in it. Raises: Conflict."""
    conn.execute("PRAGMA busy_timeout = 500")
    conn.execute("PRAGMA locking_mode = EXCLUSIVE")
    try:
        mode = conn.execute("PRAGMA main.journal_mode = DELETE").fetchone()[0]
        conn.execute("BEGIN EXCLUSIVE")
        conn.execute("COMMIT")
    except files.DiskFault as error:
        raise _in_use(path) from error
    if mode != "delete":
        raise _in_use(path)


def _in_use(path: Path) -> Conflict:
    return Conflict(N_("{path} is in use. Stop the app and its worker, and do this again."), path=path)


def _same(conn: sqlite3.Connection) -> bool:
    """Whether main and locked have the same schema and, row by row with their numbers, the same content."""
    def schema(name: str) -> list[tuple[object, ...]]:
        return list(conn.execute(f"SELECT type, name, tbl_name, sql FROM {name}.sqlite_master ORDER BY 1, 2"))

    def rows(name: str, table: str, columns: str) -> Iterator[tuple[object, ...]]:
        return iter(conn.execute(f'SELECT {columns} FROM {name}."{table}" ORDER BY 1'))

    if schema("main") != schema("locked"):
        return False
    for table, is_bare in list(conn.execute(
            "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
            " AND name <> 'sqlite_schema' AND name <> 'sqlite_temp_schema'")):
        columns = "*" if is_bare else "rowid, *"
        for one, other in zip_longest(rows("main", table, columns), rows("locked", table, columns)):
            if one != other:
                return False
    return True
