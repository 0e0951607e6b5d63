"""How much one family may have by each instrument: ceilings by who referred it, and what is left of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.outcomes.spending import kinds

if TYPE_CHECKING:
    from sqlite_utils import Database


class Ceiling(NamedTuple):
    """A ceiling that holds.

    Attributes:
        referrer: guid of who refers, '' for families of all others. called: its name, '' for all others.
        cents: for one family, over all its support.
    """

    instrument: str
    referrer: str
    called: str
    cents: int


class Room(NamedTuple):
    """What a family has spent by an instrument, and its ceiling, None without one; both in cents."""

    instrument: str
    spent: int
    ceiling: int | None


# Of each pair the last row counts.
_HOLD = (
    "SELECT c.instrument, c.referrer_id, r.guid, r.name, c.cents FROM ceiling c"
    " LEFT JOIN referrer r USING (referrer_id)"
    " WHERE c.ceiling_id IN (SELECT max(ceiling_id) FROM ceiling GROUP BY instrument, referrer_id)")


@use_case(Right.KEEP_FILE, Right.MANAGE_FAMILIES, reads="settings")
def ceilings(db: Database, viewer: Viewer) -> list[Ceiling]:
    """The ceilings that hold, in the order of the instruments; the one for all others last."""
    rows = [Ceiling(instrument, guid or "", name or "", cents)
            for instrument, _referrer, guid, name, cents in db.conn.execute(_HOLD) if cents is not None]
    order = list(kinds.INSTRUMENTS)
    return sorted(rows, key=lambda one: (order.index(one.instrument), not one.referrer, one.called))


@use_case(Right.SEE_THEMES, Right.MANAGE_FAMILIES, event="set ceiling")
def set_ceiling(db: Database, viewer: Viewer, instrument: str, referrer: str, cents: int | None) -> None:
    """Say what one family may have by an instrument; the same once more changes nothing.

    Args:
        referrer: guid of who refers; '' for families of all others.
        cents: None to take the ceiling away.

    Raises: BadInput, NotFound, NotAllowed.
    """
    if instrument not in kinds.INSTRUMENTS:
        raise BadInput(N_("Choose which budget the ceiling is for."))
    if cents is not None and not 1 <= cents <= kinds.MOST_CENTS:
        raise BadInput(N_("Give a ceiling from 0.01 to 1,000,000 euros, or none."))
    with write(db):
        referrer_id = _referrer(db, referrer)
        was = db.conn.execute(
            "SELECT cents FROM ceiling WHERE instrument = ? AND referrer_id IS ? ORDER BY ceiling_id DESC LIMIT 1",
            (instrument, referrer_id)).fetchone()
        if (was[0] if was else None) == cents:
            return
        guid = new_guid()
        db.conn.execute(
            "INSERT INTO ceiling(guid, instrument, referrer_id, cents, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?)",
            (guid, instrument, referrer_id, cents, viewer.user_id, now()))
        events.record(db, viewer, "set", "ceiling", guid)


@use_case(Right.SEE_THEMES, Right.MANAGE_FAMILIES, reads="settings")
def referrers(db: Database, viewer: Viewer) -> list[tuple[str, str]]:
    """(guid, name) of all who refer families, by name."""
    return [(row[0], row[1]) for row in db.conn.execute("SELECT guid, name FROM referrer ORDER BY name")]


@use_case(Right.KEEP_FILE, reads="numbers by family")
def room(db: Database, viewer: Viewer, family_guid: str) -> list[Room]:
    """What a family has spent and may have, for each instrument. Raises: NotFound, NotAllowed."""
    family_id = access.require_family(db, viewer, family_guid, Right.KEEP_FILE)
    return [room_of(db, family_id, instrument) for instrument in kinds.INSTRUMENTS]


def room_of(db: Database, family_id: int, instrument: str, but: int = 0) -> Room:
    """The same for one instrument; `but`: expense_id of one that is left out."""
    (spent,) = db.conn.execute(
        "SELECT coalesce(sum(cents), 0) FROM expense WHERE family_id = ? AND instrument = ? AND removed_at IS NULL"
        " AND expense_id <> ?", (family_id, instrument, but)).fetchone()
    (referrer_id,) = db.conn.execute("SELECT referrer_id FROM family WHERE family_id = ?", (family_id,)).fetchone()
    held = {row[1]: row[4] for row in db.conn.execute(f"{_HOLD} AND c.instrument = ?", (instrument,))}
    return Room(instrument, spent, applies(held, referrer_id))


def applies(held: dict[int | None, int | None], referrer_id: int | None) -> int | None:
    """The ceiling for a family of this referrer: its own, else the one for all others (None); in cents."""
    own = held.get(referrer_id)
    return own if own is not None else held.get(None)


def of_referrers(db: Database) -> dict[str, dict[int | None, int | None]]:
    """For each instrument its ceilings in cents by referrer_id, None for all others."""
    found: dict[str, dict[int | None, int | None]] = {one: {} for one in kinds.INSTRUMENTS}
    for instrument, referrer_id, _guid, _name, cents in db.conn.execute(_HOLD):
        found[instrument][referrer_id] = cents
    return found


def _referrer(db: Database, guid: str) -> int | None:
    if not guid:
        return None
    row = db.conn.execute("SELECT referrer_id FROM referrer WHERE guid = ?", (guid,)).fetchone()
    if row is None:
        raise NotFound(N_("Who refers is not there. Choose from the list."))
    return int(row[0])
