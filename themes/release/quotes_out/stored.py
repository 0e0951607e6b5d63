"""Quotes as they are kept, and how each stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.clock import now
from pilot.door import inner
from pilot.errors import Conflict, NotFound
from pilot.words import N_
from themes.release.quotes_out import answered
from themes.release.quotes_out.attribution import NAME
from themes.release.quotes_out.passages import may_leave
from themes.release.quotes_out.people import agreed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.access import Viewer

PROPOSED, APPROVED, SENT_BACK, WITHDRAWN = STATES = ("proposed", "approved", "sent back", "withdrawn")
STATE_NAMES = {PROPOSED: N_("waits for a second pair of eyes"), APPROVED: N_("may leave"),
               SENT_BACK: N_("sent back"), WITHDRAWN: N_("taken back")}


@dataclass(frozen=True)
class Kept:
    """A quote as it is kept.

    Attributes:
        start, end: of its passage; text: as it may be read; how: one of HOWS; said_by: '' where `person_id` is named.
        looked_at: keys of what was found in it and looked at by who proposed it.
        state: one of STATES; reason: why it was sent back or withdrawn, in the words of who did.
        proposed_by, decided_by: labels; proposed_by_id: `user_id`; at: of the last step, UTC ISO.
    """

    quote_out_id: int
    guid: str
    document_id: int
    document: str
    family: str
    told_on: str
    version_id: int
    is_current: bool
    start: int
    end: int
    code_id: int
    code: str
    sign: str
    voice: str
    audience: str
    text: str
    how: str
    said_by: str
    person_id: int | None
    looked_at: frozenset[str]
    state: str
    reason: str
    proposed_by: str
    proposed_by_id: int
    decided_by: str
    at: str


_KEPT = (
    "SELECT q.quote_out_id, q.guid, q.document_id, d.guid, f.guid, d.told_on, q.version_id,"
    " q.version_id IS d.read_version_id, q.start_char, q.end_char, q.code_id, k.key, q.sign, q.voice, q.audience,"
    " q.text, q.how, q.said_by, q.person_id, q.looked_at, s.state, s.reason, maker(b.guid, b.label), b.user_id,"
    " maker(u.guid, u.label), s.at"
    " FROM quote_out q JOIN document d USING (document_id) JOIN family f USING (family_id)"
    " JOIN code k ON k.code_id = q.code_id"
    " JOIN quote_out_step s ON s.step_id = (SELECT max(step_id) FROM quote_out_step x"
    "  WHERE x.quote_out_id = q.quote_out_id)"
    " JOIN quote_out_step a ON a.step_id = (SELECT min(step_id) FROM quote_out_step y"
    "  WHERE y.quote_out_id = q.quote_out_id)"
    " JOIN user u ON u.user_id = s.by_user JOIN user b ON b.user_id = a.by_user")


def kept(db: Database, where: str = "1", given: Iterable[object] = ()) -> list[Kept]:
    """The quotes for which a condition on q (quote_out), s (its last step) or k (its code) holds, oldest first,
    whether or not anybody may still read them."""
    return [_kept(row) for row in db.conn.execute(f"{_KEPT} WHERE {where} ORDER BY q.quote_out_id", tuple(given))]


def _kept(row: tuple[object, ...]) -> Kept:
    values = list(row)
    values[7] = bool(row[7])
    values[19] = frozenset(json.loads(str(row[19])))
    return Kept(*values)  # type: ignore[arg-type]  # columns of STRICT tables, in the order of the fields


def showable(db: Database, quotes: list[Kept]) -> list[Kept]:
    """Those that may be read today by whom they were meant for: everybody concerned still consents to it, the text was
    not withdrawn, and who is named still agrees to that."""
    by_audience = {audience: may_leave(db, {one.document_id for one in quotes if one.audience == audience}, audience)
                   for audience in {one.audience for one in quotes}}
    named = names(db, quotes)
    return [one for one in quotes if one.document_id in by_audience[one.audience]
            and (one.how != NAME or one.guid in named)]


def names(db: Database, quotes: Iterable[Kept]) -> dict[str, str]:
    """Of quotes (by guid) that name somebody, the names of who still agrees to that."""
    each = [one for one in quotes if one.how == NAME]
    said = answered.of_kept(db, each) if each else {}
    found = {one.guid: agreed(db, one.person_id, said[one.guid]) for one in each}
    return {guid: name for guid, name in found.items() if name}


def by_guid(db: Database, guid: str) -> Kept:
    """One quote that may still be read. Raises: NotFound for every other."""
    found = showable(db, kept(db, "q.guid = ?", (guid,)))
    if not found:
        raise NotFound(N_("This quote is not there, or may not be read any more."))
    return found[0]


@inner("part of use cases that decide about quotes")
def step(db: Database, viewer: Viewer, one: Kept, state: str, reason: str = "") -> None:
    """Write down what was decided, inside `write(db)`. Raises: Conflict where somebody decided meanwhile."""
    last = db.conn.execute("SELECT state FROM quote_out_step WHERE quote_out_id = ? ORDER BY step_id DESC LIMIT 1",
                           (one.quote_out_id,)).fetchone()[0]
    if last != one.state:
        raise Conflict(N_("Somebody else decided about this quote meanwhile. Look at how it stands now."))
    db.conn.execute("INSERT INTO quote_out_step(quote_out_id, state, reason, by_user, at) VALUES (?, ?, ?, ?, ?)",
                    (one.quote_out_id, state, reason, viewer.user_id, now()))
