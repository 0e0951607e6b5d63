"""Stories that coaches record: one use case to keep a story, others to list them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case
from pilot.errors import BadInput, NotAllowed
from pilot.families import people
from pilot.store.files import new_guid
from pilot.vocabulary import voices
from pilot.vocabulary.courses import COURSES
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_
from stories.entry.wording import forms_of
from stories.meaning import keeping as meaning
from texts.documents import NewDocument, NewTurn, add_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from stories.meaning.values import Value


@dataclass(frozen=True)
class NewStory:
    """A story to keep; dates ISO.

    Attributes:
        coach_guid: the person who tells, or on whose device the family does.
        paragraphs: its text; `questions` the key of the question each was told under, '' for none.
        guid: given for a story that was a draft: it is the draft's, so that one draft makes one story.
        teller_guid: who of the family tells, '' where the coach does.
        form: the version of the forms it was told in.
        meaning: what the teller says of it, by signifier of these forms.
    """

    family_guid: str
    coach_guid: str
    title: str
    paragraphs: tuple[str, ...]
    told_on: str
    course: str
    template: str = "moment"
    event_from: str | None = None
    event_until: str | None = None
    domains: tuple[str, ...] = ()
    deidentified: bool = False
    guid: str | None = None
    teller_guid: str = ""
    form: int = 0
    questions: tuple[str, ...] = ()
    meaning: Mapping[str, Value] = field(default_factory=dict)


@use_case(Right.WRITE_STORY, event="added story")
def add_story(db: Database, viewer: Viewer, new: NewStory) -> str:
    """Keep a story as a document to code, inside `write(db)`; returns the document's guid.

    A coach tells only about families she supports or supported, and only as herself; somebody of the family may tell
    on her device, and is then the one who is heard.
    Raises: BadInput, NotFound, NotAllowed.
    """
    family_id = access.require_family(db, viewer, new.family_guid, Right.WRITE_STORY)
    coach = people.person(db, new.coach_guid)
    if not viewer.is_operator and coach.person_id != viewer.coach_id:
        raise NotAllowed(N_("A coach writes her own stories only."))
    _check(db, new)
    guid = new.guid or new_guid()
    teller = people.person(db, new.teller_guid) if new.teller_guid else None
    if teller and teller.family_id != family_id:
        raise BadInput(N_("Choose who of this family tells."))
    cursor = db.conn.execute(
        "INSERT INTO story(guid, family_id, coach_id, template, course, form, teller_id) VALUES (?,?,?,?,?,?,?)",
        (guid, family_id, coach.person_id, new.template, new.course, new.form, teller and teller.person_id),
    )
    story_id = int(cursor.lastrowid or 0)
    db.conn.executemany(
        "INSERT INTO story_domain VALUES (?, ?)", [(story_id, domain) for domain in dict.fromkeys(new.domains)])
    voice, who = (voices.FAMILY, teller) if teller else (voices.COACH, coach)
    document = NewDocument(
        new.family_guid, "story", voice, new.title, new.told_on, new.event_from, new.event_until,
        persons=(who.guid,), story_id=story_id,
    )
    turns = [NewTurn(text, "", voice, who.person_id) for text in new.paragraphs]
    document_guid = add_document(
        db, viewer, document, turns, version_kind="deidentified" if new.deidentified else "raw",
        engine="story entry", right=Right.WRITE_STORY,
    )
    meaning.keep(db, story_id, forms_of(db, new.form), new.meaning)
    (version_id,) = db.conn.execute(
        "SELECT version_id FROM document_version JOIN document USING (document_id) WHERE story_id = ?",
        (story_id,)).fetchone()
    filled = [bool(text.strip()) for text in new.paragraphs]
    meaning.keep_questions(db, version_id, [
        key for key, kept in zip(new.questions, filled, strict=False) if kept])
    events.record(db, viewer, "added", "story", guid)
    return document_guid


def _check(db: Database, new: NewStory) -> None:
    if new.course not in COURSES:
        raise BadInput(N_("Say how things went: better, a relapse, or steady."))
    if set(new.domains) - set(DOMAINS):
        raise BadInput(N_("Choose life domains from the list."))
    if not any(text.strip() for text in new.paragraphs):
        raise BadInput(N_("Write something before you keep the story."))
    for day in (new.told_on, new.event_from or "", new.event_until or ""):
        if day > today(db):
            raise BadInput(N_("A date lies in the future. Change it."))
