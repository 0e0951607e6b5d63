"""Beginning to record in a browser: who is heard, whether consent holds, and that nothing else runs for the story."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now, seconds_between, today
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.families import people
from pilot.store.files import write
from pilot.words import N_
from stories.entry.drafts import is_guid
from stories.spoken import taking
from stories.spoken.taking import Begun, here, require_consent, require_room, sweep
from texts import requirements

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.families.people import Person

# Another recording for the same story, from which nothing came for so long, has been left. Seconds.
LEFT_AFTER_S = 30
OPEN_AT_ONCE = 50
_DEVICE = re.compile(r"[0-9a-z-]{8,40}")
_ANSWER = re.compile(r"[0-9A-Za-z_-]{1,60}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
BUSY = N_("A recording of yours is running already, in another window or on another device. Stop that one first;"
          " nothing of it is lost.")


@dataclass(frozen=True)
class NewSpoken:
    """A recording that is about to begin.

    Attributes:
        guid: chosen by the browser, so that asking twice begins one.
        kind: 'note', spoken for the story of a draft, or 'interview'.
        device: what this browser calls itself; a recording goes on where it began.
        draft, answer: of a note: guid of the draft, and the key of the answer its words go to.
        persons: of an interview: guids of who is heard. Of a note it is the coach herself.
        language: code of the language that is spoken; '' for the pilot's.
    """

    guid: str
    kind: str
    family: str
    device: str
    draft: str = ""
    answer: str = ""
    persons: tuple[str, ...] = ()
    language: str = ""


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL, event="began spoken")
def begin(pilot: Pilot, db: Database, viewer: Viewer, new: NewSpoken) -> Begun:
    """Begin a recording, after consent of everybody who is heard was found to hold today; asked twice it is one.

    Raises: BadInput (consent, nobody chosen, no room), Conflict (one is running for this story), NotFound, NotAllowed.
    """
    _check(new)
    with write(db):
        known = db.conn.execute("SELECT user_id FROM spoken WHERE guid = ?", (new.guid,)).fetchone()
        if known is None:
            _insert(pilot, db, viewer, new)
    return here(db, viewer, new.guid, new.device)


def _check(new: NewSpoken) -> None:
    right = new.kind in ("note", "interview") and is_guid(new.guid) and bool(_DEVICE.fullmatch(new.device))
    if new.kind == "note":
        right = right and is_guid(new.draft) and bool(not new.answer or _ANSWER.fullmatch(new.answer))
    if not right or (new.language and not _LANGUAGE.fullmatch(new.language)):
        raise BadInput(N_("This recording could not be begun. Reload the page and try again."))


def _insert(pilot: Pilot, db: Database, viewer: Viewer, new: NewSpoken) -> None:
    is_note = new.kind == "note"
    right = Right.WRITE_STORY if is_note else taking.right_of(viewer)
    if not new.family:
        raise BadInput(N_("Choose the family this is about."))
    family_id = access.require_family(db, viewer, new.family, right)
    heard = _heard(db, viewer, new, family_id)
    require_consent(db, new.family, heard)
    _require_none_running(db, viewer, new)
    require_room(pilot)
    sweep(pilot, db)
    voice = voice_of(heard)
    language = new.language or db.conn.execute("SELECT language FROM pilot").fetchone()[0]
    cursor = db.conn.execute(
        "INSERT INTO spoken(guid, user_id, family_id, kind, draft_guid, answer, voice, language, told_on, device, key,"
        " created_at, heard_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (new.guid, viewer.user_id, family_id, new.kind, new.draft if is_note else None,
         new.answer if is_note else "", voice, language, today(db), new.device, secrets.token_hex(32), now(), now()))
    db.conn.executemany("INSERT INTO spoken_person VALUES (?, ?)",
                        [(cursor.lastrowid, one.person_id) for one in heard])
    events.record(db, viewer, "began", "spoken", new.guid)


def _heard(db: Database, viewer: Viewer, new: NewSpoken, family_id: int) -> list[Person]:
    """Who is heard: of a note the coach who speaks it, of an interview whom she chose."""
    if new.kind == "note":
        if viewer.coach_id is None:
            raise NotAllowed(N_("Your account is not linked to a coach yet. Ask an administrator."))
        return [people.by_id(db, viewer.coach_id)]
    heard = [people.person(db, guid) for guid in dict.fromkeys(new.persons)]
    if not heard:
        raise BadInput(N_("Say who is heard in this recording, so that consent can be checked."))
    requirements.check_family(heard, family_id)
    return heard


def voice_of(heard: list[Person]) -> str:
    """Whose voice a recording counts as: the family's as soon as one of it is heard."""
    if any(one.family_id for one in heard):
        return "family"
    if any(one.kind == "coach" for one in heard):
        return "coach"
    return "partner" if any(one.kind == "professional" for one in heard) else "other"


def _require_none_running(db: Database, viewer: Viewer, new: NewSpoken) -> None:
    """One recording at a time for a story: two that run at once tell the same twice."""
    last = [row[0] for row in db.conn.execute(
        "SELECT heard_at FROM spoken WHERE user_id = ? AND closed_at IS NULL AND thrown_at IS NULL"
        " AND (draft_guid = ? OR device = ?)", (viewer.user_id, new.draft or "", new.device))]
    if any(seconds_between(one, now()) < LEFT_AFTER_S for one in last):
        raise Conflict(BUSY)
    count = db.conn.execute("SELECT count(*) FROM spoken WHERE user_id = ? AND closed_at IS NULL AND thrown_at IS NULL",
                            (viewer.user_id,)).fetchone()[0]
    if count >= OPEN_AT_ONCE:
        raise BadInput(N_("{n} recordings of yours are not finished. Finish or throw away some of them first."),
                       n=count)
