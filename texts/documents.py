"""Documents and their immutable versions, with turns.

A version's text is its turns joined by a newline; every offset is a Unicode code point, 0-based, end-exclusive,
into that text.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer, stopping
from pilot.clock import now
from pilot.config import Pilot
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotFound
from pilot.families import register
from pilot.store.files import new_guid, write
from pilot.vocabulary import voices
from pilot.words import N_
from texts import places, requirements, sentences, withdrawal, word_times
from texts.known import Known
from texts.timings import Timing, moved
from texts.transcripts import ReadTurn, Transcript

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlite_utils import Database

SEPARATOR = "\n"


@dataclass(frozen=True)
class NewTurn:
    """One turn to store: text without line breaks at its ends; times in integer ms or None; confidence 0-1 or None.

    `timings`: when words inside it were said, offsets into its text; only of a first version, a later one takes over
    those of the version it is made of. `came_as`: the label it came in under, never a name; it stays, whoever speaks.
    """

    text: str
    speaker: str = ""
    voice: str = voices.OTHER
    person_id: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None
    timings: tuple[Timing, ...] = field(default=(), compare=False, repr=False)
    came_as: str = field(default="", compare=False)


@dataclass(frozen=True)
class NewDocument:
    """What is known of a document besides its text; dates ISO, `persons` are guids of those who tell."""

    family_guid: str
    kind: str
    voice: str
    title: str
    told_on: str
    event_from: str | None = None
    event_until: str | None = None
    persons: tuple[str, ...] = ()
    recording_id: int | None = None
    story_id: int | None = None
    source_sha256: str | None = None


def layout(turns: Sequence[NewTurn]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a version and the span (start, end; code points) of each turn in it."""
    spans, at = [], 0
    for turn in turns:
        spans.append((at, at + len(turn.text)))
        at += len(turn.text) + len(SEPARATOR)
    return SEPARATOR.join(turn.text for turn in turns), spans


def sha256_of(text: str) -> str:
    """SHA-256 (hex) of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


@use_case(Right.ADD_MATERIAL, Right.TRANSCRIBE, Right.WRITE_STORY, event="added document")
def add_document(
    db: Database, viewer: Viewer, new: NewDocument, turns: Sequence[NewTurn], *,
    version_kind: str, engine: str, right: Right = Right.ADD_MATERIAL,
) -> str:
    """Store a document with its first version; call it inside `write(db)` so that many are all or nothing.

    Args:
        version_kind: 'raw' (may hold real names), 'corrected' or 'deidentified'.
        engine: what made the text, such as 'import docx' or 'faster-whisper tiny.en'.

    Returns: the document's guid.
    Raises: BadInput (no text, bad date, missing consent of somebody heard or told about), Conflict (the same source is
        there), NotFound, NotAllowed.
    """
    family_id = access.require_family(db, viewer, new.family_guid, right)
    if new.source_sha256:
        requirements.require_new_source(db, new.source_sha256)
    who = requirements.tellers(db, new)
    heard = requirements.heard(db, [turn.person_id for turn in turns], who)
    requirements.require_consent(db, new.family_guid, [*who, *heard])
    guid = new_guid()
    cursor = db.conn.execute(
        "INSERT INTO document(guid, family_id, kind, voice, recording_id, story_id, title, told_on, event_from,"
        " event_until, source_sha256, created_by, created_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (guid, family_id, new.kind, new.voice, new.recording_id, new.story_id, requirements.check_title(new.title),
         requirements.check_past(db, new.told_on), *requirements.check_period(new.event_from, new.event_until),
         new.source_sha256, viewer.user_id, now()),
    )
    document_id = int(cursor.lastrowid or 0)
    db.conn.executemany(
        "INSERT INTO document_person(document_id, person_id, tells) VALUES (?, ?, ?)",
        [(document_id, person.person_id, person in who) for person in (*who, *heard)])
    add_version(db, viewer, document_id, turns, kind=version_kind, engine=engine)
    events.record(db, viewer, "added", "document", guid)
    return guid


@inner("part of what adds a text or changes one")
def add_version(
    db: Database, viewer: Viewer, document_id: int, turns: Sequence[NewTurn], *,
    kind: str, engine: str, based_on: int | None = None,
) -> int:
    """Add a version to a document inside `write(db)`; returns version_id. The caller has checked rights.

    What was judged about the document gets its place in the new version too.

    Args:
        based_on: version_id of the version this one was made of; None for the first, or when it is not known.

    Raises: BadInput when there is no text in any turn.
    """
    kept = [turn for turn in turns if turn.text.strip()]
    if not kept:
        raise BadInput(N_("There is no text in it."))
    text, spans = layout(kept)
    number = db.conn.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM document_version WHERE document_id = ?", (document_id,)
    ).fetchone()[0]
    cursor = db.conn.execute(
        "INSERT INTO document_version(guid, document_id, number, kind, based_on, text, sha256, engine, created_by,"
        " created_at) VALUES (?,?,?,?,?,?,?,?,?,?)",
        (new_guid(), document_id, number, kind, based_on, text, sha256_of(text), engine, viewer.user_id, now()),
    )
    version_id = int(cursor.lastrowid or 0)
    db.conn.executemany(
        "INSERT INTO turn(version_id, seq, speaker, voice, person_id, start_char, end_char, start_ms, end_ms,"
        " confidence, came_as) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        [(version_id, i, t.speaker, t.voice, t.person_id, *span, t.start_ms, t.end_ms, t.confidence,
          t.came_as or t.speaker)
         for i, (t, span) in enumerate(zip(kept, spans, strict=True))],
    )
    if based_on is not None:
        word_times.carry(db, based_on, version_id)
    else:
        word_times.put(db, version_id, [
            timing for turn, (start, _end) in zip(kept, spans, strict=True) for timing in moved(turn.timings, start)])
    if number > 1:
        places.carry_to(db, version_id)
    return version_id


@use_case(Right.PREPARE, event="revised document")
def revise(
    db: Database, viewer: Viewer, guid: str, turns: Sequence[NewTurn], *, kind: str, engine: str,
    number: int | None = None, no_names: bool = False,
) -> str:
    """Make a new version of a document from the one this viewer reads; every coding is carried over.

    A corrected version of a document that has a version free of names waits until it is declared free of them too.

    Args:
        kind: 'corrected' or 'deidentified'; the version before it stays as it is.
        engine: what made the text, such as 'corrected by hand'.
        number: of the version it is made of, from 1; the one this viewer reads when None.
        no_names: the words of the register that stand in a de-identified one are no names here.

    Returns: the guid of the new version.
    Raises: BadInput (no text, another kind, nothing changed, words of the register in what is de-identified), NotFound,
        NotAllowed.
    """
    if kind not in ("corrected", "deidentified"):
        raise BadInput(N_("A new version is either corrected or de-identified."))
    with write(db):
        base = access.require_document(db, viewer, guid, number)
        before = turns_of(db, base.version_id)
        if before == [turn for turn in turns if turn.text.strip()] and kind == base.kind:
            raise BadInput(N_("Nothing was changed in the text."))
        if kind == "deidentified" and not no_names and register.names_in(
                Pilot.of(db), *requirements.called_and_said(db, base.document_id, turns)):
            raise BadInput(requirements.SHOWN)
        # A turn that is somebody else's now came in under no label of hers.
        known = {(turn.speaker, turn.came_as) for turn in before}
        turns = [turn if (turn.speaker, turn.came_as) in known else replace(turn, came_as="") for turn in turns]
        version_id = add_version(
            db, viewer, base.document_id, turns, kind=kind, engine=engine, based_on=base.version_id)
        events.record(db, viewer, "revised", "document", guid)
        row = db.conn.execute("SELECT guid FROM document_version WHERE version_id = ?", (version_id,)).fetchone()
    sentences.settle(db, [version_id])
    return str(row[0])


def turns_of(db: Database, version_id: int) -> list[NewTurn]:
    """The turns of a version, in order, as they would be stored anew."""
    text = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version_id,)).fetchone()[0]
    return [NewTurn(text[a:b], speaker, voice, person_id, start_ms, end_ms, confidence, came_as=came_as)
            for a, b, speaker, voice, person_id, start_ms, end_ms, confidence, came_as in db.conn.execute(
                "SELECT start_char, end_char, speaker, voice, person_id, start_ms, end_ms, confidence, came_as"
                " FROM turn WHERE version_id = ? ORDER BY seq", (version_id,))]


@use_case(Right.READ_DOCUMENTS, reads="titles")
def documents(db: Database, viewer: Viewer, guids: Collection[str] | None = None) -> list[Known]:
    """What a viewer may read, newest telling first; of these guids, where they are given."""
    where, params = access.documents_where(db, viewer)
    readable, readable_params = access.versions_where(viewer)
    if guids is not None:
        where, params = f"d.guid IN (SELECT value FROM json_each(?)) AND {where}", [json.dumps(list(guids)), *params]
    rows = db.conn.execute(
        "SELECT d.guid, d.title, d.kind, d.voice, f.pseudonym, f.guid, d.told_on, d.event_from, d.event_until,"
        " coalesce((SELECT length(v.text) - length(replace(replace(v.text, ' ', ''), char(10), '')) + 1"
        "  FROM document_version v WHERE v.document_id = d.document_id ORDER BY v.number DESC LIMIT 1), 0),"
        " (SELECT r.guid FROM recording r WHERE r.recording_id = d.recording_id),"
        f" EXISTS (SELECT 1 FROM document_version v WHERE v.document_id = d.document_id AND {readable}),"
        f" {access.reach.unasked() if guids is None else access.reach.is_unasked()}"
        f" FROM document d JOIN family f USING (family_id) WHERE {where}"
        " ORDER BY d.told_on DESC, d.document_id DESC",
        (*readable_params, *params),
    )
    return [Known._make((*row[:11], bool(row[11]), bool(row[12]))) for row in rows]


@use_case(Right.READ_DOCUMENTS, event="opened document", reads="texts")
def transcript(
    db: Database, viewer: Viewer, guid: str, number: int | None = None, *, most: int | None = None,
) -> Transcript:
    """A document as this viewer reads it; that it was opened is recorded, once an hour.

    Args:
        number: of the version, from 1; the one this viewer reads when None.
        most: of turns, from the first; all of them when None.
    """
    version = access.require_document(db, viewer, guid, number)
    head = db.conn.execute(
        "SELECT d.title, f.pseudonym, d.voice, d.told_on, v.text, r.guid, r.duration_ms,"
        f" {access.reach.is_unasked()}, f.guid, d.kind = 'story' FROM document d"
        " JOIN family f USING (family_id) JOIN document_version v ON v.version_id = ?"
        " LEFT JOIN recording r USING (recording_id) WHERE d.document_id = ?",
        (version.version_id, version.document_id),
    ).fetchone()
    if head is None:
        raise NotFound(N_("This document is not there, or it is not for you to read."))
    events.read(db, viewer, "opened", "document", guid)
    text = head[4]
    turns = [
        ReadTurn(seq=s, speaker=speaker, voice=voice, text=text[a:b], start=a, end=b, start_ms=ms, end_ms=ms_end,
                 confidence=confidence)
        for s, speaker, voice, a, b, ms, ms_end, confidence in db.conn.execute(
            "SELECT seq, speaker, voice, start_char, end_char, start_ms, end_ms, confidence FROM turn"
            " WHERE version_id = ? ORDER BY seq LIMIT ?", (version.version_id, -1 if most is None else most))
    ]
    return {
        "document": guid, "title": head[0], "family": head[1], "family_guid": head[8], "voice": head[2],
        "told_on": head[3], "is_story": bool(head[9]), "version": version.version_guid,
        "number": version.number, "kind": version.kind,
        "is_current": version.is_current,
        "recording": head[5], "duration_ms": head[6], "unasked": bool(head[7]), "turns": turns,
    }


def retitle_within(db: Database, document_id: int, title: str) -> None:
    """Give a document another title inside `write(db)`, for use cases that have checked rights. Raises: BadInput."""
    db.conn.execute(
        "UPDATE document SET title = ? WHERE document_id = ?", (requirements.check_title(title), document_id))


def redate_within(
    db: Database, document_id: int, told_on: str, event_from: str | None, event_until: str | None
) -> None:
    """Say anew when it was told and when it happened (ISO dates, checked) inside `write(db)`, as `retitle_within`."""
    db.conn.execute("UPDATE document SET told_on = ?, event_from = ?, event_until = ? WHERE document_id = ?",
                    (told_on, event_from, event_until, document_id))


@use_case(Right.WITHDRAW, event="withdrawn document")
def withdraw(db: Database, viewer: Viewer, guid: str, reason: str) -> None:
    """Take a document, with its sound, out of reading, coding, counting and quoting; nothing is deleted.

    Args:
        reason: why, kept with the document; never a name.

    Raises: BadInput (no reason), Conflict (withdrawn already), NotFound, NotAllowed.
    """
    stopping.ready()
    with write(db):
        withdraw_within(db, viewer, guid, reason)


@inner("part of what takes documents out, which asks the right")
def withdraw_within(
    db: Database, viewer: Viewer, guid: str, reason: str, *, right: Right = Right.WITHDRAW
) -> None:
    """`withdraw` inside `write(db)`, for use cases that have checked the right, and asked more than `right` asks."""
    withdrawal.take_out(db, viewer, withdrawal.Kind.DOCUMENT, guid, reason, right=right)


@use_case(Right.BRING_BACK, event="brought back document")
def bring_back(db: Database, viewer: Viewer, guid: str) -> None:
    """Let a withdrawn document be read and counted again, as far as consent allows; its codings were kept.

    Raises: Conflict (it is not withdrawn), NotFound, NotAllowed.
    """
    with write(db):
        withdrawal.bring_back(db, viewer, withdrawal.Kind.DOCUMENT, guid)
