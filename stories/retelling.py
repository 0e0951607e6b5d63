"""What becomes of a kept story in the hands of who told it: corrected, as a new version, or withdrawn with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import early, register
from pilot.store.files import write
from pilot.vocabulary import voices
from pilot.vocabulary.courses import COURSES
from pilot.words import N_
from stories.entry.form import clean
from stories.meaning import keeping as meaning
from texts import documents, requirements

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.config import Pilot


@dataclass(frozen=True)
class Told:
    """A kept story as its writer corrects it.

    Attributes:
        text: its paragraphs, a line each; empty lines do not count.
        course: a key of COURSES.
        number: of the version that is corrected, from 1.
        told_on, event_from, event_until: ISO dates; None where it is not said when it happened, or it was one day.
    """

    title: str
    text: str
    course: str
    number: int = 0
    told_on: str = ""
    event_from: str | None = None
    event_until: str | None = None

    @property
    def days(self) -> tuple[str, str | None, str | None]:
        """When it was told, and from and until when it happened."""
        return self.told_on, self.event_from, self.event_until


class Kept(NamedTuple):
    """When one's own story was corrected last (UTC, ISO 8601), and whether somebody has to take names out of it before
    the team reads it."""

    at: str
    waits: bool


@dataclass(frozen=True)
class _Own:
    document_id: int
    story_id: int
    person_id: int
    family: str
    family_id: int


@inner("a question about one's own story, for a way to it")
def is_mine(db: Database, viewer: Viewer, guid: str) -> bool:
    """Whether the document `guid` is a story that this viewer told and may still correct."""
    return viewer.may(Right.WRITE_STORY) and viewer.coach_id is not None and db.conn.execute(
        "SELECT 1 FROM document d JOIN story s USING (story_id) WHERE d.guid = ? AND s.coach_id = ?"
        " AND s.teller_id IS NULL",
        (guid, viewer.coach_id)).fetchone() is not None


def _own(db: Database, viewer: Viewer, guid: str) -> _Own:
    """Raises: NotFound for what is no story of this viewer's; Withdrawn, OutOfReach."""
    known = access.require_known(db, viewer, guid)
    row = db.conn.execute(
        "SELECT s.story_id, s.coach_id, f.guid, f.family_id FROM document d JOIN story s USING (story_id)"
        " JOIN family f ON f.family_id = d.family_id WHERE d.document_id = ? AND s.coach_id = ?"
        " AND s.teller_id IS NULL",
        (known.document_id, viewer.coach_id)).fetchone()
    if row is None:
        raise NotFound(N_("This story is not there, or it is not one of yours."))
    access.require_family(db, viewer, row[2], Right.WRITE_STORY)
    return _Own(known.document_id, *row)


@use_case(Right.WRITE_STORY, event="opened document", reads="one's own stories")
def told(db: Database, viewer: Viewer, guid: str) -> Told:
    """One's own kept story as it was told last. Raises: NotFound, Withdrawn, OutOfReach, NotAllowed."""
    own = _own(db, viewer, guid)
    found = _stored(db, own)
    events.read(db, viewer, "opened", "document", guid)
    return found


def _stored(db: Database, own: _Own) -> Told:
    """The newest version, whatever its kind: who corrects goes on with her own last words."""
    title, course, *days = db.conn.execute(
        "SELECT d.title, s.course, d.told_on, d.event_from, d.event_until FROM document d JOIN story s USING (story_id)"
        " WHERE d.document_id = ?", (own.document_id,)).fetchone()
    version_id, number = _newest(db, own)
    text = "\n".join(turn.text for turn in documents.turns_of(db, version_id))
    return Told(title, text, course, number, *days)


@inner("of a story that was asked for before, what its writer did with it")
def kept(db: Database, viewer: Viewer, guid: str) -> Kept | None:
    """What is held of this viewer's last correction of a document; None where she made none."""
    at = db.conn.execute(
        "SELECT max(at) FROM event WHERE subject = 'document' AND subject_guid = ? AND verb = 'revised'"
        " AND actor_guid = ?", (guid, viewer.account_guid)).fetchone()[0]
    waits = db.conn.execute(
        "SELECT 1 FROM document d WHERE d.guid = ? AND d.read_version_id IS NOT (SELECT v.version_id"
        " FROM document_version v WHERE v.document_id = d.document_id ORDER BY v.number DESC LIMIT 1)",
        (guid,)).fetchone()
    return Kept(at, waits is not None) if at else None


def _newest(db: Database, own: _Own) -> tuple[int, int]:
    row = db.conn.execute(
        "SELECT version_id, number FROM document_version WHERE document_id = ? ORDER BY number DESC LIMIT 1",
        (own.document_id,)).fetchone()
    return int(row[0]), int(row[1])


@use_case(Right.WRITE_STORY, event="revised document")
def retell(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, new: Told, *, no_names: bool = False, anyway: bool = False,
    sure: Container[str] = (),
) -> tuple[str, ...]:
    """Correct one's own kept story: its words become a new version, to which codings are carried over.

    Its title, its dates and how it went are changed as they are.

    Args:
        no_names: she says that no real names are in it; else it waits until somebody has taken them out.
        anyway: correct it although words of the register stand in it; it then waits, too.
        sure: dates (ISO) that are right although they look like a slip.

    Returns: words of the register in title and text, each once, when they stop it; else nothing, and it is done.
    Raises: BadInput (no text, title, course or date, nothing changed), AskFirst (a date that is not sure),
        Conflict (it was changed meanwhile), NotFound, Withdrawn, OutOfReach, NotAllowed.
    """
    lines = [line for part in clean(new.text).split("\n") if (line := part.strip())]
    title = " ".join(clean(new.title).split())
    if not lines:
        raise BadInput(N_("There is no text in it."))
    if new.course not in COURSES:
        raise BadInput(N_("Say how things went: better, a relapse, or steady."))
    with write(db):
        own = _own(db, viewer, guid)
        was = _stored(db, own)
        if new.number != was.number:
            raise Conflict(N_("This story was changed meanwhile. Reload the page and look it over."))
        days = _days(db, own, was, new, sure)
        if (title, "\n".join(lines), new.course, days) == (was.title, was.text, was.course, was.days):
            raise BadInput(N_("Nothing was changed."))
        hits = register.hits(pilot, db, viewer, own.family, "\n".join((title, *lines)))
        found = tuple(dict.fromkeys(hit.found for hit in hits))
        if found and not anyway:
            return found
        if title != was.title:
            documents.retitle_within(db, own.document_id, title)
        documents.redate_within(db, own.document_id, *days)
        db.conn.execute("UPDATE story SET course = ? WHERE story_id = ?", (new.course, own.story_id))
        if lines != was.text.split("\n"):
            kind = "deidentified" if no_names and not found else "corrected"
            turns = [documents.NewTurn(line, "", voices.COACH, own.person_id) for line in lines]
            was_version = _newest(db, own)[0]
            version_id = documents.add_version(
                db, viewer, own.document_id, turns, kind=kind, engine="corrected by who told it",
                based_on=was_version)
            meaning.keep_questions(db, version_id, meaning.carried(
                was.text.split("\n"), meaning.questions_of(db, was_version), lines))
        events.record(db, viewer, "revised", "document", guid)
    return ()


def _days(
    db: Database, own: _Own, was: Told, new: Told, sure: Container[str]
) -> tuple[str, str | None, str | None]:
    """The dates as they are to be kept; what was sure once is not asked again. Raises: BadInput, AskFirst."""
    told_on = new.told_on
    if told_on != was.told_on:
        told_on = requirements.check_told(db, told_on, sure, own.family_id)
    start, end = requirements.check_period(new.event_from, new.event_until)
    if was.event_from and not start:
        raise BadInput(N_("Fill in when it happened; about right is fine."))
    if start != was.event_from:
        early.ask(db, [start], sure, own.family_id)
    if (told_on, start, end) != was.days:
        early.ask_late(told_on, [start, end], sure)
    return told_on, start, end


@use_case(Right.WRITE_STORY, event="withdrawn document")
def take_back(db: Database, viewer: Viewer, guid: str, reason: str) -> None:
    """Withdraw one's own kept story, with a reason; its codings are kept, and an administrator can bring it back.

    Raises: BadInput (no reason), NotFound, Withdrawn, OutOfReach, NotAllowed.
    """
    with write(db):
        _own(db, viewer, guid)
        documents.withdraw_within(db, viewer, guid, reason, right=Right.WRITE_STORY)
