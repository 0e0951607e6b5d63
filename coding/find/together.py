"""Coding what was found in one go: each place once, and all of it taken back as one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from coding.find.passages import known_codes
from coding.marks import actions, asked
from jobs import queue
from jobs.kinds import CODE
from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound, RodeDraadError
from pilot.store.files import write
from pilot.words import N_
from texts import places, sentences, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlite_utils import Database

T = TypeVar("T")
WORDS, SENTENCE, TURN = EXTENTS = ("words", "sentence", "turn")
MOST = 20_000
_STRANGE = N_("This address asks for something that is not there. Choose again with the filters.")


class Place(NamedTuple):
    """Words that were found: guids of the document and of the version they were found in; start, end: code points,
    0-based, end-exclusive, into that version."""

    document: str
    version: str
    start: int
    end: int


@dataclass(frozen=True)
class Done:
    """What became of coding in one go: how many places got the code, lay in a passage that had it already, and could
    not be coded, with the sentences that say why."""

    made: int
    already: int
    refused: int
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Batch:
    """What was coded in one go: its guid, the name of the code, when (UTC), and how many of its codings are there."""

    guid: str
    code: str
    made_at: str
    codings: int


@use_case(Right.CODE, event="coded document")
def code_all(
    db: Database, viewer: Viewer, batch: str, found: Sequence[Place], code: str, sign: str | None = None, *,
    extent: str = WORDS, tell: Callable[[int], object] = lambda _n: None,
) -> Done:
    """Give places a code, document by document; asked twice with one `batch` (a uuid) it does so once.

    A place whose words lie in a passage to which this coder gave the code already is left as it is.

    Args:
        extent: WORDS: as found; SENTENCE, TURN: the whole sentences or turns that hold them.
        tell: is told now and then how many of the places are done; each document is stored by itself.

    Raises: BadInput (no places, too many, another extent, a code that is not there or cannot be given, a direction it
        does not take), NotAllowed; where no document could be coded, what the first one refused.
    """
    if not asked.is_uuid(batch):
        raise BadInput(_STRANGE)
    done, what = Done(0, 0, 0), _Asked(batch, code, checked(db, found, code, sign, extent), sign, extent)
    faults: list[RodeDraadError] = []
    for document, some in _parts(sorted(set(found)), lambda place: place.document):
        _not_taken_back(db, batch)
        try:
            done = _added(done, _in_document(db, viewer, what, document, some))
        except RodeDraadError as error:
            faults.append(error)
            done = _added(done, Done(0, 0, len(some), (error.sentence(),)))
        tell(done.made + done.already + done.refused)
    if faults and not done.made and not done.already:
        raise faults[0]
    return done


def checked(db: Database, found: Sequence[Place], code: str, sign: str | None, extent: str) -> int:
    """code_id of the code to give. Raises: BadInput where this cannot be done, as `code_all` says."""
    if extent not in EXTENTS:
        raise BadInput(_STRANGE)
    if not found:
        raise BadInput(N_("Tick at least one passage first."))
    if len(found) > MOST:
        raise BadInput(N_("More than {limit} passages at once. Choose fewer."), limit=MOST)
    row = next((row for row in known_codes(db) if row.key == code and row.is_codable), None)
    if row is None:
        raise BadInput(N_("Choose a code to give."))
    asked.sign({"sign": sign}, row.takes_sign)
    return row.code_id


def name_of(db: Database, key: str) -> str:
    """What a code is called now, '' for one that is not there."""
    return next((row.name for row in known_codes(db) if row.key == key), "")


def _parts(rows: Sequence[T], document: Callable[[T], str]) -> Iterator[tuple[str, list[T]]]:
    """Rows by document, at most as many at once as a document takes in one go."""
    for guid, those in groupby(rows, key=document):
        while some := list(islice(those, actions.MOST_OPS)):
            yield guid, some


@dataclass(frozen=True)
class _Asked:
    batch: str
    code: str
    code_id: int
    sign: str | None
    extent: str


def _not_taken_back(db: Database, batch: str) -> None:
    """Raises: Conflict, when what was done of a batch so far was taken back while the rest was being done."""
    if db.conn.execute("SELECT 1 FROM coding_batch WHERE guid = ? AND taken_back_at IS NOT NULL", (batch,)).fetchone():
        raise Conflict(N_("This was taken back while it was being done."))


def _added(one: Done, other: Done) -> Done:
    return Done(one.made + other.made, one.already + other.already, one.refused + other.refused,
                tuple(dict.fromkeys([*one.why, *other.why])))


def _in_document(db: Database, viewer: Viewer, what: _Asked, document: str, found: list[Place]) -> Done:
    readable = access.require_document(db, viewer, document)
    if any(place.version != readable.version_guid for place in found):
        raise Conflict(N_("A text was changed meanwhile. Look for it once more."))
    spans = sorted({_wide(db, readable.version_id, place, what.extent) for place in found})
    places.settle(db, [readable.document_id])
    ids = {span: str(uuid.uuid5(uuid.UUID(what.batch), f"{document} {span}")) for span in spans}
    ids = {span: own for span, own in ids.items()
           if not _has(db, viewer, readable.version_id, what.code_id, span, own)}
    answer = actions.apply_ops(db, viewer, document, [
        {"op": str(uuid.uuid5(uuid.UUID(own), "add")), "kind": "add", "coding": own, "code": what.code,
         "start": start, "end": end, "sign": what.sign} for (start, end), own in ids.items()],
        version=readable.version_guid)
    own = set(ids.values())
    made = [one["coding"] for one in answer["results"] if one["state"] == "confirmed" and one["coding"] in own]
    _keep(db, viewer, what, readable.document_id, made)
    refused = [one["sentence"] for one in answer["results"] if one["state"] != "confirmed"]
    return Done(len(made), len(spans) - len(made) - len(refused), len(refused), tuple(dict.fromkeys(refused)))


def _wide(db: Database, version_id: int, place: Place, extent: str) -> tuple[int, int]:
    if extent == SENTENCE:
        text = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version_id,)).fetchone()[0]
        return sentences.around(sentences.of(db, [version_id])[version_id], text, place.start, place.end)
    if extent == TURN:
        turns = spoken.heard(spoken.turns_by_version(db, [version_id]).get(version_id, []), place.start, place.end)
        return (turns[0].start, turns[-1].end) if turns else (place.start, place.end)
    return place.start, place.end


def _has(db: Database, viewer: Viewer, version_id: int, code_id: int, span: tuple[int, int], own: str) -> bool:
    """Whether these words lie in a passage to which this coder gave the code, by another coding than `own`."""
    return bool(db.conn.execute(
        "SELECT 1 FROM coding_place p JOIN coding c USING (coding_id) WHERE p.version_id = ? AND p.passage_id IS NOT"
        " NULL AND p.start_char <= ? AND p.end_char >= ? AND c.code_id = ? AND c.coder_id = ? AND c.layer = 'coder'"
        " AND c.retracted_at IS NULL AND c.guid <> ?", (version_id, *span, code_id, viewer.user_id, own)).fetchone())


def _keep(db: Database, viewer: Viewer, what: _Asked, document_id: int, made: list[str]) -> None:
    if not made:
        return
    with write(db):
        db.conn.execute("INSERT OR IGNORE INTO coding_batch(guid, user_id, code_id, made_at) VALUES (?, ?, ?, ?)",
                        (what.batch, viewer.user_id, what.code_id, now()))
        db.conn.executemany(
            "INSERT OR IGNORE INTO coding_in_batch(batch_id, coding_guid, document_id) VALUES ("
            "(SELECT batch_id FROM coding_batch WHERE guid = ?), ?, ?)",
            [(what.batch, own, document_id) for own in made])


@use_case(Right.CODE, reads="numbers")
def last(db: Database, viewer: Viewer) -> Batch | None:
    """What this coder coded last in one go, when it was not taken back and any of it is there."""
    row = db.conn.execute(
        "SELECT b.guid, b.code_id, b.made_at, (SELECT count(*) FROM coding_in_batch i JOIN coding c"
        " ON c.guid = i.coding_guid AND c.retracted_at IS NULL WHERE i.batch_id = b.batch_id) FROM coding_batch b"
        " WHERE b.user_id = ? AND b.taken_back_at IS NULL ORDER BY b.batch_id DESC LIMIT 1",
        (viewer.user_id,)).fetchone()
    if row is None or not row[3]:
        return None
    names = {code.code_id: code.name for code in reversed(known_codes(db))}
    return Batch(row[0], names.get(row[1], ""), row[2], row[3])


@use_case(Right.CODE, event="uncoded document")
def take_back(db: Database, viewer: Viewer, batch: str) -> int:
    """Remove all that was coded in one go and is still there; what was there before stays. Returns how many.

    Raises: NotFound when there is no such batch of this coder's; what a document refuses (out of reach), before
        anything of that document is changed.
    """
    rows = db.conn.execute(
        "SELECT d.guid, i.coding_guid FROM coding_batch b JOIN coding_in_batch i USING (batch_id)"
        " JOIN document d USING (document_id) JOIN coding c ON c.guid = i.coding_guid AND c.retracted_at IS NULL"
        " WHERE b.guid = ? AND b.user_id = ? AND b.taken_back_at IS NULL ORDER BY d.guid", (batch, viewer.user_id))
    found = rows.fetchall()
    if not found:
        raise NotFound(N_("This was taken back already, or it is not there."))
    if queue.alive(db, CODE, batch):
        raise Conflict(N_("This is being done. Stop it first, then take it back."))
    taken = 0
    for document, those in _parts(found, lambda row: str(row[0])):
        answer = actions.apply_ops(db, viewer, document, [
            {"op": str(uuid.uuid4()), "kind": "remove", "coding": coding} for _document, coding in those])
        taken += sum(one["state"] == "confirmed" for one in answer["results"])
    with write(db):
        db.conn.execute("UPDATE coding_batch SET taken_back_at = ? WHERE guid = ?", (now(), batch))
    return taken


