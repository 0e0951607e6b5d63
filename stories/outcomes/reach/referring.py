"""Noting a referral, changing it as it is decided about, taking it away.

A referral needs no family: one that was refused, or wrong, is a number and nothing more. Once a family was accepted,
the family of the pilot is linked to it, and what was known of it before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotFound
from pilot.families import early, same_name, support
from pilot.store.files import new_guid, write
from pilot.vocabulary import partners
from pilot.words import N_
from stories.file import typed
from stories.outcomes.reach import kinds

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST_NAME = 80
NOT_THERE = N_("This referral is not there, or it is of a family that is not one of yours.")


@dataclass(frozen=True)
class Referral:
    """A referral as somebody notes it; dates ISO.

    Attributes:
        state: of `kinds.STATES`. referrer, site: names; '' where nobody said. A new name makes a new one.
        asked_on: when the family was asked; None where it was not, or nobody said.
        decided_on: accepted, refused or found wrong; None while it waits or is asked.
        family: guid of the family of the pilot, '' for none (yet); known: of `kinds.KNOWN`, '' where nobody said.
        helped: kinds of earlier help (`pilot.vocabulary.partners`); None where nobody said, () for none. These three
            of an accepted one only.
    """

    referred_on: str
    state: str = kinds.WAITING
    referrer: str = ""
    site: str = ""
    asked_on: str | None = None
    decided_on: str | None = None
    family: str = ""
    known: str = ""
    helped: tuple[str, ...] | None = None


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, event=("noted referral", "mended referral"))
def keep(
    pilot: Pilot, db: Database, viewer: Viewer, new: Referral, guid: str = "", *, sure: Container[str] = (),
) -> str:
    """Note a referral, or (with its guid) change what was noted; returns its guid.

    A coach notes those of her own families.

    Args:
        sure: dates (ISO) and words that are right although they look like a slip, or are in the register.

    Raises: BadInput, AskFirst, NotFound, NotAllowed.
    """
    with write(db):
        return keep_within(pilot, db, viewer, new, guid, sure=sure)


@inner("`keep`, inside a larger write")
def keep_within(
    pilot: Pilot, db: Database, viewer: Viewer, new: Referral, guid: str = "", *, sure: Container[str] = (),
) -> str:
    """`keep`, inside `write(db)`. Raises: as `keep` does."""
    was = own(db, viewer, guid) if guid else None
    values = _checked(pilot, db, viewer, new, sure)
    verb = "mended" if was else "noted"
    if was:
        db.conn.execute(
            "UPDATE referral SET family_id = ?, referrer_id = ?, site_id = ?, referred_on = ?, state = ?, asked_on = ?,"
            " decided_on = ?, known = ?, help_known = ?, changed_at = ? WHERE referral_id = ?", (*values, now(), was))
    else:
        guid = new_guid()
        was = int(db.conn.execute(
            "INSERT INTO referral(family_id, referrer_id, site_id, referred_on, state, asked_on, decided_on, known,"
            " help_known, guid, noted_by, noted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, guid, viewer.user_id, now())).lastrowid or 0)
    db.conn.execute("DELETE FROM referral_help WHERE referral_id = ?", (was,))
    db.conn.executemany("INSERT INTO referral_help(referral_id, kind) VALUES (?, ?)",
                        [(was, kind) for kind in dict.fromkeys(new.helped or ())])
    family_id, referrer_id = values[:2]
    if family_id is not None and referrer_id is not None:
        support.set_first_referrer(db, family_id, referrer_id)
    events.record(db, viewer, verb, "referral", guid)
    return guid


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, event="took away referral")
def take_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Take a referral that was noted by mistake away, so that it counts nowhere. Raises: NotFound, NotAllowed."""
    with write(db):
        take_away_within(db, viewer, guid)


@inner("`take_away`, inside a larger write")
def take_away_within(db: Database, viewer: Viewer, guid: str) -> None:
    """`take_away`, inside `write(db)`. Raises: NotFound, NotAllowed."""
    db.conn.execute("UPDATE referral SET removed_at = ? WHERE referral_id = ?", (now(), own(db, viewer, guid)))
    events.record(db, viewer, "took away", "referral", guid)


@inner("a rule that reads compose")
def where(viewer: Viewer) -> tuple[str, list[object]]:
    """Condition for referrals (alias r): all; for who is a coach only those of her own families."""
    if viewer.may(Right.MANAGE_FAMILIES) or not viewer.only_own(Right.KEEP_FILE):
        return "1", []
    theirs, params = access.families_where(viewer, right=Right.KEEP_FILE)
    return f"r.family_id IN (SELECT f.family_id FROM family f WHERE {theirs})", params


@inner("finds a row that is this viewer's, for use cases that ask the right")
def own(db: Database, viewer: Viewer, guid: str) -> int:
    """referral_id. Raises: NotFound."""
    theirs, params = where(viewer)
    row = db.conn.execute(
        f"SELECT r.referral_id FROM referral r WHERE r.guid = ? AND r.removed_at IS NULL AND {theirs}",
        (guid, *params)).fetchone()
    if row is None:
        raise NotFound(NOT_THERE)
    return int(row[0])


def _checked(pilot: Pilot, db: Database, viewer: Viewer, new: Referral, sure: Container[str]) -> tuple[Any, ...]:
    """The values of family_id, referrer_id, site_id, referred_on, state, asked_on, decided_on, known, help_known."""
    if new.state not in kinds.STATES:
        raise BadInput(N_("Say how the referral stands."))
    days = _days(db, new, sure)
    if new.state != kinds.ACCEPTED and (new.family or new.known or new.helped is not None):
        raise BadInput(N_("Of a referral that was not accepted only the number is kept: no family, and nothing of it."))
    if new.known and new.known not in kinds.KNOWN:
        raise BadInput(N_("Choose from the list whether the family was known."))
    if set(new.helped or ()) - set(partners.KINDS):
        raise BadInput(N_("Choose the kinds of earlier help from the list."))
    family_id = _family(db, viewer, new.family)
    return (family_id, _named(pilot, db, "referrer", support.referrer_named(new.referrer), sure),
            _named(pilot, db, "site", support.site_named(new.site), sure), days[0], new.state, days[1], days[2],
            new.known or None, int(new.helped is not None))


def _family(db: Database, viewer: Viewer, guid: str) -> int | None:
    """family_id, None for ''; who is a coach only says whose referral it is. Raises: BadInput, NotFound."""
    right = Right.MANAGE_FAMILIES if viewer.may(Right.MANAGE_FAMILIES) else Right.KEEP_FILE
    if guid:
        return access.require_family(db, viewer, guid, right)
    if viewer.only_own(right):
        raise BadInput(N_("Say of which of your families this referral is."))
    return None


def _named(
    pilot: Pilot, db: Database, table: str, keyed: tuple[str, str] | None, sure: Container[str]
) -> int | None:
    """The id of a referrer or site, made when new. Raises: BadInput (too long), AskFirst (a word of the register)."""
    if keyed is None:
        return None
    key, name = keyed[0], typed.line(keyed[1], LONGEST_NAME)
    if same_name.find(db, table, key, name) is None:
        typed.ask(pilot, "", name, sure)
        same_name.ask_new(db, table, (key, name), sure)
    return same_name.named(db, table, key, name)


def _days(db: Database, new: Referral, sure: Container[str]) -> tuple[str, str | None, str | None]:
    """Referred, asked, decided: none after today, each after the one before. Raises: BadInput, AskFirst."""
    referred = check_date(new.referred_on)
    asked, decided = (check_date(day) if day else None for day in (new.asked_on, new.decided_on))
    for day in (referred, asked, decided):
        if day and day > today(db):
            raise BadInput(N_("{date} is after today. Note it once it was."), date=date.fromisoformat(day))
    if (decided is None) != (new.state not in kinds.DECIDED):
        raise BadInput(N_("Give the day on which it was accepted, refused or found to be wrong; what waits has none."))
    if asked is not None and new.state == kinds.WAITING:
        raise BadInput(N_("A referral that waits was not asked yet. Say that it was asked, or leave the day empty."))
    if asked is None and new.state == kinds.ASKED:
        raise BadInput(N_("Give the day on which the family was asked."))
    given = [day for day in (referred, asked, decided) if day]
    if given != sorted(given):
        raise BadInput(N_("A family is first referred, then asked, and then it is decided. Check the days."))
    early.ask(db, [referred], sure)
    return referred, asked, decided
