"""What goes back to families, as lists: what was promised, all of it, and what the families want to stand otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import Conflict, NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database


class Row(NamedTuple):
    """One going back in a list.

    Attributes:
        due_on, sat_on: ISO dates, None for none; manner: of `quoting.MANNERS`, '' while it was not gone through.
        closed: 'done', 'dropped', '' while it is open.
        passages: how many are asked about, answered: how many of these have an answer that was not taken back.
    """

    guid: str
    family: str
    family_guid: str
    due_on: str | None
    sat_on: str | None
    manner: str
    closed: str
    passages: int
    answered: int


_COLUMNS = (
    "g.guid, f.pseudonym, f.guid, g.due_on, g.sat_on, coalesce(g.manner, ''), coalesce(g.closed, ''),"
    " (SELECT count(*) FROM giving_back_passage p WHERE p.giving_back_id = g.giving_back_id),"
    " (SELECT count(*) FROM giving_back_passage p WHERE p.giving_back_id = g.giving_back_id AND"
    "  (SELECT a.withdrawn_on IS NULL FROM family_answer a WHERE a.passage_id = p.passage_id"
    "  ORDER BY a.answer_id DESC LIMIT 1))")
ORDERS = {
    "due": Order(N_("open and promised first"),
                 "g.closed IS NOT NULL, g.due_on IS NULL, g.due_on, g.giving_back_id DESC"),
    "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, g.giving_back_id DESC"),
}


@use_case(Right.KEEP_FILE, reads="families")
def promised(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Row]:
    """What was promised to families for a day and is not done yet, the first day first."""
    return _rows(db, viewer, "g.closed IS NULL AND g.due_on IS NOT NULL", [], wanted)


@use_case(Right.KEEP_FILE, reads="families")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL, family_guid: str = "") -> Paged[Row]:
    """All that goes or went back, of one family (guid) or of all this viewer keeps the file of. Raises: NotFound."""
    if family_guid:
        access.require_family(db, viewer, family_guid, Right.KEEP_FILE)
    return _rows(db, viewer, "? IN ('', f.guid)", [family_guid], wanted)


def _rows(db: Database, viewer: Viewer, which: str, given: list[object], wanted: Wanted) -> Paged[Row]:
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    found = fetch(db, _COLUMNS, Source(
        f"FROM giving_back g JOIN family f USING (family_id) WHERE {where} AND {which}", [*params, *given],
        "f.pseudonym"), wanted, ORDERS)
    return found.of(Row(*row) for row in found)


class Correction(NamedTuple):
    """What a family wants to stand otherwise and nobody dealt with yet.

    Attributes:
        words: the family's; passage: as it was chosen; on: ISO date; document, title: guid and title of the text.
        start: of the passage as chosen, code points, 0-based.
    """

    guid: str
    words: str
    passage: str
    on: str
    family: str
    document: str
    title: str
    start: int


CORRECTION_ORDERS = {"new": Order(N_("oldest first"), "c.correction_id")}


@use_case(Right.PREPARE, Right.WRITE_STORY, reads="passages")
def corrections(db: Database, viewer: Viewer, wanted: Wanted = ALL, family_guid: str = "") -> Paged[Correction]:
    """What waits for this viewer, of one family (guid) or of all: at conversations for who prepares texts, at a story
    for who told it."""
    where, params = _hers(db, viewer)
    found = fetch(db, "c.guid, c.words, coalesce(p.quote, ''), g.sat_on, f.pseudonym, d.guid, d.title,"
                  " coalesce(p.start_char, 0)", Source(
        f"{_CORRECTIONS} WHERE c.settled_at IS NULL AND {where} AND ? IN ('', f.guid)", [*params, family_guid],
        "c.words || ' ' || d.title"), wanted, CORRECTION_ORDERS)
    return found.of(Correction(*row) for row in found)


_CORRECTIONS = (
    "FROM family_correction c JOIN giving_back g USING (giving_back_id)"
    " JOIN document d ON d.document_id = c.document_id"
    " JOIN family f ON f.family_id = d.family_id LEFT JOIN passage p ON p.passage_id = c.passage_id"
    " LEFT JOIN story s ON s.story_id = d.story_id")


def _hers(db: Database, viewer: Viewer) -> tuple[str, list[object]]:
    known, params = access.documents_where(db, viewer)
    prepares = int(viewer.may(Right.PREPARE))
    return (f"{known} AND ((d.kind <> 'story' AND {prepares}) OR (d.kind = 'story' AND s.coach_id IS ?))",
            [*params, viewer.coach_id])


@use_case(Right.PREPARE, Right.WRITE_STORY, event="settled correction")
def settle(db: Database, viewer: Viewer, guid: str) -> None:
    """Say that a correction of a family was dealt with in the text. Raises: NotFound, Conflict."""
    with write(db):
        where, params = _hers(db, viewer)
        row = db.conn.execute(f"SELECT c.correction_id, c.settled_at {_CORRECTIONS} WHERE c.guid = ? AND {where}",
                              (guid, *params)).fetchone()
        if row is None:
            raise NotFound(N_("This correction is not there, or not one for you to deal with."))
        if row[1]:
            raise Conflict(N_("Somebody dealt with this correction already."))
        db.conn.execute("UPDATE family_correction SET settled_by = ?, settled_at = ? WHERE correction_id = ?",
                        (viewer.user_id, now(), row[0]))
        events.record(db, viewer, "settled", "correction", guid)
