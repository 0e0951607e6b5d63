"""A stretch of a recording written out once more, with another model or language: asked for, offered beside the words
that stand there, and taken or left by a person. Times integer ms; offsets code points, 0-based, end-exclusive.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from jobs import queue
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import write
from pilot.words import N_
from texts import sentences, word_times
from texts.documents import add_version, layout, turns_of
from texts.timings import moved
from transcribe import doubts, job, languages
from transcribe.handlers import AGAIN, TRANSCRIBE
from transcribe.replacing import replaced
from transcribe.segments import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from jobs.queue import Job
    from jobs.shapes import Asked
    from pilot.access import ReadableVersion
    from transcribe.account import Span
    from transcribe.job import Recording
    from transcribe.models import Model

ENGINE = "written out again"
SHORTEST_MS, LONGEST_MS = 200, 120_000


class Offer(NamedTuple):
    """Words for a stretch that a person has not decided on.

    Attributes:
        start, end: the words that stand there, offsets into the version this viewer reads; both where they would stand
            when there are none. was, now: these words, and those that are offered; either may be ''.
    """

    guid: str
    start_ms: int
    end_ms: int
    engine: str
    language: str
    start: int
    end: int
    was: str
    now: str


@inner("part of use cases that ask the right to prepare texts, which hearing the recording belongs to")
def recording_of(db: Database, viewer: Viewer, guid: str) -> tuple[ReadableVersion, Recording]:
    """The version of a document this viewer reads, and its recording. Raises: NotFound, also without one."""
    version = access.require_document(db, viewer, guid)
    row = db.conn.execute(
        "SELECT r.recording_id, r.guid, r.ext, r.voice, r.recorded_on, r.duration_ms, f.guid FROM document d"
        " JOIN recording r USING (recording_id) JOIN family f ON f.family_id = r.family_id WHERE d.document_id = ?",
        (version.document_id,)).fetchone()
    if row is None:
        raise NotFound(N_("This text has no recording here."))
    return version, job.Recording(*row)


@use_case(Right.PREPARE, event="asked for job")
def ask(
    db: Database, viewer: Viewer, guid: str, stretch: Span, model: Model, language: str, doubt: str = "",
) -> str:
    """Ask for a stretch of a document's recording to be written out again; returns the job's guid.

    Words that reach over its ends are part of it. Asked for alike while it is being done, it is done once.

    Args:
        stretch: from and until when, ms. doubt: guid of the place to listen to that this is about, or ''.

    Raises: BadInput (no such stretch, language or consent; a model for English only), NotFound, NotAllowed.
    """
    with write(db):
        version, recording = recording_of(db, viewer, guid)
        if language not in languages.CODES:
            raise BadInput(N_("Choose a language from the list."))
        model.require_language(language)
        job.require_consent(db, recording)
        start, end = _whole_words(db, version, _inside(stretch, recording.duration_ms))
        asked: Asked = {"document": guid, "recording": recording.guid, "start_ms": start, "end_ms": end,
                        "model": model.name, "language": language}
        if doubt:
            asked["doubt"] = doubt
        return queue.enqueue(db, viewer, AGAIN, asked, json.dumps(asked, sort_keys=True))


def _inside(stretch: Span, duration_ms: int) -> Span:
    start, end = max(0, stretch[0]), min(stretch[1], duration_ms)
    if not SHORTEST_MS <= end - start <= LONGEST_MS:
        raise BadInput(N_("Choose a stretch of the recording that lasts from a moment up to two minutes."))
    return start, end


def _whole_words(db: Database, version: ReadableVersion, stretch: Span) -> Span:
    """The stretch with all of the words that reach into it."""
    words = [(one.start_ms, one.end_ms or one.start_ms) for one in word_times.of(db, version.version_id)]
    inside = [word for word in words if word[0] < stretch[1] and word[1] > stretch[0]]
    return min([stretch[0], *(start for start, _end in inside)]), max([stretch[1], *(end for _start, end in inside)])


@use_case(Right.PREPARE, reads="stretches that are being written out again")
def asked(db: Database, viewer: Viewer, guid: str) -> list[Job]:
    """The tasks of this document that are on their way, then those that failed, the newest first."""
    access.require_document(db, viewer, guid)
    return [one for one in queue.jobs(db, viewer, 20, kinds=[AGAIN], own=True)
            if one.input["document"] == guid and (one.alive or one.state == "failed")]


def language_of(db: Database, guid: str) -> str:
    """The code of the language a document's recording was last written out in; Dutch where nobody asked for that."""
    row = db.conn.execute(
        "SELECT json_extract(j.input, '$.language') FROM document d JOIN recording r USING (recording_id)"
        " JOIN job j ON j.input_key = r.guid WHERE d.guid = ? AND j.kind = ? ORDER BY j.job_id DESC LIMIT 1",
        (guid, TRANSCRIBE)).fetchone()
    return str(row[0]) if row else languages.FIRST[0]


@use_case(Right.PREPARE, reads="texts of stretches that were written out again")
def offers(db: Database, viewer: Viewer, guid: str) -> list[Offer]:
    """What was written out again in a document and nobody has taken or left, in order of time.

    Raises: NotFound, NotAllowed.
    """
    version = access.require_document(db, viewer, guid)
    rows = _open(db, version.document_id)
    if not rows:
        return []
    text, = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()
    said, turns = word_times.of(db, version.version_id), doubts.turns_in_time(db, version.version_id)
    found = []
    for offer, start_ms, end_ms, engine, language, words in rows:
        start, end = doubts.spoken(said, turns, start_ms, end_ms)
        now_ = "".join(word[0] for word in json.loads(words)).strip()
        found.append(Offer(offer, start_ms, end_ms, engine, language, start, end, text[start:end], now_))
    return found


def _open(db: Database, document_id: int, guid: str | None = None) -> list[tuple[str, int, int, str, str, str]]:
    return db.conn.execute(
        "SELECT guid, start_ms, end_ms, engine, language, words FROM said_again WHERE document_id = ?1"
        " AND outcome IS NULL AND coalesce(?2, guid) = guid ORDER BY start_ms, end_ms, said_again_id",
        (document_id, guid)).fetchall()


@use_case(Right.PREPARE, event=("took stretch", "left stretch"))
def decide(db: Database, viewer: Viewer, guid: str, offer: str, number: int, *, taken: bool) -> int:
    """Take the words of a stretch that was written out again, in a corrected version, or leave those that stand there.

    Every coding is carried over, and the words keep when they are said. The place to listen to that it was asked for
    is settled: somebody has compared both.

    Args:
        number: of the version this was decided on, from 1.

    Returns: the number of the version that is read now; the same one where the corrected version waits behind a text
        that is free of names until it is declared free of them too.
    Raises: Conflict (decided already, or the text was changed meanwhile), BadInput (nothing would be left of the text),
        NotFound, NotAllowed.
    """
    with write(db):
        version = access.require_document(db, viewer, guid)
        rows = _open(db, version.document_id, offer)
        if not rows:
            raise Conflict(N_("Somebody has decided on this stretch already. Reload the page."))
        if taken and number != version.number:
            raise Conflict(N_("This text was changed meanwhile. Reload the page to go on with it as it is now."))
        if taken:
            words = [Word(*one) for one in json.loads(rows[0][5])]
            _put_in(db, viewer, _latest(db, viewer, version), (rows[0][1], rows[0][2]), words)
        db.conn.execute("UPDATE said_again SET outcome = ?, decided_by = ?, decided_at = ? WHERE guid = ?",
                        ("taken" if taken else "left", viewer.user_id, now(), offer))
        about = db.conn.execute("SELECT b.guid FROM said_again JOIN doubt b USING (doubt_id)"
                                " WHERE said_again.guid = ?", (offer,)).fetchone()
        if about:
            doubts.settle_within(db, viewer, version.document_id, about[0])
        events.record(db, viewer, "took" if taken else "left", "stretch", offer)
        now_read = access.require_document(db, viewer, guid)
    sentences.settle(db, [now_read.version_id])
    return now_read.number


def _latest(db: Database, viewer: Viewer, version: ReadableVersion) -> ReadableVersion:
    """The version that words come into: what was corrected since waits behind one that is free of names."""
    number, = db.conn.execute("SELECT max(number) FROM document_version WHERE document_id = ? AND kind = 'corrected'",
                              (version.document_id,)).fetchone()
    if number is None or number <= version.number:
        return version
    return access.require_document(db, viewer, version.document_guid, number)


def _put_in(db: Database, viewer: Viewer, version: ReadableVersion, stretch: Span, words: Sequence[Word]) -> None:
    """A corrected version with these words in place of those of the stretch; inside `write(db)`."""
    span = doubts.spoken(
        word_times.of(db, version.version_id), doubts.turns_in_time(db, version.version_id), *stretch)
    turns = replaced(turns_of(db, version.version_id), span, words)
    made = add_version(db, viewer, version.document_id, turns, kind="corrected", engine=ENGINE,
                       based_on=version.version_id)
    kept = [turn for turn in turns if turn.text.strip()]
    carried = {one.start for one in word_times.of(db, made)}
    fresh = [one for turn, (start, _end) in zip(kept, layout(kept)[1], strict=True)
             for one in moved(turn.timings, start)]
    word_times.put(db, made, [one for one in fresh if one.start not in carried])
