"""What went otherwise in a comparison of two groups: said with a day and why, never done in silence.

A family counts in the group it was given whatever is said here (intention to treat).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.store.files import new_guid, write
from pilot.vocabulary import trial
from pilot.words import N_
from stories.file import typed

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST = 300
MOST_FAMILIES = 100_000


class Departure(NamedTuple):
    """Something that went otherwise with a family; kind of `trial.DEPARTURES`, on: ISO, reason: pseudonyms only."""

    guid: str
    family_id: int
    family_guid: str
    pseudonym: str
    kind: str
    on: str
    reason: str


@use_case(Right.SEE_THEMES, event="departed family")
def say(
    pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, kind: str, on: str, reason: str, *,
    sure: Container[str] = (),
) -> str:
    """Say what went otherwise with a family that has its group; returns the guid of what was said.

    Args:
        on: ISO. sure: words that may stay although they are in the register.

    Raises: BadInput, AskFirst, NotFound.
    """
    why, day = typed.line(reason, LONGEST), check_date(on)
    if kind not in trial.DEPARTURES:
        raise BadInput(N_("Choose what went otherwise."))
    if not why:
        raise BadInput(N_("Say in a few words why, without names."))
    guid = new_guid()
    with write(db):
        family_id = access.require_family(db, viewer, family_guid)
        row = db.conn.execute("SELECT allocated_on FROM allocation WHERE family_id = ?", (family_id,)).fetchone()
        if row is None:
            raise BadInput(N_("This family has no group yet, so nothing can have gone otherwise."))
        if not row[0] <= day <= today(db):
            raise BadInput(N_("Give a day from {first}, when the family was given its group, until today."),
                           first=date.fromisoformat(row[0]))
        typed.ask(pilot, family_guid, why, sure)
        db.conn.execute(
            "INSERT INTO departure(guid, family_id, kind, on_date, reason, said_by, said_at) VALUES (?,?,?,?,?,?,?)",
            (guid, family_id, kind, day, why, viewer.user_id, now()))
        events.record(db, viewer, "departed", "family", family_guid)
    return guid


@use_case(Right.SEE_THEMES, event="took away departure")
def take_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Take something away that was said by mistake; it counts no more. Raises: NotFound."""
    with write(db):
        found = db.conn.execute("UPDATE departure SET removed_at = ? WHERE guid = ? AND removed_at IS NULL",
                                (now(), guid)).rowcount
        if not found:
            raise NotFound(N_("This is not there any more."))
        events.record(db, viewer, "took away", "departure", guid)


@use_case(Right.SEE_THEMES, reads="what went otherwise with families")
def listed(pilot: Pilot, db: Database, viewer: Viewer) -> list[Departure]:
    """Everything that went otherwise, in order of time; words of the register are replaced, and the reason is '' of a
    family whose consent does not hold."""
    where, params = access.families_where(viewer)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    rows = [Departure(*row) for row in db.conn.execute(
        "SELECT d.guid, d.family_id, f.guid, f.pseudonym, d.kind, d.on_date,"
        f" CASE WHEN {reached} THEN d.reason ELSE '' END FROM departure d JOIN family f USING (family_id)"
        f" WHERE d.removed_at IS NULL AND {where} ORDER BY d.on_date, d.departure_id", (*more, *params))]
    covers = {guid: typed.covering(pilot, guid) for guid in {one.family_guid for one in rows}}
    return [one._replace(reason=covers[one.family_guid](one.reason)) for one in rows]


@use_case(Right.SEE_THEMES, event="counted plan")
def set_screened(db: Database, viewer: Viewer, families: Mapping[str, int]) -> None:
    """Say how many families were looked at and are in no group, by a kind of `trial.SCREENED`. Raises: BadInput."""
    if not set(families) <= set(trial.SCREENED) or not all(0 <= n <= MOST_FAMILIES for n in families.values()):
        raise BadInput(N_("Give a number of families, 0 or more."))
    with write(db):
        db.conn.executemany("INSERT INTO screened(kind, families, said_by, said_at) VALUES (?, ?, ?, ?)",
                            [(kind, n, viewer.user_id, now()) for kind, n in families.items()])
        events.record(db, viewer, "counted", "plan", viewer.pilot_slug)


@use_case(Right.SEE_THEMES, reads="how many families came into no group")
def screened(db: Database, viewer: Viewer) -> dict[str, int]:
    """How many families are in no group, by a kind of `trial.SCREENED`, of those of which it was said."""
    found = {str(kind): int(n) for kind, n in db.conn.execute(
        "SELECT kind, families FROM screened s WHERE NOT EXISTS (SELECT 1 FROM screened n WHERE n.kind = s.kind"
        " AND n.screened_id > s.screened_id)")}
    return {kind: found[kind] for kind in trial.SCREENED if kind in found}
