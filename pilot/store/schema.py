"""Whether a store has all its tables, indexes and triggers: without those that guard it, it may have been changed."""

from __future__ import annotations

from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlite3
from sqlite_utils import Database

from pilot.words import _

if TYPE_CHECKING:
    from sqlite_utils import Migrations

Part = tuple[str, str, str]
_PARTS = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"


@cache
def expected(migrations: Migrations) -> frozenset[Part]:
    """The parts (type, name, SQL) of a store of this kind that was made now."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        fresh = Database(conn)
        conn.execute("BEGIN")
        migrations.apply(fresh)
        return frozenset(conn.execute(_PARTS).fetchall())


def faults(db: Database, migrations: Migrations) -> list[str]:
    """What is missing in a store, or is another than it should be; a line each."""
    there = {(kind, name): sql for kind, name, sql in db.conn.execute(_PARTS)}
    wanted = {(kind, name): sql for kind, name, sql in expected(migrations)}
    found = [(_("{part} is not as it should be") if (kind, name) in there else _("{part} is missing"))
             .format(part=f"{kind} {name}") for (kind, name), sql in sorted(wanted.items())
             if there.get((kind, name)) != sql]
    # A trigger that is not ours can keep events from being written.
    return found + [_("{part} should not be there").format(part=f"{kind} {name}") for kind, name in sorted(there)
                    if kind == "trigger" and (kind, name) not in wanted]
