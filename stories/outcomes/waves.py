"""Rounds of measuring: by dates, so many months after the support of a family began, or when it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.dates import add_months, check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import early
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from stories.outcomes.scores import Wave

DATES, MONTHS, END = KINDS = ("dates", "months", "end")
KIND_NAMES = {
    DATES: N_("between two dates"), MONTHS: N_("so many months after the support began"),
    END: N_("when the support ended"),
}
LONGEST = 40  # characters of a label
MOST_MONTHS = 240
_AHEAD = 5  # years: rounds are planned for the whole of a pilot


@dataclass(frozen=True)
class New:
    """A round of measuring as somebody states it.

    Attributes:
        label: such as "T0". kind: of KINDS. months: since the support began, for that kind alone.
        starts_on, ends_on: ISO, for DATES alone. place: where it stands among the others, from 1.
    """

    label: str
    kind: str = DATES
    months: int | None = None
    starts_on: str = ""
    ends_on: str = ""
    place: int = 1


class Known(NamedTuple):
    """A round of measuring: what was stated of it, how many families have a score in it, and whether its days were said
    by somebody (or are those of its scores). Dates ISO."""

    guid: str
    label: str
    kind: str
    months: int | None
    starts_on: str
    ends_on: str
    families: int
    stated: bool


@use_case(Right.SEE_FAMILIES, reads="rounds of measuring")
def known(db: Database, viewer: Viewer) -> list[Known]:
    """All rounds, in order."""
    del viewer
    return [Known(*row) for row in db.conn.execute(
        "SELECT w.guid, w.label, w.kind, w.months, w.starts_on, w.ends_on, (SELECT count(DISTINCT s.family_id)"
        " FROM score s WHERE s.wave_id = w.wave_id), w.stated FROM wave w ORDER BY w.place, w.starts_on, w.wave_id")]


@use_case(Right.EDIT_TEMPLATES, event="added wave")
def add(db: Database, viewer: Viewer, new: New, *, sure: Container[str] = ()) -> str:
    """A new round; returns its guid.

    Args:
        sure: dates that are right although they lie before the pilot or far ahead.

    Raises: BadInput, AskFirst, Conflict (there is one called so).
    """
    label, months, start, end = _checked(db, new, sure)
    guid = new_guid()
    with write(db):
        _require_new(db, label, "")
        day = today(db)
        db.conn.execute(
            "INSERT INTO wave(guid, label, kind, months, starts_on, ends_on, place, stated)"
            " SELECT ?, ?, ?, ?, ?, ?, coalesce(max(place) + 1, 0), ? FROM wave",
            (guid, label, new.kind, months, start or day, end or day, new.kind == DATES))
        _put_at(db, guid, new.place)
        events.record(db, viewer, "added", "wave", guid)
    return guid


@use_case(Right.EDIT_TEMPLATES, event="changed wave")
def change(db: Database, viewer: Viewer, guid: str, new: New, *, sure: Container[str] = ()) -> None:
    """State a round otherwise; its scores stay in it. Raises: as `add`; NotFound."""
    label, months, start, end = _checked(db, new, sure)
    with write(db):
        _require(db, guid)
        _require_new(db, label, guid)
        db.conn.execute(
            "UPDATE wave SET label = ?, kind = ?, months = ?, starts_on = coalesce(?, starts_on),"
            " ends_on = coalesce(?, ends_on), stated = ? WHERE guid = ?",
            (label, new.kind, months, start, end, new.kind == DATES, guid))
        _put_at(db, guid, new.place)
        events.record(db, viewer, "changed", "wave", guid)


@use_case(Right.EDIT_TEMPLATES, event="removed wave")
def remove(db: Database, viewer: Viewer, guid: str) -> None:
    """Take a round away in which nobody scored. Raises: NotFound, Conflict."""
    with write(db):
        wave_id = _require(db, guid)
        if db.conn.execute(
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM score WHERE wave_id = ?1) OR EXISTS (SELECT 1 FROM score_ground"
                " WHERE wave_id = ?1) OR EXISTS (SELECT 1 FROM score_round WHERE wave_id = ?1)", (wave_id,)).fetchone():
            raise Conflict(N_("There are scores in this round of measuring, so it stays."))
        if db.conn.execute("SELECT 1 FROM uptake WHERE wave_id = ? LIMIT 1", (wave_id,)).fetchone():
            raise Conflict(N_("Use of services was said in this round of measuring, so it stays."))
        db.conn.execute("DELETE FROM wave WHERE wave_id = ?", (wave_id,))
        events.record(db, viewer, "removed", "wave", guid)


def _checked(db: Database, new: New, sure: Container[str]) -> tuple[str, int | None, str | None, str | None]:
    """Label, months and dates as they are kept. Raises: BadInput, AskFirst."""
    label = visible_name(new.label)
    if not label or len(label) > LONGEST:
        raise BadInput(N_("Give the round of measuring a name of at most {n} characters, such as T0."), n=LONGEST)
    if new.kind not in KINDS:
        raise BadInput(N_("Choose when families are measured."))
    if new.kind == MONTHS and (new.months is None or not 0 <= new.months <= MOST_MONTHS):
        raise BadInput(N_("Give the number of months after the support began, from 0 to {n}."), n=MOST_MONTHS)
    if new.kind != DATES:
        return label, new.months if new.kind == MONTHS else None, None, None
    start, end = check_date(new.starts_on), check_date(new.ends_on)
    if end < start:
        raise BadInput(N_("This cannot end before it began."))
    early.ask(db, [start, end], sure)
    early.ask_far(db, [start, end], sure, ahead=_AHEAD)
    return label, None, start, end


def _require(db: Database, guid: str) -> int:
    row = db.conn.execute("SELECT wave_id FROM wave WHERE guid = ?", (guid,)).fetchone()
    if row is None:
        raise NotFound(N_("This round of measuring is not there."))
    return int(row[0])


def _require_new(db: Database, label: str, guid: str) -> None:
    if db.conn.execute("SELECT 1 FROM wave WHERE label = ? COLLATE NOCASE AND guid <> ?", (label, guid)).fetchone():
        raise Conflict(N_("There is a round of measuring called “{label}” already."), label=label)


def _put_at(db: Database, guid: str, place: int) -> None:
    """Put a round at a place among the others, from 1."""
    others = [row[0] for row in db.conn.execute(
        "SELECT guid FROM wave WHERE guid <> ? ORDER BY place, starts_on, wave_id", (guid,))]
    others.insert(max(0, place - 1), guid)
    db.conn.executemany("UPDATE wave SET place = ? WHERE guid = ?", list(enumerate(others)))


def moment(one: Known | Wave, first: str | None, last: str | None, day: str) -> str | None:
    """The day (ISO) a family is measured in a round, up to `day`; None where that is not known or lies ahead.

    Args:
        first, last: ISO, when its support began, and ended (None while it goes on).
    """
    if one.kind == MONTHS:
        due = add_months(first, one.months or 0) if first else None
    elif one.kind == END:
        due = last
    else:
        due = min(max(day, one.starts_on), one.ends_on)
    return due if due and due <= day else None
