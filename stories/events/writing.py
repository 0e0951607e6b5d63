"""Keeping an event that several voices tell of: the event, what each voice tells, and where they see it differently."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotFound, OutOfReach
from pilot.families import early, register
from pilot.store.files import new_guid, write
from pilot.visible import visible, visible_name
from pilot.vocabulary.voices import VOICES
from pilot.words import N_
from texts import held

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST_NAME = 80  # characters
LONGEST = 600  # characters of what a voice says, or of what is seen differently


@dataclass(frozen=True)
class New:
    """An event to keep: its name in a few words, and when it was (ISO dates; `ends_on` '' for one day)."""

    name: str
    starts_on: str
    ends_on: str = ""


@dataclass(frozen=True)
class Tells:
    """What a voice (of VOICES) tells in a few words.

    Attributes:
        who: by what somebody is called here, such as "moeder" or "juf"; told_on: ISO date, '' for not known.
        team_only: for evaluators and not for the coach.
    """

    voice: str
    words: str
    who: str = ""
    told_on: str = ""
    team_only: bool = False


@use_case(Right.KEEP_FILE, event="added shared-event")
def add(
    pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, new: New, *, anyway: bool = False,
    sure: Container[str] = (),
) -> tuple[str, tuple[str, ...]]:
    """Keep an event of a family.

    Args:
        anyway: although words of the register stand in its name. sure: dates (ISO) that are right although they look
            like a slip.

    Returns: its guid and nothing; or '' and those words, each once, and nothing was kept.
    Raises: NotFound, BadInput, AskFirst.
    """
    name = _short(new.name, LONGEST_NAME, N_("Say in a few words what happened."))
    start = check_date(new.starts_on)
    end = check_date(new.ends_on) if new.ends_on else None
    if end and end < start:
        raise BadInput(N_("This cannot end before it began."))
    if max(start, end or start) > today(db):
        raise BadInput(N_("A date lies in the future. Change it."))
    family_id = access.require_family(db, viewer, family_guid, Right.KEEP_FILE)
    reached, given = access.reach.family_material_where(db, "analyse", "f")
    if not db.conn.execute(f"SELECT {reached} FROM family f WHERE f.family_id = ?", (*given, family_id)).fetchone()[0]:
        raise OutOfReach(N_("Nothing can be written about this family: a consent is missing, was withdrawn or has"
                            " ended."))
    early.ask(db, [start], sure, family_id)
    if (found := named(pilot, family_guid, name)) and not anyway:
        return "", found
    guid = new_guid()
    with write(db):
        db.conn.execute(
            "INSERT INTO shared_event(guid, family_id, name, starts_on, ends_on, made_by, made_at)"
            " VALUES (?,?,?,?,?,?,?)", (guid, family_id, name, start, end, viewer.user_id, now()))
        events.record(db, viewer, "added", "shared-event", guid)
    return guid, ()


def named(pilot: Pilot, family_guid: str, text: str) -> tuple[str, ...]:
    """Words of the register in a text, each once."""
    return tuple(dict.fromkeys(hit.found for hit in register.names_in(pilot, family_guid, text)))


def _short(text: str, most: int, empty: str) -> str:
    said = " ".join(visible(text).split())
    if not said:
        raise BadInput(empty)
    if len(said) > most:
        raise BadInput(N_("Say it in at most {n} characters."), n=most)
    return said


@inner("part of use cases about one event, which ask the right")
def require(db: Database, viewer: Viewer, guid: str) -> tuple[int, int, str]:
    """shared_event_id, family_id and guid of the family of an event.

    Raises: NotFound, also where it was put away; OutOfReach where its family does not consent.
    """
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    reached, given = access.reach.family_material_where(db, "analyse", "f")
    row = db.conn.execute(
        f"SELECT e.shared_event_id, f.family_id, f.guid, {reached} FROM shared_event e JOIN family f USING (family_id)"
        f" WHERE e.guid = ? AND e.removed_at IS NULL AND {where}", (*given, guid, *params)).fetchone()
    if row is None:
        raise NotFound(N_("This event is not there, or it is not of one of your families."))
    if not row[3]:
        raise OutOfReach(N_(
            "This event is out of reach: a consent of the family is missing, was withdrawn or has ended."))
    return int(row[0]), int(row[1]), str(row[2])


@use_case(Right.KEEP_FILE, event="changed shared-event")
def link(
    db: Database, viewer: Viewer, guid: str, document: str, span: tuple[int, int] | None = None,
) -> None:
    """Put a document of the family (guid) in it, or a passage of that, with the voice it has.

    Args:
        span: code points, 0-based, end-exclusive, into the text that this viewer reads; None for the whole document.

    Raises: NotFound, Withdrawn, OutOfReach, NotAllowed, BadInput.
    """
    with write(db):
        event_id, family_id, _family = require(db, viewer, guid)
        version = access.require_document(db, viewer, document)
        if version.family_id != family_id:
            raise NotFound(N_("This document is not there, or it is not of this family."))
        (text,) = db.conn.execute(
            "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()
        if span and not 0 <= span[0] < span[1] <= len(text):
            raise BadInput(N_("Choose words of the text."))
        passage = held.hold(db, version.version_id, span, text) if span else None
        voice, told_on = db.conn.execute(
            "SELECT voice, told_on FROM document WHERE document_id = ?", (version.document_id,)).fetchone()
        if db.conn.execute(
                "SELECT 1 FROM shared_event_voice WHERE shared_event_id = ? AND document_id = ? AND passage_id IS ?"
                " AND removed_at IS NULL", (event_id, version.document_id, passage)).fetchone():
            raise BadInput(N_("This is linked already."))
        db.conn.execute(
            "INSERT INTO shared_event_voice(guid, shared_event_id, voice, document_id, version_id, passage_id, told_on,"
            " by_user, at) VALUES (?,?,?,?,?,?,?,?,?)",
            (new_guid(), event_id, voice, version.document_id, version.version_id, passage, told_on, viewer.user_id,
             now()))
        events.record(db, viewer, "changed", "shared-event", guid)


@use_case(Right.KEEP_FILE, event="changed shared-event")
def tell(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, tells: Tells, *, anyway: bool = False,
) -> tuple[str, ...]:
    """Keep what a voice tells of it in a few words; returns words of the register that stop it, as `add` does.

    What an evaluator writes for the team alone a coach does not read. Raises: NotFound, BadInput.
    """
    if tells.voice not in VOICES:
        raise BadInput(N_("Choose whose voice it is."))
    words = _short(tells.words, LONGEST, N_("Write down what this voice tells."))
    who = visible_name(tells.who)[:LONGEST_NAME]
    day = check_date(tells.told_on) if tells.told_on else None
    if day and day > today(db):
        raise BadInput(N_("A date lies in the future. Change it."))
    event_id, _family_id, family = require(db, viewer, guid)
    if (found := named(pilot, family, f"{who}\n{words}")) and not anyway:
        return found
    with write(db):
        db.conn.execute(
            "INSERT INTO shared_event_voice(guid, shared_event_id, voice, words, who, told_on, team_only, by_user, at)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (new_guid(), event_id, tells.voice, words, who, day, _team_only(viewer, tells.team_only),
             viewer.user_id, now()))
        events.record(db, viewer, "changed", "shared-event", guid)
    return ()


def _team_only(viewer: Viewer, wanted: bool) -> bool:
    """A coach hides nothing from herself."""
    return wanted and not viewer.only_own(Right.KEEP_FILE)


@use_case(Right.KEEP_FILE, event="changed shared-event")
def differ(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, about: str, says: Mapping[str, str], *,
    team_only: bool = False, anyway: bool = False,
) -> tuple[str, ...]:
    """Note that they see it differently: about what, and what each voice (of VOICES) says. What was noted stays.

    Returns: words of the register that stop it, as `add` does.
    Raises: NotFound; BadInput, also for fewer than two voices.
    """
    told = {voice: " ".join(visible(words).split()) for voice, words in says.items() if words.strip()}
    if set(told) - set(VOICES):
        raise BadInput(N_("Choose whose voice it is."))
    about = _short(about, LONGEST, N_("Say about what they see it differently."))
    if len(told) < 2:
        raise BadInput(N_("Write down what at least two voices say."))
    if any(len(words) > LONGEST for words in told.values()):
        raise BadInput(N_("Say it in at most {n} characters."), n=LONGEST)
    event_id, _family_id, family = require(db, viewer, guid)
    if (found := named(pilot, family, "\n".join((about, *told.values())))) and not anyway:
        return found
    with write(db):
        db.conn.execute(
            "INSERT INTO shared_event_differs(guid, shared_event_id, about, says, team_only, by_user, at)"
            " VALUES (?,?,?,?,?,?,?)",
            (new_guid(), event_id, about, json.dumps({one: told[one] for one in VOICES if one in told},
                                                     ensure_ascii=False), _team_only(viewer, team_only),
             viewer.user_id, now()))
        events.record(db, viewer, "changed", "shared-event", guid)
    return ()


@use_case(Right.KEEP_FILE, event="changed shared-event")
def unlink(db: Database, viewer: Viewer, guid: str, voice: str) -> None:
    """Take out what one voice tells (guid of that); it is kept, and shown no more. Raises: NotFound."""
    with write(db):
        event_id, *_rest = require(db, viewer, guid)
        if not db.conn.execute(
                "UPDATE shared_event_voice SET removed_at = ? WHERE guid = ? AND shared_event_id = ?"
                " AND removed_at IS NULL AND (NOT team_only OR ?)",
                (now(), voice, event_id, not viewer.only_own(Right.KEEP_FILE))).rowcount:
            raise NotFound(N_("This is not there any more. Reload the page."))
        events.record(db, viewer, "changed", "shared-event", guid)


@use_case(Right.KEEP_FILE, event="put away shared-event")
def put_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Show an event no more; all of it is kept. Raises: NotFound."""
    with write(db):
        event_id, *_rest = require(db, viewer, guid)
        db.conn.execute("UPDATE shared_event SET removed_at = ? WHERE shared_event_id = ?", (now(), event_id))
        events.record(db, viewer, "put away", "shared-event", guid)
