"""Consent: what each person agreed to, from when, until when, and where the form lies."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer, stopping
from pilot.access.reach import USES, Stand, Standing, last_day, standing
from pilot.called import short
from pilot.clock import today
from pilot.dates import check_date
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import decisions, early, guardians, people
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import new_guid, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Container

    from sqlite_utils import Database

USE_NAMES = {
    "record": N_("recording"), "transcribe": N_("transcribing"), "analyse": N_("analysing what was said"),
    "quote": N_("quoting in reports"), "share": N_("sharing with others"),
}


@use_case(Right.RECORD_CONSENT, event=("consent given person", "decided: renewed consent_decision"))
def give(
    db: Database, viewer: Viewer, person_guid: str, uses: list[str], given_on: str,
    ends_on: str | None = None, evidence: str = "", *, given_by: str | None = None, sure: Container[str] = (),
) -> None:
    """Record that a person consents to uses (of USES) from a date; what was still to be decided about it is closed.

    The newest form decides, and of several answers on one day the one recorded last. A form from before the last no
    (a refusal or withdrawal) does not undo it, and is not taken.

    Args:
        evidence: where the signed form lies, such as a binder's number; never a name.
        given_by: guid of the parent or guardian who consents for a child under 16.
        sure: dates (ISO) that are right although they are early.

    Raises: BadInput; Conflict for a date before the last no; AskFirst for one before the pilot or the support of the
        family, or an end far ahead, that is not sure.
    """
    with write(db):
        take(db, viewer, person_guid, uses, [], Said(given_on, ends_on, evidence, given_by), sure)


@use_case(Right.RECORD_CONSENT, event="consent refused person")
def refuse(
    db: Database, viewer: Viewer, person_guid: str, uses: list[str], on: str, evidence: str = "", *,
    given_by: str | None = None, sure: Container[str] = (),
) -> None:
    """Record that a person was asked on a date (ISO) for uses and said no; consent given before that is withdrawn.

    Consent that was given later stands; an answer recorded before for the same day does not.

    Args: as of `give`; `given_by` answers for a child under 16.
    Raises: BadInput, AskFirst as `give`.
    """
    stopping.ready()
    with write(db):
        take(db, viewer, person_guid, [], uses, Said(on, None, evidence, given_by), sure)


class Said(NamedTuple):
    """What goes with an answer: dates ISO, where the form lies, the guid of the guardian, the row of the paper."""

    on: str
    ends_on: str | None = None
    evidence: str = ""
    given_by: str | None = None
    paper_id: int | None = None


@inner("what giving, refusing and answering on a paper have in common, inside their write")
def take(
    db: Database, viewer: Viewer, person_guid: str, yes: list[str], no: list[str], said: Said, sure: Container[str],
) -> None:
    """Record what a person said to uses on one day: yes to some, no to others; what is to be decided closes or opens.

    Raises: as `give`.
    """
    day = _checked(db, [*yes, *no], said.on)
    ends_on = check_date(said.ends_on) if said.ends_on else None
    if ends_on and ends_on < day:
        raise BadInput(N_("Consent cannot end before it was given."))
    who = people.person(db, person_guid)
    require_own(db, viewer, who)
    early.ask(db, [day], sure, who.family_id)
    early.ask_far(db, [ends_on], sure, ahead=early.CONSENTED)
    by = guardians.checked(db, who, day, said.given_by)
    kept = said._replace(on=day, ends_on=ends_on, evidence=short(said.evidence))
    for use in yes:
        _give(db, who, use, kept, by)
        if holds(db, who.person_id, use):
            decisions.renewed(db, viewer, who.person_id, use)
    for use in no:
        _take_back(db, viewer, who, use, day)
        _refuse(db, who, use, kept, by)
    if no:
        stopping.stop_all(db, viewer.account_guid)
    if yes:
        stopping.resume_all(db, viewer.account_guid)
    for verb in (*(["consent given"] if yes else []), *(["consent refused"] if no else [])):
        events.record(db, viewer, verb, "person", person_guid)


def _checked(db: Database, uses: list[str], on: str) -> str:
    """The date of an answer, when one for these uses can be recorded on it."""
    if not uses or set(uses) - set(USES):
        raise BadInput(N_("Say what the person consents to."))
    day = check_date(on)
    if day > today(db):
        raise BadInput(N_("The date on which consent was given lies in the future."))
    return day


def _give(db: Database, who: people.Person, use: str, said: Said, by: int | None) -> None:
    (last_no,) = db.conn.execute(
        "SELECT max(CASE WHEN refused THEN given_on ELSE withdrawn_on END) FROM consent"
        " WHERE person_id = ? AND use = ?", (who.person_id, use)).fetchone()
    if last_no and last_no > said.on:
        raise Conflict(N_("On {date} this was withdrawn or refused. Fill in the date of a consent given after that."),
                       date=date.fromisoformat(last_no))
    db.conn.execute(
        "INSERT INTO consent(guid, person_id, use, given_on, ends_on, evidence, given_by, paper_id)"
        " VALUES (?,?,?,?,?,?,?,?)"
        " ON CONFLICT(person_id, use, given_on) DO UPDATE SET ends_on = excluded.ends_on,"
        " evidence = excluded.evidence, given_by = excluded.given_by, paper_id = excluded.paper_id, refused = 0,"
        " withdrawn_on = NULL",
        (new_guid(), who.person_id, use, said.on, said.ends_on, said.evidence, by, said.paper_id))


def _refuse(db: Database, who: people.Person, use: str, said: Said, by: int | None) -> None:
    db.conn.execute(
        "INSERT INTO consent(guid, person_id, use, given_on, evidence, refused, given_by, paper_id)"
        " VALUES (?,?,?,?,?,1,?,?) ON CONFLICT(person_id, use, given_on) DO UPDATE SET refused = 1,"
        " ends_on = NULL, withdrawn_on = NULL, evidence = excluded.evidence, given_by = excluded.given_by,"
        " paper_id = excluded.paper_id WHERE coalesce(withdrawn_on, given_on) = given_on",
        (new_guid(), who.person_id, use, said.on, said.evidence, by, said.paper_id))


@inner("a rule that use cases on one person ask")
def require_own(db: Database, viewer: Viewer, who: people.Person) -> None:
    """Whoever records consent may do so for this person: a coach for her families and herself, others for everybody.

    Raises: NotFound for another family; NotAllowed for somebody who works for the pilot.
    """
    if who.family_id is None:
        if viewer.only_own(Right.RECORD_CONSENT) and who.person_id != viewer.coach_id:
            raise NotAllowed(N_("You record consent for the families you support and for yourself. Ask an administrator"
                                " or evaluator for others who work in this pilot."))
        return
    where, params = access.families_where(viewer, right=Right.RECORD_CONSENT)
    if not db.conn.execute(
        f"SELECT 1 FROM family f WHERE f.family_id = ? AND {where}", (who.family_id, *params)
    ).fetchone():
        raise NotFound(N_("This family is not there, or it is not one of yours."))


@use_case(Right.RECORD_CONSENT, event=("consent withdrawn person", "asked consent_decision"))
def withdraw(db: Database, viewer: Viewer, person_guid: str, use: str, on: str | None = None) -> None:
    """Record that a person withdraws consent for one use from a date (ISO; today when None).

    What hung on it is out of reach at once; what becomes of it is asked for as a decision.

    Raises: BadInput when there is no such consent, or for a date before the last was given or in the future.
    """
    day = check_date(on) if on else today(db)
    if day > today(db):
        raise BadInput(N_("The date on which consent was withdrawn lies in the future."))
    stopping.ready()
    with write(db):
        who = people.person(db, person_guid)
        require_own(db, viewer, who)
        given = db.conn.execute(
            "SELECT max(given_on) FROM consent WHERE person_id = ? AND use = ? AND withdrawn_on IS NULL"
            " AND NOT refused", (who.person_id, use)).fetchone()[0]
        if given is None:
            raise BadInput(N_("{person} has given no consent for: {use}. There is nothing to withdraw."),
                           person=who.pseudonym, use=BadInput(USE_NAMES.get(use, use)))
        if day < given:
            raise BadInput(N_("This consent was given on {date}; it cannot be withdrawn before."),
                           date=date.fromisoformat(given))
        _take_back(db, viewer, who, use, day)
        stopping.stop_all(db, viewer.account_guid)
        events.record(db, viewer, "consent withdrawn", "person", person_guid)


def _take_back(db: Database, viewer: Viewer, who: people.Person, use: str, day: str) -> None:
    """Let every consent for a use given until a day end on it, and ask what becomes of what hung on it."""
    if not db.conn.execute(
        "SELECT 1 FROM consent WHERE person_id = ? AND use = ? AND given_on > ? AND withdrawn_on IS NULL"
        " AND NOT refused", (who.person_id, use, day)
    ).fetchone():
        decisions.ask(db, viewer, who.person_id, use, day)
    db.conn.execute(
        "UPDATE consent SET withdrawn_on = ? WHERE person_id = ? AND use = ? AND given_on <= ?"
        " AND withdrawn_on IS NULL AND NOT refused", (day, who.person_id, use, day))


@use_case(Right.SEE_FAMILIES, reads="consents")
def standings(db: Database, viewer: Viewer, family_guid: str) -> dict[tuple[str, str], Stand]:
    """How the consent of each member of a family stands today, by (person guid, use)."""
    members = people.persons(db, viewer, family_guid)
    return {(one.guid, use): standing(db, one.person_id, use) for one in members for use in USES}


def holds(db: Database, person_id: int, use: str, on: str | None = None) -> bool:
    """Whether a person's consent for a use holds on a date (today when None); a withdrawal counts for every date."""
    return standing(db, person_id, use, on).how is Standing.LIVE


def require(db: Database, who_tell: list[people.Person], uses: list[str]) -> None:
    """Every person consents to every use today: asked of what is new (adding, transcribing).

    People who work for the pilot (coaches, professionals) consent by their contract, unless something is on record.
    Raises: BadInput naming the first missing consent by pseudonym and use.
    """
    for who in who_tell:
        for use in uses:
            found = standing(db, who.person_id, use)
            if found.how is Standing.LIVE or (who.family_id is None and found.how is Standing.NO_RECORD):
                continue
            if found.how is Standing.WITHDRAWN:
                raise BadInput(
                    N_("{person} withdrew consent for {use} on {date}. Only when it is given again does this go on."),
                    person=who.pseudonym, use=BadInput(USE_NAMES[use]), date=date.fromisoformat(found.on))
            raise BadInput(
                N_("{person} has given no consent for: {use}. Record the consent first, then try again."),
                person=who.pseudonym, use=BadInput(USE_NAMES[use]),
            )


def require_tellable(db: Database, family_guid: str) -> None:
    """Somebody of the family consents to analysing and nobody withdrew that: else nothing new is told about it.

    Raises: BadInput, which names who said no and when.
    """
    where, params = access.reach.tellable_where(db)
    row = db.conn.execute(f"SELECT {where} FROM family f WHERE f.guid = ?", (*params, family_guid)).fetchone()
    if row[0]:
        return
    for person_id, pseudonym in db.conn.execute(
            "SELECT person_id, p.pseudonym FROM person p JOIN family f USING (family_id) WHERE f.guid = ?"
            " ORDER BY person_id", (family_guid,)).fetchall():
        stand = standing(db, person_id, "analyse")
        if stand.how is Standing.REFUSED:
            raise BadInput(N_(
                "{person} refused consent to analysing on {date}: nothing new can be told about this family."),
                person=pseudonym, date=date.fromisoformat(stand.on))
        if stand.how is Standing.WITHDRAWN:
            raise BadInput(N_(
                "{person} withdrew consent to analysing on {date}: nothing new can be told about this family."),
                person=pseudonym, date=date.fromisoformat(stand.on))
    raise BadInput(N_("Nobody in this family consents to analysing at this moment. Record the consent first."))


@use_case(Right.SEE_FAMILIES, reads="families")
def untellable(db: Database, viewer: Viewer) -> set[str]:
    """Guids of the families this viewer knows about which nothing new may be told now."""
    where, params = access.families_where(viewer)
    tellable, more = access.reach.tellable_where(db)
    rows = db.conn.execute(f"SELECT f.guid FROM family f WHERE {where} AND NOT ({tellable})", (*params, *more))
    return {str(row[0]) for row in rows}


class Ending(NamedTuple):
    """A consent that ends, or has ended and was not renewed.

    Attributes:
        family, person: pseudonyms. ends_on: the last day, ISO.
        turns_16_on: ISO; '' unless it ends because a child turns 16, and has to be asked itself.
    """

    family: str
    family_guid: str
    person: str
    role: str
    use: str
    ends_on: str
    turns_16_on: str


ORDERS = {"soon": Order(N_("first to end first"), "c.until, f.pseudonym, p.person_id, c.consent_id"),
          "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, c.until, p.person_id, c.consent_id")}


@use_case(Right.SEE_FAMILIES, reads="consents")
def ending(
    db: Database, viewer: Viewer, within_days: int = 60, wanted: Wanted = ALL, *,
    families: Collection[str] | None = None,
) -> Paged[Ending]:
    """Consents that end within so many days, or have ended and were not renewed, in pages.

    Args:
        families: guids; only of these, where they are given.
    """
    where, params = access.families_where(viewer)
    until = last_day("c", "p")
    among = "1" if families is None else "f.guid IN (SELECT value FROM json_each(?))"
    found = fetch(
        db, "f.pseudonym, f.guid, p.pseudonym, p.role, c.use, c.until, CASE WHEN c.until = date(p.turns_16_on,"
        " '-1 day') AND c.given_by IS NOT NULL THEN p.turns_16_on ELSE '' END", Source(
            f"FROM (SELECT c.*, {until} AS until FROM consent c JOIN person p USING (person_id)"
            "  WHERE c.withdrawn_on IS NULL AND NOT c.refused) c JOIN person p USING (person_id)"
            f" JOIN family f USING (family_id) WHERE {where} AND {among} AND c.until <= date(?, ?)"
            " AND NOT EXISTS (SELECT 1 FROM consent newer WHERE newer.person_id = c.person_id AND newer.use = c.use"
            "  AND newer.given_on > c.given_on)",
            (*params, *([] if families is None else [json.dumps(list(families))]), today(db), f"+{within_days} days"),
            "p.pseudonym || ' ' || f.pseudonym"), wanted, ORDERS)
    return found.of(Ending(*row) for row in found)
