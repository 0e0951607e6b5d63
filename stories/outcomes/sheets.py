"""One family in one round of measuring: what was scored in the nine life domains, by whom, and what it rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.access import blind as blindness
from pilot.clock import local_day, today
from pilot.door import inner, use_case
from pilot.errors import NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_
from stories.file import reaching
from stories.outcomes import grounds, waves
from stories.outcomes.scores import IS_LAST, SETTLED, counts

if TYPE_CHECKING:
    from sqlite_utils import Database

    from stories.outcomes.grounds import Ground
    from stories.outcomes.waves import Known


class Given(NamedTuple):
    """What somebody gave: whose it is (label; '' where that was not kept), whether it is this viewer's, 'scored' or
    'unknown', the value (10 worst to 0), source, the ISO day it is true of, the version of the rubric (None: not read
    against one), why, and the ISO day it was given."""

    by: str
    mine: bool
    layer: str
    state: str
    value: float | None
    source: str
    on: str
    rubric: int | None
    reason: str
    at: str


@dataclass(frozen=True)
class Slot:
    """A life domain in one voice.

    Attributes:
        given: by each who scored, the settled one last. ground: words that were chosen for it.
    """

    domain: str
    voice: str
    given: tuple[Given, ...] = ()
    ground: tuple[Ground, ...] = ()

    @property
    def mine(self) -> Given | None:
        """What this viewer gave herself."""
        return next((one for one in self.given if one.mine and one.layer != SETTLED), None)

    @property
    def settled(self) -> Given | None:
        """What scorers came to together."""
        return next((one for one in self.given if one.layer == SETTLED), None)

    @property
    def counts(self) -> tuple[str, float | None]:
        """(state, value) that counts; ('', None) where nothing was given."""
        return counts((one.layer, one.state, one.value) for one in self.given) if self.given else ("", None)


@dataclass(frozen=True)
class Sheet:
    """A family in a round of measuring.

    Attributes:
        family, family_guid: its pseudonym and guid.
        on: the ISO day that is proposed for a new score: the last of what this viewer gave, else the day of measuring.
        blind: others score it too, and nobody sees what another gave.
    """

    family: str
    family_guid: str
    wave: Known
    on: str
    blind: bool
    slots: dict[tuple[str, str], Slot] = field(default_factory=dict)

    def slot(self, domain: str, voice: str) -> Slot:
        """What there is of a life domain in a voice."""
        return self.slots.get((domain, voice)) or Slot(domain, voice)


@inner("which rounds there are asks the right")
def wave_of(db: Database, viewer: Viewer, guid: str) -> tuple[int, Known]:
    """A round by its guid. Raises: NotFound."""
    found = next((one for one in waves.known(db, viewer) if one.guid == guid), None)
    if found is None:
        raise NotFound(N_("This round of measuring is not there."))
    return int(db.conn.execute("SELECT wave_id FROM wave WHERE guid = ?", (guid,)).fetchone()[0]), found


@use_case(Right.KEEP_FILE, reads="scores of life domains")
def sheet(db: Database, viewer: Viewer, family_guid: str, wave_guid: str) -> Sheet:
    """The scores of a family in a round. Raises: NotFound; OutOfReach where the family does not consent."""
    family_id = reaching.require_words(db, viewer, family_guid)
    wave_id, wave = wave_of(db, viewer, wave_guid)
    pseudonym, first, last = db.conn.execute(
        "SELECT f.pseudonym, min(p.starts_on), CASE WHEN count(*) = count(p.ends_on) THEN max(p.ends_on) END"
        " FROM family f LEFT JOIN support_period p USING (family_id) WHERE f.family_id = ?", (family_id,)).fetchone()
    (open_,) = db.conn.execute(
        f"SELECT {blindness.scores_counted_where('s')} FROM (SELECT ? AS family_id, ? AS wave_id) s",
        (family_id, wave_id)).fetchone()
    day = today(db)
    slots = _slots(db, viewer, family_id, wave_id)
    said = max((one.mine.on for one in slots.values() if one.mine), default="")
    proposed = said or waves.moment(wave, first, last, day) or day
    return Sheet(pseudonym, family_guid, wave, proposed, not open_, slots)


def _slots(db: Database, viewer: Viewer, family_id: int, wave_id: int) -> dict[tuple[str, str], Slot]:
    seen, params = blindness.scores_seen_where(viewer)
    given: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for domain, voice, by, is_mine, layer, state, value, source, on, rubric, reason, at in db.conn.execute(
            "SELECT s.domain, s.voice, CASE WHEN u.guid IS NOT NULL THEN maker(u.guid, u.label) ELSE '' END,"
            " s.scored_by IS ?, s.layer, s.state, s.value, s.source, s.observed_on, s.rubric, s.reason, s.scored_at"
            f" FROM score s LEFT JOIN user u ON u.user_id = s.scored_by WHERE s.family_id = ? AND s.wave_id = ?"
            f" AND {IS_LAST} AND {seen} ORDER BY s.layer = 'settled', s.score_id",
            (viewer.user_id, family_id, wave_id, *params)):
        given[domain, voice].append(Given(by, bool(is_mine), layer, state, value, source, on, rubric, reason,
                                          local_day(db, at)))
    rests = grounds.of_sheet(db, viewer, family_id, wave_id)
    return {key: Slot(*key, tuple(given.get(key, ())), tuple(rests.get(key, ()))) for key in {*given, *rests}}


class Row(NamedTuple):
    """A family in the list: by guid of a round how many of its nine domains are scored and how many are unknown, of the
    professional's scores; rounds without any are left out."""

    guid: str
    pseudonym: str
    known: dict[str, tuple[int, int]]


ORDERS = {
    "name": Order(N_("by name"), "f.pseudonym COLLATE NOCASE, f.family_id"),
    "few": Order(N_("fewest scores first"), "(SELECT count(*) FROM score s WHERE s.family_id = f.family_id),"
                 " f.pseudonym COLLATE NOCASE"),
}


@use_case(Right.KEEP_FILE, reads="how far families are scored")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Row]:
    """The families this viewer scores, with how far each is in each round; without those out of reach."""
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    reached, given = access.reach.family_material_where(db, "analyse", "f")
    found = fetch(db, "f.family_id, f.guid, f.pseudonym", Source(
        f"FROM family f LEFT JOIN site s USING (site_id) WHERE {where} AND {reached}", [*params, *given],
        "f.pseudonym || ' ' || coalesce(s.name, '')"), wanted, ORDERS)
    return found.of(Row(guid, pseudonym, _how_far(db, viewer, family_id)) for family_id, guid, pseudonym in found)


def _how_far(db: Database, viewer: Viewer, family_id: int) -> dict[str, tuple[int, int]]:
    seen, params = blindness.scores_seen_where(viewer)
    return {wave: (scored, unknown) for wave, scored, unknown in db.conn.execute(
        "SELECT w.guid, count(DISTINCT CASE WHEN s.state = 'scored' THEN s.domain END),"
        " count(DISTINCT CASE WHEN s.state = 'unknown' THEN s.domain END) FROM score s JOIN wave w USING (wave_id)"
        f" WHERE s.family_id = ? AND s.voice <> 'family' AND {IS_LAST} AND {seen} GROUP BY w.guid",
        (family_id, *params))}


ALL_DOMAINS = len(DOMAINS)
