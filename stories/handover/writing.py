"""Writing a handover note: for whom, its parts, the stories that go with it, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import consent, people, register
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.entry.form import clean
from stories.handover.note import PARTS, STORY, own

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST = 5_000  # code points of a part


@use_case(Right.WRITE_STORY, reads="coaches by pseudonym")
def successors(db: Database, viewer: Viewer, family_guid: str) -> list[tuple[str, str]]:
    """(guid, pseudonym) of the coaches who can follow in a family: those who coach it first, then the others.

    Raises: NotFound for a family that is not this coach's.
    """
    family_id = access.require_family(db, viewer, family_guid, Right.WRITE_STORY)
    rows = db.conn.execute(
        "SELECT p.guid, p.pseudonym FROM person p WHERE p.kind = 'coach' AND p.person_id <> ?"
        " ORDER BY NOT EXISTS (SELECT 1 FROM coaching c WHERE c.family_id = ? AND c.coach_id = p.person_id"
        " AND (c.until_on IS NULL OR c.until_on >= ?)), p.pseudonym",
        (viewer.coach_id, family_id, today(db)))
    return [(str(guid), str(name)) for guid, name in rows]


@use_case(Right.WRITE_STORY, event="began handover")
def begin(db: Database, viewer: Viewer, family_guid: str, successor_guid: str) -> str:
    """Begin a note for the coach who follows; returns its guid, of the one there is already when there is one.

    Raises: BadInput (to oneself, to nobody, before one's own coaching began, no consent), NotFound.
    """
    with write(db):
        family_id = access.require_family(db, viewer, family_guid, Right.WRITE_STORY)
        successor = people.person(db, successor_guid)
        if successor.person_id == viewer.coach_id:
            raise BadInput(N_("You cannot hand a family over to yourself. Choose the coach who follows."))
        if successor.kind != "coach":
            raise BadInput(N_("Only a coach can support a family."))
        if not db.conn.execute(
                "SELECT 1 FROM coaching WHERE family_id = ? AND coach_id = ? AND from_on <= ?",
                (family_id, viewer.coach_id, today(db))).fetchone():
            raise BadInput(N_("Your coaching of this family has not begun yet: there is nothing to hand over."))
        consent.require_tellable(db, family_guid)
        row = db.conn.execute(
            "SELECT guid FROM handover WHERE family_id = ? AND leaving_id = ? AND successor_id = ?"
            " AND taken_back_at IS NULL", (family_id, viewer.coach_id, successor.person_id)).fetchone()
        if row:
            return str(row[0])
        guid = new_guid()
        db.conn.execute(
            "INSERT INTO handover(guid, family_id, leaving_id, successor_id, created_at) VALUES (?,?,?,?,?)",
            (guid, family_id, viewer.coach_id, successor.person_id, now()))
        events.record(db, viewer, "began", "handover", guid)
    return guid


@use_case(Right.WRITE_STORY, event="wrote handover")
def put(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, kind: str, text: str, *, seen: int, anyway: bool = False
) -> tuple[str, ...]:
    """Write one part of a note; what the family agreed to before is closed until it agrees again.

    Args:
        kind: a key of `PARTS`. seen: the `rev` it was written over, 0 for none.
        anyway: keep it although words of the register stand in it.

    Returns: words of the register in it, when they stop it; nothing was changed then.
    Raises: BadInput, Conflict (written meanwhile elsewhere), NotFound.
    """
    text = clean(text).strip()
    if kind not in PARTS or len(text) > LONGEST:
        raise BadInput(N_("Choose a part of the note, and keep it under {n} characters."), n=LONGEST)
    with write(db):
        mine = own(db, viewer, guid)
        consent.require_tellable(db, mine.family_guid)
        row = db.conn.execute(
            "SELECT item_id, text, rev FROM handover_item WHERE handover_id = ? AND kind = ?",
            (mine.handover_id, kind)).fetchone()
        if (row[2] if row else 0) != seen:
            raise Conflict(N_("This part was written elsewhere meanwhile. Copy your words, and reload the page."))
        if text == (row[1] if row else ""):
            raise BadInput(N_("Nothing was changed."))
        found = tuple(dict.fromkeys(hit.found for hit in register.hits(pilot, db, viewer, mine.family_guid, text)))
        if found and not anyway:
            return found
        if row:
            db.conn.execute(
                "UPDATE handover_item SET text = ?, chosen = ?, rev = rev + 1, changed_at = ? WHERE item_id = ?",
                (text, bool(text), now(), row[0]))
        else:
            db.conn.execute(
                "INSERT INTO handover_item(guid, handover_id, kind, text, rev, changed_at) VALUES (?,?,?,?,1,?)",
                (new_guid(), mine.handover_id, kind, text, now()))
        events.record(db, viewer, "wrote", "handover", guid)
    return ()


@use_case(Right.WRITE_STORY, event="chose stories handover")
def choose(db: Database, viewer: Viewer, guid: str, documents: list[str]) -> None:
    """Choose which of one's own stories about the family the successor may read once it agrees; the others are closed.

    Raises: NotFound for a story that is not one's own about this family; BadInput when nothing changes.
    """
    with write(db):
        mine = own(db, viewer, guid)
        consent.require_tellable(db, mine.family_guid)
        there = dict(db.conn.execute(
            "SELECT d.guid, d.document_id FROM document d JOIN story s USING (story_id) WHERE d.family_id = ?"
            " AND s.coach_id = ?", (mine.family_id, viewer.coach_id)).fetchall())
        for document in documents:
            access.require_known(db, viewer, document)
        if not set(documents) <= set(there):
            raise NotFound(N_("This story is not there, or it is not one of yours."))
        before = dict(db.conn.execute(
            "SELECT document_id, chosen FROM handover_item WHERE handover_id = ? AND kind = ?",
            (mine.handover_id, STORY)).fetchall())
        wanted = {there[one] for one in documents}
        if wanted == {one for one, chosen in before.items() if chosen}:
            raise BadInput(N_("Nothing was changed."))
        db.conn.executemany(
            "UPDATE handover_item SET chosen = ?, rev = rev + 1, changed_at = ? WHERE handover_id = ?"
            " AND document_id = ?", [(one in wanted, now(), mine.handover_id, one) for one, chosen in before.items()
                                     if chosen != (one in wanted)])
        db.conn.executemany(
            "INSERT INTO handover_item(guid, handover_id, kind, document_id, text, rev, changed_at)"
            " VALUES (?,?,?,?,'',1,?)",
            [(new_guid(), mine.handover_id, STORY, one, now()) for one in sorted(wanted - set(before))])
        events.record(db, viewer, "chose stories", "handover", guid)


@use_case(Right.WRITE_STORY, event="took back handover")
def take_back(db: Database, viewer: Viewer, guid: str) -> None:
    """Take a handover back: the successor reads nothing of it any more, at once. Raises: NotFound."""
    with write(db):
        mine = own(db, viewer, guid)
        db.conn.execute("UPDATE handover SET taken_back_at = ? WHERE handover_id = ?", (now(), mine.handover_id))
        events.record(db, viewer, "took back", "handover", guid)
