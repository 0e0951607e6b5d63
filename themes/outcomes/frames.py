"""What outcomes are computed from, read once: the scores that count, and the families they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.dates import months_since
from pilot.door import inner, use_case
from stories.outcomes.scores import Counted, counted, of_families

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access.reach import Where

SCORES = list(Counted._fields)
FAMILIES = ["family_id", "guid", "pseudonym", "site", "referrer", "arm", "starts_on", "ends_on", "months"]


@inner("reads through the use case of scores")
def scores(db: Database, viewer: Viewer) -> pd.DataFrame:
    """A row for each score that counts: family_id, wave (label, in the order of waves), domain, voice, state, value
    (NaN unless scored)."""
    return _frame(counted(db, viewer))


def all_scores(db: Database) -> pd.DataFrame:
    """`scores` of all families, the same whoever asks; for use cases that asked the right."""
    return _frame(of_families(db))


def _frame(found: list[Counted]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=SCORES).astype({"value": "float64"})


@use_case(Right.SEE_THEMES, reads="families with their sites, referrers and arms")
def families(db: Database, viewer: Viewer) -> pd.DataFrame:
    """A row for each family that may be counted today: family_id, guid, pseudonym, site, referrer, arm (names, '' where
    there is none), starts_on, ends_on (ISO; first start and last end of support, None while unknown or going on),
    months (of support, up to its end or today; NaN without a start)."""
    return all_families(db, access.families_where(viewer))


def all_families(db: Database, those: Where = ("1", [])) -> pd.DataFrame:
    """`families` of all, or of those of a condition on `f`; for use cases that asked the right."""
    where, params = those
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    rows = db.conn.execute(
        "SELECT f.family_id, f.guid, f.pseudonym, coalesce(s.name, ''), coalesce(r.name, ''), coalesce(a.name, ''),"
        " min(p.starts_on), CASE WHEN count(*) = count(p.ends_on) THEN max(p.ends_on) END"
        " FROM family f LEFT JOIN site s USING (site_id) LEFT JOIN referrer r USING (referrer_id)"
        " LEFT JOIN arm a USING (arm_id) LEFT JOIN support_period p USING (family_id)"
        f" WHERE {where} AND {reached} GROUP BY f.family_id ORDER BY f.pseudonym", (*params, *more)).fetchall()
    day = today(db)
    return pd.DataFrame(
        [(*row, months_since(row[6], row[7] or day) if row[6] else None) for row in rows], columns=FAMILIES,
    ).astype({"months": "float64"})
