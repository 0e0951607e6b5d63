"""How a story was verified: heard again, a document seen, a third person; what differed stands beside the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access, dates, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.families import early, in_words
from pilot.makers import maker
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.choose.leading import said

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

HOW = {"heard": N_("heard again"), "seen": N_("a document seen"), "third": N_("asked a third person")}
CONFIRMED, DIFFERS, COULD_NOT = "confirmed", "differs", "could not"
OUTCOMES = {CONFIRMED: N_("confirmed"), DIFFERS: N_("differs"), COULD_NOT: N_("could not be verified")}
LONGEST = 1000


class Check(NamedTuple):
    """A verification: how (HOW), on which day (ISO), what came of it (OUTCOMES), what differed, and by whom (label)."""

    how: str
    on: str
    outcome: str
    differs: str
    by: str = ""


@use_case(Right.CHOOSE_STORIES, reads="how stories were verified")
def checks(db: Database, viewer: Viewer, story: str) -> list[Check]:
    """Of a story that a round opens for this viewer, the oldest first. Raises: NotFound."""
    opened = access.choosing.require_opened(db, viewer, story)
    return [Check._make((*row[:4], maker(*row[4:]))) for row in db.conn.execute(
        "SELECT c.how, c.on_date, c.outcome, c.differs, u.guid, u.label FROM story_check c"
        " JOIN user u ON u.user_id = c.by_user WHERE c.document_id = ? ORDER BY c.on_date, c.check_id",
        (opened.document_id,))]


@use_case(Right.CHOOSE_STORIES, event="verified document")
def add(db: Database, viewer: Viewer, story: str, new: Check, *, sure: Container[str] = ()) -> str:
    """Record how a story that a round opens for this viewer was verified; returns its guid.

    Raises: NotFound; BadInput (a way, outcome or day that is none, a day to come, or nothing about what differs);
        AskFirst (a day before the pilot, a name in the words).
    """
    if new.how not in HOW:
        raise BadInput(N_("Say how it was verified."))
    if new.outcome not in OUTCOMES:
        raise BadInput(N_("Say what came of it."))
    differs = said(new.differs, N_("Write what differs.") if new.outcome == DIFFERS else "", LONGEST)
    day = dates.check_date(new.on)
    if day > today(db):
        raise BadInput(N_("A date lies in the future. Change it."))
    early.ask(db, [day], sure)
    in_words.ask(db, (differs,), sure)
    with write(db):
        opened = access.choosing.require_opened(db, viewer, story)
        guid = new_guid()
        db.conn.execute(
            "INSERT INTO story_check(guid, document_id, how, on_date, outcome, differs, by_user, written_at)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (guid, opened.document_id, new.how, day, new.outcome, differs, viewer.user_id, now()))
        events.record(db, viewer, "verified", "document", story)
    return guid
