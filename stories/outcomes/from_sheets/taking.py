"""Looking at a sheet, and taking it in: the same work, which is undone after looking.

Each row is stored by the use case of its own kind, so that a sheet is held to the rules that a page is held to, and
rows of one sheet see one another. With one fault, or a question nobody answered, nothing at all is stored.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import local_day, now, today
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import people
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import new_guid, snapshot, write
from pilot.words import N_
from stories.outcomes.from_sheets import checking, opening
from stories.outcomes.from_sheets.kinds import KINDS
from stories.outcomes.from_sheets.model import Asked, Kind, Looked
from stories.outcomes.from_sheets.trying import through
from stories.outcomes.from_sheets.written import compared

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlite_utils import Database

    from pilot.config import Home, Pilot
    from stories.outcomes.from_sheets.checking import Checked

_NO_KIND = N_("There is no such kind of sheet. Choose one from the list.")
_FAULTS = N_("There are faults in this sheet, so nothing of it was stored. Mend them and choose the sheet again.")
_QUESTIONS = N_("Say first of everything that is asked about that it is right. Nothing was stored yet.")
_ALL_HERE = N_("Everything in this sheet is here already, so there is nothing to store.")
_NOT_THERE = N_("This sheet is not there, or somebody else took it in.")
_NOT_BACK = N_("What is in sheets of this kind cannot be taken back in one go.")
_GONE = N_("This sheet was taken back already.")


class Taken(NamedTuple):
    """A sheet that was taken in.

    Attributes:
        kind: key of its kind. rows: how many it had. by: label of who took it in. on: ISO date.
        back: whether it was taken back. may_back: whether its kind can be.
    """

    guid: str
    kind: str
    rows: int
    by: str
    on: str
    back: bool
    may_back: bool


ORDERS = {"new": Order(N_("newest first"), "s.taken_at DESC, s.sheet_id DESC"),
          "old": Order(N_("oldest first"), "s.taken_at, s.sheet_id")}


RIGHTS = (Right.KEEP_FILE, Right.MANAGE_FAMILIES, Right.MANAGE_PEOPLE)  # one of them for each kind


class Stored(NamedTuple):
    """What came of a sheet.

    Attributes:
        guid: by which it can be taken back. rows: how many were stored.
        links: of accounts, each name with the secret of its invitation; they are in no store and in no log.
    """

    guid: str
    rows: int
    links: tuple[tuple[str, str], ...] = ()


class _Back(Exception):
    """What was tried is undone."""


@use_case(*RIGHTS, reads="families")
def look(
    pilot: Pilot, db: Database, viewer: Viewer, kind: str, data: bytes, name: str, *, home: Home | None = None,
) -> Looked:
    """What is in a sheet, what is wrong with it and what is asked about; nothing is stored.

    Args:
        kind: key of a kind. data: the file, xlsx or csv. name: what the user calls it; for sentences only.
        home: where the accounts are, for a sheet of them.

    Raises: BadInput for what is no sheet, or none of this kind; NotAllowed.
    """
    of = kind_of(viewer, kind)
    asked, rows = _begin(pilot, db, viewer, kind, home), opening.rows_in(data, name)
    checked = checking.check(rows, of, asked)
    if of.lot:
        return _tried(asked, of, checked, ())[0]
    looked: list[Looked] = []
    with suppress(_Back), of.beside(asked), write(db):
        looked.append(through(asked, of, checked, ())[0])
        raise _Back
    return looked[0]


@use_case(*RIGHTS, event="took in sheet")
def take_in(
    pilot: Pilot, db: Database, viewer: Viewer, kind: str, data: bytes, name: str, *, sure: Collection[str] = (),
    home: Home | None = None,
) -> Stored:
    """Store everything in a sheet, or nothing.

    Args:
        sure: of what was asked about (`Question.about`), what is right.
        home: where the accounts are, for a sheet of them.

    Raises: BadInput with the first fault, or when a question is open; NotAllowed.
    """
    of = kind_of(viewer, kind)
    asked, rows = _begin(pilot, db, viewer, kind, home), opening.rows_in(data, name)
    checked, seen = checking.check(rows, of, asked), -1
    if of.lot:
        looked, guids, seen = _tried(asked, of, checked, sure)
        _require_clear(looked)
    with of.beside(asked), write(db):
        if seen != _version(db):  # somebody else changed something since
            looked, guids = through(asked, of, checked, sure)
        _require_clear(looked)
        if of.lot:
            of.lot.write(asked)
        guid = new_guid()
        (sheet_id,) = db.conn.execute(
            "INSERT INTO sheet(guid, kind, rows, taken_by, taken_at) VALUES (?, ?, ?, ?, ?) RETURNING sheet_id",
            (guid, kind, looked.stored, viewer.user_id, now())).fetchone()
        db.conn.executemany("INSERT INTO sheet_thing(sheet_id, guid) VALUES (?, ?)", [(sheet_id, one) for one in guids])
        events.record(db, viewer, "took in", "sheet", guid)
    return Stored(guid, looked.stored, tuple(asked.looked.get("links", ())))


@use_case(*RIGHTS, reads="which sheets were taken in")
def taken(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Taken]:
    """A page of the sheets of kinds that this viewer may take in: of all, or those of a coach herself."""
    theirs, params = _in_sight(viewer)
    found = fetch(db, "s.guid, s.kind, s.rows, u.label, s.taken_at, s.taken_back_at IS NOT NULL", Source(
        f"FROM sheet s JOIN user u ON u.user_id = s.taken_by WHERE {theirs}", params,
        "s.kind || ' ' || u.label || ' ' || s.taken_at"), wanted, ORDERS)
    return found.of(Taken(guid, kind, rows, by, local_day(db, at), bool(back), _can_go_back(kind))
                    for guid, kind, rows, by, at, back in found)


@use_case(*RIGHTS, event="took back sheet")
def take_back(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> int:
    """Take everything back that came of a sheet; how many things. What was taken away since stays so.

    Raises: BadInput (this kind cannot be), NotFound, Conflict (it was already), NotAllowed.
    """
    with write(db):
        theirs, params = _in_sight(viewer)
        row = db.conn.execute(f"SELECT s.sheet_id, s.kind, s.taken_back_at FROM sheet s WHERE {theirs} AND s.guid = ?",
                              (*params, guid)).fetchone()
        if row is None:
            raise NotFound(_NOT_THERE)
        if row[2]:
            raise Conflict(_GONE)
        kind_of(viewer, row[1])
        if not _can_go_back(row[1]):
            raise BadInput(_NOT_BACK)
        asked = _begin(pilot, db, viewer, row[1])
        things = [thing for (thing,) in db.conn.execute("SELECT guid FROM sheet_thing WHERE sheet_id = ?", (row[0],))]
        n = _back(asked, KINDS[row[1]], things)
        db.conn.execute("UPDATE sheet SET taken_back_at = ? WHERE sheet_id = ?", (now(), row[0]))
        events.record(db, viewer, "took back", "sheet", guid)
    return n


def _back(asked: Asked, kind: Kind, things: Sequence[str]) -> int:
    if kind.lot:
        return kind.lot.take_back(asked, things)
    n, back = 0, kind.take_back
    assert back is not None
    for thing in things:
        with suppress(NotFound), asked.db.atomic():
            back(asked, thing)
            n += 1
    return n


def _tried(asked: Asked, kind: Kind, checked: Checked, sure: Collection[str]) -> tuple[Looked, list[str], int]:
    """What comes of a sheet of a kind with a lot, kept in memory alone, and of which state of the store."""
    with snapshot(asked.db):
        seen = _version(asked.db)
        return (*through(asked, kind, checked, sure), seen)


def _version(db: Database) -> int:
    """Changes whenever another connection has changed the store."""
    return int(db.conn.execute("PRAGMA data_version").fetchone()[0])


def _require_clear(looked: Looked) -> None:
    if looked.faults:
        raise BadInput(_FAULTS)
    if looked.questions:
        raise BadInput(_QUESTIONS)
    if not looked.stored:
        raise BadInput(_ALL_HERE)


@use_case(*RIGHTS, reads="families")
def offered(pilot: Pilot, db: Database, viewer: Viewer, kind: str = "") -> tuple[Asked, list[Kind]]:
    """The kinds of sheet that this viewer may take in, and what the columns ask of one of them.

    Args:
        kind: its key; without one that she may take in, the first of them.
    """
    kinds = [KINDS[key] for key in open_to(viewer)]
    return _begin(pilot, db, viewer, kind if kind in open_to(viewer) else kinds[0].key), kinds


@inner("what pages and files ask before a kind is chosen")
def open_to(viewer: Viewer) -> list[str]:
    """Keys of the kinds that this viewer may take in, in the order in which pages offer them."""
    return [one.key for one in KINDS.values() if viewer.may(one.right)]


@inner("asks the right of a kind, which depends on what is taken in")
def kind_of(viewer: Viewer, key: str) -> Kind:
    """The kind with this key. Raises: BadInput, NotAllowed."""
    found = KINDS.get(key)
    if found is None:
        raise BadInput(_NO_KIND)
    viewer.require(found.right)
    return found


def _begin(pilot: Pilot, db: Database, viewer: Viewer, kind: str, home: Home | None = None) -> Asked:
    families = people.families(db, viewer, KINDS[kind].right)
    return Asked(pilot, db, viewer, {compared(one.pseudonym): (one.guid, one.pseudonym) for one in families}, today(db),
                 home=home)


def _in_sight(viewer: Viewer) -> tuple[str, tuple[object, ...]]:
    """SQL condition and parameters for the sheets this viewer may know of: by kind, and a coach's by herself alone."""
    keys = open_to(viewer)
    own = [key for key in keys if viewer.only_own(KINDS[key].right)]
    return ("s.kind IN (SELECT value FROM json_each(?))"
            " AND (s.taken_by = ? OR s.kind NOT IN (SELECT value FROM json_each(?)))",
            (json.dumps(keys), viewer.user_id, json.dumps(own)))


def _can_go_back(kind: str) -> bool:
    return kind in KINDS and bool(KINDS[kind].take_back or KINDS[kind].lot)
