"""A handover note: its parts and the stories that go with it, and what of it the family agreed to.

The coach who leaves writes it and puts down what the family agreed to, part by part; who follows reads exactly that,
from the day her coaching begins. Evaluators do not read it: it is between coaches and a family. What changes after the
family agreed is closed until it agrees again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import inner, use_case
from pilot.errors import NotFound
from pilot.words import N_, translate

if TYPE_CHECKING:
    from sqlite_utils import Database

PARTS = {
    "matters": N_("What matters to this family"), "works": N_("What works"), "avoid": N_("What not to do"),
    "promised": N_("What was agreed and is still open"), "family": N_("What the family wants to tell itself"),
}
STORY = "story"
MANNERS = {
    "together": N_("read together"), "phone": N_("by telephone"), "paper": N_("on paper, signed"),
    "message": N_("by a message"),
}


def part_name(kind: str) -> str:
    """What a part of a note is called."""
    return translate(PARTS[kind])


class Item(NamedTuple):
    """A part of a note, or a story that goes with it.

    Attributes:
        guid: '' for a part that nobody wrote yet. kind: a key of `PARTS`, or 'story'.
        text: of a part. document: guid of a story; title: what it is called.
        rev: how often it was written or chosen, 0 when never. chosen: whether it is to be read at all.
        agreed_on: ISO, '' where the family has not agreed to it as it stands. by: pseudonym. manner: a key of
            `MANNERS`.
    """

    guid: str
    kind: str
    text: str
    document: str
    title: str
    rev: int
    chosen: bool
    agreed_on: str
    by: str
    manner: str


@dataclass(frozen=True)
class Note:
    """A handover, as this viewer may see it; `mine`: she wrote it. Pseudonyms; `starts_on` ISO: when the successor's
    coaching begins, '' while nobody said so; `open`: the successor reads it now."""

    guid: str
    family_guid: str
    family: str
    leaving: str
    successor: str
    starts_on: str
    open: bool
    mine: bool
    items: tuple[Item, ...]

    @property
    def parts(self) -> dict[str, Item]:
        """Its parts, by kind."""
        return {one.kind: one for one in self.items if one.kind != STORY}

    @property
    def stories(self) -> list[Item]:
        """The stories that go with it."""
        return [one for one in self.items if one.kind == STORY]


# Of a handover: from when the successor coaches the family, and whether she does so on a day.
_STARTS = ("(SELECT min(c.from_on) FROM coaching c WHERE c.family_id = h.family_id AND c.coach_id = h.successor_id"
           " AND (c.until_on IS NULL OR c.until_on >= ?))")


@use_case(Right.WRITE_STORY, event="opened handover", reads="handover notes")
def notes(db: Database, viewer: Viewer, family_guid: str) -> list[Note]:
    """The handovers of a family that this coach wrote (whole) or follows in (what the family agreed to), newest first.

    Raises: NotFound for a family that is not hers.
    """
    family_id = access.require_family(db, viewer, family_guid, Right.WRITE_STORY)
    day = today(db)
    rows = db.conn.execute(
        f"SELECT h.handover_id, h.guid, f.pseudonym, l.pseudonym, s.pseudonym, coalesce({_STARTS}, ''),"
        " h.leaving_id = ? FROM handover h JOIN family f USING (family_id) JOIN person l ON l.person_id = h.leaving_id"
        " JOIN person s ON s.person_id = h.successor_id WHERE h.family_id = ? AND h.taken_back_at IS NULL"
        " AND ? IN (h.leaving_id, h.successor_id) ORDER BY h.created_at DESC, h.handover_id DESC",
        (day, viewer.coach_id, family_id, viewer.coach_id)).fetchall()
    tellable, more = access.reach.tellable_where(db)
    (reached,) = db.conn.execute(
        f"SELECT {tellable} FROM family f WHERE f.family_id = ?", (*more, family_id)).fetchone()
    found = []
    for handover_id, guid, family, leaving, successor, starts_on, mine in rows:
        is_open = bool(reached and starts_on and starts_on <= day)
        items = _items(db, handover_id, every=bool(mine)) if reached and (mine or is_open) else ()
        if not mine and not items:
            continue
        # Once an hour, but for what she has not seen yet: Today tells of it until she has.
        news = _is_news(db, viewer, handover_id, guid)
        events.keep(db, viewer.account_guid, "opened", "handover", guid, hourly=not news)
        found.append(Note(guid, family_guid, family, leaving, successor, starts_on, is_open, bool(mine), items))
    return found


def _is_news(db: Database, viewer: Viewer, handover_id: int, guid: str) -> bool:
    """Whether the family agreed to something since this viewer opened it last."""
    row = db.conn.execute(
        "SELECT (SELECT max(a.recorded_at) FROM handover_item i JOIN handover_agreement a USING (item_id)"
        " WHERE i.handover_id = ?) > (SELECT max(at) FROM event WHERE subject = 'handover' AND subject_guid = ?"
        " AND verb = 'opened' AND actor_guid = ?)", (handover_id, guid, viewer.account_guid)).fetchone()
    return bool(row[0])


def _items(db: Database, handover_id: int, *, every: bool) -> tuple[Item, ...]:
    """Of a handover: all of it, or what the family agreed to as it stands. Stories out of reach are left out."""
    reached, params = access.reach.documents_where(db)
    rows = db.conn.execute(
        "SELECT i.guid, i.kind, i.text, coalesce(d.guid, ''), coalesce(d.title, ''), i.rev, i.chosen,"
        " coalesce(a.agreed_on, ''), coalesce(p.pseudonym, ''), coalesce(a.manner, '')"
        " FROM handover_item i LEFT JOIN document d USING (document_id)"
        " LEFT JOIN handover_agreement a ON a.item_id = i.item_id AND a.rev = i.rev AND a.withdrawn_at IS NULL"
        " LEFT JOIN person p ON p.person_id = a.person_id"
        f" WHERE i.handover_id = ? AND (d.document_id IS NULL OR {reached})"
        " AND (? OR i.item_id IN (SELECT item_id FROM handover_open)) ORDER BY i.item_id",
        (handover_id, *params, every))
    return tuple(Item._make((*row[:6], bool(row[6]), *row[7:])) for row in rows)


class Own(NamedTuple):
    """A handover of this coach's own, for what changes it."""

    handover_id: int
    family_id: int
    family_guid: str


@inner("finds what use cases of a handover change")
def own(db: Database, viewer: Viewer, guid: str, *, follows: bool = False) -> Own:
    """The handover `guid` that this coach leaves behind. Raises: NotFound.

    Args:
        follows: or follows in.
    """
    row = db.conn.execute(
        "SELECT h.handover_id, h.family_id, f.guid FROM handover h JOIN family f USING (family_id) WHERE h.guid = ?"
        " AND h.taken_back_at IS NULL AND (h.leaving_id = ? OR (? AND h.successor_id = ?))",
        (guid, viewer.coach_id, follows, viewer.coach_id)).fetchone()
    if row is None:
        raise NotFound(N_("This handover is not there, or it is not yours."))
    access.require_family(db, viewer, row[2], Right.WRITE_STORY)
    return Own(*row)
