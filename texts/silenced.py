"""Copies of recordings for evaluators who prepare no texts: what was taken out of the text is silent in them.

The pilot chooses whether there are any. A copy belongs to one version without names, is made by a job, and goes when
evaluators read another version, when nobody may hear the recording, or when the pilot chooses so; the recording stays
as it is. Nothing is heard of one whose text came without names, or of whose words nobody knows when they were said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pilot import access, events, sound
from pilot.access import Right, Viewer, reach
from pilot.door import inner, use_case
from pilot.errors import NotAllowed, NotFound
from pilot.store import large_files
from pilot.store.files import write
from pilot.words import N_
from texts import places, silence, word_times

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot

# What evaluators read of the document of a recording, where names were taken out of it here.
_READ = (
    "FROM recording r JOIN document d USING (recording_id) JOIN document_version v ON v.version_id = d.read_version_id"
    " WHERE v.kind = 'deidentified' AND v.based_on IS NOT NULL AND d.withdrawn_at IS NULL")


class Due(NamedTuple):
    """A recording of which a copy is missing, and the version (id, guid) that evaluators read."""

    recording_id: int
    guid: str
    ext: str
    duration_ms: int
    version_id: int
    version: str


def due(pilot: Pilot, db: Database) -> list[Due]:
    """What is to be made, oldest first: copies that are missing of recordings that are there and in reach today."""
    return [one for one in _wanted(db)
            if not large_files.silenced(pilot, one.guid, one.version).is_file()
            and large_files.recording(pilot, one.guid, one.ext).is_file()]


def _wanted(db: Database) -> list[Due]:
    if sound.choice(db) == sound.NONE:
        return []
    where, params = reach.recordings_where(db, "record")
    return [Due(*row) for row in db.conn.execute(
        f"SELECT r.recording_id, r.guid, r.ext, r.duration_ms, v.version_id, v.guid {_READ} AND {where}"
        " ORDER BY r.recording_id", params)]


def stretches(db: Database, due: Due) -> list[silence.Stretch] | None:
    """Where the copy is silent, integer ms of the recording; None where nothing of it can be heard at all."""
    source = _with_names(db, due.version_id)
    if source is None:
        return None
    out = db.conn.execute(
        "SELECT start_char, end_char FROM name_place WHERE version_id = ? AND decision = 'replace'",
        (source,)).fetchall()
    words = [(start, end, stays and not any(start < to and at < end for at, to in out)) for start, end, stays in
             silence.kept_words(places.turns(db, source), places.turns(db, due.version_id))]
    turns = db.conn.execute(
        "SELECT start_char, end_char, start_ms, end_ms FROM turn WHERE version_id = ? ORDER BY seq",
        (source,)).fetchall()
    said = silence.spoken(words, word_times.of(db, source), turns)
    return None if said is None else silence.silent(said, due.duration_ms)


def _with_names(db: Database, version_id: int) -> int | None:
    """The version that a version without names was made of, through all those without names between them."""
    row = db.conn.execute(
        "WITH RECURSIVE made(version_id, kind, based_on) AS ("
        " SELECT version_id, kind, based_on FROM document_version WHERE version_id = ?"
        " UNION ALL SELECT v.version_id, v.kind, v.based_on FROM made JOIN document_version v"
        "  ON v.version_id = made.based_on WHERE made.kind = 'deidentified')"
        " SELECT version_id FROM made WHERE kind <> 'deidentified'", (version_id,)).fetchone()
    return int(row[0]) if row else None


@use_case(Right.HEAR_SILENCED, event="heard recording", reads="sound without what was taken out of the text")
def listen(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> tuple[str, BinaryIO]:
    """The copy of a recording, open to read and seek in, and its name; the caller closes it.

    That this viewer listened is recorded, once an hour. Raises: NotFound, also while there is no copy; NotAllowed.
    """
    path = large_files.silenced(pilot, guid, _version(db, viewer, guid))
    if not path.is_file() or not large_files.length(path):
        raise NotFound(N_("Of this recording no copy without names is there (yet)."))
    file = large_files.opened(path)
    try:
        events.read(db, viewer, "heard", "recording", guid)
    except BaseException:
        file.close()
        raise
    return path.stem, file


@use_case(Right.HEAR_SILENCED, reads="whether there is sound to hear")
def is_there(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> bool:
    """Whether this viewer can hear a copy of a recording now."""
    try:
        path = large_files.silenced(pilot, guid, _version(db, viewer, guid))
    except NotFound:
        return False
    return path.is_file() and large_files.length(path) > 0


@inner("where a recording is heard; what opens it asks again")
def address(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> str | None:
    """Where this viewer hears a recording now, below /recordings/; None for nowhere."""
    if viewer.may(Right.HEAR_RECORDINGS):
        try:
            return access.require_recording(db, viewer, guid).guid
        except (NotAllowed, NotFound):
            pass  # a coach of another family, who may evaluate as well
    return f"{guid}/silenced" if viewer.may(Right.HEAR_SILENCED) and is_there(pilot, db, viewer, guid) else None


def _version(db: Database, viewer: Viewer, guid: str) -> str:
    """The guid of the version that evaluators read of a recording, where they may hear what is left of it.

    Raises: NotFound.
    """
    where, params = access.documents_where(db, viewer)
    reached, more = reach.recordings_where(db, "record")
    row = db.conn.execute(
        f"SELECT v.guid {_READ} AND r.guid = ? AND {where} AND {reached}", (guid, *params, *more)).fetchone()
    if row is None or sound.choice(db) == sound.NONE:
        raise NotFound(N_("This recording is not there, or it is not for you to hear."))
    return str(row[0])


def sweep(pilot: Pilot, db: Database) -> None:
    """Take away the copies that nobody may hear today, and what is left of those not finished."""
    if not pilot.silenced.is_dir():
        return
    with write(db):
        heard = {f"{one.guid}.{one.version}.mp3" for one in _wanted(db)}
        for path in pilot.silenced.iterdir():
            if path.name not in heard:
                path.unlink(missing_ok=True)
