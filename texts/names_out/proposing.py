"""Looking a version through for names, behind the fence, and keeping the places: offsets, and never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.coarse import coarse
from pilot.door import use_case
from pilot.families import pseudonyms
from pilot.store.files import new_guid, write
from texts import preparing
from texts.deidentify import Entry, reading
from texts.deidentify.spans import NAMED
from texts.names_out import carrying
from texts.names_out.rests import rests

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import ReadableVersion
    from pilot.config import Pilot
    from texts.deidentify import Span

# Changes when the rules do, so that it can be told by which a text was looked through.
ENGINE = "names 3"


@dataclass(frozen=True)
class _Decision:
    """What was decided of all places of a thing in an earlier version of a text."""

    decision: str
    replacement: str
    decided_by: int
    decided_at: str


@use_case(Right.PREPARE, event="looked for names document")
def propose(pilot: Pilot, db: Database, viewer: Viewer, guid: str, number: int | None = None) -> int:
    """Look a version of a document through and keep what is found for a person to decide; once more, and what was
    decided stays. Takes a second for each 10,000 words.

    Args:
        number: of the version, from 1; the one that waits when None.

    Returns: how many places there are.
    Raises: BadInput (a text that asks for too much work), Conflict (none waits), NotFound, NotAllowed.
    """
    version = access.require_document(db, viewer, guid, number or preparing.number_of(db, viewer, guid))
    text, family = db.conn.execute(
        "SELECT v.text, f.guid FROM document_version v JOIN document d USING (document_id) JOIN family f USING"
        " (family_id) WHERE v.version_id = ?", (version.version_id,)).fetchone()
    began = now()  # what comes into the register from now on may not be among what is sought
    spans = found_in(pilot, db, str(family), str(text))
    things, reworded = _things(pilot, spans), carrying.reworded(db, version)
    with write(db):
        _keep(db, viewer, version, str(text), spans, things, reworded, began)
        events.record(db, viewer, "looked for names", "document", guid)
    return int(db.conn.execute(
        "SELECT count(*) FROM name_place WHERE version_id = ?", (version.version_id,)).fetchone()[0])


def found_in(pilot: Pilot, db: Database, family: str, text: str) -> list[Span]:
    """What gives people away in a text of a family (guid), behind the fence; what would stay as it is left out."""
    entries = [Entry(*one) for one in pseudonyms.sought(pilot, family)]
    called = [(one.kind, one.key, one.pseudonym) for one in pseudonyms.known(pilot)]
    spans = reading.spans_of(text, entries, **coarse(db)._asdict(), known=called)
    return [one for one in spans if text[one.start:one.end] != one.replacement]


def _things(pilot: Pilot, spans: list[Span]) -> dict[tuple[str, str], pseudonyms.Called]:
    """By kind and key, what each name, place and organisation is called from now on, in the order of the text."""
    new = list(dict.fromkeys((one.kind, one.key, one.replacement) for one in spans if one.kind in NAMED))
    return {(one.kind, one.key): one for one in pseudonyms.settle(pilot, new)}


def _keep(
    db: Database, viewer: Viewer, version: ReadableVersion, text: str, spans: list[Span],
    things: dict[tuple[str, str], pseudonyms.Called], reworded: list[carrying.Reworded], began: str,
) -> None:
    """Store the places of a version: what was decided of it stays, what is undecided comes anew, where only a piece of
    it was decided on the rest."""
    before = _decided(db, version.document_id)
    db.conn.execute(
        "INSERT INTO name_search(version_id, engine, searched_by, searched_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT(version_id) DO UPDATE SET engine = excluded.engine, searched_by = excluded.searched_by,"
        " searched_at = excluded.searched_at", (version.version_id, ENGINE, viewer.user_id, began))
    db.conn.execute("DELETE FROM name_place WHERE version_id = ? AND decision IS NULL", (version.version_id,))
    carrying.put(db, version, reworded)
    taken = db.conn.execute(
        "SELECT start_char, end_char FROM name_place WHERE version_id = ?", (version.version_id,)).fetchall()
    for one in spans:
        whole = [(one.start, one.end)]
        pieces = rests(text, whole[0], taken) if any(
            start < one.end and one.start < end for start, end in taken) else whole
        called = things.get((one.kind, one.key))
        thing = called.thing if called else f"{one.kind} {one.replacement}"
        replacement = called.pseudonym if called else one.replacement
        decision = before.get(thing) if called and pieces == whole else None
        db.conn.executemany(
            "INSERT INTO name_place(guid, version_id, start_char, end_char, kind, thing, replacement, source, sureness,"
            " decision, decided_by, decided_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            [(new_guid(), version.version_id, *piece, one.kind, thing, replacement, one.source, one.sureness,
              *((decision.decision, decision.decided_by, decision.decided_at) if decision else (None, None, None)))
             for piece in pieces])


def _decided(db: Database, document_id: int) -> dict[str, _Decision]:
    """By thing, what was decided of all its places in the versions of a document alike, to be asked no more."""
    found: dict[str, _Decision | None] = {}
    for thing, *rest in db.conn.execute(
            "SELECT thing, decision, replacement, decided_by, decided_at FROM name_place"
            " JOIN document_version USING (version_id) WHERE document_id = ? AND decision IS NOT NULL"
            " ORDER BY place_id", (document_id,)):
        one = _Decision(*rest)
        earlier = found.get(thing, one)
        found[thing] = one if earlier is not None and earlier.decision == one.decision else None
    return {thing: one for thing, one in found.items() if one is not None}
