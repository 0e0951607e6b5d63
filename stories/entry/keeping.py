"""From draft to story: checked by field, real names pointed out, then kept in one transaction, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import inner, use_case
from pilot.errors import AskFirst, BadInput, Conflict
from pilot.families import consent, early, register
from pilot.families.real_names import Hit
from pilot.store.files import write
from pilot.words import N_
from stories.entry import drafts, form
from stories.spoken import landing
from stories.stories import NewStory, add_story

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sqlite_utils import Database

    from pilot.config import Pilot
    from stories.entry.drafts import Draft
    from stories.entry.form import Entry


class NotYet(BadInput):
    """The story cannot be kept yet; `faults` has a sentence per field, in the order of the form."""

    def __init__(self, faults: dict[str, BadInput]) -> None:
        first = next(iter(faults.values()))
        super().__init__(first.message, **first.params)
        self.faults = faults


@dataclass(frozen=True)
class Kept:
    """What came of it: a document's guid, or dates to be sure of first (by field), or real names to look at, or another
    draft in which the text is."""

    draft: Draft
    document: str = ""
    names: tuple[Hit, ...] = ()
    questions: dict[str, AskFirst] = field(default_factory=dict)
    split: bool = False


@use_case(Right.WRITE_STORY, event="kept draft")
def keep(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, versions: dict[str, int], body: Mapping[str, object], *,
    anyway: bool = False, not_names: tuple[str, ...] = (), sure: Container[str] = (),
) -> Kept:
    """Save the last words of a draft and turn it into a story; asked twice it is still one story.

    Args:
        anyway: keep it although words of the register stand in it; the version then counts as raw.
        not_names: words of the register that mean something else in this story.
        sure: dates (ISO) that are right although they lie before the pilot or the support of the family.

    Raises: NotYet with a sentence per field; Conflict when the draft was thrown away or changed in between;
        NotFound, NotAllowed. The draft is saved in every case.
    """
    saved = drafts.save(db, viewer, guid, versions, body)
    if saved.split:
        return Kept(saved.draft, split=True)
    if saved.draft.finished:
        return finished(db, saved.draft)
    entry = drafts.entry_of(db, body)
    if entry.teller:
        raise BadInput(N_("The family tells this story itself. Hand your device over, so that it can go on."))
    _require_complete(db, viewer, entry)
    questions = _questions(db, viewer, entry, sure)
    if questions:
        return Kept(saved.draft, questions=questions)
    found = names_in(pilot, db, viewer, entry, not_names)
    if found and not anyway:
        return Kept(saved.draft, names=found)
    with write(db):
        latest = drafts.draft(db, viewer, guid)
        if latest.finished:
            return finished(db, latest)
        if latest.versions != saved.draft.versions:
            raise Conflict(N_("This draft was just changed elsewhere. Reload the page and look it over."))
        document = add_story(db, viewer, story_of(db, viewer, entry, guid, deidentified=entry.no_names and not found))
        drafts.finish(db, viewer, guid, "kept")
        landing.kept(db, viewer, guid, document)
    return Kept(drafts.draft(db, viewer, guid), document)


def finished(db: Database, draft: Draft) -> Kept:
    """What came of a draft that was finished before. Raises: Conflict when it was thrown away."""
    row = db.conn.execute(
        "SELECT d.guid FROM document d JOIN story s USING (story_id) WHERE s.guid = ?", (draft.guid,)).fetchone()
    if row is None:
        raise Conflict(N_("This draft has been thrown away. Start a new story."))
    return Kept(draft, str(row[0]))


def _require_complete(db: Database, viewer: Viewer, entry: Entry) -> None:
    found = form.faults(entry, today(db))
    if "family" not in found:
        try:
            access.require_family(db, viewer, entry.family_guid, Right.WRITE_STORY)
            consent.require_tellable(db, entry.family_guid)
        except BadInput as error:
            found = {"family": error} | found
    if found:
        raise NotYet(found)


def _questions(db: Database, viewer: Viewer, entry: Entry, sure: Container[str]) -> dict[str, AskFirst]:
    """What to ask about dates that are early, by field; a day is asked about once."""
    family_id = access.require_family(db, viewer, entry.family_guid)
    found: dict[str, AskFirst] = {}
    for name, day in (("from", entry.event_from), ("until", entry.event_until), ("told_on", entry.told_on)):
        asked = None if day in sure else early.question(db, day, family_id)
        if asked and asked.about not in {one.about for one in found.values()}:
            found[name] = asked
    return found


@use_case(Right.WRITE_STORY, reads="where names stand in one's own text")
def names_in(
    pilot: Pilot, db: Database, viewer: Viewer, entry: Entry, not_names: tuple[str, ...] = ()
) -> tuple[Hit, ...]:
    """Words of the register in the title and text of an entry, each once, as they stand there, the longest first.

    The longest first, for who replaces "Vermeer" first leaves "Anna" of "Anna Vermeer" behind.
    """
    text = "\n".join((entry.title, *entry.paragraphs))
    seen: dict[str, Hit] = {}
    for hit in register.hits(pilot, db, viewer, entry.family_guid, text):
        if hit.found not in not_names:
            seen.setdefault(hit.found, hit)
    return tuple(sorted(seen.values(), key=lambda hit: -len(hit.found)))


@inner("part of keeping")
def story_of(db: Database, viewer: Viewer, entry: Entry, guid: str, *, deidentified: bool) -> NewStory:
    """The story in an entry, told by this viewer or on her device."""
    coach = db.conn.execute("SELECT guid FROM person WHERE person_id = ?", (viewer.coach_id,)).fetchone()[0]
    return NewStory(
        entry.family_guid, coach, entry.title, entry.paragraphs, entry.told_on, entry.course, entry.template,
        entry.event_from or None, entry.event_until or None, entry.domains, deidentified, guid,
        teller_guid=entry.teller, form=entry.form, questions=tuple(key for key, _line in entry.told),
        meaning=entry.meaning)
