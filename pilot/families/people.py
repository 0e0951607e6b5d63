"""Families, the people in and around them, and who supports whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer, reach
from pilot.called import called, short
from pilot.dates import check_date
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import early, looks_real, register, same_name
from pilot.store.files import new_guid, write
from pilot.words import N_, translate

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.config import Pilot

KIND_NAMES = {"parent": N_("parent"), "child": N_("child"), "relative": N_("other relative"), "coach": N_("coach"),
              "professional": N_("professional")}
KINDS = tuple(KIND_NAMES)
FAMILY_KINDS = ("parent", "child", "relative")


@dataclass(frozen=True)
class Family:
    """One family by pseudonym; dates ISO."""

    family_id: int
    guid: str
    pseudonym: str
    site: str
    starts_on: str | None
    ends_on: str | None


@dataclass(frozen=True)
class Person:
    """Somebody in or around a family, by pseudonym; `role` is a word such as "moeder".

    `turns_16_on`: of a child, the ISO date on which it turns or turned 16; None when it is not known.
    """

    person_id: int
    guid: str
    family_id: int | None
    kind: str
    role: str
    pseudonym: str
    turns_16_on: str | None = None


@use_case(Right.SEE_FAMILIES, reads="families")
def families(db: Database, viewer: Viewer, right: Right = Right.SEE_FAMILIES) -> list[Family]:
    """The families for which this viewer has `right`, by pseudonym; dates of the first start and last end of support.

    Args:
        right: what the list is for: somebody may see all families and write about her own only.
    """
    where, params = access.families_where(viewer, right=right)
    rows = db.conn.execute(
        f"SELECT {FAMILY} FROM family f LEFT JOIN site s USING (site_id) WHERE {where} ORDER BY f.pseudonym", params)
    return [Family(*row) for row in rows]


FAMILY = (
    "f.family_id, f.guid, f.pseudonym, coalesce(s.name, ''),"
    " (SELECT min(starts_on) FROM support_period p WHERE p.family_id = f.family_id),"
    " (SELECT CASE WHEN count(*) = count(ends_on) THEN max(ends_on) END FROM support_period p"
    "  WHERE p.family_id = f.family_id)")


@use_case(Right.MANAGE_FAMILIES, event="added family")
def add_family(
    db: Database, viewer: Viewer, pseudonym: str, *, starts_on: str,
    site: tuple[str, str] | None = None, referrer: tuple[str, str] | None = None, arm: tuple[str, str] | None = None,
    pilot: Pilot | None = None, sure: Container[str] = (),
) -> str:
    """A new family under a pseudonym; returns its guid.

    Args:
        starts_on: ISO date on which support started.
        site, referrer, arm: (key, name), made when new.
        pilot: where its register is, so that a real name that stands in it is not taken for a pseudonym.
        sure: dates (ISO) that are right although they are early or far ahead, a pseudonym that looks like a name,
            a site or referrer that looks like another (`same_name.about_new`).

    Raises: BadInput, AskFirst (what is not sure), Conflict (pseudonym taken), NotAllowed.
    """
    with write(db):
        return put_family(db, viewer, pseudonym, starts_on, site, referrer, arm, pilot, sure)


@inner("inside the write of use cases that ask the right")
def put_family(
    db: Database, viewer: Viewer, pseudonym: str, starts_on: str, site: tuple[str, str] | None,
    referrer: tuple[str, str] | None, arm: tuple[str, str] | None, pilot: Pilot | None, sure: Container[str],
) -> str:
    """What `add_family` does, inside `write(db)`."""
    starts_on = check_date(starts_on)
    pseudonym = called(pseudonym, N_("Give the family a pseudonym, such as the name of a tree."))
    if pilot:
        register.require_no_real_name(pilot, pseudonym)
        looks_real.ask(pseudonym, sure)
    early.ask(db, [starts_on], sure)
    early.ask_far(db, [starts_on], sure, ahead=early.PLANNED)
    if db.conn.execute("SELECT 1 FROM family WHERE pseudonym = ?", (pseudonym,)).fetchone():
        raise Conflict(N_("There is a family with this pseudonym already. Choose another one."))
    same_name.ask_new(db, "site", site, sure)
    same_name.ask_new(db, "referrer", referrer, sure)
    ids = [same_name.named(db, t, *v) if v else None for t, v in (("site", site), ("referrer", referrer), ("arm", arm))]
    family_id = new_family(db, guid := new_guid(), pseudonym, *ids)
    db.conn.execute("INSERT INTO support_period(family_id, starts_on) VALUES (?, ?)", (family_id, starts_on))
    events.record(db, viewer, "added", "family", guid)
    return guid


def new_family(
    db: Database, guid: str, pseudonym: str, site_id: int | None = None, referrer_id: int | None = None,
    arm_id: int | None = None,
) -> int:
    """A row for a family, inside a write; returns family_id. The caller has checked rights and pseudonym."""
    return int(db.conn.execute(
        "INSERT INTO family(guid, pseudonym, site_id, referrer_id, arm_id) VALUES (?,?,?,?,?)",
        (guid, pseudonym, site_id, referrer_id, arm_id)).lastrowid or 0)


def new_support(db: Database, family_id: int, starts_on: str, ends_on: str | None, end_reason: str = "") -> None:
    """A support period as it was elsewhere, inside a write; dates ISO. The caller has checked rights."""
    db.conn.execute("INSERT OR IGNORE INTO support_period(family_id, starts_on, ends_on, end_reason) VALUES (?,?,?,?)",
                    (family_id, starts_on, ends_on, end_reason))


# A document has to be somebody's; of what came without a family it is this one's, which is no case and leaves as none.
NO_FAMILY = "00000000-0000-4000-8000-0000000000f0"
_WITHOUT = N_("Without a family")


def no_family(db: Database, language: str = "nl") -> int:
    """`family_id` of what belongs to no family, made when missing; inside a write."""
    row = db.conn.execute("SELECT family_id FROM family WHERE guid = ?", (NO_FAMILY,)).fetchone()
    return int(row[0]) if row else new_family(db, NO_FAMILY, translate(_WITHOUT, language))


@use_case(Right.MANAGE_FAMILIES, event="ended support family")
def end_support(
    db: Database, viewer: Viewer, family_guid: str, ends_on: str, reason: str = "", *, sure: Container[str] = ()
) -> None:
    """End the open support period of a family.

    Raises: NotFound when none is open; BadInput for a date before it; AskFirst for one far ahead that is not `sure`.
    """
    ends_on, why = check_date(ends_on), short(reason)
    with write(db):
        family_id = access.require_family(db, viewer, family_guid)
        row = db.conn.execute(
            "SELECT starts_on FROM support_period WHERE family_id = ? AND ends_on IS NULL", (family_id,)).fetchone()
        if row is None:
            raise NotFound(N_("The support of this family has ended already."))
        if ends_on < row[0]:
            raise BadInput(N_("Support cannot end before it started on {starts_on}."),
                           starts_on=date.fromisoformat(row[0]))
        early.ask_far(db, [ends_on], sure, ahead=early.PLANNED)
        db.conn.execute(
            "UPDATE support_period SET ends_on = ?, end_reason = ? WHERE family_id = ? AND starts_on = ?",
            (ends_on, why, family_id, row[0]))
        reach.changed(db)  # its coach reads its real names no longer, on a page that is open neither
        events.record(db, viewer, "ended support", "family", family_guid)


@use_case(Right.MANAGE_FAMILIES, event="added person")
def add_person(
    db: Database, viewer: Viewer, *, kind: str, pseudonym: str, role: str = "",
    family_guid: str | None = None, account_guid: str | None = None, pilot: Pilot | None = None,
    turns_16_on: str | None = None, sure: Container[str] = (),
) -> str:
    """A person of a family, or a coach or professional; returns the guid.

    Args:
        family_guid: required for parent, child and relative, refused for others.
        account_guid: for a coach with an account, so that the coach sees her own families.
        pilot: as in `add_family`.
        turns_16_on: of a child, the ISO date on which it turns or turned 16; None when it is not known.
        sure: the pseudonym, when it is none although it looks like a real name; the date, when it is right although no
            child is so young or so old.

    Raises: BadInput, AskFirst, Conflict (taken), NotFound, NotAllowed.
    """
    with write(db):
        return put_person(db, viewer, kind, pseudonym, role, family_guid, account_guid, pilot, turns_16_on, sure)


@use_case(Right.ADD_MATERIAL, event="added person")
def add_member(
    pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, *, kind: str, pseudonym: str, role: str = "",
    sure: Container[str] = (),
) -> str:
    """Somebody of a family who turns out to be heard in what is being added; returns the guid.

    Raises: BadInput (no kind of a family's, a name the register knows), AskFirst (it looks like a name), Conflict
        (taken), NotFound, NotAllowed.
    """
    with write(db):
        return put_person(db, viewer, kind, pseudonym, role, family_guid, None, pilot, None, sure)


@inner("inside the write of use cases that ask the right")
def put_person(
    db: Database, viewer: Viewer, kind: str, pseudonym: str, role: str, family_guid: str | None,
    account_guid: str | None, pilot: Pilot | None, turns_16_on: str | None, sure: Container[str],
) -> str:
    """What `add_person` and `add_member` do, inside `write(db)`."""
    sixteen = check_date(turns_16_on) if turns_16_on else None
    early.ask_far(db, [sixteen], sure, ahead=early.CHILD, back=early.GROWN)
    if account_guid and kind != "coach":
        raise BadInput(N_("This is not a coach without an account."))
    if turns_16_on and kind != "child":
        raise BadInput(N_("Only of a child is it kept when it turns 16."))
    if kind not in KINDS or (kind in FAMILY_KINDS) != (family_guid is not None):
        raise BadInput(N_("Parents, children and relatives belong to a family; coaches and professionals do not."))
    pseudonym, role = called(pseudonym, N_("Give this person a pseudonym.")), called(role)
    if pilot:
        register.require_no_real_name(pilot, pseudonym)
        looks_real.ask(pseudonym, sure)
    family_id = access.require_family(db, viewer, family_guid) if family_guid is not None else None
    if db.conn.execute("SELECT 1 FROM person WHERE pseudonym = ?", (pseudonym,)).fetchone():
        raise Conflict(N_("There is a person with this pseudonym already. Choose another one."))
    user_id = _free_user(db, account_guid) if account_guid else None
    db.conn.execute(
        "INSERT INTO person(guid, family_id, user_id, kind, role, pseudonym, turns_16_on) VALUES (?,?,?,?,?,?,?)",
        (guid := new_guid(), family_id, user_id, kind, role, pseudonym, sixteen))
    events.record(db, viewer, "added", "person", guid)
    return guid


@use_case(Right.MANAGE_FAMILIES, event="linked person")
def link_account(db: Database, viewer: Viewer, coach_guid: str, account_guid: str) -> None:
    """Give a coach who is in the pilot already her account, so that she sees her own families.

    Raises: BadInput when this is no coach without one, Conflict when somebody else has the account, NotFound.
    """
    with write(db):
        user_id = _free_user(db, account_guid)
        linked = db.conn.execute(
            "UPDATE person SET user_id = ? WHERE guid = ? AND kind = 'coach' AND user_id IS NULL",
            (user_id, coach_guid)).rowcount
        if not linked:
            raise BadInput(N_("This is not a coach without an account."))
        events.record(db, viewer, "linked", "person", coach_guid)


def _free_user(db: Database, account_guid: str) -> int:
    """`user_id` of an account that is nobody in the pilot yet."""
    row = db.conn.execute("SELECT user_id FROM user WHERE guid = ?", (account_guid,)).fetchone()
    if row is None:
        raise NotFound(N_("This account is not a member of the pilot yet."))
    if db.conn.execute("SELECT 1 FROM person WHERE user_id = ?", row).fetchone():
        raise Conflict(N_("Another coach has this account already."))
    return int(row[0])


@use_case(Right.MANAGE_FAMILIES, event="started coaching family")
def start_coaching(
    db: Database, viewer: Viewer, coach_guid: str, family_guid: str, from_on: str, until_on: str | None = None, *,
    sure: Container[str] = (),
) -> None:
    """Let a coach support a family from a date (ISO), until another one where known.

    Raises: BadInput, Conflict; AskFirst for a start before the pilot's or the family's, or a date far ahead, that is
        not among `sure`.
    """
    with write(db):
        put_coaching(db, viewer, coach_guid, family_guid, from_on, until_on, sure)


@inner("inside the write of use cases that ask the right")
def put_coaching(
    db: Database, viewer: Viewer, coach_guid: str, family_guid: str, from_on: str, until_on: str | None,
    sure: Container[str],
) -> None:
    """What `start_coaching` does, inside `write(db)`."""
    dates = (check_date(from_on), check_date(until_on) if until_on else None)
    if dates[1] and dates[1] < dates[0]:
        raise BadInput(N_("This cannot end before it began on {date}."), date=date.fromisoformat(dates[0]))
    family_id = access.require_family(db, viewer, family_guid)
    coach = person(db, coach_guid)
    if coach.kind != "coach":
        raise BadInput(N_("Only a coach can support a family."))
    if db.conn.execute(
        "SELECT 1 FROM coaching WHERE coach_id = ? AND family_id = ? AND (until_on IS NULL OR until_on >= ?)",
        (coach.person_id, family_id, dates[0])).fetchone():
        raise Conflict(N_("This coach supports the family already."))
    early.ask(db, dates[:1], sure, family_id)
    early.ask_far(db, dates, sure, ahead=early.PLANNED)
    db.conn.execute("INSERT INTO coaching(coach_id, family_id, from_on, until_on) VALUES (?,?,?,?)",
                    (coach.person_id, family_id, *dates))
    events.record(db, viewer, "started coaching", "family", family_guid)


PERSON = "SELECT person_id, guid, family_id, kind, role, pseudonym, turns_16_on FROM person"


def person(db: Database, guid: str) -> Person:
    """One person by guid, for use cases that have checked rights. Raises: NotFound."""
    row = db.conn.execute(f"{PERSON} WHERE guid = ?", (guid,)).fetchone()
    if row is None:
        raise NotFound(N_("This person is not in the pilot."))
    return Person(*row)


def by_id(db: Database, person_id: int) -> Person:
    """One person by the row's number, for use cases that have checked rights."""
    return Person(*db.conn.execute(f"{PERSON} WHERE person_id = ?", (person_id,)).fetchone())


@use_case(Right.SEE_FAMILIES, reads="people by pseudonym")
def persons(db: Database, viewer: Viewer, family_guid: str | None = None) -> list[Person]:
    """The people of one family the viewer may know of, or (None) the coaches and professionals."""
    if family_guid is None:
        rows = db.conn.execute(f"{PERSON} WHERE family_id IS NULL ORDER BY pseudonym")
    else:
        family_id = access.require_family(db, viewer, family_guid)
        rows = db.conn.execute(f"{PERSON} WHERE family_id = ? ORDER BY person_id", (family_id,))
    return [Person(*row) for row in rows]


@use_case(Right.SEE_FAMILIES, reads="people by pseudonym")
def coaches_of(db: Database, viewer: Viewer, family_guid: str) -> list[Person]:
    """The coaches who support or supported a family, earliest first."""
    family_id = access.require_family(db, viewer, family_guid)
    rows = db.conn.execute(
        f"{PERSON} JOIN (SELECT coach_id, min(from_on) AS since FROM coaching WHERE family_id = ? GROUP BY coach_id) c"
        " ON c.coach_id = person_id ORDER BY c.since",
        (family_id,),
    )
    return [Person(*row) for row in rows]
