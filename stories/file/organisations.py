"""Organisations round a family: what they are for it, who leads, since when and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.families import early
from pilot.store.files import new_guid, write
from pilot.vocabulary import partners
from pilot.words import N_
from stories.file import reaching, typed

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST = 80  # characters of a name or function
BACK = 60  # years: an organisation can have been there so long
GONE = N_("This organisation is not there any more.")


@dataclass(frozen=True)
class New:
    """An organisation as it is put in.

    Attributes:
        kind: a key of `partners.NAMES`. name: a pseudonym, or '' for the function only. contact: a function.
        leads: whether it leads the work of all of them. from_on, until_on: ISO; None while it goes on.
    """

    kind: str
    from_on: str
    until_on: str | None = None
    name: str = ""
    contact: str = ""
    leads: bool = False


@dataclass(frozen=True)
class Organisation(New):
    """One that is kept, with its guid."""

    guid: str = ""

    @property
    def called(self) -> str:
        """What it is for the family, with its pseudonym where it has one."""
        return " · ".join(filter(None, (partners.name(self.kind), self.name)))

    def there_on(self, day: str) -> bool:
        """Whether it was round the family on an ISO date."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Round:
    """All round a family, earliest first, and two days to count them on.

    Attributes:
        start: ISO, the day support began, or the first day of the first of them; now: today.
    """

    all: tuple[Organisation, ...]
    start: str
    now: str

    def on(self, day: str) -> tuple[Organisation, ...]:
        """Those that were there on an ISO date."""
        return tuple(one for one in self.all if one.there_on(day))


@use_case(Right.KEEP_FILE, reads="organisations round families")
def around(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str) -> Round:
    """The organisations round a family. Raises: NotFound, OutOfReach."""
    family_id = reaching.require_words(db, viewer, family_guid)
    cover = typed.covering(pilot, family_guid)
    found = tuple(
        Organisation(kind, start, end, cover(name), cover(contact), bool(leads), guid)
        for kind, start, end, name, contact, leads, guid in db.conn.execute(
            "SELECT kind, from_on, until_on, name, contact, leads, guid FROM organisation WHERE family_id = ?"
            " ORDER BY from_on, organisation_id", (family_id,)))
    (begun,) = db.conn.execute("SELECT min(starts_on) FROM support_period WHERE family_id = ?", (family_id,)).fetchone()
    return Round(found, begun or (found[0].from_on if found else today(db)), today(db))


@use_case(Right.KEEP_FILE, event="changed organisations family")
def add(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, new: New, *, sure: Container[str] = ()) -> str:
    """Put an organisation round a family; returns its guid.

    Args:
        sure: dates (ISO) and words that are right although they are asked about.

    Raises: BadInput, Conflict (two lead at once), AskFirst, NotFound.
    """
    guid = new_guid()
    with write(db):
        family_id = reaching.require_writing(db, viewer, family_guid)
        one = _checked(pilot, db, family_guid, new, sure)
        _require_one_lead(db, family_id, one)
        db.conn.execute(
            "INSERT INTO organisation(guid, family_id, kind, from_on, until_on, name, contact, leads, made_by, made_at)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)",
            (guid, family_id, one.kind, one.from_on, one.until_on, one.name, one.contact, one.leads, viewer.user_id,
             now()))
        events.record(db, viewer, "changed organisations", "family", family_guid)
    return guid


@use_case(Right.KEEP_FILE, event="changed organisations family")
def end(db: Database, viewer: Viewer, guid: str, until_on: str, *, sure: Container[str] = ()) -> None:
    """Say until which day (ISO) an organisation was round its family.

    Raises: BadInput (before it began), Conflict (it ended already), AskFirst, NotFound.
    """
    last = check_date(until_on)
    with write(db):
        row, family_guid = reaching.row_of(db, viewer, "organisation", guid, GONE)
        start, ended = db.conn.execute(
            "SELECT from_on, until_on FROM organisation WHERE organisation_id = ?", (row,)).fetchone()
        if ended:
            raise Conflict(N_("This organisation ended on {date} already."), date=date.fromisoformat(ended))
        if last < start:
            raise BadInput(N_("This cannot end before it began on {date}."), date=date.fromisoformat(start))
        early.ask_far(db, [last], sure, ahead=early.PLANNED)
        db.conn.execute("UPDATE organisation SET until_on = ? WHERE organisation_id = ?", (last, row))
        events.record(db, viewer, "changed organisations", "family", family_guid)


@use_case(Right.KEEP_FILE, event="changed organisations family")
def take_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Take an organisation that was put in by mistake away. Raises: NotFound."""
    with write(db):
        row, family_guid = reaching.row_of(db, viewer, "organisation", guid, GONE)
        db.conn.execute("DELETE FROM organisation WHERE organisation_id = ?", (row,))
        events.record(db, viewer, "changed organisations", "family", family_guid)


def _checked(pilot: Pilot, db: Database, family_guid: str, new: New, sure: Container[str]) -> New:
    if new.kind not in partners.KINDS:
        raise BadInput(N_("Choose what the organisation is for the family."))
    start, last = check_date(new.from_on), check_date(new.until_on) if new.until_on else None
    if last and last < start:
        raise BadInput(N_("This cannot end before it began on {date}."), date=date.fromisoformat(start))
    name, contact = typed.line(new.name, LONGEST), typed.line(new.contact, LONGEST)
    early.ask_far(db, [start, last], sure, ahead=early.PLANNED, back=BACK)
    typed.ask(pilot, family_guid, f"{name}\n{contact}", sure)
    return New(new.kind, start, last, name, contact, new.leads)


def _require_one_lead(db: Database, family_id: int, new: New) -> None:
    row = db.conn.execute(
        "SELECT kind, from_on FROM organisation WHERE family_id = ? AND leads AND from_on <= ?"
        " AND coalesce(until_on, '9999-12-31') >= ?",
        (family_id, new.until_on or "9999-12-31", new.from_on)).fetchone() if new.leads else None
    if row:
        raise Conflict(N_("The {organisation} leads since {date} already; one leads at a time."),
                       organisation=partners.name(row[0]), date=date.fromisoformat(row[1]))
