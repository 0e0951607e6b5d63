"""Storing what was agreed in the preview: everything is checked, then everything is stored, or nothing is.

A recording keeps the guid of its upload. It gets a second name in recordings/ first, then the transaction is
committed, and only then does the upload's own name go. So a crash leaves the upload as it was, or the
recording stored; `uploads.sweep` takes away the spare name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.families import people
from pilot.store import large_files
from pilot.store.files import write
from pilot.words import N_
from texts import documents, playable, sentences
from texts.importers import ParsedText
from texts.intake.checks import Fault, Item, Refused, check, tellers
from texts.intake.contents import Contents, as_mended, read_contents
from texts.intake.unknown import unknown_names
from texts.intake.who_is_who import Speaker, shown_names

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from pilot.config import Pilot
    from texts.intake.media_kind import Media


@dataclass(frozen=True)
class Stored:
    """What became of an upload: a 'text' (document guid) or a 'recording' (recording guid)."""

    upload: str
    kind: str
    guid: str


@use_case(Right.ADD_MATERIAL, event=("added document", "declared free of names document", "added recording"))
def store(
    pilot: Pilot, db: Database, viewer: Viewer, items: Sequence[Item],
    also: Callable[[Sequence[Stored]], None] | None = None,
) -> list[Stored]:
    """Store all items or none.

    Args:
        also: what is done with what was stored in the same transaction; a fault in it undoes the storing.

    Raises: Refused with every fault of every item; NotAllowed.
    """
    if not items:
        raise BadInput(N_("There is nothing to store. Choose files first."))
    contents = _read_all(pilot, db, viewer, items)
    unknown = unknown_names(pilot, db, viewer, items, contents)
    links: list[Path] = []
    try:
        with write(db):
            faults = check(pilot, db, viewer, items, contents, unknown)
            if faults:
                raise Refused(faults)
            stored = [
                _insert(pilot, db, viewer, item, contents[item.upload], links)
                for item in _ordered(items, contents)
            ]
            if also:
                also(stored)
    except BaseException:
        for link in links:
            link.unlink(missing_ok=True)
        raise
    drop_parts(pilot, [item.upload for item in items])
    sentences.settle(db)
    return stored


@use_case(Right.ADD_MATERIAL, reads="files on their way in")
def faults_of(pilot: Pilot, db: Database, viewer: Viewer, items: Sequence[Item]) -> dict[str, list[Fault]]:
    """What keeps items from being stored, by upload; empty when nothing does. Nothing is stored."""
    try:
        contents = _read_all(pilot, db, viewer, items)
        return check(pilot, db, viewer, items, contents, unknown_names(pilot, db, viewer, items, contents))
    except Refused as error:
        return error.faults


def _read_all(pilot: Pilot, db: Database, viewer: Viewer, items: Sequence[Item]) -> dict[str, Contents]:
    found: dict[str, Contents] = {}
    faults: dict[str, list[Fault]] = {}
    for item in items:
        try:
            found[item.upload] = as_mended(read_contents(pilot, db, viewer, item.upload, item.name), item.mended)
        except BadInput as error:
            faults[item.upload] = [Fault(error.sentence())]
    if faults:
        raise Refused(faults)
    return found


def _ordered(items: Sequence[Item], contents: dict[str, Contents]) -> list[Item]:
    """Recordings first: a text may belong to one of the same batch."""
    return sorted(items, key=lambda item: contents[item.upload].media is None)


def _insert(
    pilot: Pilot, db: Database, viewer: Viewer, item: Item, held: Contents, links: list[Path]
) -> Stored:
    db.conn.execute("DELETE FROM upload WHERE guid = ?", (item.upload,))
    if held.media:
        links.append(place_recording(pilot, held))
        return _insert_recording(db, viewer, item, held)
    assert held.text is not None
    row = db.conn.execute(
        "SELECT recording_id FROM recording WHERE guid = ?", (item.recording or "",)
    ).fetchone()
    new = documents.NewDocument(
        item.family,
        "interview",
        item.voice,
        item.title,
        item.told_on,
        item.event_from or None,
        item.event_until or None,
        tellers(item),
        row[0] if row else None,
        None,
        held.sha256,
    )
    guid = documents.add_document(
        db,
        viewer,
        new,
        new_turns(db, item, held.text),
        version_kind="deidentified" if item.deidentified else "raw",
        engine=f"import {held.text.format}",
    )
    if item.deidentified:
        events.record(db, viewer, "declared free of names", "document", guid)
    return Stored(item.upload, "text", guid)


def new_turns(db: Database, item: Item, text: ParsedText) -> list[documents.NewTurn]:
    """The turns as they are stored, each with voice and person; a label that is nobody's role is replaced."""
    speakers = {"": Speaker("", item.voice), **item.speakers}
    persons = {s.person: people.person(db, s.person) for s in speakers.values() if s.person}
    names = shown_names(list(speakers.values()), persons)
    came_as = _apart(names)
    turns = []
    for turn in text.turns:
        speaker = speakers[turn.speaker]
        person = persons[speaker.person].person_id if speaker.person else None
        turns.append(
            documents.NewTurn(
                turn.text, names[turn.speaker], speaker.voice, person, turn.start_ms, turn.end_ms, None, turn.timings,
                came_as[turn.speaker],
            )
        )
    return turns


def _apart(names: dict[str, str]) -> dict[str, str]:
    """By label, a name of its own: two who are one person can be parted again, without keeping what was written."""
    apart: dict[str, str] = {}
    for label, name in names.items():
        number, own = 1, name
        while own in apart.values():
            number += 1
            own = f"{name} {number}".strip()
        apart[label] = own
    return apart


def _insert_recording(db: Database, viewer: Viewer, item: Item, held: Contents) -> Stored:
    assert held.media is not None
    family_id = access.require_family(db, viewer, item.family)
    cursor = db.conn.execute(
        "INSERT INTO recording(guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms,"
        " recorded_on, created_by, created_at, plays) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            item.upload,
            family_id,
            item.voice,
            _ext(held.media),
            held.media.media_type,
            held.upload.bytes,
            held.sha256,
            held.media.duration_ms,
            check_date(item.told_on),
            viewer.user_id,
            now(),
            playable.ITSELF if held.media.plays else playable.COPY,
        ),
    )
    db.conn.executemany(
        "INSERT INTO recording_person VALUES (?, ?)",
        [(cursor.lastrowid, people.person(db, guid).person_id) for guid in tellers(item)],
    )
    events.record(db, viewer, "added", "recording", item.upload)
    return Stored(item.upload, "recording", item.upload)


def place_recording(pilot: Pilot, held: Contents) -> Path:
    """Give the upload of a recording its name among those as well; returns that path, which survives a power cut."""
    assert held.media is not None
    target = large_files.recording(pilot, held.upload.guid, _ext(held.media))
    large_files.name_again(large_files.upload(pilot, held.upload.guid), target)
    return target


def _ext(media: Media) -> str:
    return media.ext.removeprefix(".")


def drop_parts(pilot: Pilot, guids: Sequence[str]) -> None:
    """Take away the uploads' own names, now that what they held is stored."""
    for guid in guids:
        large_files.upload(pilot, guid).unlink(missing_ok=True)
    large_files.sync_folder(pilot.uploads)
