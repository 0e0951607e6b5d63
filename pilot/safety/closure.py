"""What goes when something is erased: by foreign keys, as the record sets of all rooms say, until nothing is added."""

from __future__ import annotations

import json
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import groupby
from typing import TYPE_CHECKING

from pilot.safety.record_sets import Gone, RecordSet, besides, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.safety.record_sets import Row, Subject


@dataclass(frozen=True)
class Link:
    """A foreign key: `columns` of `table` point to the columns `to` of `parent`."""

    table: str
    columns: tuple[str, ...]
    parent: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """The tables of a store: by table the columns of its key, and all foreign keys."""

    keys: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...]

    def order(self) -> list[str]:
        """Tables whose rows can go, each before those it points to with keys that are not emptied first."""
        graph: dict[str, set[str]] = {table: set() for table in self.keys if not set_of(table).kept}
        for link in self.links:
            if not is_blank(link) and {link.table, link.parent} <= graph.keys():
                graph[link.parent].add(link.table)
        return list(TopologicalSorter(graph).static_order())


def is_blank(link: Link) -> bool:
    """Whether the column becomes empty, so that its row stays."""
    return link.columns[0] in set_of(link.table).blank


def set_of(table: str) -> RecordSet:
    """What its room says of a table; a table that nobody claims goes with what it points to."""
    return records().get(table) or RecordSet(table)


def shape_of(db: Database) -> Shape:
    """The tables of a store as they are."""
    keys: dict[str, tuple[str, ...]] = {}
    links: list[Link] = []
    tables = [row[0] for row in db.conn.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB '*sqlite_*'")]
    for table in sorted(tables):
        info = db.conn.execute("SELECT name, pk FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,)).fetchall()
        keys[table] = tuple(name for name, _pk in info) or ("rowid",)
    for table in keys:
        rows = db.conn.execute(
            'SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq', (table,)).fetchall()
        for _id, parts in groupby(rows, lambda row: row[0]):
            some = list(parts)
            parent = some[0][1]
            to = tuple(row[3] for row in some) if some[0][3] else keys[parent]
            links.append(Link(table, tuple(row[2] for row in some), parent, to))
    return Shape(keys, tuple(links))


def keys_in(columns: Iterable[str]) -> str:
    """SQL: the row's columns are among those of one parameter, a JSON list as `listed` makes it."""
    names = list(columns)
    values = ", ".join(f"value ->> {place}" for place in range(len(names)))
    return f"({', '.join(names)}) IN (SELECT {values} FROM json_each(?))"


def listed(keys: Iterable[Row]) -> str:
    """Keys as a parameter of `keys_in`."""
    return json.dumps(list(keys))


def find(db: Database, pilot: Pilot, subject: Subject) -> Gone:
    """All rows of a pilot file that go with a subject; nothing is changed. None at all where it is not there (any
    more)."""
    gone = Gone(subject, pilot)
    growing = True
    while growing:
        growing = False
        for one in besides():
            if one.finds:
                for table, keys in one.finds(db, gone).items():
                    growing |= gone.add(table, keys)
        growing |= follow(db, gone)
    kept = sorted(table for table, keys in gone.rows.items() if keys and set_of(table).kept)
    if kept:
        raise ValueError(f"rows of {kept} would go, which stay whatever is erased")
    return gone


def follow(db: Database, gone: Gone) -> bool:
    """Add all rows that go with those that go, by foreign keys alone; whether there were any."""
    shape, seen = shape_of(db), dict[Link, int]()
    grew, growing = False, True
    while growing:
        growing = False
        for link in shape.links:
            growing |= _children(db, shape, link, gone, seen)
            growing |= _targets(db, shape, link, gone)
        grew |= growing
    return grew


def _children(db: Database, shape: Shape, link: Link, gone: Gone, seen: dict[Link, int]) -> bool:
    """Rows that point to what goes."""
    parents = gone.of(link.parent)
    if is_blank(link) or seen.get(link, 0) == len(parents):
        return False
    seen[link] = len(parents)
    found: Iterable[Row] = parents
    if link.to != shape.keys[link.parent]:
        found = db.conn.execute(
            f"SELECT {', '.join(link.to)} FROM {link.parent} WHERE {keys_in(shape.keys[link.parent])}",
            (listed(parents),)).fetchall()
    return gone.add(link.table, db.conn.execute(
        f"SELECT {', '.join(shape.keys[link.table])} FROM {link.table} WHERE {keys_in(link.columns)}",
        (listed(found),)).fetchall())


def _targets(db: Database, shape: Shape, link: Link, gone: Gone) -> bool:
    """What rows that go point to and take along."""
    if link.columns[0] not in set_of(link.table).takes or not gone.of(link.table):
        return False
    column = link.columns[0]
    return gone.add(link.parent, db.conn.execute(
        f"SELECT {column} FROM {link.table} WHERE {column} IS NOT NULL AND {keys_in(shape.keys[link.table])}",
        (listed(gone.of(link.table)),)).fetchall())


def guids(db: Database, gone: Gone) -> Iterator[tuple[str, str]]:
    """Table and guid of each row that goes and has one, and what rooms note besides."""
    for one in besides():
        if one.notes:
            yield from one.notes(db, gone)
    shape = shape_of(db)
    for table, keys in gone.rows.items():
        if keys and db.conn.execute(
                "SELECT 1 FROM pragma_table_info(?) WHERE name = 'guid'", (table,)).fetchone():
            for (guid,) in db.conn.execute(
                    f"SELECT guid FROM {table} WHERE {keys_in(shape.keys[table])}", (listed(keys),)):
                yield table, guid
