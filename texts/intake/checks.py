"""What must be known and agreed before material is stored; every fault of every file is found at once."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right
from pilot.door import inner
from pilot.errors import AskFirst, BadInput, RodeDraadError
from pilot.families import consent, early, people, register
from pilot.vocabulary import voices
from pilot.words import N_
from texts import preparing, requirements
from texts.intake.contents import Contents, already_there
from texts.intake.mending import Mended
from texts.intake.who_is_who import Speaker

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot
    from pilot.families.people import Person
    from texts.importers import ParsedText
    from texts.preparing import Found

USES_OF_RECORDING = ("record", "analyse")
USES_OF_TEXT = ("analyse",)


@dataclass(frozen=True)
class Item:
    """One upload and everything that must be known of it; guids, ISO dates.

    Args:
        persons: who tells; people a speaker stands for and whose voice it is are added.
        speakers: by label, '' for turns without one; texts only.
        deidentified: names have been replaced already, which somebody says who prepares texts.
        no_names: the words of the register that stand in such a text are no names there.
        recording: guid of the recording (in this batch or stored before) that this text is the transcript of.
        name: the file's name, for sentences only.
        transcribe: of a recording: the code of the language in which it is to be written out at once, '' for not now.
        sure: dates that are right although they lie before the pilot or the support of the family.
        mended: the turns as somebody set them right; None to take them as they were read.
    """

    upload: str
    family: str
    voice: str
    told_on: str
    title: str = ""
    persons: tuple[str, ...] = ()
    event_from: str | None = None
    event_until: str | None = None
    speakers: dict[str, Speaker] = field(default_factory=dict)
    deidentified: bool = False
    recording: str | None = None
    name: str = ""
    sure: Container[str] = ()
    mended: Mended | None = None
    transcribe: str = ""
    no_names: bool = False


@dataclass(frozen=True)
class Fault:
    """One thing to correct: a sentence, the field it is about, and missing consents (person guid, uses).

    asks: the date (ISO) that the sentence asks about: it may be right, and is when it is among the item's `sure`.
    shown: the words that can show who somebody is, where it is about those.
    """

    sentence: str
    field: str = "file"
    missing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    asks: str | None = None
    shown: tuple[Found, ...] = ()


class Refused(BadInput):
    """Nothing was stored; `faults` by upload say why."""

    def __init__(self, faults: dict[str, list[Fault]]) -> None:
        self.faults = faults
        # Each once: what is missing of many files at a time is said of all of them.
        said = list(dict.fromkeys(fault.sentence for found in faults.values() for fault in found))
        message = (
            N_("Nothing was stored yet: {all}")
            if len(faults) == 1
            else N_("Nothing was stored yet: {n} files are not right yet. {all}")
        )
        super().__init__(message, n=len(faults), all=" ".join(said))


@inner("part of storing")
def check(
    pilot: Pilot, db: Database, viewer: Viewer, items: Sequence[Item], contents: dict[str, Contents],
    unknown: Mapping[str, Sequence[Found]],
) -> dict[str, list[Fault]]:
    """Every fault of every item, by upload; empty when all can be stored.

    Args:
        unknown: by upload, names that nobody knows in texts that should have none (`unknown.unknown_names`).
    """
    faults: dict[str, list[Fault]] = {}
    seen: dict[str, str] = {}
    for item in items:
        held = contents[item.upload]
        found = _facts(db, viewer, item) + _about_people(db, viewer, item, held)
        if held.text:
            found += _about_text(db, item, held, items, contents) + _names(
                pilot, viewer, item, held.text, unknown.get(item.upload, ()))
        there = already_there(db, held)
        marks = (held.sha256, held.text_sha256 or held.sha256, item.upload)
        twin = next((seen[mark] for mark in marks if mark in seen), None)
        if there or twin is not None:
            name = twin or _said(N_("another file"))
            message = N_("The words of this file are in {name} as well. Remove one of the two.") if held.text else N_(
                "This is the same file as {name}. Remove one of the two.")
            found.append(Fault(there or _said(message, name=name)))
        seen |= dict.fromkeys(marks, item.name)
        if found:
            faults[item.upload] = found
    return faults


def _said(message: str, **params: object) -> str:
    return BadInput(message, **params).sentence()


def _facts(db: Database, viewer: Viewer, item: Item) -> list[Fault]:
    """Family, voice and dates."""
    found, family_id = [], None
    if not item.family:
        found.append(Fault(_said(N_("Choose the family this is about.")), "family"))
    else:
        try:
            family_id = access.require_family(db, viewer, item.family)
        except RodeDraadError as error:
            found.append(Fault(error.sentence(), "family"))
    if item.voice not in voices.VOICES:
        found.append(Fault(_said(N_("Say whose voice this is.")), "voice"))
    try:
        requirements.check_told(db, item.told_on, item.sure, family_id)
    except BadInput as error:
        found.append(_fault(error, "told_on"))
    try:
        period = requirements.check_period(item.event_from, item.event_until)
        early.ask(db, period[:1], item.sure, family_id)
        early.ask_late(item.told_on, period, item.sure)
    except BadInput as error:
        found.append(_fault(error, "event_from"))
    return found


def _fault(error: BadInput, field: str) -> Fault:
    return Fault(error.sentence(), field, asks=error.about if isinstance(error, AskFirst) else None)


def tellers(item: Item) -> tuple[str, ...]:
    """Guids of who tells: those named, and those whose words are in the voice of the document."""
    mapped = (s.person for s in item.speakers.values() if s.person and s.voice == item.voice)
    return tuple(dict.fromkeys((*item.persons, *mapped)))


def _about_people(db: Database, viewer: Viewer, item: Item, held: Contents) -> list[Fault]:
    """Who speaks: of this family or working for the pilot, fitting the voice, and consenting."""
    guids = dict.fromkeys((*item.persons, *(s.person for s in item.speakers.values() if s.person)))
    try:
        who = [people.person(db, guid) for guid in guids if guid]
        family_id = access.require_family(db, viewer, item.family) if item.family else None
    except RodeDraadError as error:
        return [Fault(error.sentence(), "persons")]
    if family_id is not None and any(p.family_id not in (None, family_id) for p in who):
        return [Fault(_said(N_("Somebody chosen here belongs to another family.")), "persons")]
    telling = [p for p in who if p.guid in tellers(item)]
    found = []
    if item.voice == voices.FAMILY and not any(p.family_id for p in telling):
        found.append(
            Fault(_said(N_("Say who of the family tells here, so that consent can be checked.")), "persons")
        )
    if item.voice == voices.COACH and not any(p.kind == "coach" for p in telling):
        found.append(Fault(_said(N_("Say which coach tells here.")), "persons"))
    if item.voice in ("coach", "other") and item.family and not any(p.family_id for p in who):
        found += _tellable(db, item.family)
    uses = USES_OF_RECORDING if held.media else USES_OF_TEXT
    return found + _consents(db, who, (*uses, "transcribe") if held.media and item.transcribe else uses)


def _tellable(db: Database, family: str) -> list[Fault]:
    """What others tell about a family needs somebody of it who consents, and nobody who withdrew."""
    try:
        consent.require_tellable(db, family)
    except BadInput as error:
        return [Fault(error.sentence(), "family")]
    return []


def _consents(db: Database, who: Sequence[Person], uses: Sequence[str]) -> list[Fault]:
    found = []
    for person in who:
        for use in uses:
            try:
                consent.require(db, [person], [use])
            except BadInput as error:
                found.append(Fault(error.sentence(), "consent", ((person.guid, (use,)),)))
    return found


def _about_text(
    db: Database, item: Item, held: Contents, items: Sequence[Item], contents: dict[str, Contents]
) -> list[Fault]:
    found = []
    try:
        requirements.check_title(item.title)
    except BadInput as error:
        found.append(Fault(error.sentence(), "title"))
    assert held.text is not None
    for label in dict.fromkeys(turn.speaker for turn in held.text.turns):
        if not _is_said(db, item, label):
            called = label or _said(N_("(no speaker named)"))
            found.append(Fault(_said(N_("Say who “{label}” is."), label=called), "speakers"))
    if item.recording:
        found += _about_recording(db, item, items, contents)
    return found


def _is_said(db: Database, item: Item, label: str) -> bool:
    """Whose voice a label is, and of the family's which person: nobody speaks for a family whom consent asks nothing.

    Turns without a label are those of who tells.
    """
    speaker = item.speakers.get(label)
    if speaker is None:
        return not label
    if speaker.voice != voices.FAMILY:
        return speaker.voice in voices.VOICES
    if speaker.person is None:
        return not label and item.voice == voices.FAMILY
    row = db.conn.execute("SELECT family_id FROM person WHERE guid = ?", (speaker.person,)).fetchone()
    return row is None or row[0] is not None  # somebody unknown is another fault


def _names(
    pilot: Pilot, viewer: Viewer, item: Item, text: ParsedText, unknown: Sequence[Found]
) -> list[Fault]:
    """Real names in the title, and in a text of which is said that it has none: those of the register, and others."""
    found = []
    if register.gives_away(pilot, item.title):
        found.append(Fault(_said(N_(
            "A real name of the register, or a number or address of somebody, is in this title. Choose one that gives"
            " nothing away.")), "title"))
    if item.deidentified and not viewer.may(Right.PREPARE):
        found.append(Fault(_said(N_(
            "Only who prepares texts can say that names have been replaced. Bring it in as a text with real names;"
            " they look at it and let evaluators read it.")), "deidentified"))
    elif item.deidentified and not item.no_names:
        shown = preparing.found_in(pilot, item.family, "\n".join(turn.text for turn in text.turns))
        known = [one.word.casefold() for one in shown]
        shown += [one for one in unknown if not any(word in one.word.casefold() for word in known)]
        if shown:
            found.append(Fault(_said(requirements.SHOWN), "deidentified", shown=tuple(shown)))
    return found


def _about_recording(
    db: Database, item: Item, items: Sequence[Item], contents: dict[str, Contents]
) -> list[Fault]:
    """The recording a text belongs to: there, of the same family, and without another text."""
    in_batch = next((i for i in items if i.upload == item.recording and contents[i.upload].media), None)
    row = db.conn.execute(
        "SELECT f.guid, EXISTS (SELECT 1 FROM document d WHERE d.recording_id = r.recording_id)"
        " FROM recording r JOIN family f USING (family_id) WHERE r.guid = ? AND r.withdrawn_at IS NULL",
        (item.recording,),
    ).fetchone()
    if in_batch is None and row is None:
        return [Fault(_said(N_("The recording this text belongs to is not there.")), "recording")]
    family = in_batch.family if in_batch else row[0]
    twice = sum(i.recording == item.recording for i in items) > 1 or bool(row and row[1])
    if twice:
        return [Fault(_said(N_("This recording has a text already.")), "recording")]
    if family != item.family:
        return [Fault(_said(N_("The recording is of another family than the text.")), "recording")]
    return []
