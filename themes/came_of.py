"""What came of a coach's own stories: read and coded by the team, quoted, released, chosen, talked over, answered.

Who read or coded is told to nobody: that it was read, in which month first, and by how many it was coded. Of a document
that is coded blind or for practice nothing is told of its coding. What she may not see elsewhere (a round she is not
in, a release for others) she does not learn of here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coding.marks import agreed
from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import use_case
from stories.back.stored import last_answers
from stories.choose import rounds
from stories.learning import meetings
from texts.axes import TELLING
from themes.release import ground, store
from themes.release.arcs import stored as arcs
from themes.release.quotes_out import answered
from themes.release.quotes_out import stored as quotes_out
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

    from themes.release.content import Content


class Released(NamedTuple):
    """A release (its guid, number and title) it counts in; how many of its passages are quoted in it, and whether a
    story in moments of it rests on it."""

    guid: str
    number: int
    title: str
    quoted: int
    in_moments: bool


class Chosen(NamedTuple):
    """A round of choosing it was put before, by guid and name, and whether it was chosen."""

    guid: str
    name: str
    chosen: bool


class Met(NamedTuple):
    """A learning meeting that had it on the table: guid, title, day (ISO)."""

    guid: str
    title: str
    on: str


@dataclass(frozen=True)
class CameOf:
    """What came of a story.

    Attributes:
        read: whether the team read it; read_in: the month (YYYY-MM) in which somebody opened it first, '' when unknown.
        coders: by how many it was coded; None where that is not told.
        quotes: how many quotes of it may leave today.
        asked, yes: about so many of its passages (or about it as a whole) its family was asked and did not take that
            back, and so many of these it lets somebody quote.
        corrections: what its family wants to stand otherwise and nobody dealt with.
    """

    read: bool
    read_in: str
    coders: int | None
    quotes: int
    releases: tuple[Released, ...]
    rounds: tuple[Chosen, ...]
    meetings: tuple[Met, ...]
    asked: int
    yes: int
    corrections: int


class _Signed(NamedTuple):
    """A release with what it says, of what it was counted and in which scope."""

    row: store.Row
    says: Content
    families: Collection[str]
    scope: Scope


class _Story(NamedTuple):
    document_id: int
    guid: str
    family: str
    told_on: str
    event_from: str
    event_until: str
    created_at: str


@use_case(Right.WRITE_STORY, reads="what came of one's own stories")
def came_of(db: Database, viewer: Viewer, guids: Collection[str]) -> dict[str, CameOf]:
    """What came of stories (by guid of their documents) of this viewer's own that she may know of today; others are
    left out."""
    where, params = access.documents_where(db, viewer)
    own = [_Story(*row) for row in db.conn.execute(
        "SELECT d.document_id, d.guid, f.guid, d.told_on, coalesce(d.event_from, ''),"
        " coalesce(d.event_until, d.event_from, ''), d.created_at FROM document d JOIN story s USING (story_id)"
        f" JOIN family f ON f.family_id = d.family_id WHERE s.coach_id = ? AND d.guid IN (SELECT value FROM"
        f" json_each(?)) AND {where}", (viewer.coach_id, json.dumps(sorted(guids)), *params))]
    if not own:
        return {}
    ids = {one.document_id for one in own}
    read, coders, out = _read(db, viewer, own), _coders(db, ids), _quotes(db, ids)
    chosen, met, asked = _chosen(db, viewer, ids), _met(db, viewer, ids), _asked(db, ids)
    moments, signed = _moments(db, ids), _signed(db, viewer)
    found = {}
    for one in own:
        at, of = one.document_id, coders.get(one.document_id, 0)
        found[one.guid] = CameOf(
            one.guid in read or bool(of), read.get(one.guid, ""), of, len(out.get(at, ())),
            _released(signed, one, out.get(at, set()), moments.get(at, set())), chosen.get(at, ()),
            met.get(at, ()), *asked.get(at, (0, 0, 0)))
    return found


def _read(db: Database, viewer: Viewer, own: list[_Story]) -> dict[str, str]:
    """By guid the month in which somebody of the team opened it first: no coach did."""
    return {guid: local_day(db, at)[:7] for guid, at in db.conn.execute(
        "SELECT e.subject_guid, min(e.at) FROM event e JOIN user u ON u.guid = e.actor_guid"
        " WHERE e.subject = 'document' AND e.verb = 'opened' AND u.user_id <> ?"
        " AND e.subject_guid IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM person p WHERE p.user_id = u.user_id AND p.kind = 'coach')"
        " GROUP BY e.subject_guid", (viewer.user_id, json.dumps([one.guid for one in own])))}


def _coders(db: Database, ids: set[int]) -> dict[int, int | None]:
    """How many said to be done or have a coding in it; None where the coding is blind or for practice."""
    held = access.blind.uncounted(db)
    found: dict[int, int | None] = dict(db.conn.execute(
        "SELECT document_id, count(DISTINCT coder) FROM (SELECT c.document_id, c.coder_id AS coder FROM coding c"
        f" WHERE c.retracted_at IS NULL AND c.layer = '{agreed.CODERS}' UNION SELECT s.document_id, s.user_id"
        " FROM coding_status s WHERE s.state = 'done') WHERE document_id IN (SELECT value FROM json_each(?))"
        " GROUP BY document_id", (json.dumps(sorted(ids)),)).fetchall())
    return found | dict.fromkeys(ids & held)


def _quotes(db: Database, ids: set[int]) -> dict[int, set[str]]:
    """By document the guids of its quotes that may leave today; one that is coded blind lends none."""
    ids = ids - access.blind.uncounted(db)
    found: dict[int, set[str]] = {}
    kept = quotes_out.kept(db, "q.document_id IN (SELECT value FROM json_each(?)) AND s.state = ?",
                           (json.dumps(sorted(ids)), quotes_out.APPROVED))
    for one in (each for each, _said in answered.within(db, quotes_out.showable(db, kept))):
        found.setdefault(one.document_id, set()).add(one.guid)
    return found


def _moments(db: Database, ids: set[int]) -> dict[int, set[str]]:
    """By document the guids of the stories in moments with a sentence that rests on it."""
    found: dict[int, set[str]] = {}
    for document_id, guid in db.conn.execute(
            "SELECT s.document_id, a.guid FROM arc_statement s JOIN story_arc a USING (arc_id) WHERE a.state <> ?"
            " AND s.document_id IN (SELECT value FROM json_each(?))", (arcs.PUT_AWAY, json.dumps(sorted(ids)))):
        found.setdefault(document_id, set()).add(guid)
    return found


def _signed(db: Database, viewer: Viewer) -> list[_Signed]:
    """The signed releases this viewer may see, the last first."""
    found = []
    for row in store.rows(db, "r.state = 'signed' AND r.audience IN (SELECT value FROM json_each(?))",
                          (json.dumps(store.audiences_of(viewer)),)):
        kept = ground.of(row)
        found.append(_Signed(row, row.content, kept.digests if kept else (),
                             Scope.from_query(kept.query) if kept else Scope()))
    return found


def _released(signed: list[_Signed], one: _Story, quotes: set[str], moments: set[str]) -> tuple[Released, ...]:
    """Of releases those that a story counts in, or that quote it."""
    found = []
    for each in signed:
        quoted = sum(quote.guid in quotes for theme in each.says.themes for quote in theme.quotes)
        told = any(arc.guid in moments for arc in each.says.arcs)
        if quoted or told or _counts(each, one):
            found.append(Released(each.row.guid, each.row.number or 0, each.says.title, quoted, told))
    return tuple(found)


def _counts(signed: _Signed, one: _Story) -> bool:
    """Whether a story was there and in the scope of a release when it was counted."""
    scope = signed.scope
    if one.family not in signed.families or one.created_at > signed.row.changed_at or scope.by_support:
        return False
    first, last = (one.told_on, one.told_on) if scope.axis == TELLING else (one.event_from, one.event_until)
    return bool(first) and scope.voice in ("", "coach") and scope.from_on <= last and (
        not scope.until_on or first <= scope.until_on)


def _chosen(db: Database, viewer: Viewer, ids: set[int]) -> dict[int, tuple[Chosen, ...]]:
    """By document the rounds of choosing this viewer may see that it was put before, the last first."""
    found: dict[int, tuple[Chosen, ...]] = {}
    for one in rounds.rounds(db, viewer):
        for document_id, picked in db.conn.execute(
                "SELECT document_id, chosen FROM choice_story WHERE round_id = ? AND document_id IN"
                " (SELECT value FROM json_each(?))", (one.round_id, json.dumps(sorted(ids)))):
            found[document_id] = (*found.get(document_id, ()),
                                  Chosen(one.guid, one.name, bool(picked) and one.state == rounds.CHOSEN))
    return found


def _met(db: Database, viewer: Viewer, ids: set[int]) -> dict[int, tuple[Met, ...]]:
    """By document the learning meetings that had it on the table, the last first."""
    found: dict[int, tuple[Met, ...]] = {}
    for one in meetings.meetings(db, viewer):
        for (document_id,) in db.conn.execute(
                "SELECT document_id FROM meeting_story WHERE meeting_id = ? AND document_id IN"
                " (SELECT value FROM json_each(?))", (one.meeting_id, json.dumps(sorted(ids)))):
            found[document_id] = (*found.get(document_id, ()), Met(one.guid, one.title, one.on))
    return found


def _asked(db: Database, ids: set[int]) -> dict[int, tuple[int, int, int]]:
    """By document about how much its family was asked, what of that may be quoted, and what it corrects."""
    found: dict[int, tuple[int, int, int]] = {}
    for one in last_answers(db, ids):
        if not one.withdrawn_on:
            asked, yes, more = found.get(one.document_id, (0, 0, 0))
            found[one.document_id] = (asked + 1, yes + bool(one.audiences), more)
    for document_id, n in db.conn.execute(
            "SELECT document_id, count(*) FROM family_correction WHERE settled_at IS NULL AND document_id IN"
            " (SELECT value FROM json_each(?)) GROUP BY document_id", (json.dumps(sorted(ids)),)):
        asked, yes, _none = found.get(document_id, (0, 0, 0))
        found[document_id] = (asked, yes, n)
    return found
