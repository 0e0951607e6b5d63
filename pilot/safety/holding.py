"""What is held of a person, a text, a family: how much, what stays and may speak of it, and all of it to be read.

For use cases that have checked rights.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from pilot.safety import closure
from pilot.safety.record_sets import records
from pilot.store.files import open_register

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.safety.record_sets import Gone, Subject

# What says when and by whom a row was made, or only ties rows together.
_ENDS = ("_id", "_at", "_by", "_sha256", "guid", "sha256")


class Held(NamedTuple):
    """How many rows of a table; `what` they are, a msgid, '' for what is part of something else."""

    table: str
    what: str
    rows: int


class Thing(NamedTuple):
    """One row of a table, by its guid and what it is called ('' where it has no name)."""

    table: str
    what: str
    guid: str
    called: str


class Shown(NamedTuple):
    """One row as it can be read: what it is (msgid) and what stands in it, by column."""

    table: str
    what: str
    fields: dict[str, str]


def held(db: Database, pilot: Pilot, subject: Subject) -> list[Held]:
    """How much is held of a subject that goes when it is erased, in the order of the rooms."""
    return counted(closure.find(db, pilot, subject))


def counted(gone: Gone) -> list[Held]:
    """The same of what was found."""
    return [Held(table, one.what, len(gone.of(table))) for table, one in records().items() if gone.of(table)]


def things(db: Database, gone: Gone) -> list[Thing]:
    """What goes that has a name of its own: families, people, texts, recordings."""
    shape = closure.shape_of(db)
    return [Thing(table, one.what, guid, str(called)) for table, one in records().items()
            if one.called and gone.of(table)
            for guid, called in db.conn.execute(
                f"SELECT guid, {one.called} FROM {table} WHERE {closure.keys_in(shape.keys[table])} ORDER BY 2, 1",
                (closure.listed(gone.of(table)),))]


def first(db: Database, gone: Gone) -> list[Thing]:
    """What goes and is shown before, for its words may be about more than what is erased: memos."""
    shape = closure.shape_of(db)
    return [Thing(table, one.what, row[0], "") for table, one in records().items()
            if one.first and gone.of(table)
            for row in db.conn.execute(
                f"SELECT guid FROM {table} WHERE {closure.keys_in(shape.keys[table])} ORDER BY 1",
                (closure.listed(gone.of(table)),))]


def beside(db: Database, gone: Gone) -> list[Thing]:
    """What stays and may speak of it, for what goes hung on it: somebody looks at its words."""
    shape, found = closure.shape_of(db), set()
    for link in shape.links:
        one = closure.set_of(link.parent)
        if one.looks and gone.of(link.table):
            found |= {Thing(link.parent, one.what, row[0], "") for row in db.conn.execute(
                f"SELECT guid FROM {link.parent} WHERE {closure.keys_in(link.to)}", (closure.listed(
                    db.conn.execute(f"SELECT {', '.join(link.columns)} FROM {link.table} WHERE"
                                    f" {closure.keys_in(shape.keys[link.table])}",
                                    (closure.listed(gone.of(link.table)),)).fetchall()),))}
    return sorted(found)


def shown(db: Database, pilot: Pilot, subject: Subject) -> list[Shown]:
    """All that is held of a subject, to be read: every column that is no number of ours, of every row; in the order of
    the rooms, and of names in the register."""
    gone, shape = closure.find(db, pilot, subject), closure.shape_of(db)
    found: list[Shown] = []
    for table, one in records().items():
        if gone.of(table):
            columns = _readable(db, table)
            found += [Shown(table, one.what, fields) for row in db.conn.execute(
                f"SELECT {', '.join(columns)} FROM {table} WHERE {closure.keys_in(shape.keys[table])}"
                if columns else "SELECT 1 WHERE 0 AND ?", (closure.listed(gone.of(table)),))
                if (fields := _filled(columns, row))]
    return found + _named(pilot, frozenset(guid for _table, guid in closure.guids(db, gone)))


def _readable(db: Database, table: str) -> list[str]:
    return [name for name, kind in db.conn.execute("SELECT name, type FROM pragma_table_info(?)", (table,))
            if kind != "BLOB" and not name.endswith(_ENDS)]


def _filled(columns: list[str], row: tuple[object, ...]) -> dict[str, str]:
    return {column: str(value) for column, value in zip(columns, row, strict=True)
            if value is not None and value not in ("", "[]", "{}")}


def _named(pilot: Pilot, guids: frozenset[str]) -> list[Shown]:
    """Names of the register: of these people and families, and words of these families."""
    if not pilot.register_path.is_file():
        return []
    with closing(open_register(pilot.register_path)) as register:
        return [Shown(table, records()[table].what, dict(zip(("pseudonym", "name"), row[1:], strict=True)))
                for table, sql in (
                    ("family_name", "SELECT family_guid, pseudonym, name FROM family_name"),
                    ("person_name", "SELECT person_guid, pseudonym, name FROM person_name"),
                    ("lexicon", "SELECT coalesce(family_guid, ''), replacement, word FROM lexicon"))
                for row in register.conn.execute(sql) if row[0] in guids]
