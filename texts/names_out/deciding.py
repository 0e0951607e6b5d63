"""Deciding about places: accept, another pseudonym, no name after all, undecided again, one that was missed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotFound
from pilot.families import pseudonyms
from pilot.families.real_names import find
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.words import N_
from texts import preparing
from texts.deidentify import labels
from texts.deidentify.spans import KINDS, NAMED
from texts.names_out.proposing import found_in
from texts.names_out.rests import rests
from texts.names_out.standing import HOLDS_NAME, require_no_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST = 80
GONE = N_("This place is not there any more: the text was looked through again, or changed. Look at it anew.")
_PSEUDONYM = N_("Write what stands in its place, in {limit} characters at most.")
_SELECT = N_("Select the words of a name within what one person says.")


@use_case(Right.PREPARE, event="decided on names document")
def accept(pilot: Pilot, db: Database, viewer: Viewer, places: Sequence[str]) -> None:
    """What was proposed is to stand there. Raises: NotFound (a place that is gone, too), NotAllowed."""
    with write(db):
        _decide(db, viewer, places, "replace")


@use_case(Right.PREPARE, event="decided on names document")
def leave(pilot: Pilot, db: Database, viewer: Viewer, places: Sequence[str]) -> None:
    """It is no name, or shows nothing here: it stays. Raises: as `accept`."""
    with write(db):
        _decide(db, viewer, places, "leave")


@use_case(Right.PREPARE, event="decided on names document")
def reopen(pilot: Pilot, db: Database, viewer: Viewer, places: Sequence[str]) -> None:
    """Nobody decided after all. Raises: as `accept`."""
    with write(db):
        _decide(db, viewer, places, None)


@use_case(Right.PREPARE, event="decided on names document")
def rename(pilot: Pilot, db: Database, viewer: Viewer, places: Sequence[str], pseudonym: str) -> None:
    """Another pseudonym is to stand there, and at every other place of these names, in every text, from now on too.

    Raises: BadInput (none, too long, or a real name is in it), and as `accept`.
    """
    pseudonym = _checked(pilot, db, pseudonym, _things(db, places))
    with write(db):
        things = _decide(db, viewer, places, "replace")
        db.conn.execute(
            "UPDATE name_place SET replacement = ?1 WHERE thing IN (SELECT value FROM json_each(?2))"
            " AND (kind IN (SELECT value FROM json_each(?3)) OR guid IN (SELECT value FROM json_each(?4)))",
            (pseudonym, json.dumps(things), json.dumps(NAMED), json.dumps(list(places))))
        # Last: when the register cannot be written, nothing is.
        pseudonyms.rename(pilot, things, pseudonym)


def _things(db: Database, places: Sequence[str]) -> list[str]:
    """Who or what stands at places (guids)."""
    return [row[0] for row in db.conn.execute(
        "SELECT DISTINCT thing FROM name_place WHERE guid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(places)),))]


def _checked(pilot: Pilot, db: Database, pseudonym: str, things: Sequence[str] = ()) -> str:
    pseudonym = visible_name(pseudonym)
    if not 0 < len(pseudonym) <= LONGEST:
        raise BadInput(_PSEUDONYM, limit=LONGEST)
    require_no_name(pilot, db, pseudonym, things)
    return pseudonym


def _decide(db: Database, viewer: Viewer, places: Sequence[str], decision: str | None) -> list[str]:
    """Store a decision on places inside a write, who and when; returns their things. Raises: NotFound, NotAllowed."""
    wanted = json.dumps(list(dict.fromkeys(places)))
    rows = db.conn.execute(
        "SELECT d.guid, v.number, p.thing FROM name_place p JOIN document_version v USING (version_id)"
        " JOIN document d USING (document_id) WHERE p.guid IN (SELECT value FROM json_each(?))", (wanted,)).fetchall()
    if not rows or len(rows) < len(json.loads(wanted)):
        raise NotFound(GONE)
    for guid, number in sorted({row[:2] for row in rows}):
        access.require_document(db, viewer, guid, number)
    by, at = (viewer.user_id, now()) if decision else (None, None)
    db.conn.execute(
        "UPDATE name_place SET decision = ?, decided_by = ?, decided_at = ?"
        " WHERE guid IN (SELECT value FROM json_each(?))", (decision, by, at, wanted))
    for guid in sorted({row[0] for row in rows}):
        events.record(db, viewer, "decided on names", "document", guid)
    return sorted({str(row[2]) for row in rows})


@use_case(Right.PREPARE, event="decided on names document")
def add(
    pilot: Pilot, db: Database, viewer: Viewer, document: str, number: int, start: int, end: int, kind: str,
    pseudonym: str = "",
) -> list[str]:
    """A name that was missed: it and the same word elsewhere in the text are to be replaced; it is looked for in every
    text from now on.

    Args:
        start, end: code points into version `number` of the document, within one turn.
        kind: of `texts.deidentify.KINDS`.
        pseudonym: what stands in its place; one is made, or the one it has, when ''.

    Returns: guids of the places, the selected one first.
    Raises: BadInput (no words, over two turns, no kind, a bad pseudonym), Conflict (none waits), NotFound, NotAllowed.
    """
    version = access.require_document(db, viewer, document, number)
    text, family = db.conn.execute(
        "SELECT v.text, f.guid FROM document_version v JOIN document d USING (document_id) JOIN family f USING"
        " (family_id) WHERE v.version_id = ?", (version.version_id,)).fetchone()
    start, end = selected(db, version, start, end)
    if kind not in KINDS:
        raise BadInput(_SELECT)
    given = _checked(pilot, db, pseudonym) if pseudonym else ""
    word = str(text)[start:end]
    if given and find(given, [(word, "")]):
        raise BadInput(HOLDS_NAME)
    key = " ".join(word.casefold().split())
    (one,) = pseudonyms.settle(pilot, [(kind, key, given or labels.first_of(kind))], by_hand=True)
    if given and one.pseudonym != given:
        pseudonyms.rename(pilot, [one.thing], given)
    same = [(found.start, found.end) for found in found_in(pilot, db, str(family), str(text)) if found.key == one.key]
    with write(db):
        if preparing.number_of(db, viewer, document) != number:
            raise NotFound(GONE)
        return put(db, viewer, version, [(start, end), *(each for each in same if each != (start, end))], kind,
                    (one.thing, given or one.pseudonym))


def selected(db: Database, version: access.ReadableVersion, start: int, end: int) -> tuple[int, int]:
    """A selection in a version as whole words of one turn. Raises: BadInput."""
    (text,) = db.conn.execute(
        "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()
    start, end = _trimmed(str(text), start, end)
    inside = db.conn.execute("SELECT 1 FROM turn WHERE version_id = ? AND start_char <= ? AND end_char >= ?",
                             (version.version_id, start, end)).fetchone()
    if start >= end or not inside:
        raise BadInput(_SELECT)
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A selection without spaces and marks at its ends, and over whole words."""
    if not 0 <= start < end <= len(text):
        return 0, 0
    bare = re.search(r"[^\W_](?:.*[^\W_])?", text[start:end], re.DOTALL)
    return (start + bare.start(), start + bare.end()) if bare else (0, 0)


@inner("part of use cases that have checked who may read the text")
def put(
    db: Database, viewer: Viewer, version: access.ReadableVersion, spans: list[tuple[int, int]], kind: str,
    called: tuple[str, str],
) -> list[str]:
    """Store places, decided, in the place of undecided ones they lie over; those that were decided stay.

    What sticks out of a place that goes is a place of its own, to be decided.
    """
    db.conn.execute(
        "INSERT OR IGNORE INTO name_search(version_id, engine, searched_by, searched_at) VALUES (?, 'by hand', ?, ?)",
        (version.version_id, viewer.user_id, now()))
    made: list[str] = []
    gone: list[tuple[Any, ...]] = []
    for at, (start, end) in enumerate(spans):
        over = "version_id = ? AND start_char < ? AND end_char > ?"
        only = "" if at == 0 else " AND decision IS NULL"
        gone += db.conn.execute(
            "SELECT start_char, end_char, kind, thing, replacement, source, sureness FROM name_place"
            f" WHERE {over} AND decision IS NOT 'leave'{only}", (version.version_id, end, start)).fetchall()
        # What is selected takes the place of whatever was said of it; the same word elsewhere only of what is open.
        db.conn.execute(f"DELETE FROM name_place WHERE {over}{only}", (version.version_id, end, start))
        if db.conn.execute(f"SELECT 1 FROM name_place WHERE {over}", (version.version_id, end, start)).fetchone():
            continue
        made.append(new_guid())
        db.conn.execute(
            "INSERT INTO name_place(guid, version_id, start_char, end_char, kind, thing, replacement, source, sureness,"
            " decision, decided_by, decided_at) VALUES (?,?,?,?,?,?,?,'hand',1,'replace',?,?)",
            (made[-1], version.version_id, start, end, kind, *called, viewer.user_id, now()))
    _put_rests(db, version, gone)
    events.record(db, viewer, "decided on names", "document", version.document_guid)
    return made


def _put_rests(db: Database, version: access.ReadableVersion, gone: list[tuple[Any, ...]]) -> None:
    """What sticks out of places that went, undecided. Columns of each: start, end, and what else is stored of it."""
    (text,) = db.conn.execute(
        "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()
    for start, end, *more in gone:
        taken = db.conn.execute("SELECT start_char, end_char FROM name_place WHERE version_id = ? AND start_char < ?"
                                " AND end_char > ?", (version.version_id, end, start)).fetchall()
        db.conn.executemany(
            "INSERT INTO name_place(guid, version_id, start_char, end_char, kind, thing, replacement, source, sureness)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            [(new_guid(), version.version_id, *piece, *more) for piece in rests(str(text), (start, end), taken)])
