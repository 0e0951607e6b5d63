"""Where a family belongs and who supports it: sites, support periods, coaches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Role, Viewer, reach
from pilot.called import called
from pilot.clock import today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import early, people, same_name
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.accounts.members import Member


class Period(NamedTuple):
    """A time in which a family is supported; dates ISO, `ends_on` None while it goes on."""

    starts_on: str
    ends_on: str | None
    end_reason: str


class Coaching(NamedTuple):
    """A time in which a coach (guid, pseudonym) supports a family; dates ISO, `until_on` None while it goes on."""

    coach_guid: str
    coach: str
    from_on: str
    until_on: str | None


@use_case(Right.SEE_FAMILIES, reads="sites")
def sites(db: Database, viewer: Viewer) -> list[str]:
    """Names of the sites there are, by name."""
    return [str(row[0]) for row in db.conn.execute("SELECT name FROM site ORDER BY name")]


def site_named(name: str) -> tuple[str, str] | None:
    """(key, name) of a site as `people.add_family` takes it; None for an empty name.

    Raises: BadInput for a name without a letter or digit.
    """
    return _keyed(name, N_("Give the site a name, such as that of the town."))


def referrer_named(name: str) -> tuple[str, str] | None:
    """The same for who referred families: an organisation or a kind of it, never somebody's name.

    Raises: BadInput for a name without a letter or digit.
    """
    return _keyed(name, N_("Say who referred: an organisation, such as a primary school."))


def _keyed(name: str, without: str) -> tuple[str, str] | None:
    """`without`: what to say of a name of which no key can be made."""
    name = called(name)
    if not name:
        return None
    key = same_name.key_of(name)
    if not key:
        raise BadInput(without)
    return key, name


@use_case(Right.SEE_FAMILIES, reads="referrers")
def referrers(db: Database, viewer: Viewer) -> list[str]:
    """Names of who referred families, by name."""
    return [str(row[0]) for row in db.conn.execute("SELECT name FROM referrer ORDER BY name")]


def set_first_referrer(db: Database, family_id: int, referrer_id: int) -> None:
    """Say of a family of which nobody said it who referred it, inside a write; the caller has checked rights."""
    db.conn.execute("UPDATE family SET referrer_id = ? WHERE family_id = ? AND referrer_id IS NULL",
                    (referrer_id, family_id))


@use_case(Right.MANAGE_FAMILIES, event="moved family")
def set_site(db: Database, viewer: Viewer, family_guid: str, name: str, *, sure: Container[str] = ()) -> None:
    """Say at which site a family is supported; a new name makes a new site, '' takes it away.

    Raises: BadInput; AskFirst for a new name that looks like another one and is not among what is `sure`.
    """
    site = site_named(name)
    with write(db):
        family_id = access.require_family(db, viewer, family_guid)
        site_id = None
        if site:
            same_name.ask_new(db, "site", site, sure)
            site_id = same_name.named(db, "site", *site)
        db.conn.execute("UPDATE family SET site_id = ? WHERE family_id = ?", (site_id, family_id))
        events.record(db, viewer, "moved", "family", family_guid)


@use_case(Right.SEE_FAMILIES, reads="support periods")
def periods(db: Database, viewer: Viewer, family_guid: str) -> list[Period]:
    """Support periods of a family, earliest first."""
    family_id = access.require_family(db, viewer, family_guid)
    rows = db.conn.execute(
        "SELECT starts_on, ends_on, end_reason FROM support_period WHERE family_id = ? ORDER BY starts_on",
        (family_id,))
    return [Period(*row) for row in rows]


@use_case(Right.MANAGE_FAMILIES, event="started support family")
def start_support(
    db: Database, viewer: Viewer, family_guid: str, starts_on: str, *, sure: Container[str] = ()
) -> None:
    """Begin a new support period after the one before has ended.

    Raises: Conflict, BadInput; AskFirst for a date before the pilot began or far ahead that is not among `sure`.
    """
    starts_on = check_date(starts_on)
    with write(db):
        family_id = access.require_family(db, viewer, family_guid)
        is_open, last = db.conn.execute(
            "SELECT count(*) - count(ends_on), max(coalesce(ends_on, starts_on)) FROM support_period"
            " WHERE family_id = ?",
            (family_id,)).fetchone()
        if is_open:
            raise Conflict(N_("The support of this family has not ended yet."))
        if last and starts_on <= last:
            raise BadInput(N_("Support can begin again after {date} only."), date=date.fromisoformat(last))
        early.ask(db, [starts_on], sure)
        early.ask_far(db, [starts_on], sure, ahead=early.PLANNED)
        db.conn.execute("INSERT INTO support_period(family_id, starts_on) VALUES (?, ?)", (family_id, starts_on))
        reach.changed(db)
        events.record(db, viewer, "started support", "family", family_guid)


@use_case(Right.SEE_FAMILIES, reads="who supports whom")
def coachings(db: Database, viewer: Viewer, family_guid: str) -> list[Coaching]:
    """Who coaches a family and when, earliest first."""
    family_id = access.require_family(db, viewer, family_guid)
    rows = db.conn.execute(
        "SELECT p.guid, p.pseudonym, c.from_on, c.until_on FROM coaching c JOIN person p ON p.person_id = c.coach_id"
        " WHERE c.family_id = ? ORDER BY c.from_on, p.pseudonym", (family_id,))
    return [Coaching(*row) for row in rows]


@use_case(Right.MANAGE_FAMILIES, event="ended coaching family")
def end_coaching(
    db: Database, viewer: Viewer, coach_guid: str, family_guid: str, until_on: str, *, sure: Container[str] = ()
) -> None:
    """Let a coach's support of a family end on a date (ISO).

    Raises: NotFound when it is not going on, BadInput, AskFirst for a date far ahead that is not among `sure`.
    """
    until_on = check_date(until_on)
    with write(db):
        family_id = access.require_family(db, viewer, family_guid)
        coach = people.person(db, coach_guid)
        row = db.conn.execute(
            "SELECT from_on FROM coaching WHERE coach_id = ? AND family_id = ? AND until_on IS NULL",
            (coach.person_id, family_id)).fetchone()
        if row is None:
            raise NotFound(N_("This coach does not support the family any more."))
        if until_on < row[0]:
            raise BadInput(N_("This cannot end before it began on {date}."), date=date.fromisoformat(row[0]))
        early.ask_far(db, [until_on], sure, ahead=early.PLANNED)
        db.conn.execute(
            "UPDATE coaching SET until_on = ? WHERE coach_id = ? AND family_id = ? AND from_on = ?",
            (until_on, coach.person_id, family_id, row[0]))
        events.record(db, viewer, "ended coaching", "family", family_guid)


class Alone(NamedTuple):
    """A family with running support and no coach now; `starts_on` is an ISO date."""

    guid: str
    pseudonym: str
    starts_on: str


ORDERS = {"long": Order(N_("longest supported first"), "l.since, l.pseudonym, l.guid"),
          "name": Order(N_("by name"), "l.pseudonym COLLATE NOCASE, l.guid")}


@use_case(Right.MANAGE_FAMILIES, reads="families")
def without_coach(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Alone]:
    """Families with running support and no coach now, in pages."""
    day = today(db)
    found = fetch(db, "l.guid, l.pseudonym, l.since", Source(
        "FROM (SELECT f.guid, f.pseudonym, max(s.starts_on) AS since FROM family f JOIN support_period s"
        " USING (family_id) WHERE s.starts_on <= ? AND (s.ends_on IS NULL OR s.ends_on >= ?) AND NOT EXISTS"
        " (SELECT 1 FROM coaching c WHERE c.family_id = f.family_id AND c.from_on <= ? AND (c.until_on IS NULL"
        "  OR c.until_on >= ?)) GROUP BY f.family_id) l WHERE 1", (day,) * 4, "l.pseudonym"), wanted, ORDERS)
    return found.of(Alone(*row) for row in found)


@use_case(Right.MANAGE_FAMILIES, reads="accounts by label")
def unlinked_coaches(db: Database, viewer: Viewer, members: list[Member]) -> list[tuple[str, str]]:
    """(account guid, label) of the members with the role coach who are no person in the pilot yet.

    Args:
        members: as `pilot.accounts.members.members` gives them.
    """
    linked = {row[0] for row in db.conn.execute("SELECT u.guid FROM user u JOIN person p USING (user_id)")}
    return [(one.guid, one.label) for one in members if Role.COACH in one.roles and one.guid not in linked]


@use_case(Right.MANAGE_FAMILIES, reads="people by pseudonym")
def coaches_without_account(db: Database, viewer: Viewer) -> list[people.Person]:
    """Coaches in the pilot who are nobody's account yet, by pseudonym."""
    linked = {row[0] for row in db.conn.execute("SELECT guid FROM person WHERE user_id IS NOT NULL")}
    return [one for one in people.persons(db, viewer) if one.kind == "coach" and one.guid not in linked]
