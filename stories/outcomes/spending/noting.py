"""Noting what was spent for a family, once however often it is sent; mending it, taking it away, putting it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.dates import check_date
from pilot.door import inner, use_case
from pilot.errors import AskFirst, BadInput, Conflict, NotFound
from pilot.families import early
from pilot.store.files import new_guid, write
from pilot.vocabulary.money import euros
from pilot.words import N_
from stories.contacts.noting import past, story_of, unseen_story, without_names
from stories.entry.drafts import is_guid
from stories.file import reaching
from stories.outcomes.spending import ceilings, kinds

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.config import Pilot

NOT_THERE = N_("This expense is not there, or it is of a family that is not one of yours.")
CEILING = "ceiling"  # said to be right: an expense that goes over it


@dataclass(frozen=True)
class Expense:
    """Money spent for a family, as somebody notes it.

    Attributes:
        family: guid. on: ISO date on which it was spent. cents: how much.
        instrument: of `kinds.INSTRUMENTS`. kind: of `kinds.of_instrument`. decided_by: of `kinds.DECIDED_BY`.
        asked_on: ISO date on which the family asked, None where nobody knows.
        note: a few words; pseudonyms only. story: guid of the document of a story that tells of it, '' for none.
    """

    family: str
    on: str
    cents: int
    instrument: str
    kind: str
    decided_by: str = kinds.UNKNOWN
    asked_on: str | None = None
    note: str = ""
    story: str = ""


_COLUMNS = "family_id, instrument, kind, spent_on, cents, decided_by, asked_on, note, story_id"


@use_case(Right.KEEP_FILE, event="added expense")
def note(
    pilot: Pilot, db: Database, viewer: Viewer, new: Expense, guid: str = "", *, sure: Container[str] = (),
) -> str:
    """Note an expense; returns its guid. The same once more changes nothing.

    Args:
        guid: the uuid the browser gave it, '' for a new one.
        sure: dates (ISO) and words that are right although they look like a slip, or are in the register; CEILING
            where it may go over the ceiling.

    Raises: BadInput, AskFirst, Conflict (another expense has this guid), NotFound, NotAllowed.
    """
    with write(db):
        return note_within(pilot, db, viewer, new, guid, sure=sure)


@inner("`note`, inside a larger write")
def note_within(
    pilot: Pilot, db: Database, viewer: Viewer, new: Expense, guid: str = "", *, sure: Container[str] = (),
) -> str:
    """`note`, inside `write(db)`. Raises: as `note` does."""
    guid = guid or new_guid()
    if not is_guid(guid):
        raise BadInput(N_("This expense has no name that can be kept. Note it again."))
    there = db.conn.execute(
        "SELECT f.guid, x.spent_on, x.cents, x.kind FROM expense x JOIN family f USING (family_id) WHERE x.guid = ?",
        (guid,)).fetchone()
    if there:
        access.require_family(db, viewer, there[0], Right.KEEP_FILE)
        if there != (new.family, new.on, new.cents, new.kind):
            raise Conflict(N_("This expense was noted before, and differently. Look at it in the list."))
        return guid
    values = _checked(pilot, db, viewer, new, sure)
    _ask_over(db, new, values[0], sure)
    db.conn.execute(
        f"INSERT INTO expense({_COLUMNS}, guid, noted_by, noted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, guid, viewer.user_id, now()))
    events.record(db, viewer, "added", "expense", guid)
    return guid


@use_case(Right.KEEP_FILE, event="mended expense")
def mend(pilot: Pilot, db: Database, viewer: Viewer, guid: str, new: Expense, *, sure: Container[str] = ()) -> None:
    """Change what was noted of an expense; it stays of its family, and of a story that this viewer cannot know of.

    Raises: BadInput, AskFirst, NotFound, NotAllowed.
    """
    with write(db):
        expense_id, _removed, family = _own(db, viewer, guid)
        if new.family != family:
            raise BadInput(N_("An expense stays with its family. Take this one away and note it again."))
        *values, story_id = _checked(pilot, db, viewer, new, sure)
        _ask_over(db, new, values[0], sure, expense_id)
        db.conn.execute(
            f"UPDATE expense SET ({_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, iif(?, note, ?), ?), changed_at = ?"
            " WHERE expense_id = ?", (*values[:-1], reaching.unseen(db, values[0], values[-1]), values[-1],
             story_id or unseen_story(db, viewer, "expense", expense_id), now(), expense_id))
        events.record(db, viewer, "mended", "expense", guid)


@use_case(Right.KEEP_FILE, event=("took away expense", "put back expense"))
def take_away(db: Database, viewer: Viewer, guid: str, *, back: bool = False) -> None:
    """Take an expense away, so that it counts nowhere, or (`back`) put it back; once more changes nothing.

    Raises: NotFound, NotAllowed.
    """
    with write(db):
        take_away_within(db, viewer, guid, back=back)


@inner("`take_away`, inside a larger write")
def take_away_within(db: Database, viewer: Viewer, guid: str, *, back: bool = False) -> None:
    """`take_away`, inside `write(db)`. Raises: NotFound, NotAllowed."""
    expense_id, removed, _family = _own(db, viewer, guid)
    if (removed is None) != back:
        db.conn.execute("UPDATE expense SET removed_at = ? WHERE expense_id = ?",
                        (None if back else now(), expense_id))
        events.record(db, viewer, "put back" if back else "took away", "expense", guid)


def _own(db: Database, viewer: Viewer, guid: str) -> tuple[int, str | None, str]:
    """expense_id, when it was taken away, the guid of its family. Raises: NotFound."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    row = db.conn.execute(
        "SELECT x.expense_id, x.removed_at, f.guid FROM expense x JOIN family f USING (family_id)"
        f" WHERE x.guid = ? AND {where}", (guid, *params)).fetchone()
    if row is None:
        raise NotFound(NOT_THERE)
    return row[0], row[1], row[2]


def _checked(
    pilot: Pilot, db: Database, viewer: Viewer, new: Expense, sure: Container[str]
) -> tuple[Any, ...]:
    """The values of _COLUMNS."""
    family_id = access.require_family(db, viewer, new.family, Right.KEEP_FILE)
    on = past(db, new.on, family_id, sure)
    if new.instrument not in kinds.INSTRUMENTS or new.kind not in kinds.of_instrument(new.instrument):
        raise BadInput(N_("Say what the money was spent on, from the list of this budget."))
    if new.decided_by not in kinds.DECIDED_BY:
        raise BadInput(N_("Choose from the list who decided."))
    if not 1 <= new.cents <= kinds.MOST_CENTS:
        raise BadInput(N_("Give an amount from 0.01 to 1,000,000 euros."))
    asked = check_date(new.asked_on) if new.asked_on else None
    if asked and asked > on:
        raise BadInput(N_("A family asks before the money is spent. Check both dates."))
    early.ask(db, [asked], sure, family_id)
    return (family_id, new.instrument, new.kind, on, new.cents, new.decided_by, asked,
            without_names(pilot, new.note, new.family, sure, kinds.LONGEST_NOTE),
            story_of(db, viewer, new.story, family_id))


def _ask_over(db: Database, new: Expense, family_id: int, sure: Container[str], but: int = 0) -> None:
    """Ask where this takes the family over its ceiling. Raises: AskFirst."""
    room = ceilings.room_of(db, family_id, new.instrument, but)
    if room.ceiling is not None and room.spent + new.cents > room.ceiling and CEILING not in sure:
        raise AskFirst(
            N_("With this, {spent} is spent, and the ceiling for this family is {ceiling}. Is that right?"), CEILING,
            spent=euros(room.spent + new.cents), ceiling=euros(room.ceiling))
