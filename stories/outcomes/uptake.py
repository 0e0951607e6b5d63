"""Of which services and rights families make use, moment by moment.

What is said is added, never changed: the last of a slot (family, wave, service) counts. Missing (nobody looked),
unknown (looked for, and nobody can say) and no are three different things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.families import consent, early
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import new_guid, write
from pilot.vocabulary import services
from pilot.words import N_
from stories.file import reaching
from stories.outcomes.scores import SOURCES

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

# The row that holds of each slot; `u` is the table uptake.
IS_LAST = (
    "u.state <> 'taken_back' AND NOT EXISTS (SELECT 1 FROM uptake n WHERE n.family_id = u.family_id"
    " AND n.wave_id = u.wave_id AND n.service = u.service AND n.uptake_id > u.uptake_id)")
ORDERS = {"family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, w.place, w.wave_id, u.uptake_id"),
          "service": Order(N_("by service"), "u.service, w.place, f.pseudonym COLLATE NOCASE, u.uptake_id"),
          "new": Order(N_("newest first"), "u.uptake_id DESC")}


class Use(NamedTuple):
    """What is said of one service at one moment.

    Attributes:
        family: guid. wave: label of a wave that is there. service: of `services.SERVICES`.
        state: YES, NO, UNKNOWN or TAKEN_BACK (it was said by mistake). on: ISO, '' for today. source: of `SOURCES`.
    """

    family: str
    wave: str
    service: str
    state: str
    on: str = ""
    source: str = "unstated"


class Said(NamedTuple):
    """What counts for a slot; family: pseudonym, on: ISO."""

    family_id: int
    family: str
    wave: str
    service: str
    state: str
    on: str
    source: str


@use_case(Right.KEEP_FILE, event="noted uptake")
def say(db: Database, viewer: Viewer, new: Use, *, sure: Container[str] = ()) -> None:
    """Say of one service whether a family makes use of it. Once more the same changes nothing.

    Raises: BadInput, AskFirst (an odd date that is not `sure`), NotFound.
    """
    with write(db):
        add(db, viewer, new, sure=sure)


@use_case(Right.KEEP_FILE, event="noted uptake")
def add(db: Database, viewer: Viewer, new: Use, *, sure: Container[str] = ()) -> str:
    """The same inside `write(db)`, so that many are all or nothing; returns the guid of what was said, '' where nothing
    changed."""
    if new.service not in services.SERVICES or new.state not in (*services.STATES, services.TAKEN_BACK):
        raise BadInput(N_("Choose a service, and yes, no or not known."))
    if new.source not in SOURCES:
        raise BadInput(N_("Say what it rests on."))
    family_id = access.require_family(db, viewer, new.family, Right.KEEP_FILE)
    consent.require_tellable(db, new.family)
    day = check_date(new.on) if new.on else today(db)
    early.ask(db, [day], sure, family_id)
    early.ask_far(db, [day], sure, ahead=0)
    row = db.conn.execute("SELECT wave_id FROM wave WHERE label = ?", (new.wave,)).fetchone()
    if row is None:
        raise NotFound(N_("This moment of measuring is not there. Choose one from the list."))
    last = db.conn.execute(
        "SELECT state, source, observed_on FROM uptake WHERE family_id = ? AND wave_id = ? AND service = ?"
        " ORDER BY uptake_id DESC LIMIT 1", (family_id, row[0], new.service)).fetchone()
    if last == (new.state, new.source, day) or (last is None and new.state == services.TAKEN_BACK):
        return ""
    guid = new_guid()
    db.conn.execute(
        "INSERT INTO uptake(guid, family_id, wave_id, service, state, source, observed_on, said_by, said_at)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        (guid, family_id, row[0], new.service, new.state, new.source, day, viewer.user_id, now()))
    events.record(db, viewer, "noted", "uptake", guid)
    return guid


@use_case(Right.KEEP_FILE, reads="of which services a family makes use")
def of_family(db: Database, viewer: Viewer, family_guid: str) -> dict[tuple[str, str], Said]:
    """What counts of one family, by (label of the wave, service). Raises: NotFound, OutOfReach."""
    family_id = reaching.require_words(db, viewer, family_guid)
    rows = [Said(*row) for row in db.conn.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {IS_LAST} AND u.family_id = ?", (family_id,))]
    return {(one.wave, one.service): one for one in rows}


@use_case(Right.KEEP_FILE, reads="of which services families make use")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL, family_guid: str = "") -> Paged[Said]:
    """A page of what counts of one family or ('') of all that are this viewer's and in reach."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    found = fetch(db, _COLUMNS, Source(
        f"{_FROM} WHERE {IS_LAST} AND {where} AND {reached} AND ? IN ('', f.guid)", (*params, *more, family_guid),
        "f.pseudonym || ' ' || w.label || ' ' || u.service"), wanted, ORDERS)
    return found.of(Said(*row) for row in found)


@use_case(Right.SEE_THEMES, reads="of which services families make use")
def counted(db: Database, viewer: Viewer) -> list[tuple[int, str, str, str]]:
    """(family_id, label of the wave, service, state) of everything that counts of families that are in reach today."""
    where, params = access.families_where(viewer)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    return [(int(family), str(wave), str(service), str(state)) for family, wave, service, state in db.conn.execute(
        f"SELECT u.family_id, w.label, u.service, u.state {_FROM} WHERE {IS_LAST} AND {where} AND {reached}"
        " ORDER BY w.place, w.wave_id, u.family_id", (*params, *more))]


_COLUMNS = "u.family_id, f.pseudonym, w.label, u.service, u.state, u.observed_on, u.source"
_FROM = "FROM uptake u JOIN family f USING (family_id) JOIN wave w USING (wave_id)"
