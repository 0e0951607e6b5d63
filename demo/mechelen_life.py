"""How families of the demo pilot Mechelen came to it, how they live, why support was closed, and how they do."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

from pilot.families.early import EVERY_DAY
from pilot.store.files import write
from pilot.vocabulary import partners
from stories.file import household
from stories.file.household import Children
from stories.outcomes.reach import closing, kinds, months, referring
from stories.outcomes.reach.referring import Referral
from stories.outcomes.scores import Entry, enter

if TYPE_CHECKING:
    from random import Random

    from demo.laid_out import Family as Scores
    from demo.made import Made
    from demo.mechelen import Family

ONWARD = 0.45  # of those of whom support was closed well
OWN_WORD = 0.2  # that a family says of a domain otherwise than who works with it


def reach(made: Made, told: dict[str, Any], found: list[Family], chance: Random) -> None:
    """Referrals, households and closings."""
    with write(made.db):
        for row in told["referrers"]:
            _referrals(made, told, row, [one for one in found if one.referrer is row], chance)
    homes = [kind for kind, n in told["households"].items() for _ in range(n)]
    chance.shuffle(homes)
    for one, kind, children in zip(found, homes, _children(told, found, chance), strict=True):
        household.add(made.db, made.boss, one.guid, kind, str(one.begun), children=children, sure=EVERY_DAY)
    _close(made, told, found, chance)
    said = told["questions"]
    year, first = (int(part) for part in said["from"].split("-"))
    for at in range(said["months"]):
        for place in kinds.PLACES:
            n = round(said[place] * chance.uniform(0.9, 1.1))
            months.count(made.db, made.boss, f"{year}-{first + at:02d}", place, n, round(n * said["warm"]))


def _referrals(made: Made, told: dict[str, Any], row: dict[str, Any], own: list[Family], chance: Random) -> None:
    rest = len(own) - row["new"] - row["lapsed"]
    known = ["new"] * row["new"] + ["lapsed"] * row["lapsed"] + ["contact"] * rest
    chance.shuffle(known)
    for one, was, more in zip(own, known, cycle((-2, -1, 0, 1, 2)), strict=False):
        asked = one.begun - timedelta(days=chance.randrange(7, 28))
        helped = chance.sample(partners.KINDS, row["organisations"] + more)
        _refer(made, Referral(str(asked - timedelta(days=chance.randrange(3, 40))), kinds.ACCEPTED, row["name"],
                              asked_on=str(asked), decided_on=str(asked + timedelta(days=chance.randrange(6))),
                              family=one.guid, known=was, helped=tuple(helped)))
    first: date = told["pilot"]["started_on"]
    for state, n in ((kinds.WRONG, row["wrong"]), (kinds.REFUSED, row["refused"])):
        for at in range(n):
            day = first + timedelta(days=(at * 1200) // n + chance.randrange(60))
            _refer(made, Referral(
                str(day), state, row["name"], asked_on=str(day + timedelta(days=9)) if state == kinds.REFUSED else None,
                decided_on=str(day + timedelta(days=16))))


def _refer(made: Made, new: Referral) -> None:
    referring.keep_within(made.pilot, made.db, made.boss, new, sure=EVERY_DAY)


def _children(told: dict[str, Any], found: list[Family], chance: Random) -> list[Children]:
    """So many children as were told, at least one in each family; of some families one was placed."""
    numbers = {one.guid: 1 for one in found}
    for is_short, total in ((False, told["children"]["counted"]), (True, told["children"]["short"])):
        own = [one.guid for one in found if one.is_short == is_short]
        for _ in range(total - len(own)):
            numbers[chance.choice(own)] += 1
    placed = set(chance.sample([one.guid for one in found if numbers[one.guid] > 1], told["children"]["placed_in"]))
    return [Children(numbers[one.guid] - (one.guid in placed), 0, int(one.guid in placed)) for one in found]


def _close(made: Made, told: dict[str, Any], found: list[Family], chance: Random) -> None:
    reasons = [why for why, n in told["why"].items() for _ in range(n)]
    chance.shuffle(reasons)
    for one, why in zip(found, reasons, strict=False):
        for start, _end in one.periods[:-1]:
            closing.say(made.db, made.boss, one.guid, str(start), "stable")
        goes_on = chance.random() < ONWARD and why not in ("moved", "family")
        closing.say(made.db, made.boss, one.guid, str(one.periods[-1][0]), why,
                    chance.choice(told["onward"]) if goes_on else "", chance.random() < 0.6 if goes_on else None)


def measure(
    made: Made, told: dict[str, Any], counted: list[Family], scores: list[tuple[Scores, Scores]], chance: Random
) -> None:
    """What an evaluator read in dossiers and interviews at the start and at the end, and what some families said."""
    viewer = made.viewers["evaluator"]
    asked = set(chance.sample(range(len(counted)), told["end"]["own_voice"]))
    with write(made.db):
        for at, (one, waves) in enumerate(zip(counted, scores, strict=True)):
            last = max(one.begun + timedelta(days=30), min(one.ended, told["measured"]))
            for wave, found, day in (("T0", waves[0], one.begun + timedelta(days=14)), ("T1", waves[1], last)):
                source = "interview" if at in asked and wave == "T1" else "dossier"
                for domain, value in found.items():
                    enter(made.db, viewer, Entry(one.guid, wave, domain, value, str(day), source=source),
                          sure=EVERY_DAY)
            for domain, value in waves[1].items() if at in asked else ():
                said = value if chance.random() > OWN_WORD else min(10.0, max(0.0, value + chance.choice((-2.5, 2.5))))
                enter(made.db, viewer, Entry(one.guid, "T1", domain, said, str(last), voice="family", source="family"),
                      sure=EVERY_DAY)
