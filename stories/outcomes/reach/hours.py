"""Who works how many hours a week for families, over time: what a caseload is divided by."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.dates import check_date
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import early, people
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import new_guid, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

FULL_WEEK = 36.0  # hours, where nobody says otherwise
SHORTEST_WEEK, LONGEST_WEEK = 30.0, 48.0


class Hours(NamedTuple):
    """So many hours of a full week (`full_week`), in a time; dates ISO, `until_on` None while it goes on.

    `who`: pseudonym; `referrer`: for the families of this one only, '' for all.
    """

    guid: str
    who: str
    from_on: str
    until_on: str | None
    hours: float
    full_week: float
    referrer: str


ORDERS = {"name": Order(N_("by name"), "p.pseudonym COLLATE NOCASE, w.from_on, w.working_time_id"),
          "new": Order(N_("newest first"), "w.from_on DESC, w.working_time_id")}


@use_case(Right.MANAGE_FAMILIES, Right.SEE_THEMES, event="noted hours person")
def add(
    db: Database, viewer: Viewer, person_guid: str, hours: float, from_on: str, until_on: str | None = None, *,
    full_week: float = FULL_WEEK, referrer: str = "", sure: Container[str] = (),
) -> str:
    """Say how many hours a week a coach or another professional supports families; returns the guid of that line.

    Hours that went on end the day before. Of one person's times for the same referrer none lie over another.

    Args:
        hours, full_week: hours a week, hers and of a full week. from_on, until_on: ISO, None while it goes on.
        referrer: name of a referrer there is, when she supports its families only. sure: dates (ISO) that are right.

    Raises: BadInput, Conflict, AskFirst, NotFound, NotAllowed.
    """
    with write(db):
        return add_within(db, viewer, person_guid, hours, from_on, until_on, full_week=full_week, referrer=referrer,
                          sure=sure)


@inner("`add`, inside a larger write")
def add_within(
    db: Database, viewer: Viewer, person_guid: str, hours: float, from_on: str, until_on: str | None = None, *,
    full_week: float = FULL_WEEK, referrer: str = "", sure: Container[str] = (),
) -> str:
    """`add`, inside `write(db)`. Raises: as `add` does."""
    start, end = check_date(from_on), check_date(until_on) if until_on else None
    if not SHORTEST_WEEK <= full_week <= LONGEST_WEEK:
        raise BadInput(N_("A full week has between 30 and 48 hours."))
    if not 0 < hours <= full_week:
        raise BadInput(N_("Give the hours a week: more than 0, and no more than a full week."))
    if end and end < start:
        raise BadInput(N_("This cannot end before it began on {date}."), date=date.fromisoformat(start))
    guid = new_guid()
    person = people.person(db, person_guid)
    if person.kind not in ("coach", "professional"):
        raise BadInput(N_("Hours are noted of coaches and other professionals only."))
    early.ask(db, [start], sure)
    early.ask_far(db, [start, end], sure, ahead=early.PLANNED)
    referrer_id = _referrer(db, referrer)
    _make_room(db, person.person_id, referrer_id, start, end)
    db.conn.execute(
        "INSERT INTO working_time(guid, person_id, referrer_id, from_on, until_on, hours, full_week, noted_by,"
        " noted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (guid, person.person_id, referrer_id, start, end, hours, full_week, viewer.user_id, now()))
    events.record(db, viewer, "noted hours", "person", person_guid)
    return guid


def _referrer(db: Database, name: str) -> int | None:
    if not name:
        return None
    row = db.conn.execute("SELECT referrer_id FROM referrer WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise NotFound(N_("Nobody called so referred a family. Choose from the list."))
    return int(row[0])


def _make_room(db: Database, person_id: int, referrer_id: int | None, start: str, end: str | None) -> None:
    """End what goes on the day before; nothing else may lie in the time. Raises: Conflict."""
    rows = db.conn.execute(
        "SELECT working_time_id, from_on, until_on FROM working_time WHERE person_id = ? AND referrer_id IS ? AND"
        " removed_at IS NULL", (person_id, referrer_id)).fetchall()
    for row, begins, ends in rows:
        if ends is None and begins < start:
            db.conn.execute("UPDATE working_time SET until_on = date(?, '-1 day') WHERE working_time_id = ?",
                            (start, row))
        elif begins <= (end or "9999-12-31") and start <= (ends or "9999-12-31"):
            raise Conflict(N_("There are hours from {date} already, and the two times overlap. Choose other dates, or"
                              " take those away first."), date=date.fromisoformat(begins))


@use_case(Right.MANAGE_FAMILIES, Right.SEE_THEMES, event="took away hours")
def take_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Take hours that were noted by mistake away, so that they count nowhere. Raises: NotFound, NotAllowed."""
    with write(db):
        take_away_within(db, viewer, guid)


@inner("`take_away`, inside a larger write")
def take_away_within(db: Database, viewer: Viewer, guid: str) -> None:
    """`take_away`, inside `write(db)`. Raises: NotFound."""
    row = db.conn.execute(
        "UPDATE working_time SET removed_at = ? WHERE guid = ? AND removed_at IS NULL RETURNING 1",
        (now(), guid)).fetchone()
    if row is None:
        raise NotFound(N_("These hours are not there any more."))
    events.record(db, viewer, "took away", "hours", guid)


@use_case(Right.MANAGE_FAMILIES, Right.SEE_THEMES, reads="working hours by pseudonym")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Hours]:
    """A page of the hours that were noted."""
    found = fetch(db, "w.guid, p.pseudonym, w.from_on, w.until_on, w.hours, w.full_week, coalesce(r.name, '')", Source(
        "FROM working_time w JOIN person p USING (person_id) LEFT JOIN referrer r USING (referrer_id)"
        " WHERE w.removed_at IS NULL", (), "p.pseudonym || ' ' || coalesce(r.name, '') || ' ' || w.from_on"),
        wanted, ORDERS)
    return found.of(Hours(*row) for row in found)


@use_case(Right.MANAGE_FAMILIES, Right.SEE_THEMES, reads="people by pseudonym")
def workers(db: Database, viewer: Viewer) -> list[tuple[str, str]]:
    """(guid, pseudonym) of coaches and other professionals, by pseudonym."""
    return [(guid, name) for guid, name in db.conn.execute(
        "SELECT guid, pseudonym FROM person WHERE kind IN ('coach', 'professional') ORDER BY kind, pseudonym")]
