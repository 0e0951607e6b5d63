"""Money of the demo pilot Mechelen: two budgets, ceilings by who referred, and what the programme cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pilot.families.early import EVERY_DAY
from pilot.store.files import write
from stories.outcomes.spending import ceilings, costs, kinds, noting
from stories.outcomes.spending.noting import Expense

if TYPE_CHECKING:
    from random import Random

    from demo.made import Made
    from demo.mechelen import Family

BOTH = 0.3  # of the families that used money used the budget and had a decision, too
BUDGET = 0.8  # used the budget
LARGE = 100_000  # cents: a ceiling from which there are several expenses
DECISIONS = range(8_000, 90_000, 500)  # cents


def spend(made: Made, told: dict[str, Any], counted: list[Family], chance: Random) -> None:
    """Ceilings, expenses, costs."""
    said, by_name = told["money"], {name: guid for guid, name in ceilings.referrers(made.db, made.boss)}
    for row in told["referrers"]:
        ceilings.set_ceiling(made.db, made.boss, kinds.BUDGET, by_name[row["name"]], row["ceiling"])
    users = chance.sample(counted, said["used"])
    of_budget, of_decision = round(len(users) * BUDGET), round(len(users) * (BUDGET - BOTH))
    with write(made.db):
        for at, one in enumerate(users[:of_budget]):
            # Evenly from little to nearly all, so that together they come to the share that was told.
            part = said["share"] * (0.35 + 1.3 * (at + 0.5) / of_budget)
            amounts = split(round(one.referrer["ceiling"] * part), chance.randint(3, 6) if one.referrer[
                "ceiling"] > LARGE else chance.randint(1, 2), chance)
            _note(made, said, one, kinds.BUDGET, amounts, chance)
        for one in users[of_decision:]:
            amounts = [chance.choice(DECISIONS) for _ in range(chance.randint(1, 2))]
            _note(made, said, one, kinds.DECISION, amounts, chance)
    for year, row in said["costs"].items():
        for kind, cents in row.items():
            costs.set_cost(made.db, made.boss, year, kind, cents)


def split(cents: int, parts: int, chance: Random) -> list[int]:
    """An amount in so many parts of at least a tenth of an even one, which come to it again."""
    weights = [chance.uniform(0.4, 1.6) for _ in range(parts)]
    found = [round(cents * one / sum(weights)) for one in weights]
    found[-1] += cents - sum(found)
    return found


def _note(
    made: Made, said: dict[str, Any], one: Family, instrument: str, amounts: list[int], chance: Random
) -> None:
    for cents in amounts:
        paid = _day(one, chance)
        asked = max(one.begun, paid - timedelta(days=chance.choice((0, 1, 2, 3, 5, 7, 9, 14, 21))))
        noting.note_within(made.pilot, made.db, made.boss, Expense(
            one.guid, str(paid), cents, instrument, _weighed(said[instrument], chance),
            _weighed(said["decided"][instrument], chance), str(asked) if chance.random() < 0.8 else None),
            sure=EVERY_DAY)


def _day(one: Family, chance: Random) -> date:
    start, end = chance.choice(one.periods)
    return start + timedelta(days=chance.randrange((end - start).days + 1))


def _weighed(weights: dict[str, int], chance: Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
