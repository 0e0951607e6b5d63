"""What was joined is two again: the name that went away is back, with what it brought along and nobody moved since."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import Conflict, NotFound
from pilot.families import joining
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlite_utils import Database


class Before(NamedTuple):
    """Two that were joined and are one still; guid: of the joining; at: UTC; by: a label, '' where it is not known."""

    guid: str
    name: str
    into: str
    at: str
    by: str


@dataclass(frozen=True)
class Parted:
    """What came back (`old`) and what it was joined to: ids of rows of `kind`; moved: guids of what went along then."""

    kind: str
    old: int
    stays: int
    moved: Mapping[str, Sequence[str]]

    def of(self, what: str) -> str:
        """The guids of one kind, for `json_each`."""
        return json.dumps(list(self.moved.get(what, ())))


@use_case(Right.MANAGE_FAMILIES, reads="sites, referrers and groups")
def joined_before(db: Database, viewer: Viewer, kind: str) -> list[Before]:
    """What was joined and can be parted, the last first. Raises: BadInput."""
    table = joining.checked(kind)
    return [Before(*row) for row in db.conn.execute(
        "SELECT j.guid, j.name, t.name, j.joined_at, coalesce(maker(u.guid, u.label), '') FROM joined_name j"
        f" JOIN {table} t ON t.guid = j.into_guid LEFT JOIN user u ON u.user_id = j.joined_by"
        " WHERE j.kind = ? AND j.parted_at IS NULL ORDER BY j.joined_id DESC", (table,))]


@inner("part of parting, which asks the right")
@contextmanager
def parting(db: Database, viewer: Viewer, guid: str, given: Sequence[str] = ()) -> Iterator[Parted]:
    """Move the families back inside one write; what else was moved is moved back in the block.

    Args: given: families (guids) that were given what they have since, which they keep.
    Raises: NotFound (nothing to part), Conflict (it was joined to another since; another is called so).
    """
    with write(db):
        row = db.conn.execute(
            "SELECT kind, old_guid, key, name, into_guid, moved FROM joined_name WHERE guid = ? AND parted_at IS NULL",
            (guid,)).fetchone()
        if row is None:
            raise NotFound(N_("These two are not joined any more. Choose again from the list."))
        table, old_guid, key, name, into_guid, moved = row
        table = joining.checked(table)
        into = db.conn.execute(f"SELECT {table}_id FROM {table} WHERE guid = ?", (into_guid,)).fetchone()
        if into is None:
            raise Conflict(N_("What it was joined to was joined to another since. Undo that first."))
        if db.conn.execute(f"SELECT 1 FROM {table} WHERE key = ? OR name = ?", (key, name)).fetchone():
            raise Conflict(N_("“{name}” is there already. Give that one another name first."), name=name)
        old = db.conn.execute(
            f"INSERT INTO {table}(guid, key, name) VALUES (?, ?, ?)", (old_guid, key, name)).lastrowid
        parted = Parted(table, int(old or 0), int(into[0]), json.loads(moved))
        yield parted
        families = db.conn.execute(
            f"UPDATE family SET {table}_id = ? WHERE {table}_id = ? AND guid IN (SELECT value FROM json_each(?))"
            " AND guid NOT IN (SELECT value FROM json_each(?)) RETURNING guid",
            (parted.old, parted.stays, parted.of("family"), json.dumps(list(given)))).fetchall()
        db.conn.execute("DELETE FROM former_name WHERE kind = ? AND key = ?", (table, key))
        db.conn.execute(
            f"UPDATE former_name SET {table}_id = ? WHERE kind = ? AND {table}_id = ?"
            " AND key IN (SELECT value FROM json_each(?))", (parted.old, table, parted.stays, parted.of("former_name")))
        db.conn.execute("UPDATE joined_name SET parted_at = ? WHERE guid = ?", (now(), guid))
        for (family,) in families:
            events.record(db, viewer, "parted", "family", family)
        events.record(db, viewer, "parted", table, old_guid)
        events.record(db, viewer, "parted from", table, into_guid)
