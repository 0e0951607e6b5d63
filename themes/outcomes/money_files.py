"""Money spent for families, and what the programme cost, as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.files.export import Export, list_of, tabular
from pilot.vocabulary import days
from pilot.words import N_, _
from stories.outcomes.spending import kinds
from themes.outcomes.costs import years
from themes.outcomes.money import ENOUGH, money

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.table import Table
    from themes.outcomes.money import Money


@use_case(Right.SEE_THEMES, event="exported money", reads="numbers by family")
def used_table(db: Database, viewer: Viewer) -> Table:
    """A row for each instrument and referrer, and for all families. Raises: NotFound while nothing was spent."""
    found = money(db, viewer)
    rows = found.used
    return list_of(db, viewer, "money", _("Money by who referred"), {
        _("Referred by"): [one.group or _("all families") for one in rows],
        _("Out of"): [_(kinds.INSTRUMENTS[one.instrument]) for one in rows],
        _("Families"): [one.families for one in rows],
        _("Families that used it"): [one.users for one in rows],
        _("Expenses"): [one.expenses for one in rows], _("Amount (euro)"): [one.cents / 100 for one in rows],
        _("Middle amount of a family that used it (euro)"): [_euros(one.middle) for one in rows],
        _("Families that used it and have a ceiling"): [one.capped for one in rows],
        _("Their amount (euro)"): [one.capped_cents / 100 for one in rows],
        _("Their ceilings together (euro)"): [one.ceiling / 100 for one in rows],
        _("Used share (percent, from {n} families)").format(n=ENOUGH): [
            None if one.percent is None else round(one.percent, 1) for one in rows],
        _("Families over their ceiling"): [one.over for one in rows]},
        coded=None, facts=_about(found))


@use_case(Right.SEE_THEMES, event="exported money", reads="numbers by family")
def kind_table(db: Database, viewer: Viewer) -> Table:
    """A row for each instrument and kind of spending. Raises: NotFound while nothing was spent."""
    found = money(db, viewer)
    rows = found.parts
    return list_of(db, viewer, "money", _("Money by what it was spent on"), {
        _("For"): [kinds.name(one.key) for one in rows],
        _("Out of"): [_(kinds.INSTRUMENTS[one.instrument]) for one in rows],
        _("Families"): [one.families for one in rows], _("Expenses"): [one.expenses for one in rows],
        _("Amount (euro)"): [one.cents / 100 for one in rows]}, coded=None, facts=_about(found))


@use_case(Right.SEE_THEMES, event="exported money", reads="numbers by family")
def cost_table(db: Database, viewer: Viewer) -> Table:
    """A row for each year of the programme. Raises: NotFound while there is none."""
    rows = years(db, viewer)
    kinds_known = [kind for kind in kinds.COSTS if any(kind in one.programme for one in rows)]
    return list_of(db, viewer, "money", _("What the programme costs"), {
        _("Year"): [one.year for one in rows],
        **{f"{_(kinds.COSTS[kind])} (euro)": [_euros(one.programme.get(kind)) for one in rows] for kind in kinds_known},
        _("Programme (euro)"): [_euros(one.cents) for one in rows],
        _("For families (euro)"): [one.for_families / 100 for one in rows],
        _("Families supported"): [one.families for one in rows],
        _("Years of support"): [round(one.family_years, 2) for one in rows],
        _("Programme for a year of support of one family (euro)"): [_euros(one.a_family_year) for one in rows],
        _("The year is over"): [_("yes") if one.is_over else _("no") for one in rows]},
        coded=None, facts=((_("To know"), _("Indicative: it does not say what there would have been to pay without the"
                                            " programme.")),))


def _euros(cents: float | None) -> float | None:
    return None if cents is None else round(cents / 100, 2)


def _about(found: Money) -> tuple[tuple[str, str], ...]:
    return ((_("From"), days.long(found.first) if found.first else ""),
            (_("Until"), days.long(found.last) if found.last else ""),
            (_("Families that count"), str(found.families)),
            (_("Families left out for want of consent"), str(found.kept_out)))


MONEY = Export("money", N_("Money by who referred"), (), tabular(lambda asked: used_table(asked.db, asked.viewer)))
KINDS = Export("money-kinds", N_("Money by what it was spent on"), (), tabular(
    lambda asked: kind_table(asked.db, asked.viewer)))
COSTS = Export("money-costs", N_("What the programme costs"), (), tabular(
    lambda asked: cost_table(asked.db, asked.viewer)))
EXPORTS = (MONEY, KINDS, COSTS)
