"""What the programme costs a year, beside the support it gave: per year in which one family is supported.

Indicative: what a year of support costs says nothing of what it would have cost without it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case
from stories.outcomes.spending import costs
from themes.time_spent import clipped, days_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database

    from stories.outcomes.spending.costs import Cost
    from themes.time_spent import Period

DAYS_A_YEAR = 365.25
ENOUGH = 1  # years of support from which a year of it has a price


class Year(NamedTuple):
    """A year of the programme.

    Attributes:
        programme: cents by kind of cost, in the order of the list; empty where nothing is known.
        for_families: cents spent for families that consent leaves in reach.
        families: supported on any day of it. family_years: days of support of all these over a year of 365.25 days.
        is_over: the year is over, so that nothing more comes.
    """

    year: int
    programme: dict[str, int]
    for_families: int
    families: int
    family_years: float
    is_over: bool

    @property
    def cents(self) -> int | None:
        """What the programme cost, without what was spent for families; None where nothing is known."""
        return sum(self.programme.values()) if self.programme else None

    @property
    def a_family_year(self) -> float | None:
        """Cents of the programme for a family supported a whole year; None where it is not known, or under ENOUGH."""
        return self.cents / self.family_years if self.cents is not None and self.family_years >= ENOUGH else None


@use_case(Right.SEE_THEMES, reads="numbers by family")
def years(db: Database, viewer: Viewer) -> list[Year]:
    """Each year from the first with an expense or a cost to the last. Raises: NotAllowed."""
    where, params = access.families_where(viewer)
    return _years(db, where, params)


def all_years(db: Database) -> list[Year]:
    """`years` of all families, the same whoever asks; for use cases that asked the right."""
    return _years(db, "1", ())


def _years(db: Database, where: str, params: Sequence[object]) -> list[Year]:
    """Of the families (f) for which `where` holds."""
    day = today(db)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    spent = db.conn.execute(
        "SELECT CAST(substr(x.spent_on, 1, 4) AS INTEGER), sum(x.cents) FROM expense x JOIN family f USING (family_id)"
        f" WHERE x.removed_at IS NULL AND {where} AND {reached} GROUP BY 1", (*params, *more)).fetchall()
    periods: dict[int, list[Period]] = defaultdict(list)
    for family_id, start, end in db.conn.execute(
            "SELECT p.family_id, p.starts_on, p.ends_on FROM support_period p JOIN family f USING (family_id)"
            f" WHERE {where} AND p.starts_on <= ?", (*params, day)):
        periods[family_id].append((start, end))
    return reckon(costs.known(db), dict(spent), periods.values(), day)


def reckon(
    known: Iterable[Cost], spent: Mapping[int, int], support: Iterable[Sequence[Period]], day: str
) -> list[Year]:
    """The same, of rows.

    Args:
        spent: cents by year. support: of each family its periods (ISO, inclusive; None while it goes on).
        day: ISO, up to which support counts.
    """
    programme: dict[int, dict[str, int]] = defaultdict(dict)
    for one in known:
        programme[one.year][one.kind] = one.cents
    of_family = list(support)
    every = [*programme, *spent]
    made = []
    for year in range(min(every), max(every) + 1) if every else ():
        days = [days_in(clipped(periods, f"{year}-01-01", min(f"{year}-12-31", day))) for periods in of_family]
        made.append(Year(year, programme.get(year, {}), spent.get(year, 0), sum(one > 0 for one in days),
                         sum(days) / DAYS_A_YEAR, f"{year}-12-31" < day))
    return made
