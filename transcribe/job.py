"""Transcribing a recording of a pilot: asking for it, and doing it in the worker."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jobs import queue
from jobs.kinds import ERASE
from pilot import access, words
from pilot.access import Right
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import consent, hotwords, people
from pilot.paging import ALL, Paged, Wanted
from pilot.store import large_files
from pilot.store.files import write
from pilot.vocabulary import voices
from pilot.words import N_
from texts import notes
from texts.documents import NewDocument, NewTurn, add_document
from texts.recordings import without_text
from transcribe import apart, checks, doubts, fetch, languages, measuring, models, segments, sureness, whisper, writing
from transcribe.handlers import FETCH, FIND_NAMES, MAKE_VERSIONS, MEASURE, PLAY, TRANSCRIBE
from transcribe.keep import Keeper
from transcribe.speakers import fetching, installed
from transcribe.speakers.said_by import FIND_OUT, MOST, NOT_TOLD
from transcribe.unchanged import require_unchanged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from jobs.queue import Job
    from jobs.shapes import Asked
    from jobs.work import Work
    from pilot.access import Viewer
    from pilot.families.people import Person
    from texts.recordings import Silent
    from transcribe.models import Model
    from transcribe.speakers.said_by import Told
    from transcribe.writing import Engine

USES = ["record", "transcribe", "analyse"]
NOBODY = N_("Nobody is heard speaking in this recording. Listen whether it is the right one; if it is, type the text"
            " yourself and add it under Add.")
NOBODY_LEFT = N_("This recording is damaged, and nobody is heard in what could be read of it. Listen to it; where it"
                  " is whole elsewhere, add that copy under Add.")
TELL_EVERY_S = 1.0
_ABOUT_NO_RECORDING = {
    FETCH: N_("Fetching the model {name}"), MEASURE: N_("Measuring how fast the model {name} is here"),
    FIND_NAMES: N_("Looking for names in texts"), MAKE_VERSIONS: N_("Making versions without names"),
    PLAY: N_("Making copies of recordings for the player"), ERASE: N_("Erasing for good")}


@dataclass(frozen=True)
class Recording:
    """A recording that may be written down; times integer ms, date ISO."""

    recording_id: int
    guid: str
    ext: str
    voice: str
    recorded_on: str
    duration_ms: int
    family_guid: str


@use_case(Right.TRANSCRIBE, Right.WRITE_STORY, reads="recordings by family and date")
def transcribable(db: Database, viewer: Viewer, guid: str) -> Recording:
    """The recording, for who may have it transcribed; hearing it oneself is another right.
    Who writes stories may so for what she recorded herself.

    Raises: NotAllowed; NotFound alike for none and for one of a family this viewer may not know of.
    """
    where, params = access.families_where(viewer)
    if not viewer.may(Right.TRANSCRIBE):
        where, params = f"{where} AND r.created_by = ?", [*params, viewer.user_id]
    row = db.conn.execute(
        "SELECT r.recording_id, r.guid, r.ext, r.voice, r.recorded_on, r.duration_ms, f.guid"
        f" FROM recording r JOIN family f USING (family_id) WHERE r.guid = ? AND {where}", (guid, *params)).fetchone()
    if row is None:
        raise NotFound(N_("This recording is not there, or it is not for you."))
    return Recording(*row)


def _persons(db: Database, recording: Recording) -> list[Person]:
    rows = db.conn.execute(
        "SELECT p.guid FROM recording_person JOIN person p USING (person_id) WHERE recording_id = ?"
        " ORDER BY p.person_id", (recording.recording_id,)).fetchall()
    return [people.person(db, row[0]) for row in rows]


def _require_ready(db: Database, recording: Recording) -> None:
    """Raises: Conflict when there is a transcript already; BadInput when a consent is missing."""
    if has_text(db, recording):
        raise Conflict(N_("This recording has a transcript already."))
    require_consent(db, recording)


def has_text(db: Database, recording: Recording) -> bool:
    """Whether it was written out."""
    return notes.has_text(db, recording.recording_id)


def require_consent(db: Database, recording: Recording) -> None:
    """Whoever is heard consents to all that the job does; where nobody of the family is, the family lets it be told.

    Raises: BadInput, also for a recording that was withdrawn.
    """
    if db.conn.execute("SELECT 1 FROM recording WHERE recording_id = ? AND withdrawn_at IS NOT NULL",
                       (recording.recording_id,)).fetchone():
        raise BadInput(N_("This recording has been withdrawn. An administrator can bring it back."))
    heard = _persons(db, recording)
    consent.require(db, heard, USES)
    if not any(person.family_id for person in heard):
        consent.require_tellable(db, recording.family_guid)


@use_case(Right.TRANSCRIBE, event="asked for job")
def request_transcription(
    db: Database, viewer: Viewer, recording_guid: str, model: Model, language: str, speakers: int = FIND_OUT,
) -> str:
    """Ask for a transcript of a recording; returns the job's guid, the same one while it is alive.

    Consent is checked now and again when the work starts. A job that failed or was stopped goes on where it was,
    when it is asked for again with the same model and language.

    Args:
        speakers: how many speak, to be told apart by voice where the models for that are here; or FIND_OUT, NOT_TOLD.

    Raises: BadInput (missing consent, English-only model), Conflict (a transcript is there, or on its way with
        another model), NotFound, NotAllowed.
    """
    with write(db):
        return request_within(db, viewer, recording_guid, model, language, speakers)


@inner("part of a use case that asks for a transcript")
def request_within(
    db: Database, viewer: Viewer, recording_guid: str, model: Model, language: str, speakers: int = FIND_OUT,
) -> str:
    """`request_transcription` inside a transaction that is open already."""
    recording = transcribable(db, viewer, recording_guid)
    if language not in languages.CODES:
        raise BadInput(N_("Choose a language from the list."))
    model.require_language(language)
    if not NOT_TOLD <= speakers <= MOST:
        raise BadInput(N_("Choose how many people speak: 1 to {most}, or let it be found out."), most=MOST)
    asked: Asked = {"recording": recording.guid, "model": model.name, "language": language}
    if speakers != FIND_OUT:
        asked["speakers"] = speakers
    _require_ready(db, recording)
    alive = queue.alive(db, TRANSCRIBE, recording.guid)
    if alive is not None and alive != asked:
        raise Conflict(N_("This recording is being transcribed already. Stop that first to choose otherwise."))
    return queue.enqueue(db, viewer, TRANSCRIBE, asked, recording.guid)


def preferred(db: Database, fitting: Sequence[Model]) -> Model:
    """Which of these models is used unless somebody chooses: that of the last transcript, else the program's own."""
    named = {model.name: model for model in fitting}
    return next((named[name] for name in (last_model(db), models.DEFAULT) if name in named), fitting[0])


def last_model(db: Database) -> str | None:
    """The name of the model that was asked for last, None before anything was transcribed."""
    row = db.conn.execute("SELECT input FROM job WHERE kind = ? ORDER BY job_id DESC LIMIT 1", (TRANSCRIBE,)).fetchone()
    return json.loads(row[0]).get("model") if row else None


@use_case(Right.TRANSCRIBE, event="asked for job")
def request_model(db: Database, viewer: Viewer, name: str) -> str:
    """Ask for a model to be fetched from outside; returns the job's guid. Raises: BadInput for an unknown name."""
    if name not in (*models.REPOSITORIES, installed.NAME):
        raise BadInput(N_("There is no model {name} to fetch. There are: {names}."),
                       name=name, names=", ".join(models.REPOSITORIES))
    with write(db):
        return queue.enqueue(db, viewer, FETCH, {"model": name}, name)


class Waiting(NamedTuple):
    """A recording that can be asked for.

    Attributes:
        family: its pseudonym. who: the roles of those who tell. by: the label of who added it, or ''.
        blocked: a sentence when a consent is missing, else ''. heard: how many people are heard in it.
    """

    guid: str
    family: str
    who: str
    voice: str
    recorded_on: str
    duration_ms: int
    family_guid: str
    blocked: str
    by: str
    heard: int


@use_case(Right.TRANSCRIBE, reads="recordings by family and date")
def untranscribed(
    db: Database, viewer: Viewer, wanted: Wanted = ALL, *, only: str | None = None
) -> Paged[Waiting]:
    """A page of the recordings without a transcript and without a job on its way, newest first.

    Args:
        only: guid of the one that is asked for.
    """
    found = without_text(db, viewer, wanted, only=only, but=[row[0] for row in db.conn.execute(
        "SELECT input_key FROM job WHERE kind = ? AND state IN ('queued', 'running')", (TRANSCRIBE,))])
    return found.of([_waiting(db, one) for one in found])


def _waiting(db: Database, one: Silent) -> Waiting:
    recording = Recording(one.recording_id, one.guid, one.ext, one.voice, one.recorded_on, one.duration_ms,
                          one.family_guid)
    blocked = ""
    try:
        _require_ready(db, recording)
    except BadInput as error:
        blocked = error.sentence()
    heard = _persons(db, recording)
    return Waiting(one.guid, one.family, _who(heard, one.voice), one.voice, one.recorded_on, one.duration_ms,
                   one.family_guid, blocked, one.by, len(heard))


class About(NamedTuple):
    """What a job is about: family and roles, or the model; of a recording its date (ISO) and how long it lasts (ms)."""

    what: str
    recorded_on: str = ""
    duration_ms: int = 0


def about(db: Database, job: Job) -> About:
    """What a job is about, for who may see the job."""
    if job.kind in _ABOUT_NO_RECORDING:
        return About(words.translate(_ABOUT_NO_RECORDING[job.kind]).format(name=job.input.get("model", "")))
    row = db.conn.execute(
        "SELECT r.recording_id, r.guid, r.ext, r.voice, r.recorded_on, r.duration_ms, f.guid, f.pseudonym"
        " FROM recording r JOIN family f USING (family_id) WHERE r.guid = ?", (job.input.get("recording"),)).fetchone()
    if row is None:
        return About(job.kind)
    who = _who(_persons(db, Recording(*row[:7])), row[3])
    return About(" · ".join(part for part in (row[7], who) if part), row[4], row[5])


def _who(persons: list[Person], voice: str) -> str:
    """The roles of those who tell, such as "moeder"; those of the recording's voice when there are any."""
    tell = [p for p in persons if (p.kind in people.FAMILY_KINDS) == (voice == "family")] or persons
    return ", ".join(dict.fromkeys(p.role or p.kind for p in tell))


def run(work: Work, transcriber: Engine | None = None) -> None:
    """The worker's part: write down the recording from where an earlier attempt stopped, then make the document.

    Document, list of places to listen to and 'done' are stored in one transaction.
    """
    asked = work.input
    viewer = work.viewer()
    recording = transcribable(work.db, viewer, asked["recording"])
    _require_ready(work.db, recording)
    model = models.ready(work.home, models.named(work.home, asked["model"]))
    model.require_language(asked["language"])
    engine = transcriber or whisper.FasterWhisper(model, whisper.Settings(
        language=asked["language"], hotwords=tuple(hotwords.expected(work.pilot, recording.family_guid))))
    keeper = Keeper(work, recording.recording_id, recording.duration_ms,
                    lambda: require_consent(work.db, transcribable(work.db, viewer, recording.guid)))
    keeper.resume()
    with large_files.opened(large_files.recording(work.pilot, recording.guid, recording.ext)) as file:
        require_unchanged(work.db, recording.recording_id, file)
        speakers = asked.get("speakers", FIND_OUT)
        apart.announce(keeper, speakers)
        writing.write_out(file, engine, keeper)
        told = apart.told(keeper, file, speakers)
    # What is known of it may have been changed meanwhile.
    _make_document(work, viewer, transcribable(work.db, viewer, recording.guid), engine.engine, told)


def _make_document(work: Work, viewer: Viewer, recording: Recording, engine: str, told: Told) -> None:
    written = told.written
    language = work.db.conn.execute("SELECT language FROM pilot").fetchone()[0]
    turns = [
        # Whose voice it is, nobody has said yet.
        NewTurn(turn.text, _speaker(turn.speaker, language), voices.OTHER, None, turn.start_ms, turn.end_ms,
                turn.confidence, turn.timings)
        for turn in segments.turns(writing.merged(written))]
    if not turns:
        raise BadInput(NOBODY_LEFT if work.output.get("damage") else NOBODY)
    if notes.is_note(work.db, recording.recording_id):
        with work.finishing():
            require_consent(work.db, recording)
            notes.put(work.db, recording.recording_id, [turn.text for turn in turns], engine)
            work.note(damage=None)
        return
    persons = _persons(work.db, recording)
    damage = [(start, end) for start, end in work.output.get("damage") or []]
    places = [*checks.places(written, damage), *told.places]
    with work.finishing():
        require_consent(work.db, recording)
        guid = add_document(
            work.db, viewer,
            NewDocument(recording.family_guid, "interview", recording.voice, _title(work.db, persons, recording.voice),
                        recording.recorded_on, persons=tuple(p.guid for p in persons),
                        recording_id=recording.recording_id),
            turns, version_kind="raw", engine=engine,
            right=Right.TRANSCRIBE if viewer.may(Right.TRANSCRIBE) else Right.WRITE_STORY)
        doubts.keep(work.db, guid, places)
        sureness.keep(work.db, guid, told.sure)
        work.note(document=guid, damage=None)


def _speaker(number: int | None, language: str) -> str:
    """“Speaker 1”, in the pilot's language, until a person says who it is."""
    return "" if number is None else words.translate(N_("Speaker {number}"), language).format(number=number + 1)


def _title(db: Database, persons: list[Person], voice: str) -> str:
    """“Conversation with moeder”, in the pilot's language: a title is kept as it is written."""
    language = db.conn.execute("SELECT language FROM pilot").fetchone()[0]
    who = _who(persons, voice)
    if not who:
        return words.translate(N_("Conversation"), language)
    return words.translate(N_("Conversation with {who}"), language).format(who=who)


def run_fetch(work: Work) -> None:
    """The worker's part of fetching a model, with progress in bytes."""
    work.viewer().require(Right.TRANSCRIBE)
    told = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= TELL_EVERY_S or done == total:
            told = time.monotonic()
            with work.holding():
                work.report(done, total, "bytes")

    name = work.input["model"]
    if name == installed.NAME:
        fetching.fetch_speakers(work.home, tell)
    else:
        measuring.measure(work, fetch.fetch(work.home, name, tell))
