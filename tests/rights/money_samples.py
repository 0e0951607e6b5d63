"""Use cases about money: what was spent, ceilings, what the programme cost, and the figures made of it."""

from __future__ import annotations

from pilot.paging import EVERYTHING, Wanted
from stories.outcomes.spending import ceilings, costs, exports, kinds, listing, noting
from stories.outcomes.spending.noting import Expense
from tests.rights.scene import ADMINS, COACHES, EVALUATORS, OWN, Sample, Scene
from themes.outcomes import costs as cost_figures
from themes.outcomes import money, money_files

OFFICE = EVALUATORS | ADMINS
EVERY = Wanted(size=EVERYTHING)


def _bus(scene: Scene) -> Expense:
    return Expense(scene.family("Berk"), "2021-03-05", 1250, kinds.BUDGET, "transport", "coach")


SAMPLES = (
    Sample("stories.outcomes.spending.noting.note", OWN | EVALUATORS,
           lambda s, db, v: noting.note(s.small.pilot, db, v, _bus(s))),
    Sample("stories.outcomes.spending.noting.mend", OWN | EVALUATORS,
           lambda s, db, v: noting.mend(s.small.pilot, db, v, s.guids["expense"], _bus(s))),
    Sample("stories.outcomes.spending.noting.take_away", OWN | EVALUATORS,
           lambda s, db, v: noting.take_away(db, v, s.guids["expense"])),
    Sample("stories.outcomes.spending.noting.take_away", OWN | EVALUATORS,
           lambda s, db, v: noting.take_away(db, v, s.guids["expense_away"], back=True)),
    Sample("stories.outcomes.spending.listing.listed", COACHES | EVALUATORS, lambda s, db, v: listing.listed(db, v)),
    Sample("stories.outcomes.spending.listing.expense", OWN | EVALUATORS,
           lambda s, db, v: listing.expense(db, v, s.guids["expense"])),
    Sample("stories.outcomes.spending.listing.often", COACHES | EVALUATORS,
           lambda s, db, v: listing.often(db, v, kinds.BUDGET)),
    Sample("stories.outcomes.spending.exports.expense_table", OWN | EVALUATORS,
           lambda s, db, v: exports.expense_table(db, v, EVERY)),
    Sample("stories.outcomes.spending.ceilings.ceilings", COACHES | OFFICE, lambda s, db, v: ceilings.ceilings(db, v)),
    Sample("stories.outcomes.spending.ceilings.referrers", OFFICE, lambda s, db, v: ceilings.referrers(db, v)),
    Sample("stories.outcomes.spending.ceilings.room", OWN | EVALUATORS,
           lambda s, db, v: ceilings.room(db, v, s.family("Berk"))),
    Sample("stories.outcomes.spending.ceilings.set_ceiling", OFFICE,
           lambda s, db, v: ceilings.set_ceiling(db, v, kinds.BUDGET, "", 200_000)),
    Sample("stories.outcomes.spending.costs.costs", OFFICE, lambda s, db, v: costs.costs(db, v)),
    Sample("stories.outcomes.spending.costs.set_cost", OFFICE,
           lambda s, db, v: costs.set_cost(db, v, 2021, "staff", 9_000_000)),
    Sample("themes.outcomes.money.money", EVALUATORS, lambda s, db, v: money.money(db, v)),
    Sample("themes.outcomes.costs.years", EVALUATORS, lambda s, db, v: cost_figures.years(db, v)),
    Sample("themes.outcomes.money_files.used_table", EVALUATORS, lambda s, db, v: money_files.used_table(db, v)),
    Sample("themes.outcomes.money_files.kind_table", EVALUATORS, lambda s, db, v: money_files.kind_table(db, v)),
    Sample("themes.outcomes.money_files.cost_table", EVALUATORS, lambda s, db, v: money_files.cost_table(db, v)),
)
