"""Changing what is known of a document after it came in: title, family, dates, voice, who tells and who speaks.

Its text is not changed here, and neither is what was judged about it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from textwrap import shorten
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.families import consent, early, people, register
from pilot.store.files import write
from pilot.words import N_
from texts import documents, requirements, speakers

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.families.people import Person
    from texts.intake.who_is_who import Speaker

_EXAMPLE_CHARS = 160


@dataclass(frozen=True)
class Details:
    """What is known of a document besides its text; guids, dates ISO.

    Attributes:
        persons: who tells, besides the speakers in the voice of the document, who tell too.
        speakers: by label, as it stands in the turns; to change one, who is left out stays who it is.
    """

    family: str
    voice: str
    title: str
    told_on: str
    event_from: str | None = None
    event_until: str | None = None
    persons: tuple[str, ...] = ()
    speakers: Mapping[str, Speaker] = field(default_factory=dict)

    @property
    def tellers(self) -> tuple[str, ...]:
        """Guids of everybody who tells."""
        speaking = (one.person for one in self.speakers.values() if one.person and one.voice == self.voice)
        return tuple(dict.fromkeys((*self.persons, *speaking)))


@dataclass(frozen=True)
class _Stored:
    """A document as it is stored: its rows, `person_id` of who is heard in it with whether they tell."""

    document_id: int
    family_id: int
    recording_id: int | None
    labelled: dict[str, speakers.Labelled]
    heard: dict[int, bool]
    details: Details


@use_case(Right.ADD_MATERIAL, reads="titles")
def details(db: Database, viewer: Viewer, guid: str) -> Details:
    """What is known of a conversation, with every label in it. Raises: BadInput for a story; NotFound, NotAllowed."""
    return _stored(db, viewer, guid).details


@use_case(Right.ADD_MATERIAL, event="opened document", reads="texts")
def examples(db: Database, viewer: Viewer, guid: str) -> dict[str, str]:
    """By label, some of what each speaker says in the version this viewer reads; that it was opened is recorded.

    Raises: NotFound; NotAllowed when she may read none.
    """
    found: dict[str, list[str]] = {}
    read = documents.transcript(db, viewer, guid)
    labels = speakers.labels_by_turn(db, read["version"], _stored(db, viewer, guid).labelled)
    for turn in read["turns"]:
        found.setdefault(labels[turn["seq"]], []).append(turn["text"])
    return {label: shorten(max(texts[:20], key=len), _EXAMPLE_CHARS, placeholder=" …")
            for label, texts in found.items()}


def _stored(db: Database, viewer: Viewer, guid: str) -> _Stored:
    known = access.require_known(db, viewer, guid)
    kind, family, voice, title, told_on, start, end, recording_id = db.conn.execute(
        "SELECT d.kind, f.guid, d.voice, d.title, d.told_on, d.event_from, d.event_until, d.recording_id"
        " FROM document d JOIN family f USING (family_id) WHERE d.document_id = ?", (known.document_id,)).fetchone()
    if kind == "story":
        raise BadInput(N_("This is a story, which stays as the coach told it. Only conversations are changed here."))
    labelled = speakers.of(db, known.document_id)
    heard = dict(db.conn.execute(
        "SELECT person_id, tells FROM document_person WHERE document_id = ? ORDER BY person_id", (known.document_id,)))
    found = Details(family, voice, title, told_on, start, end,
                    speakers={label: one.speaker for label, one in labelled.items()})
    tell = [people.by_id(db, number).guid for number, tells in heard.items() if tells]
    others = tuple(one for one in tell if one not in found.tellers)
    return _Stored(known.document_id, known.family_id, recording_id, labelled, heard, replace(found, persons=others))


@use_case(Right.ADD_MATERIAL, event="changed document")
def change(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, new: Details, *, sure: Container[str] = ()
) -> None:
    """Change what is known of a conversation, all of it or nothing; its recording follows.

    Args:
        sure: dates (ISO) that are right although they are early.

    Raises: BadInput (nothing changed, a date, a voice nobody speaks with, a real name in the title, somebody of
        another family, somebody of the family who would be heard no more, missing consent), AskFirst (an early date
        that is not sure), NotFound, NotAllowed.
    """
    with write(db):
        was = _stored(db, viewer, guid)
        title = new.title if new.title == was.details.title else requirements.check_title(new.title)
        new = replace(new, title=title, event_from=new.event_from or None,
                      event_until=new.event_until or None, speakers=speakers.said(was.labelled, new.speakers))
        family_id = access.require_family(db, viewer, new.family, Right.ADD_MATERIAL)
        if replace(new, persons=()) == replace(was.details, persons=()) and (
                set(new.tellers) == set(was.details.tellers)):
            raise BadInput(N_("Nothing was changed."))
        new = _checked(pilot, db, was, new, family_id, sure)
        tell, heard = _people(db, was, new, family_id)
        _require_consent(db, was, new, tell, heard)
        _require_followed(db, was, new, {one.person_id: one for one in (*tell, *heard)})
        _put(db, was, new, family_id, {one.person_id: one in tell for one in (*tell, *heard)})
        events.record(db, viewer, "changed", "document", guid)


def _checked(
    pilot: Pilot, db: Database, was: _Stored, new: Details, family_id: int, sure: Container[str]
) -> Details:
    """With title and dates checked, as far as they are new: what was sure once is not asked again."""
    old, moved = was.details, family_id != was.family_id
    if new.title != old.title and register.gives_away(pilot, new.title):
        raise BadInput(N_(
            "A real name of the register, or a number or address of somebody, is in this title. Choose one that gives"
            " nothing away."))
    told_on = new.told_on
    if moved or told_on != old.told_on:
        told_on = requirements.check_told(db, told_on, sure, family_id)
    start, end = requirements.check_period(new.event_from, new.event_until)
    if moved or start != old.event_from:
        early.ask(db, [start], sure, family_id)
    if (told_on, start, end) != (old.told_on, old.event_from, old.event_until):
        early.ask_late(told_on, [start, end], sure)
    return replace(new, told_on=told_on, event_from=start, event_until=end)


def _people(db: Database, was: _Stored, new: Details, family_id: int) -> tuple[list[Person], list[Person]]:
    """Who tells, and who else is heard: of this family or working for the pilot, fitting the voice."""
    tell = requirements.tellers(db, documents.NewDocument(
        new.family, "interview", new.voice, new.title, new.told_on, persons=new.tellers))
    ids: list[int | None] = []
    for label, speaker in new.speakers.items():
        if speaker == was.details.speakers[label]:
            ids += was.labelled[label].persons
        elif speaker.person:
            ids.append(people.person(db, speaker.person).person_id)
    heard = requirements.heard(db, ids, tell)
    requirements.check_family((*tell, *heard), family_id)
    return tell, heard


def _require_followed(db: Database, was: _Stored, new: Details, heard: Mapping[int, Person]) -> None:
    """Nobody of the family is let out of it, for consent hangs on who is heard: somebody of the family comes instead.

    Raises: BadInput.
    """
    comes = [one for one in heard.values() if one.family_id and one.person_id not in was.heard]
    for number in set(was.heard) - set(heard):
        gone = people.by_id(db, number)
        spoke = [new.speakers[label].person for label, one in was.labelled.items() if number in one.persons]
        followed = [guid and people.person(db, guid).family_id for guid in spoke]
        if gone.family_id and not (all(followed) if spoke else comes):
            raise BadInput(N_(
                "{person} is heard here, and this conversation hangs on that consent. Choose who of the family it is"
                " instead. If nobody of the family is heard, withdraw the conversation and add it anew."),
                person=gone.pseudonym)


def _require_consent(db: Database, was: _Stored, new: Details, tell: list[Person], heard: list[Person]) -> None:
    """Of who is new in it; and, where its sound comes along, to recording of who is new among those who tell."""
    if {one.person_id for one in (*tell, *heard)} != set(was.heard) or new.family != was.details.family:
        requirements.require_consent(db, new.family, [*tell, *heard], was.heard)
    if _sound_changes(was, new, {one.person_id for one in tell}):
        there = {row[0] for row in db.conn.execute(
            "SELECT person_id FROM recording_person WHERE recording_id = ?", (was.recording_id,))}
        consent.require(db, [one for one in tell if one.person_id not in there], ["record"])


def _sound_changes(was: _Stored, new: Details, tell: set[int]) -> bool:
    """Whether somebody else is heard in its recording, or it becomes another family's."""
    telling = {number for number, tells in was.heard.items() if tells}
    return was.recording_id is not None and (tell != telling or new.family != was.details.family)


def _put(db: Database, was: _Stored, new: Details, family_id: int, heard: dict[int, bool]) -> None:
    """Store it all; `heard`: by person_id, whether they tell."""
    db.conn.execute(
        "UPDATE document SET family_id = ?, voice = ?, title = ?, told_on = ?, event_from = ?, event_until = ?"
        " WHERE document_id = ?",
        (family_id, new.voice, new.title, new.told_on, new.event_from, new.event_until, was.document_id))
    named = {one.person: people.person(db, one.person) for one in new.speakers.values() if one.person}
    speakers.put(db, was.labelled, new.speakers, named)
    db.conn.execute(
        "DELETE FROM document_person WHERE document_id = ? AND person_id NOT IN (SELECT value FROM json_each(?))",
        (was.document_id, json.dumps(list(heard))))
    db.conn.executemany(
        "INSERT INTO document_person(document_id, person_id, tells) VALUES (?, ?, ?)"
        " ON CONFLICT(document_id, person_id) DO UPDATE SET tells = excluded.tells WHERE tells <> excluded.tells",
        [(was.document_id, person, tells) for person, tells in heard.items()])
    if was.recording_id:
        _put_recording(db, was, new, family_id, {person for person, tells in heard.items() if tells})


def _put_recording(db: Database, was: _Stored, new: Details, family_id: int, tell: set[int]) -> None:
    """Let the recording follow: whose it is and whose voice, so that nobody hears it who may not, and its date."""
    db.conn.execute(
        "UPDATE recording SET family_id = ?, voice = ?, recorded_on = CASE recorded_on WHEN ? THEN ?"
        " ELSE recorded_on END WHERE recording_id = ?",
        (family_id, new.voice, was.details.told_on, new.told_on, was.recording_id))
    if not _sound_changes(was, new, tell):
        return
    db.conn.execute("DELETE FROM recording_person WHERE recording_id = ?", (was.recording_id,))
    db.conn.executemany("INSERT INTO recording_person VALUES (?, ?)",
                        [(was.recording_id, person) for person in sorted(tell)])
