"""Somebody of the family tells on the coach's device: begun by the coach, kept by who tells.

A coach never reads what a family said, and that holds here too: what was told becomes a document in the family's voice,
which she knows of and does not open. While her device is handed over the gate lets nothing else through
(`web/gate/handed.py`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer, reach
from pilot.clock import today
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import consent, people
from pilot.store.files import new_guid, write
from pilot.vocabulary.courses import COURSES
from pilot.words import N_
from stories.entry import drafts, form, keeping, wording
from stories.entry.keeping import Kept, NotYet
from stories.entry.templates import FAMILY
from stories.stories import add_story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from stories.entry.drafts import Draft
    from stories.entry.form import Entry

_BY_THE_COACH = {"handedover": 1}  # the one change that no page made: who tells, and in which form


class Teller(NamedTuple):
    """Somebody of a family who may tell.

    Attributes:
        guid: of the person. name, family: pseudonyms.
        may: whether she consents to what she says being analysed, and her family to being told about.
    """

    guid: str
    name: str
    family: str
    may: bool


@use_case(Right.WRITE_STORY, reads="families")
def tellers(db: Database, viewer: Viewer) -> list[Teller]:
    """Everybody of the families this viewer writes about, by family and then by pseudonym."""
    where, params = access.families_where(viewer, right=Right.WRITE_STORY)
    rows = db.conn.execute(
        "SELECT p.person_id, p.guid, p.pseudonym, f.pseudonym, f.guid FROM person p JOIN family f USING (family_id)"
        f" WHERE {where} ORDER BY f.pseudonym COLLATE NOCASE, p.pseudonym COLLATE NOCASE", params).fetchall()
    shut = consent.untellable(db, viewer)
    live = reach.living(db, [row[0] for row in rows], ["analyse"], today(db))
    return [Teller(guid, name, family, (number, "analyse") in live and of not in shut)
            for number, guid, name, family, of in rows]


@use_case(Right.WRITE_STORY, reads="one's own drafts")
def begun(db: Database, viewer: Viewer) -> list[tuple[Draft, str]]:
    """Open drafts in which somebody of a family tells, with the pseudonym of who does."""
    names = {one.guid: one.name for one in tellers(db, viewer)}
    return [(one, names.get(str(one.body.get("teller")), "")) for one in drafts.open_drafts(db, viewer)
            if one.body.get("teller")]


@use_case(Right.WRITE_STORY, event="handed over draft")
def begin(db: Database, viewer: Viewer, person_guid: str, template: str, draft: str = "") -> str:
    """Begin a story that somebody of a family tells, or go on with one; returns the draft's guid.

    Args:
        template: key of a kind of story for families. draft: guid of one that was begun; then the rest is its own.

    Raises: BadInput (nobody chosen, no consent), Conflict (kept already), NotFound, NotAllowed.
    """
    if draft:
        found = drafts.draft(db, viewer, draft)
        if found.finished:
            raise Conflict(N_("This story was kept or thrown away already."))
        person_guid = str(found.body.get("teller", ""))
    if not person_guid:
        raise BadInput(N_("Choose who tells."))
    person = people.person(db, person_guid)
    family = _family(db, person.family_id)
    access.require_family(db, viewer, family, Right.WRITE_STORY)
    _require_may(db, viewer, person_guid)
    forms = wording.newest(db)
    guid = draft or new_guid()
    if not draft:
        chosen = forms.template(template, FAMILY)
        if chosen.teller != FAMILY or not chosen.on:
            raise BadInput(N_("Choose what kind of story it is."))
        drafts.save(db, viewer, guid, dict(_BY_THE_COACH), {
            "family": family, "teller": person_guid, "template": chosen.key, "form": forms.number,
            "told_on": today(db), "when": "day"})
    with write(db):
        events.record(db, viewer, "handed over", "draft", guid)
    return guid


def _family(db: Database, family_id: int | None) -> str:
    row = db.conn.execute("SELECT guid FROM family WHERE family_id = ?", (family_id,)).fetchone()
    if row is None:
        raise NotFound(N_("Choose who of the family tells."))
    return str(row[0])


def _require_may(db: Database, viewer: Viewer, person_guid: str) -> None:
    if not any(one.guid == person_guid and one.may for one in tellers(db, viewer)):
        raise BadInput(N_("Record this person's consent to analysing first; then she can tell."))


@use_case(Right.WRITE_STORY, event="kept draft")
def keep(
    db: Database, viewer: Viewer, guid: str, versions: dict[str, int], body: Mapping[str, object]
) -> Kept:
    """Keep what somebody of a family told as a story in her voice; asked twice it is still one story.

    It counts as a text with real names until somebody has taken them out: who tells need not think of that.

    Raises: NotYet (nothing told, or not how it went), Conflict, NotFound, NotAllowed. The draft is saved in every case.
    """
    saved = drafts.save(db, viewer, guid, versions, body)
    if saved.split:
        return Kept(saved.draft, split=True)
    if saved.draft.finished:
        return keeping.finished(db, saved.draft)
    entry = drafts.entry_of(db, body)
    _require_told(entry)
    _require_may(db, viewer, entry.teller)
    with write(db):
        latest = drafts.draft(db, viewer, guid)
        if latest.finished:
            return keeping.finished(db, latest)
        if latest.versions != saved.draft.versions:
            raise Conflict(N_("This draft was just changed elsewhere. Reload the page and look it over."))
        document = add_story(db, viewer, keeping.story_of(db, viewer, _whole(db, entry), guid, deidentified=False))
        drafts.finish(db, viewer, guid, "kept")
    return Kept(drafts.draft(db, viewer, guid), document)


def _require_told(entry: Entry) -> None:
    found: dict[str, BadInput] = {}
    if not entry.teller:
        raise BadInput(N_("Choose who tells."))
    if not entry.paragraphs:
        found["text"] = BadInput(N_("You have not told anything yet. Go back, and write something at one of the"
                                    " questions."))
    if entry.course not in COURSES:
        found["course"] = BadInput(N_("Choose how it is going."))
    if found:
        raise NotYet(found)


def _whole(db: Database, entry: Entry) -> Entry:
    """With what who tells is not asked for: a title, and today; a date that does not fit is left out."""
    day = today(db)
    name = wording.forms_of(db, entry.form).template(entry.template, FAMILY).name.to()
    fits = not entry.event_from or not form.date_faults(replace(entry, told_on=day, is_period=False), day)
    return replace(entry, title=entry.title or name, told_on=day, event_from=entry.event_from if fits else "",
                   event_until="", no_names=False)
