"""New material before it is stored: read, guessed at and shown; `intake_store` stores what is agreed.

A file's own name comes along only to guess from and to name the file in a sentence; it is never kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pilot.access import Right, Viewer, reach
from pilot.clock import today
from pilot.door import inner, use_case
from pilot.errors import BadInput
from pilot.families import consent, guardians, people
from pilot.paging import Wanted
from pilot.visible import visible_name
from pilot.vocabulary import voices
from pilot.words import N_, _
from texts import accepted
from texts.importers import AUDIO_LIMIT_BYTES, TEXT_LIMIT_BYTES, ParsedText
from texts.intake import file_list, reading
from texts.intake.contents import already_there, read_contents
from texts.intake.media_kind import Media
from texts.intake.shapes import (
    AllTurns,
    Card,
    Choices,
    CoachChoice,
    Contents,
    FamilyChoice,
    FirstTurn,
    KindChoice,
    PersonChoice,
    ProfessionalChoice,
    RecordingChoice,
    ShownTurn,
    SpeakerRow,
    Taken,
    VoiceChoice,
)
from texts.intake.who_is_who import Speaker, propose, proposed_title
from texts.recordings import without_text

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.families.people import Person

FIRST_TURNS = 4
_EXAMPLE_CHARS = 160
MOST_RECORDINGS = 5_000  # offered to choose from


@dataclass(frozen=True)
class Asked:
    """One complete upload to look at; family (guid), voice and date (ISO) where the user said so already."""

    upload: str
    name: str = ""
    family: str | None = None
    voice: str | None = None
    told_on: str | None = None


@dataclass
class Looks:
    """The families somebody may add material for, by guid their people and coaches; read once per request."""

    families: list[people.Family]
    members: dict[str, list[Person]] = field(default_factory=dict)
    coaches: dict[str, list[Person]] = field(default_factory=dict)


@inner("what preview and choices begin with")
def looks(db: Database, viewer: Viewer) -> Looks:
    """The families this viewer may add material for, with their people and coaches."""
    found = Looks(people.families(db, viewer))
    for family in found.families:
        found.members[family.guid] = people.persons(db, viewer, family.guid)
        found.coaches[family.guid] = people.coaches_of(db, viewer, family.guid)
    return found


@use_case(Right.ADD_MATERIAL, reads="files on their way in")
def preview(
    pilot: Pilot, db: Database, viewer: Viewer, asked: Sequence[Asked], csv: str | None = None
) -> list[Card]:
    """Look at uploads before storing: a card for each, in the order asked; a file that is refused was discarded.

    Raises: PlanFaults when the list of files (`csv`) has faults; nothing is discarded then.
    """
    listed = reading.plan_of(csv) if csv and csv.strip() else {}
    known = looks(db, viewer)
    return [_card(pilot, db, viewer, item, listed, known) for item in asked]


def _card(
    pilot: Pilot, db: Database, viewer: Viewer, item: Asked, listed: dict[str, file_list.Guess], known: Looks
) -> Card:
    try:
        contents = read_contents(pilot, db, viewer, item.upload, item.name)
    except BadInput as error:
        return Card(upload=item.upload, kind=None, faults=[error.sentence()], warnings=[], duplicate=None, content=None)
    family, voice, told_on, title, faults = _guessed(item, listed, known)
    if contents.media:
        found = _recording_card(contents.media, known, family, voice)
    else:
        assert contents.text is not None
        found = _text_card(contents.text, known, family, voice)
        found["title"] = title or found["title"]
    return {
        "upload": item.upload,
        "kind": "recording" if contents.media else "text",
        "faults": faults,
        "duplicate": already_there(db, contents),
        "content": contents.text_sha256 or contents.sha256,
        "family": family,
        "told_on": told_on,
        "voice": voice,
        **found,
    }


def _guessed(
    item: Asked, listed: dict[str, file_list.Guess], known: Looks
) -> tuple[str | None, str | None, str | None, str | None, list[str]]:
    """Family (guid), voice, date, title and faults: what the user said, else the list, else the file's name."""
    by_name = file_list.guess(item.name, [f.pseudonym for f in known.families])
    row = file_list.row_of(item.name, listed)
    faults = []
    guids = {f.pseudonym.casefold(): f.guid for f in known.families}
    if row.family and visible_name(row.family).casefold() not in guids:
        faults.append(
            _("The list names a family that is not in this pilot: {family}.").format(family=row.family[:40])
        )
    family = guids.get(visible_name(row.family or by_name.family or "").casefold())
    return (
        item.family or family,
        item.voice or row.voice or by_name.voice,
        item.told_on or row.told_on or by_name.told_on,
        row.title,
        faults,
    )


def _recording_card(media: Media, known: Looks, family: str | None, voice: str | None) -> Contents:
    speaker = propose("", known.members.get(family or "", []), known.coaches.get(family or "", []), voice)
    return {
        "format": media.ext.removeprefix("."),
        "warnings": list(media.warnings),
        "duration_ms": media.duration_ms,
        "title": "",
        "turns": 0,
        "words": 0,
        "persons": [speaker.person] if speaker.person else [],
        "speakers": [],
        "first_turns": [],
    }


def _text_card(text: ParsedText, known: Looks, family: str | None, voice: str | None) -> Contents:
    members, coaches = known.members.get(family or "", []), known.coaches.get(family or "", [])
    labels = list(dict.fromkeys(turn.speaker for turn in text.turns))
    speakers = _proposed(labels, known, family, voice)
    voice = voice or _main_voice(text, speakers)
    # Only now is it known whose voice it is, which says what "R" or no label at all means.
    speakers = _proposed(labels, known, family, voice)
    by_guid = {p.guid: p for p in (*members, *coaches)}
    tellers = [s.person for s in speakers if s.person and s.voice == voice]
    return {
        "format": text.format,
        "voice": voice,
        "warnings": list(text.warnings),
        "turns": len(text.turns),
        "words": sum(len(turn.text.split()) for turn in text.turns),
        "duration_ms": max((turn.end_ms or turn.start_ms or 0 for turn in text.turns), default=0) or None,
        "title": proposed_title(voice, [by_guid[guid] for guid in tellers]),
        "persons": tellers,
        "speakers": [_speaker_row(text, speaker) for speaker in speakers],
        "first_turns": [
            FirstTurn(speaker=t.speaker, text=t.text[:400], start_ms=t.start_ms)
            for t in text.turns[:FIRST_TURNS]
        ],
    }


def _proposed(labels: Sequence[str], known: Looks, family: str | None, voice: str | None) -> list[Speaker]:
    """Who each label stands for. Words without a label amid labelled ones may be a heading: the user says whose."""
    members, coaches = known.members.get(family or "", []), known.coaches.get(family or "", [])
    return [
        propose(label, members, coaches, voice) if label or len(labels) == 1 else Speaker("") for label in labels
    ]


def _main_voice(text: ParsedText, speakers: Sequence[Speaker]) -> str | None:
    """Whose words there are most of; others, such as interviewers, only ask."""
    by_label = {s.label: s.voice for s in speakers}
    words: Counter[str] = Counter()
    for turn in text.turns:
        words[by_label[turn.speaker]] += len(turn.text)
    telling = [voice for voice in voices.VOICES if voice != voices.OTHER and words[voice]]
    return max(telling, key=words.__getitem__, default=None)


def _speaker_row(text: ParsedText, speaker: Speaker) -> SpeakerRow:
    said = [turn.text for turn in text.turns if turn.speaker == speaker.label]
    return {
        "label": speaker.label,
        "voice": speaker.voice,
        "person": speaker.person,
        "turns": len(said),
        "words": sum(len(t.split()) for t in said),
        "example": max(said[:20], key=len)[:_EXAMPLE_CHARS],
    }


@use_case(Right.ADD_MATERIAL, reads="files on their way in")
def all_turns(pilot: Pilot, db: Database, viewer: Viewer, upload: str) -> AllTurns:
    """Every turn of a text on its way in, to read it through and set it right before it is stored.

    Raises: BadInput when it is no text or cannot be read any more, NotFound, NotAllowed.
    """
    contents = read_contents(pilot, db, viewer, upload)
    if contents.text is None:
        raise BadInput(N_("This is a recording: it has no turns yet."))
    return {"of": contents.text_sha256, "turns": [
        ShownTurn(speaker=t.speaker, text=t.text, start_ms=t.start_ms,
                  times=[[one.start, one.start_ms] for one in t.timings]) for t in contents.text.turns]}


@use_case(Right.ADD_MATERIAL, reads="families and people by pseudonym")
def choices(db: Database, viewer: Viewer) -> Choices:
    """What the page lets choose from."""
    known = looks(db, viewer)
    waiting = _silent(db, viewer)
    shut, day = consent.untellable(db, viewer), today(db)
    everybody = [person.person_id for members in known.members.values() for person in members]
    living = reach.living(db, everybody, consent.USE_NAMES, day)  # asked once of all, not once of each
    return {
        "families": [
            FamilyChoice(
                guid=f.guid,
                pseudonym=f.pseudonym,
                tellable=f.guid not in shut,
                recordings=waiting.get(f.guid, []),
                persons=[_person_choice(p, day, living) for p in known.members[f.guid]],
                coaches=[CoachChoice(guid=p.guid, name=p.pseudonym) for p in known.coaches[f.guid]],
            )
            for f in known.families
        ],
        "professionals": [
            ProfessionalChoice(guid=p.guid, name=p.pseudonym, role=p.role, voice=voices.of_person(p.kind, p.role),
                               answers=guardians.may_answer(p))
            for p in people.persons(db, viewer)
            if p.kind == "professional"
        ],
        "voices": [VoiceChoice(key=key, name=name, working=key in voices.WORKING, title=proposed_title(key, []))
                   for key, name in voices.titles().items()],
        "kinds": [KindChoice(key=key, name=_(name)) for key, name in people.KIND_NAMES.items()
                  if key in people.FAMILY_KINDS],
        "uses": {use: _(name) for use, name in consent.USE_NAMES.items()},
        "taken": Taken(mb=TEXT_LIMIT_BYTES // 1_000_000, gb=AUDIO_LIMIT_BYTES // 1_000_000_000,
                       texts=accepted.texts(), recordings=accepted.recordings()),
        "today": day,
        "may_prepare": viewer.may(Right.PREPARE),
        "may_add_families": viewer.may(Right.MANAGE_FAMILIES),
    }


def _silent(db: Database, viewer: Viewer) -> dict[str, list[RecordingChoice]]:
    """Recordings without a text, by family."""
    found: dict[str, list[RecordingChoice]] = {}
    for one in without_text(db, viewer, Wanted(size=MOST_RECORDINGS)):
        found.setdefault(one.family_guid, []).append(
            RecordingChoice(guid=one.guid, recorded_on=one.recorded_on, duration_ms=one.duration_ms))
    return found


def _person_choice(person: Person, day: str, living: set[tuple[int, str]]) -> PersonChoice:
    return {
        "guid": person.guid,
        "name": person.pseudonym,
        "role": person.role,
        "kind": person.kind,
        "under_16": guardians.is_under_16(person, day),
        "consents": [use for use in consent.USE_NAMES if (person.person_id, use) in living],
    }
