"""Rounds as they are kept, and how far they are: what a page, a figure over rounds and the comparing of coders read.

A round is *blind* until who leads it shows it, *shown* from then on, and *closed* when it was broken off, or when the
codings of a practice round were put away. A round is shown as a whole, not document by document: who sees the others'
codings of one document would code the next one as they do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.errors import NotFound
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

BLIND, SHOWN, CLOSED = "blind", "shown", "closed"


@dataclass(frozen=True)
class Round:
    """A round.

    Attributes:
        counts: False for a practice round, of which nothing counts anywhere.
        seed: its documents were drawn with; stratified_by: '', 'voice' or 'family'.
        coders: how many were wanted for each document; book: number of the codebook version it began with.
        begun_at, revealed_at, closed_at: UTC ISO; None where not.
        leader: label of who began it; led_by: her user_id. has_no_leader: she codes no more here.
        state: BLIND, SHOWN or CLOSED.
    """

    round_id: int
    guid: str
    name: str
    counts: bool
    seed: int
    coders: int
    stratified_by: str
    book: int
    begun_at: str
    revealed_at: str | None
    closed_at: str | None
    led_by: int
    leader: str
    has_no_leader: bool

    @inner("part of ending a round and of its page, which ask the right")
    def may_end(self, viewer: Viewer) -> bool:
        """Whether this viewer may break it off or put it away: who leads it, an administrator (also one who codes
        nothing), or anybody who leads rounds where it has no leader any more."""
        return viewer.may(Right.MANAGE_SETTINGS) or (
            viewer.may(Right.LEAD_ROUNDS) and (viewer.user_id == self.led_by or self.has_no_leader))

    @property
    def can_end(self) -> bool:
        """Whether there is anything to break off or to put away."""
        return self.state == BLIND or (self.state == SHOWN and not self.counts)

    @property
    def state(self) -> str:
        """How far it is."""
        return CLOSED if self.closed_at else SHOWN if self.revealed_at else BLIND


class Task(NamedTuple):
    """One coder's part in one document of a round.

    Attributes:
        coder: guid; label: what she is called; is_guest: she has no account and codes on a sheet.
        due_on: ISO date or None; done_at: UTC ISO or None. has_left: she codes no more here, and was not let out.
    """

    document: str
    coder_id: int
    coder: str
    label: str
    due_on: str | None
    done_at: str | None
    is_guest: bool
    has_left: bool


class Drawn(NamedTuple):
    """A document of a round, in the order drawn: id, guid, title; whether it was skipped, for its coders agree."""

    document_id: int
    guid: str
    title: str
    skipped: bool


_ROUNDS = (
    "SELECT r.round_id, r.guid, r.name, r.counts, r.seed, r.coders, r.stratified_by, b.number, r.begun_at,"
    " r.revealed_at, r.closed_at, u.user_id, maker(u.guid, u.label), u.disabled_at IS NOT NULL OR u.stopped_coding_at"
    " IS NOT NULL FROM double_round r JOIN codebook_version b USING (codebook_version_id)"
    " JOIN user u ON u.user_id = r.begun_by")


@use_case(Right.CODE, Right.LEAD_ROUNDS, reads="rounds")
def rounds(db: Database, viewer: Viewer) -> list[Round]:
    """All rounds of the pilot, the newest first."""
    del viewer
    return [_round(row) for row in db.conn.execute(f"{_ROUNDS} ORDER BY r.round_id DESC")]


@use_case(Right.MANAGE_SETTINGS, reads="rounds")
def to_end(db: Database, viewer: Viewer) -> list[Round]:
    """The rounds that an administrator can end, those without a leader first, then the newest."""
    del viewer
    found = [_round(row) for row in db.conn.execute(f"{_ROUNDS} ORDER BY r.round_id DESC")]
    return sorted((each for each in found if each.can_end), key=lambda each: not each.has_no_leader)


@use_case(Right.CODE, Right.LEAD_ROUNDS, reads="rounds")
def one(db: Database, viewer: Viewer, guid: str) -> Round:
    """The round with this guid. Raises: NotFound."""
    del viewer
    return find(db, guid)


def find(db: Database, guid: str) -> Round:
    """`one`, for use cases that asked the right. Raises: NotFound."""
    row = db.conn.execute(f"{_ROUNDS} WHERE r.guid = ?", (guid,)).fetchone()
    if row is None:
        raise NotFound(N_("This round is not there."))
    return _round(row)


def _round(row: tuple[Any, ...]) -> Round:
    round_id, guid, name, counts, *rest, has_no_leader = row
    values: list[Any] = [round_id, guid, name, bool(counts), *rest, bool(has_no_leader)]
    return Round(*values)


@inner("part of reads of rounds, which ask the right")
def documents(db: Database, viewer: Viewer, found: Round) -> list[Drawn]:
    """The documents of a round that this viewer may know of today and that were not left out of it."""
    where, params = access.documents_where(db, viewer)
    return [Drawn(document_id, guid, title, bool(skipped)) for document_id, guid, title, skipped in db.conn.execute(
        "SELECT d.document_id, d.guid, d.title, o.skipped_at IS NOT NULL FROM double_document o JOIN document d"
        f" USING (document_id) WHERE o.round_id = ? AND o.left_out_at IS NULL AND {where} ORDER BY o.position",
        (found.round_id, *params))]


@inner("part of reads of rounds, which ask the right")
def tasks(db: Database, viewer: Viewer, found: Round) -> list[Task]:
    """Who codes what in a round, of `documents`, without those who were let out."""
    ids = [one.document_id for one in documents(db, viewer, found)]
    return [Task._make((*row[:6], bool(row[6]), bool(row[7]) and not row[6])) for row in db.conn.execute(
        "SELECT d.guid, t.coder_id, u.guid, u.label, t.due_on, t.done_at, g.user_id IS NOT NULL,"
        " u.stopped_coding_at IS NOT NULL OR u.disabled_at IS NOT NULL FROM double_task t"
        " JOIN document d USING (document_id) JOIN double_document o USING (round_id, document_id)"
        " JOIN user u ON u.user_id = t.coder_id LEFT JOIN double_guest g ON g.user_id = u.user_id"
        " WHERE t.round_id = ? AND t.let_out_at IS NULL AND t.document_id IN (SELECT value FROM json_each(?))"
        " ORDER BY o.position, u.label COLLATE NOCASE", (found.round_id, json.dumps(ids)))]


class Coders(NamedTuple):
    """A document of a round and the user_id of those who are done with it: what the comparing of coders is about."""

    document_id: int
    guid: str
    coders: tuple[int, ...]


@inner("part of comparing coders, which asks the right")
def compared(db: Database, viewer: Viewer, found: Round) -> list[Coders]:
    """The documents of a round that is shown, with the coders who were done when it was; none while it is blind.

    Their codings are read with `access.blind.seen_where`, of practice rounds too; `counted_where` leaves those out.
    """
    if found.revealed_at is None:
        return []
    done: dict[str, list[int]] = {}
    for task in tasks(db, viewer, found):
        if task.done_at:
            done.setdefault(task.document, []).append(task.coder_id)
    return [Coders(each.document_id, each.guid, tuple(done.get(each.guid, ())))
            for each in documents(db, viewer, found)]


def waiting(db: Database, round_id: int) -> int:
    """How many parts of a round somebody is still to say done with.

    Not counted is what cannot be coded today: a document that was withdrawn, whose consent ended, or that was left out.
    """
    where, params = access.reach.documents_where(db, "analyse", "d")
    return int(db.conn.execute(
        "SELECT count(*) FROM double_task t JOIN double_document o USING (round_id, document_id) JOIN document d"
        " USING (document_id) WHERE t.round_id = ? AND t.done_at IS NULL AND t.let_out_at IS NULL"
        f" AND o.left_out_at IS NULL AND {where}", (round_id, *params)).fetchone()[0])
