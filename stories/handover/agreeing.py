"""What a family agrees to of a handover, item by item: who, when and how; withdrawing that closes it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import consent, early, people
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.handover.note import MANNERS, own

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sqlite_utils import Database


@use_case(Right.WRITE_STORY, event="agreed handover")
def agree(
    db: Database, viewer: Viewer, guid: str, seen: Mapping[str, int], *, by: str, on: str, manner: str,
    sure: Container[str] = (),
) -> None:
    """Put down that somebody of the family agrees that the successor reads these items as they stand.

    Args:
        seen: guid of each item, with the `rev` that was read to the family. by: guid of who agrees, of the family.
        on: ISO date. manner: a key of `MANNERS`.

    Raises: BadInput, NotFound; Conflict when an item was changed since it was read; AskFirst for an early date.
    """
    on = check_date(on)
    if not seen:
        raise BadInput(N_("Choose what the family agrees to."))
    if manner not in MANNERS:
        raise BadInput(N_("Say how the family agreed."))
    if on > today(db):
        raise BadInput(N_("A date lies in the future. Change it."))
    with write(db):
        mine = own(db, viewer, guid)
        consent.require_tellable(db, mine.family_guid)
        who = people.person(db, by)
        if who.family_id != mine.family_id:
            raise NotFound(N_("This person is not one of the family."))
        early.ask(db, [on], sure, mine.family_id)
        for item, rev in seen.items():
            row = db.conn.execute(
                "SELECT item_id, rev, chosen FROM handover_item WHERE guid = ? AND handover_id = ?",
                (item, mine.handover_id)).fetchone()
            if row is None or not row[2]:
                raise NotFound(N_("This part of the note is not there any more."))
            if row[1] != rev:
                raise Conflict(N_("This was changed after it was read to the family. Read it together again."))
            db.conn.execute("UPDATE handover_agreement SET withdrawn_at = ? WHERE item_id = ? AND withdrawn_at IS NULL",
                            (now(), row[0]))
            db.conn.execute(
                "INSERT INTO handover_agreement(guid, item_id, rev, person_id, manner, agreed_on, recorded_by,"
                " recorded_at) VALUES (?,?,?,?,?,?,?,?)",
                (new_guid(), row[0], rev, who.person_id, manner, on, viewer.user_id, now()))
        events.record(db, viewer, "agreed", "handover", guid)


@use_case(Right.WRITE_STORY, event="withdrew agreement handover")
def withdraw(db: Database, viewer: Viewer, guid: str, item: str) -> None:
    """Put down that the family agrees to an item no more: it is closed at once. Either of the two coaches may.

    Raises: NotFound for what was not agreed to.
    """
    with write(db):
        mine = own(db, viewer, guid, follows=True)
        done = db.conn.execute(
            "UPDATE handover_agreement SET withdrawn_at = ? WHERE withdrawn_at IS NULL AND item_id ="
            " (SELECT item_id FROM handover_item WHERE guid = ? AND handover_id = ?)",
            (now(), item, mine.handover_id)).rowcount
        if not done:
            raise NotFound(N_("The family has not agreed to this."))
        events.record(db, viewer, "withdrew agreement", "handover", guid)
