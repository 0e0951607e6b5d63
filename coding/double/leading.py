"""Making rounds and leading them: drawn, dealt, shown, closed; who is reopened, let out, and when it is due."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coding.book import codebook
from coding.double import agreeing, drawing, rounds
from coding.double.coders import ids
from coding.double.drawing import Material
from coding.marks import arriving
from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

LONGEST_NAME = 80
MOST_SEED = 2**31 - 1
STRATA = {"": "''", "voice": "d.voice", "family": "f.pseudonym"}
# A document that can be drawn: free of names, in no round that holds its codings back, not coded by those asked, and
# none in which one of them saw what the machine proposes.
_FREE = (
    "EXISTS (SELECT 1 FROM document_version v WHERE v.version_id = d.read_version_id AND v.kind = 'deidentified')"
    " AND {held} AND NOT EXISTS (SELECT 1 FROM coding c WHERE c.document_id = d.document_id"
    " AND c.retracted_at IS NULL AND {whose}) AND NOT EXISTS (SELECT 1 FROM coding_status s"
    " WHERE s.document_id = d.document_id AND s.state = 'done' AND s.user_id IN (SELECT value FROM json_each(?)))"
    " AND NOT EXISTS (SELECT 1 FROM proposal_shown o JOIN document_version w USING (version_id)"
    " WHERE w.document_id = d.document_id AND o.user_id IN (SELECT value FROM json_each(?))"
    " AND EXISTS (SELECT 1 FROM proposal p WHERE p.version_id = o.version_id))")


@dataclass(frozen=True)
class Wanted:
    """A round as somebody wants it.

    Attributes:
        documents: how many; each: coders for a document; coders: guids of those to choose from.
        seed: 0 and up; stratified_by: of STRATA; due_on: ISO date or None; counts: False for a practice round.
    """

    name: str
    documents: int
    coders: tuple[str, ...]
    seed: int
    each: int = 2
    stratified_by: str = ""
    due_on: str | None = None
    counts: bool = True


@inner("part of making a round, which asks the right")
def drawable(db: Database, viewer: Viewer, coders: tuple[str, ...], by: str = "", *, counts: bool = True
             ) -> list[Material]:
    """The documents that can be drawn: this viewer may read them, they are free of names, in no other open round, and
    none of these coders coded in them (nobody at all, for a practice round) or saw suggestions there."""
    where, params = access.documents_where(db, viewer)
    held, more = access.blind.counted_where(db, "d")
    among = json.dumps(list(ids(db, coders).values()))
    whose = "c.coder_id IN (SELECT value FROM json_each(?))" if counts else "1"
    given = [among] * (3 if counts else 2)
    return [Material(*row) for row in db.conn.execute(
        f"SELECT d.guid, {STRATA[by]} FROM document d JOIN family f USING (family_id)"
        f" WHERE {_FREE.format(held=held, whose=whose)} AND {where} ORDER BY d.guid", (*more, *given, *params))]


@use_case(Right.LEAD_ROUNDS, reads="numbers")
def how_many(db: Database, viewer: Viewer, coders: tuple[str, ...], *, counts: bool = True) -> int:
    """How many documents there are to draw from. Raises: BadInput for a coder who is not there."""
    return len(drawable(db, viewer, coders, counts=counts))


@use_case(Right.LEAD_ROUNDS, event="began double_round")
def begin(db: Database, viewer: Viewer, wanted: Wanted) -> str:
    """Draw the documents, deal them out, and make the round blind from now on; returns its guid.

    Raises: BadInput (name, numbers, date, coders), Conflict (no codebook, or fewer documents to draw than wanted).
    """
    name = _checked(wanted)
    with write(db):
        book = codebook.newest(db)
        if book is None:
            raise Conflict(N_("There is no codebook yet. Load one first; nothing was changed."))
        if db.conn.execute("SELECT 1 FROM double_round WHERE name = ?", (name,)).fetchone():
            raise BadInput(N_("There is a round called {name} already."), name=name)
        coder_ids = ids(db, wanted.coders)
        material = drawable(db, viewer, wanted.coders, wanted.stratified_by, counts=wanted.counts)
        if len(material) < wanted.documents:
            raise Conflict(N_("Only {n} can be drawn. Ask for fewer."), n=len(material))
        drawn = drawing.draw(material, wanted.documents, wanted.seed)
        guid = new_guid()
        round_id = db.conn.execute(
            "INSERT INTO double_round(guid, name, counts, seed, coders, stratified_by, codebook_version_id, begun_by,"
            " begun_at) VALUES (?,?,?,?,?,?,?,?,?)",
            (guid, name, wanted.counts, wanted.seed, wanted.each, wanted.stratified_by, book.codebook_version_id,
             viewer.user_id, now())).lastrowid
        dealt = drawing.deal(drawn, sorted(wanted.coders), wanted.each, wanted.seed)
        for position, document in enumerate(drawn):
            db.conn.execute(
                "INSERT INTO double_document(round_id, document_id, version_id, position)"
                " SELECT ?, document_id, read_version_id, ? FROM document WHERE guid = ?",
                (round_id, position, document))
            db.conn.executemany(
                "INSERT INTO double_task(round_id, document_id, coder_id, due_on)"
                " SELECT ?, document_id, ?, ? FROM document WHERE guid = ?",
                [(round_id, coder_ids[coder], wanted.due_on, document) for coder in dealt[document]])
        events.record(db, viewer, "began", "double_round", guid)
    return guid


def _checked(wanted: Wanted) -> str:
    """The name as it is kept. Raises: BadInput."""
    name = visible_name(wanted.name)
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(N_("Give the round a name of at most {n} characters."), n=LONGEST_NAME)
    if not 0 <= wanted.seed <= MOST_SEED:
        raise BadInput(N_("A seed is a whole number from 0 to {n}."), n=MOST_SEED)
    if wanted.documents < 1:
        raise BadInput(N_("A round has one document at least."))
    if wanted.each < 2 or wanted.each > len(set(wanted.coders)) or len(set(wanted.coders)) < len(wanted.coders):
        raise BadInput(N_("Choose at least two coders, and as many as there are to be for each document."))
    if wanted.stratified_by not in STRATA:
        raise BadInput(N_("Documents are drawn by voice, by family, or from all alike."))
    if wanted.due_on is not None:
        _day(wanted.due_on)
    return name


def _day(text: str) -> None:
    try:
        good = date.fromisoformat(text).isoformat() == text
    except ValueError:
        good = False
    if not good:
        raise BadInput(N_("This is no date."))


@use_case(Right.LEAD_ROUNDS, event="revealed double_round")
def reveal(db: Database, viewer: Viewer, guid: str) -> None:
    """Show a round: from now on its coders see each other's codings; documents they coded alike are skipped.

    Raises: NotFound; Conflict while somebody has not said done (let her out, or leave the document out), or when it is
        shown or closed already.
    """
    with write(db):
        found = _open(db, guid)
        waits = rounds.waiting(db, found.round_id)
        if waits:
            raise Conflict(N_("{n} times somebody is not done yet. The round is shown when all are."), n=waits)
        db.conn.execute("UPDATE double_round SET revealed_by = ?, revealed_at = ? WHERE round_id = ?",
                        (viewer.user_id, now(), found.round_id))
        agreeing.skip(db, found.round_id)
        events.record(db, viewer, "revealed", "double_round", guid)


@use_case(Right.LEAD_ROUNDS, Right.MANAGE_SETTINGS, event="closed double_round")
def close(db: Database, viewer: Viewer, guid: str) -> None:
    """Break a round off, so that its documents are as all others, or put the codings of a practice round away: they
    are removed, as if their coders had removed them.

    Raises: NotFound; NotAllowed for who neither leads it nor is an administrator, as long as it has a leader; Conflict
        when it is closed already, or was shown and counts: then there is nothing to break off.
    """
    with write(db):
        found = rounds.find(db, guid)
        if not found.may_end(viewer):
            raise NotAllowed(N_("Only {leader}, who leads this round, or an administrator ends it."),
                             leader=found.leader)
        if not found.can_end:
            raise Conflict(N_("This round is over already."))
        if not found.counts:
            arriving.put_away(db, viewer, [row[0] for row in db.conn.execute(
                "SELECT document_id FROM double_document WHERE round_id = ? AND left_out_at IS NULL",
                (found.round_id,))])
        db.conn.execute("UPDATE double_round SET closed_by = ?, closed_at = ? WHERE round_id = ?",
                        (viewer.user_id, now(), found.round_id))
        events.record(db, viewer, "closed", "double_round", guid)


@use_case(Right.LEAD_ROUNDS, event="reopened double_round")
def reopen(db: Database, viewer: Viewer, guid: str, document: str, coder: str) -> None:
    """Let a coder of a blind round go on in a document that she said done with.

    Raises: NotFound; Conflict when the round is not blind any more, or she is not done.
    """
    with write(db):
        found = _open(db, guid)
        task = _task(db, viewer, found, document, coder)
        changed = db.conn.execute(
            "UPDATE double_task SET done_at = NULL, reopened_at = ? WHERE round_id = ? AND document_id = ?"
            " AND coder_id = ? AND done_at IS NOT NULL", (now(), *task)).rowcount
        if not changed:
            raise Conflict(N_("This coder is not done with this document."))
        arriving.not_done(db, task[1], task[2])
        events.record(db, viewer, "reopened", "double_round", guid)


@use_case(Right.LEAD_ROUNDS, event="changed double_round")
def let_out(db: Database, viewer: Viewer, guid: str, document: str, coder: str) -> None:
    """Ask no more of a coder in a document of a blind round, such as one who left; nobody waits for her.

    Raises: NotFound; Conflict when the round is not blind any more.
    """
    with write(db):
        task = _task(db, viewer, _open(db, guid), document, coder)
        db.conn.execute("UPDATE double_task SET let_out_at = ? WHERE round_id = ? AND document_id = ?"
                        " AND coder_id = ?", (now(), *task))
        events.record(db, viewer, "changed", "double_round", guid)


@use_case(Right.LEAD_ROUNDS, event="changed double_round")
def set_due(db: Database, viewer: Viewer, guid: str, coder: str, due_on: str | None) -> None:
    """Say by when (ISO date, None for no date) a coder is to be done with what she has in a round.

    Raises: NotFound, BadInput; Conflict when the round is not blind any more.
    """
    if due_on is not None:
        _day(due_on)
    with write(db):
        found = _open(db, guid)
        changed = db.conn.execute(
            "UPDATE double_task SET due_on = ? WHERE round_id = ? AND coder_id = (SELECT user_id FROM user"
            " WHERE guid = ?)", (due_on, found.round_id, coder)).rowcount
        if not changed:
            raise NotFound(N_("This coder has nothing in this round."))
        events.record(db, viewer, "changed", "double_round", guid)


def _open(db: Database, guid: str) -> rounds.Round:
    """A round that is blind now. Raises: NotFound, Conflict."""
    found = rounds.find(db, guid)
    if found.state != rounds.BLIND:
        raise Conflict(N_("This round is over already."))
    return found


def _task(db: Database, viewer: Viewer, found: rounds.Round, document: str, coder: str) -> tuple[int, int, int]:
    """round_id, document_id and coder_id of a coder's part. Raises: NotFound."""
    known = access.require_known(db, viewer, document)
    row = db.conn.execute(
        "SELECT t.round_id, t.document_id, t.coder_id FROM double_task t JOIN user u ON u.user_id = t.coder_id"
        " WHERE t.round_id = ? AND t.document_id = ? AND u.guid = ? AND t.let_out_at IS NULL",
        (found.round_id, known.document_id, coder)).fetchone()
    if row is None:
        raise NotFound(N_("This coder has no part in this document."))
    return int(row[0]), int(row[1]), int(row[2])
