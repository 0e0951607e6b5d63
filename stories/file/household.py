"""The household of a family over time: who brings up the children, how many there are and where they live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.families import early
from pilot.store.files import new_guid, write
from pilot.vocabulary import households
from pilot.words import N_
from stories.file import reaching

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

MOST = 20  # children
BACK = 60  # years: a household can have begun so long ago


class Children(NamedTuple):
    """How many children live at home, here and elsewhere in turns, or were placed; None where nobody said."""

    at_home: int | None = None
    in_turns: int | None = None
    placed: int | None = None

    @property
    def total(self) -> int | None:
        """All of them, as far as known; None where nothing is."""
        known = [one for one in self if one is not None]
        return sum(known) if known else None


@dataclass(frozen=True)
class Household:
    """How a family lived in a period; dates ISO, `until_on` None while it goes on."""

    guid: str
    kind: str
    from_on: str
    until_on: str | None
    children: Children

    def holds_on(self, day: str) -> bool:
        """Whether it was so on an ISO date."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@use_case(Right.KEEP_FILE, reads="households")
def over_time(db: Database, viewer: Viewer, family_guid: str) -> list[Household]:
    """The households of a family, the earliest first. Raises: NotFound."""
    return _of(db, reaching.require_family(db, viewer, family_guid))


def _of(db: Database, family_id: int) -> list[Household]:
    return [Household(guid, kind, start, end, Children(*children)) for guid, kind, start, end, *children in
            db.conn.execute(
                "SELECT guid, kind, from_on, until_on, at_home, in_turns, placed FROM household WHERE family_id = ?"
                " ORDER BY from_on", (family_id,))]


def last_of_each(db: Database) -> dict[int, Household]:
    """By family_id the household that was told last, for use cases that have checked rights."""
    return {family_id: _of(db, family_id)[-1] for (family_id,) in db.conn.execute(
        "SELECT DISTINCT family_id FROM household").fetchall()}


@use_case(Right.KEEP_FILE, event="changed household family")
def add(
    db: Database, viewer: Viewer, family_guid: str, kind: str, from_on: str, until_on: str | None = None,
    children: Children = Children(), *, sure: Container[str] = (),  # noqa: B008  a tuple never changes
) -> str:
    """Say how a family lives from a date on; a household that goes on ends the day before. Returns its guid.

    Args:
        from_on, until_on: ISO; None while it goes on.

    Raises: BadInput, Conflict (periods overlap; nothing changed), AskFirst (a date that is not `sure`), NotFound.
    """
    if kind not in households.KINDS:
        raise BadInput(N_("Choose the kind of household."))
    if any(one is not None and not 0 <= one <= MOST for one in children):
        raise BadInput(N_("A number of children lies between 0 and {most}."), most=MOST)
    start, end = check_date(from_on), check_date(until_on) if until_on else None
    if end and end < start:
        raise BadInput(N_("This cannot end before it began on {date}."), date=date.fromisoformat(start))
    guid = new_guid()
    with write(db):
        family_id = reaching.require_family(db, viewer, family_guid)
        early.ask_far(db, [start, end], sure, ahead=0, back=BACK)
        _make_room(db, family_id, start, end)
        db.conn.execute(
            "INSERT INTO household(guid, family_id, kind, from_on, until_on, at_home, in_turns, placed, made_by,"
            " made_at) VALUES (?,?,?,?,?,?,?,?,?,?)",
            (guid, family_id, kind, start, end, *children, viewer.user_id, now()))
        events.record(db, viewer, "changed household", "family", family_guid)
    return guid


def _make_room(db: Database, family_id: int, start: str, end: str | None) -> None:
    """End the household that goes on; nothing else may lie in the period. Raises: Conflict."""
    for one in _of(db, family_id):
        if one.until_on is None and one.from_on < start:
            before = (date.fromisoformat(start) - timedelta(days=1)).isoformat()
            db.conn.execute("UPDATE household SET until_on = ? WHERE guid = ?", (before, one.guid))
        elif one.from_on <= (end or "9999-12-31") and start <= (one.until_on or "9999-12-31"):
            raise Conflict(
                N_("There is a household from {date} already, and the two periods overlap. Choose other dates, or take"
                   " that one away first."), date=date.fromisoformat(one.from_on))


@use_case(Right.KEEP_FILE, event="changed household family")
def take_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Take a household that was put in by mistake away. Raises: NotFound."""
    with write(db):
        row, family_guid = reaching.row_of(
            db, viewer, "household", guid, N_("This household is not there any more."))
        db.conn.execute("DELETE FROM household WHERE household_id = ?", (row,))
        events.record(db, viewer, "changed household", "family", family_guid)
