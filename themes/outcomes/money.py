"""Money spent for families: how many used which instrument, how much of what they may have, on what, and who decided.

Counted are families that consent leaves in reach. Of a share the whole stands beside it, and a percentage only where
there are families enough for one (ENOUGH).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from stories.outcomes.spending import ceilings, kinds
from themes.outcomes import frames

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

ENOUGH = 20  # families or expenses from which a share is a percentage
WEEK_DAYS = 7
EXPENSES = ["family_id", "instrument", "kind", "decided_by", "spent_on", "asked_on", "cents", "told"]


class Used(NamedTuple):
    """An instrument in a group of families.

    Attributes:
        group: '' for all families. families: in the group; users: of them those for whom anything was spent by it.
        expenses, cents: of the users. middle: median cents of a user, None without one.
        capped: users with a ceiling, their cents in `capped_cents`, what they may have together in `ceiling`.
        over: users who went over theirs.
    """

    group: str
    instrument: str
    families: int
    users: int
    expenses: int
    cents: int
    middle: float | None
    capped: int
    capped_cents: int
    ceiling: int
    over: int

    @property
    def percent(self) -> float | None:
        """How much of what they may have the users used, 0 and up; None for fewer than ENOUGH users with a ceiling."""
        return 100 * self.capped_cents / self.ceiling if self.capped >= ENOUGH else None


class Part(NamedTuple):
    """What came to something: a kind of spending, somebody who decides; families: for how many."""

    instrument: str
    key: str
    families: int
    expenses: int
    cents: int


class Waited(NamedTuple):
    """From the day a family asked to the day it was paid.

    Attributes:
        known: expenses of which the day of asking is known, of `expenses`. middle: median days, None without one.
        within_week: of the known those paid within seven days.
    """

    known: int
    expenses: int
    middle: float | None
    within_week: int


@dataclass(frozen=True)
class Money:
    """All of it.

    Attributes:
        families: that count. users: for whom anything was spent. expenses, cents: of these; told: expenses that a story
            tells of. kept_out: families that consent keeps out. first, last: ISO days of the expenses, '' without one.
        used: all families, then each referrer; per instrument that was used or has a ceiling.
        parts: by instrument and kind, the largest first. deciders: the same by who decided, in the order of the list.
        waited: by instrument.
    """

    families: int
    users: int
    expenses: int
    cents: int
    told: int
    kept_out: int
    first: str
    last: str
    used: list[Used]
    parts: list[Part]
    deciders: list[Part]
    waited: dict[str, Waited]


@use_case(Right.SEE_THEMES, reads="numbers by family")
def money(db: Database, viewer: Viewer) -> Money:
    """What was spent for the families whose consent to analysing holds. Raises: NotAllowed."""
    families = with_ceilings(db, frames.families(db, viewer))
    (everybody,) = db.conn.execute("SELECT count(*) FROM family").fetchone()
    return reckon(families, _expenses(db, viewer), int(everybody) - len(families))


def with_ceilings(db: Database, families: pd.DataFrame) -> pd.DataFrame:
    """`families` and a column of cents for each instrument, <NA> where a family has no ceiling."""
    referrer = dict(db.conn.execute("SELECT family_id, referrer_id FROM family").fetchall())
    held = ceilings.of_referrers(db)
    return families.assign(**{
        instrument: pd.array([ceilings.applies(held[instrument], referrer[one]) for one in families["family_id"]],
                             dtype="Int64") for instrument in kinds.INSTRUMENTS})


def _expenses(db: Database, viewer: Viewer) -> pd.DataFrame:
    """A row for each expense of a family in reach: EXPENSES; told: a story tells of it."""
    where, params = access.families_where(viewer)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    rows = db.conn.execute(
        "SELECT x.family_id, x.instrument, x.kind, x.decided_by, x.spent_on, x.asked_on, x.cents,"
        f" x.story_id IS NOT NULL FROM expense x JOIN family f USING (family_id)"
        f" WHERE x.removed_at IS NULL AND {where} AND {reached}",
        (*params, *more)).fetchall()
    return pd.DataFrame(rows, columns=EXPENSES).astype({"cents": "int64", "told": "bool"})


def reckon(families: pd.DataFrame, expenses: pd.DataFrame, kept_out: int = 0) -> Money:
    """All of it, of rows.

    Args:
        families: family_id, referrer (name or ''), and a column of cents or <NA> for each instrument.
        expenses: EXPENSES, of these families only. kept_out: families that are in neither.
    """
    groups = sorted({one for one in families["referrer"] if one})
    used = [_used(families, expenses, group, instrument)
            for group in ("", *groups) for instrument in kinds.INSTRUMENTS
            if (expenses["instrument"] == instrument).any() or families[instrument].notna().any()]
    return Money(
        len(families), expenses["family_id"].nunique(), len(expenses), int(expenses["cents"].sum()),
        int(expenses["told"].sum()), kept_out, expenses["spent_on"].min() if len(expenses) else "",
        expenses["spent_on"].max() if len(expenses) else "", used,
        sorted(_parts(expenses, "kind"), key=lambda one: (-one.cents, one.key)),
        sorted(_parts(expenses, "decided_by"), key=lambda one: list(kinds.DECIDED_BY).index(one.key)),
        {str(instrument): _waited(own) for instrument, own in expenses.groupby("instrument")})


def _used(families: pd.DataFrame, expenses: pd.DataFrame, group: str, instrument: str) -> Used:
    own = families[families["referrer"] == group] if group else families
    paid = expenses[(expenses["instrument"] == instrument) & expenses["family_id"].isin(own["family_id"])]
    of_user = paid.groupby("family_id")["cents"].sum()
    held = own.set_index("family_id")[instrument].reindex(of_user.index).dropna()
    capped = of_user.reindex(held.index)
    return Used(group, instrument, len(own), len(of_user), len(paid), int(of_user.sum()),
                float(of_user.median()) if len(of_user) else None, len(held), int(capped.sum()), int(held.sum()),
                int((capped > held).sum()))


def _parts(expenses: pd.DataFrame, column: str) -> list[Part]:
    found = expenses.groupby(["instrument", column]).agg(
        families=("family_id", "nunique"), expenses=("cents", "size"), cents=("cents", "sum"))
    return [Part(str(row[0][0]), str(row[0][1]), int(row[1]), int(row[2]), int(row[3]))
            for row in found.itertuples(name=None)]


def _waited(expenses: pd.DataFrame) -> Waited:
    known = expenses[expenses["asked_on"].notna()]
    waited = (pd.to_datetime(known["spent_on"]) - pd.to_datetime(known["asked_on"])).dt.days
    return Waited(len(known), len(expenses), float(waited.median()) if len(known) else None,
                  int((waited <= WEEK_DAYS).sum()))


def merged(parts: list[Part]) -> Mapping[str, int]:
    """Cents by key, of all instruments together."""
    found: dict[str, int] = {}
    for one in parts:
        found[one.key] = found.get(one.key, 0) + one.cents
    return found
