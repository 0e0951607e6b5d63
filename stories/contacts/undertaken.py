"""What was undertaken with a family: schooling, a licence, lessons, rights asked and granted, lasting solutions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.contacts import kinds, noting
from stories.file import reaching

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST = 200
MOST_CENTS = 10_000_000  # a month
_NOT_THERE = N_("This is not there, or it is of a family that is not one of yours.")


@dataclass(frozen=True)
class Undertaken:
    """Something that was undertaken, as somebody notes it.

    Attributes:
        family: guid. kind: of `kinds.UNDERTAKINGS`. who: for whom, of `kinds.FOR_WHOM`.
        what: a few words; pseudonyms only. state: of `kinds.states_of(kind)`.
        started_on, ended_on: ISO; of a right when it was asked, and granted or refused. None while it goes on.
        cents_a_month: what a right brings in, in cents a month; None where it is not known, or no right.
        story: guid of the document of a story that tells of it, '' for none.
    """

    family: str
    kind: str
    who: str
    state: str
    started_on: str
    ended_on: str | None = None
    what: str = ""
    cents_a_month: int | None = None
    story: str = ""


class Undertaking(NamedTuple):
    """Something that was undertaken, as it stands in a list; `family`: pseudonym, `story`: '' for one out of reach,
    `what`: '' also while the family's consent to analysing does not hold."""

    guid: str
    family_guid: str
    family: str
    kind: str
    who: str
    what: str
    state: str
    started_on: str
    ended_on: str | None
    cents_a_month: int | None
    story: str


class Count(NamedTuple):
    """Of one kind: in how many families, and how many by their state."""

    kind: str
    families: int
    by_state: dict[str, int]


ORDERS = {"new": Order(N_("newest first"), "u.started_on DESC, u.undertaking_id DESC"),
          "kind": Order(N_("by what it is"), "u.kind, u.started_on, u.undertaking_id"),
          "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, u.started_on, u.undertaking_id")}
_SOURCE = ("FROM (SELECT u.*, CASE WHEN {} THEN u.what ELSE '' END AS words FROM undertaking u JOIN family f"
           " USING (family_id)) u JOIN family f USING (family_id) LEFT JOIN document d ON d.story_id = u.story_id")
_COLUMNS = ("u.guid, f.guid, f.pseudonym, u.kind, u.who, u.words, u.state, u.started_on, u.ended_on, u.cents_a_month,"
            " CASE WHEN {} THEN coalesce(d.guid, '') ELSE '' END")


@use_case(Right.KEEP_FILE, event=("noted undertaking", "mended undertaking"))
def keep(
    pilot: Pilot, db: Database, viewer: Viewer, new: Undertaken, guid: str = "", *, sure: Container[str] = (),
) -> str:
    """Note what was undertaken, or (with its guid) change what was noted; returns its guid.

    Args:
        sure: dates (ISO) and words that are right although they look like a slip, or are in the register.

    Raises: BadInput, AskFirst, NotFound, NotAllowed.
    """
    with write(db):
        was = _own(db, viewer, guid) if guid else None
        values = _checked(pilot, db, viewer, new, sure)
        if was and was[1] != values[0]:
            raise BadInput(N_("This stays with its family. Take it away and note it again."))
        if was:
            db.conn.execute(
                "UPDATE undertaking SET family_id = ?, kind = ?, who = ?, what = iif(?, what, ?), state = ?,"
                " started_on = ?, ended_on = ?, cents_a_month = ?, story_id = ?, changed_at = ?"
                " WHERE undertaking_id = ?",
                (*values[:3], reaching.unseen(db, was[1], values[3]), *values[3:-1],
                 values[-1] or noting.unseen_story(db, viewer, "undertaking", was[0]), now(), was[0]))
        else:
            guid = new_guid()
            db.conn.execute(
                "INSERT INTO undertaking(family_id, kind, who, what, state, started_on, ended_on, cents_a_month,"
                " story_id, guid, noted_by, noted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, guid, viewer.user_id, now()))
        events.record(db, viewer, "mended" if was else "noted", "undertaking", guid)
    return guid


@use_case(Right.KEEP_FILE, event="took away undertaking")
def take_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Take it away, so that it counts nowhere. Raises: NotFound, NotAllowed."""
    with write(db):
        undertaking_id, _family = _own(db, viewer, guid)
        db.conn.execute("UPDATE undertaking SET removed_at = ? WHERE undertaking_id = ?", (now(), undertaking_id))
        events.record(db, viewer, "took away", "undertaking", guid)


@use_case(Right.KEEP_FILE, reads="what was undertaken with families")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL, family_guid: str = "") -> Paged[Undertaking]:
    """A page of what was undertaken with one family or ('') with all that are this viewer's."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    known, more = access.documents_where(db, viewer)
    reached, of_words = access.reach.family_material_where(db, "analyse", "f")
    found = fetch(db, _COLUMNS.format(known), Source(
        f"{_SOURCE.format(reached)} WHERE {where} AND ? IN ('', f.guid) AND u.removed_at IS NULL",
        (*of_words, *params, family_guid),
        "f.pseudonym || ' ' || u.words || ' ' || u.started_on"), wanted, ORDERS, more)
    return found.of(Undertaking(*row) for row in found)


@use_case(Right.KEEP_FILE, reads="what was undertaken with families")
def one(db: Database, viewer: Viewer, guid: str) -> Undertaking:
    """One of them. Raises: NotFound."""
    _own(db, viewer, guid)
    known, more = access.documents_where(db, viewer)
    reached, of_words = access.reach.family_material_where(db, "analyse", "f")
    return Undertaking(*db.conn.execute(
        f"SELECT {_COLUMNS.format(known)} {_SOURCE.format(reached)} WHERE u.guid = ?",
        (*more, *of_words, guid)).fetchone())


@use_case(Right.SEE_THEMES, reads="numbers by family")
def counts(db: Database, viewer: Viewer) -> tuple[int, list[Count]]:
    """How many families count, and of each kind in how many of these it was undertaken, with its states.

    A family whose consent to analysing is refused, withdrawn or over does not count.
    """
    where, params = access.families_where(viewer, right=Right.SEE_THEMES)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    families = db.conn.execute(
        f"SELECT count(*) FROM family f WHERE {where} AND {reached} AND EXISTS"
        " (SELECT 1 FROM support_period p WHERE p.family_id = f.family_id)", (*params, *more)).fetchone()[0]
    rows = db.conn.execute(
        "SELECT u.kind, u.state, u.family_id FROM undertaking u JOIN family f USING (family_id)"
        f" WHERE u.removed_at IS NULL AND {where} AND {reached}", (*params, *more)).fetchall()
    return int(families), tally(rows)


def tally(rows: list[tuple[str, str, int]]) -> list[Count]:
    """Of each kind that occurs, in the order of `kinds.UNDERTAKINGS`; rows: kind, state, family_id."""
    found = []
    for kind in kinds.UNDERTAKINGS:
        own = [row for row in rows if row[0] == kind]
        if own:
            states = Counter(row[1] for row in own)
            found.append(Count(kind, len({row[2] for row in own}), {
                state: states[state] for state in kinds.states_of(kind)}))
    return found


def _own(db: Database, viewer: Viewer, guid: str) -> tuple[int, int]:
    """undertaking_id and family_id. Raises: NotFound."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    row = db.conn.execute(
        "SELECT u.undertaking_id, u.family_id FROM undertaking u JOIN family f USING (family_id)"
        f" WHERE u.guid = ? AND u.removed_at IS NULL AND {where}", (guid, *params)).fetchone()
    if row is None:
        raise NotFound(_NOT_THERE)
    return int(row[0]), int(row[1])


def _checked(
    pilot: Pilot, db: Database, viewer: Viewer, new: Undertaken, sure: Container[str]
) -> tuple[Any, ...]:
    """The values of family_id, kind, who, what, state, started_on, ended_on, cents_a_month, story_id."""
    family_id = access.require_family(db, viewer, new.family, Right.KEEP_FILE)
    if new.kind not in kinds.UNDERTAKINGS or new.who not in kinds.FOR_WHOM:
        raise BadInput(N_("Say what was undertaken, and for whom."))
    if new.state not in kinds.states_of(new.kind):
        raise BadInput(N_("Say how it stands: a right is asked for, granted or refused; the rest is started, finished"
                          " or stopped."))
    start = noting.past(db, new.started_on, family_id, sure)
    end = noting.past(db, new.ended_on, family_id, sure) if new.ended_on else None
    if (end is None) != (new.state in kinds.GOING_ON):
        raise BadInput(N_("Give the day on which it was finished, stopped, granted or refused; what goes on has none."))
    if end and end < start:
        raise BadInput(N_("It cannot have ended before it began. Check both dates."))
    if new.cents_a_month is not None and new.kind != kinds.RIGHT:
        raise BadInput(N_("Only of a right an amount a month is noted."))
    if new.cents_a_month is not None and not 1 <= new.cents_a_month <= MOST_CENTS:
        raise BadInput(N_("Give the amount a month in euros, between 0.01 and 100,000."))
    what = noting.without_names(pilot, new.what, new.family, sure, LONGEST)
    return (family_id, new.kind, new.who, what, new.state, start, end, new.cents_a_month,
            noting.story_of(db, viewer, new.story, family_id))
