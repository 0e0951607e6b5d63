"""Changing what is known of a recording that has no text yet: family, voice, date and who is heard.

One with a text is changed with it (`correcting`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.families import consent, people
from pilot.store.files import write
from pilot.words import N_
from texts import requirements
from texts.documents import NewDocument

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.families.people import Person


@dataclass(frozen=True)
class Facts:
    """What is known of a recording; guids, date ISO. `persons`: who is heard."""

    family: str
    voice: str
    recorded_on: str
    persons: tuple[str, ...]


@use_case(Right.ADD_MATERIAL, reads="recordings by family and date")
def facts(db: Database, viewer: Viewer, guid: str) -> Facts:
    """What is known of a recording without a text. Raises: BadInput when it has one, NotFound, NotAllowed."""
    return _stored(db, viewer, guid)[2]


def _stored(db: Database, viewer: Viewer, guid: str) -> tuple[int, int, Facts]:
    """Its recording_id, its family_id, and what is known of it."""
    where, params = access.families_where(viewer, right=Right.ADD_MATERIAL)
    reached, more = access.reach.recordings_where(db, "record")
    row = db.conn.execute(
        "SELECT r.recording_id, r.family_id, f.guid, r.voice, r.recorded_on, EXISTS (SELECT 1 FROM document d"
        " WHERE d.recording_id = r.recording_id) FROM recording r JOIN family f USING (family_id)"
        f" WHERE r.guid = ? AND {where} AND {reached}", (guid, *params, *more)).fetchone()
    if row is None:
        raise NotFound(N_("This recording is not there, or it is not for you."))
    recording_id, family_id, family, voice, recorded_on, has_text = row
    if has_text:
        raise BadInput(N_("This recording has a text: change it there, and the recording follows."))
    heard = tuple(guid for guid, in db.conn.execute(
        "SELECT p.guid FROM recording_person JOIN person p USING (person_id) WHERE recording_id = ?"
        " ORDER BY p.person_id", (recording_id,)))
    return recording_id, family_id, Facts(family, voice, recorded_on, heard)


@use_case(Right.ADD_MATERIAL, event="changed recording")
def change(db: Database, viewer: Viewer, guid: str, new: Facts, *, sure: Container[str] = ()) -> None:
    """Change what is known of a recording without a text, all of it or nothing.

    Args:
        sure: dates (ISO) that are right although they are early.

    Raises: BadInput (nothing changed, a date, somebody of another family, missing consent, nobody of the family is
        heard any more), AskFirst (an early date that is not sure), NotFound, NotAllowed.
    """
    with write(db):
        recording_id, was_family, was = _stored(db, viewer, guid)
        family_id = access.require_family(db, viewer, new.family, Right.ADD_MATERIAL)
        if (new.family, new.voice, new.recorded_on, set(new.persons)) == (
                was.family, was.voice, was.recorded_on, set(was.persons)):
            raise BadInput(N_("Nothing was changed."))
        recorded_on = new.recorded_on
        if recorded_on != was.recorded_on or family_id != was_family:
            recorded_on = requirements.check_told(db, recorded_on, sure, family_id)
        heard = requirements.tellers(
            db, NewDocument(new.family, "interview", new.voice, "-", recorded_on, persons=new.persons))
        requirements.check_family(heard, family_id)
        _require_consent(db, was, new, heard)
        db.conn.execute("UPDATE recording SET family_id = ?, voice = ?, recorded_on = ? WHERE recording_id = ?",
                        (family_id, new.voice, recorded_on, recording_id))
        if set(new.persons) != set(was.persons):
            db.conn.execute("DELETE FROM recording_person WHERE recording_id = ?", (recording_id,))
            db.conn.executemany("INSERT INTO recording_person VALUES (?, ?)",
                                [(recording_id, one.person_id) for one in heard])
        events.record(db, viewer, "changed", "recording", guid)


def _require_consent(db: Database, was: Facts, new: Facts, heard: list[Person]) -> None:
    """Of who is new in it, to being recorded; where nobody of the family is heard, the family lets it be told."""
    of_family = any(people.person(db, guid).family_id for guid in was.persons)
    if of_family and not any(one.family_id for one in heard):
        raise BadInput(N_("Somebody of the family is heard here, and this recording hangs on that consent. Choose who"
                          " it is instead, or withdraw the recording."))
    moved = new.family != was.family
    consent.require(db, [one for one in heard if moved or one.guid not in was.persons], ["record"])
    if not any(one.family_id for one in heard):
        consent.require_tellable(db, new.family)
