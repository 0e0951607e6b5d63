"""Measurements that fall due: families of which nothing is scored yet in a round whose day has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.access import blind as blindness
from pilot.clock import today
from pilot.dates import add_months
from pilot.door import use_case
from pilot.paging import ALL, Paged, Wanted, of_rows
from stories.outcomes import waves
from stories.outcomes.scores import IS_LAST

if TYPE_CHECKING:
    from sqlite_utils import Database

    from stories.outcomes.waves import Known

LATE_MONTHS = 3  # after so many nobody is reminded any more: a score of then would tell of now


class Due(NamedTuple):
    """A family to be measured: guid and pseudonym, guid and label of the round, and the ISO day it fell due on."""

    family: str
    pseudonym: str
    wave: str
    label: str
    on: str


@use_case(Right.KEEP_FILE, reads="how far families are scored")
def due(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Due]:
    """What fell due in the last three months and is not begun, the longest waiting first.

    A coach gets her own families, nobody those out of reach; what others score blind counts for them alone.
    """
    known = [one for one in waves.known(db, viewer) if one.kind != waves.DATES or one.stated]
    if not known:
        return Paged()
    day = today(db)
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    reached, given = access.reach.family_material_where(db, "analyse", "f")
    seen, of_seen = blindness.scores_seen_where(viewer)
    own, coach = "1", []
    if viewer.only_own(Right.SEE_FAMILIES):
        own = ("EXISTS (SELECT 1 FROM coaching c WHERE c.family_id = f.family_id AND c.coach_id = ? AND c.from_on <= ?"
               " AND (c.until_on IS NULL OR c.until_on >= ?))")
        coach = [viewer.coach_id, day, day]
    rows = db.conn.execute(
        "SELECT f.guid, f.pseudonym, min(p.starts_on), CASE WHEN count(*) = count(p.ends_on) THEN max(p.ends_on) END,"
        " (SELECT group_concat(DISTINCT w.guid) FROM score s JOIN wave w USING (wave_id)"
        f" WHERE s.family_id = f.family_id AND s.voice <> 'family' AND {IS_LAST} AND {seen})"
        " FROM family f JOIN support_period p USING (family_id)"
        f" WHERE {where} AND {reached} AND {own} GROUP BY f.family_id", (*of_seen, *params, *given, *coach)).fetchall()
    found = [Due(guid, pseudonym, one.guid, one.label, on)
             for guid, pseudonym, first, last, scored in rows for one in known
             if one.guid not in (scored or "") and (on := fell_due(one, first, last, day))]
    return of_rows(sorted(found, key=lambda one: (one.on, one.pseudonym)),
                   lambda one: f"{one.pseudonym} {one.label}", wanted)


def fell_due(one: Known, first: str, last: str | None, day: str) -> str | None:
    """The ISO day on which a family was to be measured in a round, if that is not over three months before `day`.

    Args:
        first, last: ISO, when its support began and ended (None while it goes on); who left before is not measured.
    """
    if one.kind == waves.DATES:
        on, until = max(one.starts_on, first), one.ends_on
        if on > until:
            return None
    else:
        on = until = waves.moment(one, first, last, day) or ""
    left = last is not None and last < on
    return on if on and on <= day <= add_months(until, LATE_MONTHS) and not left else None
