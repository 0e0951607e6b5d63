"""Noting a contact, once however often it is sent; mending it, taking it away and putting it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import inner, use_case
from pilot.errors import AskFirst, BadInput, Conflict, NotFound
from pilot.families import early, register
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.contacts import kinds
from stories.entry.drafts import is_guid
from stories.file import reaching

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.config import Pilot

NOT_THERE = N_("This contact is not there, or it is of a family that is not one of yours.")


@dataclass(frozen=True)
class Noted:
    """A contact as somebody notes it.

    Attributes:
        family: guid. on: ISO date. kind: one of `kinds.KINDS`. minutes: how long it took.
        who: with whom, of `kinds.WITH`. waited_min: minutes from the question to this answer, None without a question.
        note: a few words; pseudonyms only. story: guid of the document of a story that tells of it, '' for none.
    """

    family: str
    on: str
    kind: str
    minutes: int
    who: tuple[str, ...] = ()
    waited_min: int | None = None
    note: str = ""
    story: str = ""


@dataclass(frozen=True)
class _Checked:
    family_id: int
    by_person: int
    on: str
    kind: str
    minutes: int
    who: tuple[str, ...]
    waited_min: int | None
    note: str
    story_id: int | None


@use_case(Right.KEEP_FILE, event="noted contact")
def note(
    pilot: Pilot, db: Database, viewer: Viewer, new: Noted, guid: str = "", *, sure: Container[str] = (),
) -> str:
    """Note a contact; returns its guid. The same once more changes nothing.

    Who is a coach of the family notes her own; for anybody else it is of the coach the family had that day.

    Args:
        guid: the uuid the browser gave it, '' for a new one.
        sure: dates (ISO) and words that are right although they look like a slip, or are in the register.

    Raises: BadInput, AskFirst, Conflict (another contact has this guid), NotFound, NotAllowed.
    """
    with write(db):
        return note_within(pilot, db, viewer, new, guid, sure=sure)


@inner("`note`, inside a larger write")
def note_within(
    pilot: Pilot, db: Database, viewer: Viewer, new: Noted, guid: str = "", *, sure: Container[str] = (),
) -> str:
    """`note`, inside `write(db)`. Raises: as `note` does."""
    guid = guid or new_guid()
    if not is_guid(guid):
        raise BadInput(N_("This contact has no name that can be kept. Note it again."))
    there = db.conn.execute(
        "SELECT f.guid, c.on_date, c.kind, c.minutes FROM contact c JOIN family f USING (family_id) WHERE c.guid = ?",
        (guid,)).fetchone()
    if there:
        access.require_family(db, viewer, there[0], Right.KEEP_FILE)
        if there != (new.family, new.on, new.kind, new.minutes):
            raise Conflict(N_("This contact was noted before, and differently. Look at it in the list."))
        return guid
    one = _checked(pilot, db, viewer, new, sure)
    (contact_id,) = db.conn.execute(
        "INSERT INTO contact(guid, family_id, by_person, on_date, kind, minutes, waited_min, note, story_id, noted_by,"
        " noted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING contact_id",
        (guid, one.family_id, one.by_person, one.on, one.kind, one.minutes, one.waited_min, one.note, one.story_id,
         viewer.user_id, now())).fetchone()
    _say_with_whom(db, contact_id, one.who)
    events.record(db, viewer, "noted", "contact", guid)
    return guid


@use_case(Right.KEEP_FILE, event="mended contact")
def mend(pilot: Pilot, db: Database, viewer: Viewer, guid: str, new: Noted, *, sure: Container[str] = ()) -> None:
    """Change what was noted of a contact; it stays of its family and of who made it.

    Raises: BadInput, AskFirst, NotFound, NotAllowed.
    """
    with write(db):
        contact_id, _removed, family, by_person = _own(db, viewer, guid)
        if new.family != family:
            raise BadInput(N_("A contact stays with its family. Take this one away and note it again."))
        one = _checked(pilot, db, viewer, new, sure, by_person)
        db.conn.execute(
            "UPDATE contact SET on_date = ?, kind = ?, minutes = ?, waited_min = ?,"
            " note = iif(?, note, ?), story_id = ?, changed_at = ? WHERE contact_id = ?",
            (one.on, one.kind, one.minutes, one.waited_min, reaching.unseen(db, one.family_id, one.note), one.note,
             one.story_id or unseen_story(db, viewer, "contact", contact_id), now(), contact_id))
        db.conn.execute("DELETE FROM contact_with WHERE contact_id = ?", (contact_id,))
        _say_with_whom(db, contact_id, one.who)
        events.record(db, viewer, "mended", "contact", guid)


@use_case(Right.KEEP_FILE, event=("took away contact", "put back contact"))
def take_away(db: Database, viewer: Viewer, guid: str, *, back: bool = False) -> None:
    """Take a contact away, so that it counts nowhere, or (`back`) put it back; once more changes nothing.

    Raises: NotFound, NotAllowed.
    """
    with write(db):
        take_away_within(db, viewer, guid, back=back)


@inner("`take_away`, inside a larger write")
def take_away_within(db: Database, viewer: Viewer, guid: str, *, back: bool = False) -> None:
    """`take_away`, inside `write(db)`. Raises: NotFound, NotAllowed."""
    contact_id, removed, _family, _by = _own(db, viewer, guid)
    if (removed is None) != back:
        db.conn.execute("UPDATE contact SET removed_at = ? WHERE contact_id = ?",
                        (None if back else now(), contact_id))
        events.record(db, viewer, "put back" if back else "took away", "contact", guid)


def _own(db: Database, viewer: Viewer, guid: str) -> tuple[int, str | None, str, int]:
    """contact_id, when it was taken away, the guid of its family, who made it. Raises: NotFound."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    row = db.conn.execute(
        "SELECT c.contact_id, c.removed_at, f.guid, c.by_person FROM contact c JOIN family f USING (family_id)"
        f" WHERE c.guid = ? AND {where}", (guid, *params)).fetchone()
    if row is None:
        raise NotFound(NOT_THERE)
    return row[0], row[1], row[2], row[3]


def _checked(
    pilot: Pilot, db: Database, viewer: Viewer, new: Noted, sure: Container[str], by_person: int | None = None
) -> _Checked:
    family_id = access.require_family(db, viewer, new.family, Right.KEEP_FILE)
    on = past(db, new.on, family_id, sure)
    if new.kind not in kinds.KINDS:
        raise BadInput(N_("Say what kind of contact it was."))
    if not 1 <= new.minutes <= kinds.LONGEST_MIN:
        raise BadInput(N_("Say how many minutes it took, from 1 to 1440."))
    if new.waited_min is not None and new.waited_min < 0:
        raise BadInput(N_("An answer cannot come before the question. Check how long the family waited."))
    if new.waited_min is not None and new.waited_min > kinds.LONGEST_WAIT_MIN:
        raise BadInput(N_("A family does not wait longer than a year. Check how long it waited."))
    who = tuple(one for one in kinds.WITH if one in new.who)
    if set(who) != set(new.who):
        raise BadInput(N_("Choose from the list with whom it was."))
    return _Checked(
        family_id, by_person if by_person is not None else _coach(db, viewer, family_id, on), on, new.kind, new.minutes,
        who, new.waited_min, without_names(pilot, new.note, new.family, sure, kinds.LONGEST_NOTE),
        story_of(db, viewer, new.story, family_id))


def past(db: Database, day: str, family_id: int | None, sure: Container[str]) -> str:
    """A date (ISO) of something that was: not after today, and asked about before the support began.

    Raises: BadInput, AskFirst.
    """
    on = check_date(day)
    if on > today(db):
        raise BadInput(N_("{date} is after today. Note it once it was."), date=date.fromisoformat(on))
    early.ask(db, [on], sure, family_id)
    return on


def without_names(pilot: Pilot, text: str, family_guid: str, sure: Container[str], longest: int) -> str:
    """Words as they are kept, on one line each. Raises: BadInput (too long), AskFirst (a word of the register)."""
    words = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if len(words) > longest:
        raise BadInput(N_("This is too long. Use at most {n} characters."), n=longest)
    for hit in register.names_in(pilot, family_guid, words) if words else ():
        if hit.found not in sure:
            raise AskFirst(N_("“{word}” can show who somebody is. Write a role in its place, or say that it may stay."),
                           hit.found, word=hit.found)
    return words


@inner("part of use cases that ask the right")
def story_of(db: Database, viewer: Viewer, document_guid: str, family_id: int) -> int | None:
    """story_id of the family's story with this document; None for ''. Raises: NotFound, Withdrawn, OutOfReach."""
    if not document_guid:
        return None
    known = access.require_known(db, viewer, document_guid)
    row = db.conn.execute("SELECT story_id FROM document WHERE document_id = ? AND family_id = ?",
                          (known.document_id, family_id)).fetchone()
    if row is None or row[0] is None:
        raise NotFound(N_("This story is not there, or it is about another family."))
    return int(row[0])


@inner("part of use cases that ask the right")
def unseen_story(db: Database, viewer: Viewer, table: str, row_id: int) -> int | None:
    """story_id that a row of contact, undertaking or expense (`table`) has where this viewer cannot know of the story:
    she did not take it away."""
    known, params = access.documents_where(db, viewer)
    row = db.conn.execute(
        f"SELECT x.story_id FROM {table} x JOIN document d ON d.story_id = x.story_id"
        f" WHERE x.{table}_id = ? AND NOT ({known})", (row_id, *params)).fetchone()
    return int(row[0]) if row else None


def _coach(db: Database, viewer: Viewer, family_id: int, on: str) -> int:
    """Who made it: the viewer, where she is a coach of this family, else the coach the family had that day."""
    rows = [row[0] for row in db.conn.execute(
        "SELECT coach_id FROM coaching WHERE family_id = ? ORDER BY from_on <= ? AND coalesce(until_on, '9999') >= ?"
        " DESC, abs(julianday(from_on) - julianday(?))", (family_id, on, on, on))]
    if viewer.coach_id in rows:
        return int(viewer.coach_id or 0)
    if not rows:
        raise BadInput(N_("This family has no coach yet, so nobody can have made this contact."))
    return int(rows[0])


def _say_with_whom(db: Database, contact_id: int, who: tuple[str, ...]) -> None:
    db.conn.executemany("INSERT INTO contact_with(contact_id, who) VALUES (?, ?)", [(contact_id, one) for one in who])
