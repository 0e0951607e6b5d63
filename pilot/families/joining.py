"""Sites, who referred and groups of a comparison that are there twice: given another name, or joined into one.

What is joined goes away and all that stood under it stands under the other; its name is kept, so that a sheet or an
address that still says it means the other. What is moved is noted, so that it can be undone (`parting`). What else than
families stands under it is moved by whoever keeps it: see `stories.outcomes.joining`.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.called import called
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import same_name
from pilot.store.files import new_guid, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

SITE, REFERRER, ARM = "site", "referrer", "arm"
KINDS = {SITE: N_("Sites"), REFERRER: N_("Who referred"), ARM: N_("Groups of a comparison")}
LONGEST = 80
_NOT_THERE = N_("One of them is not there any more. Choose again from the list.")


class Named(NamedTuple):
    """A site, who referred, or a group: its guid, its name, and how many families it has."""

    guid: str
    name: str
    families: int


@dataclass(frozen=True)
class Joined:
    """What goes (`old`) and what stays: ids and guids of rows of `kind`; moved: guids by kind of what goes along."""

    kind: str
    old: int
    stays: int
    old_guid: str
    guid: str
    moved: dict[str, list[str]] = field(default_factory=dict)


@use_case(Right.MANAGE_FAMILIES, reads="sites, referrers and groups")
def names(db: Database, viewer: Viewer, kind: str) -> list[Named]:
    """All of a kind (of KINDS), by name. Raises: BadInput."""
    table = checked(kind)
    return [Named(*row) for row in db.conn.execute(
        f"SELECT t.guid, t.name, (SELECT count(*) FROM family f WHERE f.{table}_id = t.{table}_id) FROM {table} t"
        " ORDER BY folded(t.name), t.guid")]


def likely(found: list[Named]) -> list[tuple[Named, Named]]:
    """Pairs whose names are the same but for letters, signs and spaces, or may be a slip of one another."""
    return [(one, other) for one, other in combinations(found, 2)
            if same_name.key_of(one.name) == same_name.key_of(other.name) or same_name.alike([one.name], other.name)]


@use_case(Right.MANAGE_FAMILIES, event=("renamed site", "renamed referrer", "renamed arm"))
def rename(db: Database, viewer: Viewer, kind: str, guid: str, name: str) -> None:
    """Give one of a kind another name; addresses and sheets that say the old one go on meaning it.

    Raises: BadInput (no name, too long), Conflict (another is called so), NotFound, NotAllowed.
    """
    table = checked(kind)
    shown = called(name, N_("Fill in the new name."))
    key = same_name.key_of(shown)
    if not key or len(shown) > LONGEST:
        raise BadInput(N_("Give it a name of at most {limit} characters."), limit=LONGEST)
    with write(db):
        row_id, was = _row(db, table, guid)
        found = same_name.find(db, table, key, shown)
        if found is not None and found != row_id:
            raise Conflict(N_("“{name}” is there already. Join the two instead."), name=shown)
        db.conn.execute(f"UPDATE {table} SET name = ? WHERE {table}_id = ?", (shown, row_id))
        _keep_former(db, table, same_name.key_of(was), was, None, row_id)
        events.record(db, viewer, "renamed", table, guid)


@inner("part of joining, which asks the right")
@contextmanager
def joining(db: Database, viewer: Viewer, kind: str, guid: str, into: str) -> Iterator[Joined]:
    """Move the families of one to the other inside one write; what else stands under it is moved in the block.

    Raises: BadInput, NotFound, NotAllowed.
    """
    table = checked(kind)
    with write(db):
        (old, name), (stays, _name) = _row(db, table, guid), _row(db, table, into)
        if old == stays:
            raise BadInput(N_("Choose two different ones to join."))
        joined = Joined(table, old, stays, guid, into)
        yield joined
        families = db.conn.execute(
            f"UPDATE family SET {table}_id = ? WHERE {table}_id = ? RETURNING guid", (stays, old)).fetchall()
        (key,) = db.conn.execute(f"SELECT key FROM {table} WHERE {table}_id = ?", (old,)).fetchone()
        former = db.conn.execute(
            f"UPDATE former_name SET {table}_id = ? WHERE {table}_id = ? RETURNING key", (stays, old)).fetchall()
        _keep_former(db, table, key, name, guid, stays)
        db.conn.execute(f"DELETE FROM {table} WHERE {table}_id = ?", (old,))
        moved = joined.moved | {"family": [row[0] for row in families], "former_name": [row[0] for row in former]}
        db.conn.execute(
            "INSERT INTO joined_name(guid, kind, old_guid, key, name, into_guid, moved, joined_by, joined_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (new_guid(), table, guid, key, name, into, json.dumps(moved), viewer.user_id, now()))
        for (family,) in families:
            events.record(db, viewer, "joined", "family", family)
        events.record(db, viewer, "joined", table, guid)
        events.record(db, viewer, "joined to", table, into)


def checked(kind: str) -> str:
    """The table of a kind. Raises: BadInput."""
    if kind not in KINDS:
        raise BadInput(N_("Choose sites, who referred, or groups of a comparison."))
    return kind


def _row(db: Database, table: str, guid: str) -> tuple[int, str]:
    row = db.conn.execute(f"SELECT {table}_id, name FROM {table} WHERE guid = ?", (guid,)).fetchone()
    if row is None:
        raise NotFound(_NOT_THERE)
    return int(row[0]), str(row[1])


def _keep_former(db: Database, table: str, key: str, name: str, guid: str | None, row_id: int) -> None:
    """Nothing where it still has that key: then it is found by it."""
    if db.conn.execute(f"SELECT 1 FROM {table} WHERE {table}_id = ? AND key = ?", (row_id, key)).fetchone():
        return
    db.conn.execute(
        f"INSERT INTO former_name(kind, key, name, guid, {table}_id) VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, key)"
        f" DO UPDATE SET name = excluded.name, guid = excluded.guid, {table}_id = excluded.{table}_id",
        (table, key, name, guid, row_id))
