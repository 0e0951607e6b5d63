"""After consent was withdrawn: what becomes of the material that hung on it is decided by a person, and recorded.

Out of reach it is at once and by itself. A decision is open until somebody withdraws the documents (see
`texts.touched`), leaves them out of reach, or until consent is given again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer, touched
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import Conflict, NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

LONGEST_REASON = 500


@dataclass(frozen=True)
class Decision:
    """What waits to be decided: the person (pseudonym) who withdrew or refused, for which use, on which day (ISO)."""

    guid: str
    person_id: int
    person: str
    family: str
    family_guid: str
    use: str
    withdrawn_on: str
    refused: bool


ORDERS = {"long": Order(N_("waiting longest first"), "c.withdrawn_on, c.decision_id"),
          "name": Order(N_("by name"), "p.pseudonym COLLATE NOCASE, c.decision_id")}
_DECISION = (
    "c.guid, p.person_id, p.pseudonym, coalesce(f.pseudonym, ''), coalesce(f.guid, ''), c.use,"
    " c.withdrawn_on, EXISTS (SELECT 1 FROM consent n WHERE n.person_id = c.person_id AND n.use = c.use"
    "  AND n.refused AND n.given_on = c.withdrawn_on)")


@use_case(Right.WITHDRAW, reads="consents")
def open_decisions(
    db: Database, viewer: Viewer, family_guid: str | None = None, wanted: Wanted = ALL
) -> Paged[Decision]:
    """Decisions that are open, the longest first, in pages; of one family (guid) where it is given."""
    return _open(db, viewer, wanted, "? IS NULL OR f.guid = ?", (family_guid, family_guid))


def _open(db: Database, viewer: Viewer, wanted: Wanted, which: str, given: tuple[str | None, ...]) -> Paged[Decision]:
    where, params = access.families_where(viewer, right=Right.WITHDRAW)
    found = fetch(db, _DECISION, Source(
        "FROM consent_decision c JOIN person p USING (person_id) LEFT JOIN family f USING (family_id)"
        f" WHERE c.outcome IS NULL AND (f.family_id IS NULL OR {where}) AND ({which})", (*params, *given),
        "p.pseudonym || ' ' || coalesce(f.pseudonym, '')"), wanted, ORDERS)
    return found.of(Decision(guid, number, person, family, of, use, day, bool(refused))
                    for guid, number, person, family, of, use, day, refused in found)


@use_case(Right.WITHDRAW, reads="consents")
def decision(db: Database, viewer: Viewer, guid: str) -> Decision:
    """One open decision. Raises: Conflict when it was taken already; NotFound, NotAllowed."""
    found = _open(db, viewer, ALL, "c.guid = ?", (guid,))
    if not found:
        if db.conn.execute("SELECT 1 FROM consent_decision WHERE guid = ?", (guid,)).fetchone():
            raise Conflict(N_("This was decided already. Reload the page to see what there is now."))
        raise NotFound(N_("There is nothing to decide here."))
    return found[0]


@use_case(Right.WITHDRAW, event="decided: left consent_decision")
def leave(db: Database, viewer: Viewer, guid: str, reason: str = "") -> None:
    """Leave what hung on a consent as it is: out of reach, until consent is given again.

    Raises: Conflict, NotFound, NotAllowed.
    """
    with write(db):
        close(db, viewer, decision(db, viewer, guid), "left", reason)


@inner("part of taking a decision")
def close(db: Database, viewer: Viewer, which: Decision, outcome: str, reason: str = "") -> None:
    """Write down what was decided ('withdrawn' or 'left'), inside `write(db)`, for who has checked the right."""
    db.conn.execute(
        "UPDATE consent_decision SET outcome = ?, reason = ?, decided_by = ?, decided_at = ? WHERE guid = ?",
        (outcome, visible_name(reason)[:LONGEST_REASON], viewer.user_id, now(), which.guid))
    events.record(db, viewer, f"decided: {outcome}", "consent_decision", which.guid)


@inner("part of withdrawing a consent")
def ask(db: Database, viewer: Viewer, person_id: int, use: str, withdrawn_on: str) -> None:
    """Open a decision where anything hangs on this consent; call it inside `write(db)`, before it is withdrawn."""
    # What is out of reach already, by an end date or by somebody else's no, hangs on it as well.
    if not any(touched.documents(db, person_id, use, reached=reached)
               or touched.recordings(db, person_id, use, reached=reached) for reached in (True, False)):
        return
    guid = new_guid()
    added = db.conn.execute(
        "INSERT INTO consent_decision(guid, person_id, use, withdrawn_on) VALUES (?,?,?,?)"
        " ON CONFLICT(person_id, use) WHERE outcome IS NULL DO NOTHING", (guid, person_id, use, withdrawn_on)).rowcount
    if added:
        events.record(db, viewer, "asked", "consent_decision", guid)


@inner("part of giving a consent")
def renewed(db: Database, viewer: Viewer, person_id: int, use: str) -> None:
    """Close what was open, for consent was given again; call it inside `write(db)`."""
    rows = db.conn.execute(
        "UPDATE consent_decision SET outcome = 'renewed', decided_by = ?, decided_at = ?"
        " WHERE person_id = ? AND use = ? AND outcome IS NULL RETURNING guid",
        (viewer.user_id, now(), person_id, use)).fetchall()
    for (guid,) in rows:
        events.record(db, viewer, "decided: renewed", "consent_decision", guid)
