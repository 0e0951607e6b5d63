"""How families were divided over two groups: a plan that is sealed first, and the group each family was given.

What a family was given stays: results are counted by it, whatever happened after. A change is refused; what went
otherwise is said in `stories/outcomes/departures.py`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import local_day, now, today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import arms, early
from pilot.families.people import NO_FAMILY
from pilot.makers import maker
from pilot.store.files import new_guid, write
from pilot.vocabulary import trial
from pilot.words import N_
from stories.file import typed
from stories.outcomes import lots
from stories.outcomes.lots import CONTROL, SUPPORT

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST = 1000
NO_PLAN = N_("Nobody said yet how families are divided over the groups. Do that first.")


class Sealing(NamedTuple):
    """How families will be divided, as it is sealed.

    Attributes:
        method: of `trial.METHODS`. how: in a few sentences, free of names. support, control: names of the groups.
        block: places in a block of the list, one of `lots.BLOCKS`; by_site: a list for each site. Both count only where
            this program draws.
        on: ISO, the day it was fixed; '' for today, and always today where this program draws.
    """

    method: str
    how: str
    support: str
    control: str
    block: int = 4
    by_site: bool = False
    on: str = ""


class Plan(NamedTuple):
    """How families are divided.

    Attributes:
        support, control: names of the groups. block: None where this program does not draw.
        seed: '' while the list is open. sha256: of the seed, '' where this program does not draw.
        sealed_on: ISO, the day it was fixed; entered_on: ISO, when that was put down here; sealed_by: a label.
        closed_on: ISO, None while families can come in. families: how many have their place by it.
    """

    guid: str
    method: str
    how: str
    support: str
    control: str
    block: int | None
    by_site: int
    sha256: str
    seed: str
    sealed_on: str
    entered_on: str
    sealed_by: str
    closed_on: str | None
    families: int

    @property
    def by_lot(self) -> bool:
        """Whether chance alone divided the families: only then a difference may be called an effect."""
        return self.method in trial.BY_LOT


class Allotted(NamedTuple):
    """A family with the group it was given.

    Attributes:
        arm: SUPPORT or CONTROL. on: ISO. by: a label. in_reach: whether what is known of it may be counted today.
        starts_on: ISO, the first day of its support, None where there is none.
    """

    family_id: int
    guid: str
    pseudonym: str
    arm: str
    on: str
    by: str
    in_reach: bool
    starts_on: str | None


class _Row(NamedTuple):
    plan_id: int
    guid: str
    method: str
    support_arm: int
    control_arm: int
    block: int | None
    by_site: int
    seed: str | None
    sealed_on: str
    closed_on: str | None


@use_case(Right.SEE_THEMES, event="sealed plan")
def seal(pilot: Pilot, db: Database, viewer: Viewer, new: Sealing, *, sure: Container[str] = ()) -> str:
    """Seal how families are divided; returns the guid of the plan.

    Args:
        sure: words of `how` that may stay although they are in the register, and a day that is right although early.

    Raises: BadInput, AskFirst, Conflict (a family has its place by the plan before).
    """
    how = typed.paragraphs(new.how, LONGEST)
    if new.method not in trial.METHODS:
        raise BadInput(N_("Say how families are divided: by lot or not."))
    if not how:
        raise BadInput(N_("Say in a few sentences how it is done: who draws, how, and who cannot know beforehand."))
    drawn = new.method == trial.DRAWN
    if drawn and new.block not in lots.BLOCKS:
        raise BadInput(N_("Choose how many places a block of the list has."))
    typed.ask(pilot, "", how, sure)
    guid, seed = new_guid(), lots.new_seed() if drawn else None
    with write(db):
        day = today(db) if drawn else _past(db, new.on or today(db))
        early.ask(db, [day], sure)
        last = _last(db)
        if last and _families(db, last.plan_id):
            raise Conflict(N_("Families have their place by the plan that is there. It stays as it is."))
        both = arms.called(db, new.support), arms.called(db, new.control)
        if both[0] == both[1]:
            raise BadInput(N_("Give the two groups two names."))
        db.conn.execute(
            "INSERT INTO allocation_plan(guid, method, how, support_arm, control_arm, block, by_site, seed, sha256,"
            " sealed_on, sealed_by, sealed_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (guid, new.method, how, *both, new.block if drawn else None, int(drawn and new.by_site), seed,
             lots.fingerprint(seed) if seed else None, day, viewer.user_id, now()))
        events.record(db, viewer, "sealed", "plan", guid)
    return guid


@use_case(Right.SEE_THEMES, reads="how families are divided")
def plan(db: Database, viewer: Viewer) -> Plan | None:
    """The plan that counts; None where there is none."""
    row = db.conn.execute(
        "SELECT p.guid, p.method, p.how, s.name, c.name, p.block, p.by_site, coalesce(p.sha256, ''),"
        " CASE WHEN p.closed_on IS NULL THEN '' ELSE coalesce(p.seed, '') END, p.sealed_on, p.sealed_at, u.guid,"
        " u.label, p.closed_on, (SELECT count(*) FROM allocation a WHERE a.plan_id = p.plan_id)"
        " FROM allocation_plan p JOIN arm s ON s.arm_id = p.support_arm JOIN arm c ON c.arm_id = p.control_arm"
        " JOIN user u ON u.user_id = p.sealed_by ORDER BY p.plan_id DESC LIMIT 1").fetchone()
    if row is None:
        return None
    sealed_at, guid, label = row[10:13]
    whole = *row[:10], local_day(db, sealed_at), maker(guid, label), *row[13:]
    return Plan(*whole)


@use_case(Right.SEE_THEMES, event="allocated family")
def allot(db: Database, viewer: Viewer, family_guid: str, arm: str = "", on: str = "") -> str:
    """Give a family its group; returns SUPPORT or CONTROL.

    Args:
        arm: SUPPORT or CONTROL where this program does not draw; '' where it does. on: ISO, '' for today; where this
            program draws it is today.

    Raises: BadInput, Conflict (it has its group, or the list is closed), NotFound.
    """
    with write(db):
        row = _last(db)
        if row is None:
            raise NotFound(NO_PLAN)
        if row.closed_on:
            raise Conflict(N_("The list was closed on {date}: no family comes in any more."),
                           date=date.fromisoformat(row.closed_on))
        family_id = access.require_family(db, viewer, family_guid)
        _not_yet(db, family_id)
        day, stratum, place = today(db), "", None
        if row.seed and row.block:
            stratum, place = _next(db, row, family_id)
            arm = lots.arm_at(row.seed, row.block, stratum, place)
        elif arm not in (SUPPORT, CONTROL):
            raise BadInput(N_("Say which group the family was given."))
        else:
            day = _past(db, on or day)
        if day < row.sealed_on:
            raise BadInput(N_("A family cannot have had its group before the plan was fixed, on {date}."),
                           date=date.fromisoformat(row.sealed_on))
        arm_id = row.support_arm if arm == SUPPORT else row.control_arm
        db.conn.execute(
            "INSERT INTO allocation(guid, plan_id, family_id, arm_id, stratum, place, allocated_on, allocated_by,"
            " allocated_at) VALUES (?,?,?,?,?,?,?,?,?)",
            (new_guid(), row.plan_id, family_id, arm_id, stratum, place, day, viewer.user_id, now()))
        arms.put(db, family_id, arm_id)
        events.record(db, viewer, "allocated", "family", family_guid)
    return arm


@use_case(Right.SEE_THEMES, event="closed plan")
def close(db: Database, viewer: Viewer) -> None:
    """Close the list: no family comes in any more, and the seed is shown. Raises: NotFound, Conflict."""
    with write(db):
        row = _last(db)
        if row is None:
            raise NotFound(NO_PLAN)
        if row.closed_on:
            raise Conflict(N_("The list is closed already."))
        db.conn.execute("UPDATE allocation_plan SET closed_on = ?, closed_by = ? WHERE plan_id = ?",
                        (today(db), viewer.user_id, row.plan_id))
        events.record(db, viewer, "closed", "plan", row.guid)


@use_case(Right.SEE_THEMES, reads="which families are in which group")
def allotted(db: Database, viewer: Viewer) -> list[Allotted]:
    """Every family with a group by the plan that counts, by the day it was given and its pseudonym."""
    row = _last(db)
    if row is None:
        return []
    where, params = access.families_where(viewer)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    return [Allotted(family_id, guid, name, SUPPORT if arm == row.support_arm else CONTROL, on, maker(by, label),
                     bool(in_reach), starts_on)
            for family_id, guid, name, arm, on, by, label, in_reach, starts_on in db.conn.execute(
                "SELECT f.family_id, f.guid, f.pseudonym, a.arm_id, a.allocated_on, u.guid, u.label,"
                f" {reached}, (SELECT min(starts_on) FROM support_period s WHERE s.family_id = f.family_id)"
                " FROM allocation a JOIN family f USING (family_id) JOIN user u ON u.user_id = a.allocated_by"
                f" WHERE a.plan_id = ? AND {where} ORDER BY a.allocated_on, f.pseudonym COLLATE NOCASE",
                (*more, row.plan_id, *params))]


@use_case(Right.SEE_THEMES, reads="families")
def waiting(db: Database, viewer: Viewer) -> list[tuple[str, str]]:
    """(guid, pseudonym) of the families that have no group yet, by pseudonym."""
    where, params = access.families_where(viewer)
    return [(str(guid), str(name)) for guid, name in db.conn.execute(
        f"SELECT f.guid, f.pseudonym FROM family f WHERE {where} AND f.guid <> ? AND NOT EXISTS"
        " (SELECT 1 FROM allocation a WHERE a.family_id = f.family_id) ORDER BY f.pseudonym COLLATE NOCASE",
        (*params, NO_FAMILY))]


def _last(db: Database) -> _Row | None:
    row = db.conn.execute(
        "SELECT plan_id, guid, method, support_arm, control_arm, block, by_site, seed, sealed_on, closed_on"
        " FROM allocation_plan ORDER BY plan_id DESC LIMIT 1").fetchone()
    return _Row(*row) if row else None


def _families(db: Database, plan_id: int) -> int:
    return int(db.conn.execute("SELECT count(*) FROM allocation WHERE plan_id = ?", (plan_id,)).fetchone()[0])


def _not_yet(db: Database, family_id: int) -> None:
    row = db.conn.execute(
        "SELECT a.allocated_on, g.name FROM allocation a JOIN arm g USING (arm_id) WHERE a.family_id = ?",
        (family_id,)).fetchone()
    if row:
        raise Conflict(N_("This family was given the group “{group}” on {date}. That stays; say below what went"
                          " otherwise."), group=row[1], date=date.fromisoformat(row[0]))


def _next(db: Database, row: _Row, family_id: int) -> tuple[str, int]:
    """The list a family is on, and its place there, from 1."""
    site = db.conn.execute("SELECT s.key FROM family f JOIN site s USING (site_id) WHERE f.family_id = ?",
                           (family_id,)).fetchone() if row.by_site else None
    stratum = str(site[0]) if site else ""
    taken = db.conn.execute("SELECT count(*) FROM allocation WHERE plan_id = ? AND stratum = ?",
                            (row.plan_id, stratum)).fetchone()[0]
    return stratum, int(taken) + 1


def _past(db: Database, day: str) -> str:
    on = check_date(day)
    if on > today(db):
        raise BadInput(N_("{date} is after today. Note it once it was."), date=date.fromisoformat(on))
    return on
