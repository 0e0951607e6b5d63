"""Record sets: what every room holds of a person, a text, a family, and what becomes of it when that is erased.

A room says so in RECORDS of its `records.py`, a `RecordSet` for each of its tables, as it hands in its commands.
Foreign keys do the rest: a row goes with what it points to, unless its set says that the column becomes empty
(`blank`). What no foreign key leads to (a guid inside a draft, a file) a room adds by a function in BESIDES.

They are found by their place and not gathered by name, so that no process can forget a room.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from pilot.config import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from types import ModuleType

    from sqlite_utils import Database

    from pilot.access import Right
    from pilot.config import Pilot

PERSON, DOCUMENT, FAMILY, RECORDING, ACCOUNT = KINDS = ("person", "document", "family", "recording", "account")
PILOT, REGISTER = "pilot", "register"
Row = tuple[int | str, ...]


class Subject(NamedTuple):
    """What is erased or shown: one of KINDS and its guid; of an account, what it wrote for itself."""

    kind: str
    guid: str


@dataclass(frozen=True)
class RecordSet:
    """What one table holds.

    Attributes:
        table: its name.
        what: what its rows are, as people read it: a msgid in the plural; '' for rows that are part of another thing.
        blank: columns that become empty when what they point to goes; all other foreign keys take their row along.
        takes: columns whose target goes when the row goes: a text takes its recording along.
        kept: why its rows stay whatever is erased: they hold nothing of anybody. Then no key of it leads to what goes.
        looks: rows that stay and may speak of what goes, among other things: people look at them themselves.
        first: rows that are shown before they go, for somebody may want to keep a thought in other words.
        called: the column by which a row is called in lists of what goes; '' for none.
        store: PILOT or REGISTER.
    """

    table: str
    what: str = ""
    blank: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    kept: str = ""
    looks: bool = False
    first: bool = False
    called: str = ""
    store: str = PILOT


@dataclass(frozen=True)
class FreeWords:
    """Where people write freely, of no one text or family, so that it may repeat what a family said: FREE_WORDS.

    Attributes:
        table: its name; columns: those with such words, each with text or NULL.
        what: what such a thing is, as people read it: a msgid in the singular.
        href: where it is read and put in other words; {guid}: of the row, where it has one.
        right: who may open that.
        whose: SQL, user_id of who alone may read a row; NULL for a row that is not private.
        family: SQL, family_id of the family a row is about, that of a text it repeats or another one; '' for none.
        within: of what a row is a part or a version, so that a person decides once; '' for `what`.
        is_json: the words stand in JSON, each text by itself.
    """

    table: str
    columns: tuple[str, ...]
    what: str
    href: str
    right: Right
    whose: str = "NULL"
    family: str = ""
    within: str = ""
    is_json: bool = False


@dataclass
class Gone:
    """What goes: by table the keys of its rows (columns of the primary key, else the rowid).

    `subject` is what was asked for; `pilot` where it lies.
    """

    subject: Subject
    pilot: Pilot
    rows: dict[str, set[Row]] = field(default_factory=dict)

    def of(self, table: str) -> set[Row]:
        """Keys of the rows of one table that go."""
        return self.rows.get(table, set())

    def ids(self, table: str) -> str:
        """The same for a table whose key is one column, as a list in JSON: for `json_each` in SQL."""
        return json.dumps(sorted(key[0] for key in self.of(table)))

    def add(self, table: str, keys: Iterable[Row]) -> bool:
        """Let more rows go; whether any of them is new."""
        there = self.rows.setdefault(table, set())
        before = len(there)
        there.update(keys)
        return len(there) > before


@dataclass(frozen=True)
class Besides:
    """What a room holds that no foreign key leads to.

    Attributes:
        finds: more rows that go, by table their keys; it is asked again as long as anything was added.
        cleans: changes what stays, inside the transaction, before rows go.
        notes: more guids that `registers` and `files` are given, each with what it is the guid of.
        registers: takes out of the register what belongs to the guids of what went; inside a write of the register, and
            again after a crash. Returns: how many rows went, by table.
        files: takes files away, given the guids of what went; once rows are gone, and again after a crash.
    """

    finds: Callable[[Database, Gone], Mapping[str, Iterable[Row]]] | None = None
    cleans: Callable[[Database, Gone], None] | None = None
    notes: Callable[[Database, Gone], Iterable[tuple[str, str]]] | None = None
    registers: Callable[[Database, frozenset[str]], Mapping[str, int]] | None = None
    files: Callable[[Pilot, frozenset[str]], None] | None = None


def keys(db: Database, sql: str, *params: object) -> list[Row]:
    """Keys of rows, for who finds them."""
    return [tuple(row) for row in db.conn.execute(sql, params)]


def the_subject(db: Database, gone: Gone, kind: str) -> list[Row]:
    """The row of the subject itself where it is of this kind, which is also the name of its table."""
    if gone.subject.kind != kind:
        return []
    return keys(db, f"SELECT {kind}_id FROM {kind} WHERE guid = ?", gone.subject.guid)


def guids_of(db: Database, gone: Gone, *tables: str) -> frozenset[str]:
    """Guids of rows that go, of tables whose key is called as they are: `document_id` of document."""
    return frozenset(row[0] for table in tables if gone.of(table) for row in db.conn.execute(
        f"SELECT guid FROM {table} WHERE {table}_id IN (SELECT value FROM json_each(?))", (gone.ids(table),)))


def says(kept: str, words: Collection[str]) -> bool:
    """Whether one of `words` (guids, pseudonyms) stands by itself in what is kept as JSON, as a key, a value, or one of
    several in a value with commas between them."""
    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, one in value.items():
                yield from (key, *walk(one))
        elif isinstance(value, list):
            for one in value:
                yield from walk(one)
        elif isinstance(value, str):
            yield from (value, *value.split(","))

    return any(one in words for one in walk(json.loads(kept)))


@cache
def modules() -> tuple[ModuleType, ...]:
    """The `records` of all rooms."""
    found = sorted(path.parent for path in ROOT.glob("*/**/records.py")
                   if not any(part.startswith(".") or part == "tests" for part in path.relative_to(ROOT).parts))
    return tuple(import_module(".".join((*folder.relative_to(ROOT).parts, "records"))) for folder in found)


@cache
def records() -> Mapping[str, RecordSet]:
    """The record sets of all rooms, by table. Raises: ValueError where two rooms claim one."""
    found: dict[str, RecordSet] = {}
    for module in modules():
        for one in getattr(module, "RECORDS", ()):
            if one.table in found:
                raise ValueError(f"two rooms claim {one.table}")
            found[one.table] = one
    return found


@cache
def free_words() -> tuple[FreeWords, ...]:
    """Where people write freely, in every room."""
    return tuple(one for module in modules() for one in getattr(module, "FREE_WORDS", ()))


@cache
def besides() -> tuple[Besides, ...]:
    """What rooms hold that no foreign key leads to."""
    return tuple(one for module in modules() for one in getattr(module, "BESIDES", ()))
