"""Money in a release: for whom something was spent, how much of what they may have, and what the programme cost.

Of families never an amount, for a few of them may make up a sum, and two sums give away a family that came between: how
much they used is told in parts of their ceiling, in so many families, under the same rules as all else. What the
programme cost is of no family.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.vocabulary.money import round_euros
from pilot.words import N_, _
from stories.outcomes.spending import ceilings, kinds
from themes.disclosure.rules import MEAN_FROM
from themes.outcomes import costs
from themes.release.choice import MONEY
from themes.release.content import Panel, PanelRow
from themes.release.saying import both
from themes.release.yes_or_no import Group, Part, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from themes.outcomes.costs import Year
    from themes.release.content import Both

COSTS = "costs"
NONE, UNDER, HALF, OVER = "none", "under", "half", "over"
USED = {NONE: N_("{instrument}: nothing used"), UNDER: N_("{instrument}: less than half used"),
        HALF: N_("{instrument}: half or more used"), OVER: N_("{instrument}: more than the ceiling")}
_STEP = 10_000  # cents, to which the price of a year of support is rounded


def read(db: Database, guids: Mapping[int, str]) -> Part:
    """Which families used money, by instrument and kind, and how much of what they may have.

    Args:
        guids: by family_id, of those that may be counted today.
    """
    spent: dict[str, set[str]] = {}
    cents: dict[tuple[str, int], int] = {}
    for family_id, instrument, kind, paid in db.conn.execute(
            "SELECT family_id, instrument, kind, sum(cents) FROM expense WHERE removed_at IS NULL GROUP BY 1, 2, 3"):
        if family_id in guids:
            cents[instrument, family_id] = cents.get((instrument, family_id), 0) + paid
            for key in (instrument, f"kind {kind}"):
                spent.setdefault(key, set()).add(guids[family_id])
    every = frozenset(guids.values())
    by = tuple(Row(key, lambda key=key: _(kinds.INSTRUMENTS[key]),  # type: ignore[misc]
                   frozenset(spent.get(key, ())), every) for key in kinds.INSTRUMENTS)
    on = tuple(Row(key, lambda key=key: _(kinds.KINDS[key].name),  # type: ignore[misc]
                   frozenset(spent.get(f"kind {key}", ())), every) for key in kinds.KINDS)
    return Part(MONEY, lambda: _("What money was used for"), lambda: _("Instrument or kind"),
                lambda: _("Families for whom something was spent, of all families; how much of its ceiling a family"
                          " used, of the families that have one. Amounts stay within the team, and kinds for few"
                          " families or none are left out."),
                (Group("instruments", by), *_used(db, guids, cents), Group("kinds", on, only_many=True))
                if spent else ())


def _used(db: Database, guids: Mapping[int, str], cents: Mapping[tuple[str, int], int]) -> tuple[Group, ...]:
    """For each instrument with ceilings how much of theirs families used."""
    held = ceilings.of_referrers(db)
    referrer = dict(db.conn.execute("SELECT family_id, referrer_id FROM family").fetchall())
    found = []
    for instrument in kinds.INSTRUMENTS:
        most = {one: ceiling for one in guids if (ceiling := ceilings.applies(held[instrument], referrer[one]))}
        where = {guids[one]: used(cents.get((instrument, one), 0), ceiling) for one, ceiling in most.items()}
        rows = tuple(Row(
            f"{instrument} {key}",
            lambda said=said, instrument=instrument: _(said).format(  # type: ignore[misc]
                instrument=_(kinds.INSTRUMENTS[instrument])),
            frozenset(guid for guid, part in where.items() if part == key), frozenset(where))
            for key, said in USED.items())
        if most:
            found.append(Group(f"used {instrument}", rows, is_one=True))
    return tuple(found)


def used(spent: int, ceiling: int) -> str:
    """The part of a ceiling that was spent (of USED), each family in one of them; both in cents."""
    if spent > ceiling:
        return OVER
    if 2 * spent >= ceiling:
        return HALF
    return UNDER if spent else NONE


def programme(db: Database) -> tuple[Panel, ...]:
    """What the programme cost in the years that are over and of which that is known; none without one.

    What a year of support of one family cost is told where twenty families or more were supported, in hundreds of
    euros: of fewer it would say how long they were.
    """
    years = [one for one in costs.all_years(db) if one.is_over and one.cents is not None]
    if not years:
        return ()
    return (Panel(
        COSTS, both(lambda: _("What the programme cost")),
        both(lambda: _("Costs of the programme, without what was spent for families; beside it what a year of support"
                       " of one family came to, where {n} families or more were supported. It says nothing of what"
                       " a year without support would have cost.").format(n=MEAN_FROM)),
        both(lambda: _("Year")), (both(lambda: _("The programme")), both(lambda: _("A family, a whole year"))),
        tuple(PanelRow(both(lambda one=one: str(one.year)), _amounts(one)) for one in years)),)  # type: ignore[misc]


def _amounts(one: Year) -> tuple[Both, Both]:
    each = one.a_family_year if one.families >= MEAN_FROM else None
    return (both(lambda: round_euros(one.cents or 0)),
            both(lambda: round_euros(round(each / _STEP) * _STEP) if each is not None else "–"))
